"""Pledges: whose they are, by what purpose, and the pages of a ledger that is too long for one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from chronology.link import Chronology, LedgerEntry
from chronology.records.dates import Date
from chronology.render.draft import GUIDE, Draft, Trail
from chronology.render.part_pages import Groups, Whole, part_pages
from chronology.render.parts import LIMITS, Limits, Part, by_year
from chronology.render.view import View


def announced(entry: LedgerEntry) -> Date:
    """The day of its first state, else that of its event."""
    return entry.pledge.history[0].date if entry.pledge.history else entry.event.date


def in_order(entries: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    """In order of announcement."""
    return sorted(entries, key=lambda entry: announced(entry).sort_key)


def by_party(chronology: Chronology) -> Mapping[str, Sequence[LedgerEntry]]:
    """The pledges that a state or an actor made or received."""
    found: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in chronology.pledges:
        for party in dict.fromkeys((entry.pledge.by, *entry.pledge.for_)):
            found[party].append(entry)
    return found


def by_purpose(view: View, entries: Sequence[LedgerEntry]) -> Groups:
    """Pledges under their purposes, in the order of the vocabulary."""
    found: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.pledge.purpose].append(entry)
    words = view.chronology.vocabulary.words("purposes")
    return [(word.name, purpose, word.definition, found[purpose]) for purpose, word in words.items() if purpose in found]


def ledger_whole(view: View) -> Whole:
    """The parts of the ledger: `ledger/2016/`, `ledger/2016--03/`."""
    trail = [("Home", ""), ("Pledge ledger", "pledges/")]
    url = view.settings.url
    return Whole(trail, "ledger/", "Pledges of ", "Pledges", GUIDE, url, lambda part: by_purpose(view, part.items), "pledge", "--")


def ledger_pages(view: View, limits: Limits = LIMITS) -> Iterator[Draft]:
    """A page for each part of the ledger, where the hand-written page is too short for all of it."""
    if len(view.chronology.pledges) > limits.listed:
        yield from part_pages(ledger_whole(view), ledger_parts(view.chronology.pledges, limits))


def ledger_parts(entries: Sequence[LedgerEntry], limits: Limits) -> Sequence[Part[LedgerEntry]]:
    return by_year(in_order(entries), announced, limits.listed)


def party_whole(view: View, trail: Trail, kicker: str, edit: str) -> Whole:
    """The parts of the pledges of the page that a trail leads to: `actors/x--pledges-2016/`."""
    name, address = trail[-1]
    base = f"{address.rstrip('/')}--pledges-"
    return Whole(trail, base, f"{name}: pledges of ", kicker, edit, view.settings.url, _by_themselves, "pledge", ids=("pledges-", "pledges-month-"))


def _by_themselves(part: Part[LedgerEntry]) -> Groups:
    return [("Pledges", "pledges", "", part.items)]
