"""Sources: named where they are used, used where they are named."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from chronology.problem import shown
from chronology.records.addresses import host_of, stands_below
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Event, Record
from chronology.records.model.base import Source
from chronology.records.nearest import did_you_mean
from chronology.records.yaml import Loc
from chronology.rules.parts import cited, sources_of
from chronology.rules.rule import Finding, rule

ENCYCLOPAEDIAS = ("wikipedia.org", "wikiwand.com", "britannica.com")
"""They tell what others found; whoever cites them has not read who says so."""


class Cites(Protocol):
    """A part that names sources."""

    @property
    def sources(self) -> tuple[str, ...]: ...


Lists = Sequence[tuple[Loc, Sequence[Cites]]]
"""Lists of parts, each with the way to it."""


def event_citations(event: Event) -> Lists:
    """Every list of an event whose parts name sources."""
    lists: list[tuple[Loc, Sequence[Cites]]] = [(("actors",), event.actors), (("figures",), event.figures), (("pledges",), event.pledges)]
    lists += [(("joins",), event.joins), (("leaves",), event.leaves), (("corrections",), event.corrections)]
    lists += [(("pledges", n, "history"), pledge.history) for n, pledge in enumerate(event.pledges)]
    lists += [(("disputes", n, "positions"), dispute.positions) for n, dispute in enumerate(event.disputes)]
    return lists


def actor_citations(actor: Actor) -> Lists:
    """Every list of an actor's file whose parts name sources."""
    return [(("posts",), actor.posts), (("designations",), actor.designations), (("corrections",), actor.corrections)]


def country_citations(country: Country) -> Lists:
    """Every list of a country's file whose parts name sources."""
    return [(("corrections",), country.corrections)]


def _unknown(lists: Lists, sources: Mapping[str, Source]) -> Iterator[Finding]:
    if sources.keys() >= {name for _, parts in lists for part in parts for name in part.sources}:
        return
    for way, parts in lists:
        for n, part in enumerate(parts):
            for m, name in enumerate(part.sources):
                if name not in sources:
                    hint = did_you_mean(name, sources) or f"sources: {', '.join(map(shown, sources))}"
                    yield Finding((*way, n, "sources", m), f"{shown(name)} names no source", hint)


def _unused(record: Record, lists: Lists) -> Iterator[Finding]:
    used = cited(record).union(*[part.sources for _, parts in lists for part in parts])
    for name in sources_of(record):
        if name not in used:
            yield Finding(("sources", name), f"the source {shown(name)} is cited nowhere", "cite it where it bears something out, or delete it", at_key=True)


@rule(Event)
def unknown_source(event: Event, records: Records) -> Iterator[Finding]:
    """What an event cites stands in its sources.

    Bad:  figures: [{what: killed, value: 3, sources: [gazete]}]
    Good: figures: [{what: killed, value: 3, sources: [gazette]}]
    """
    yield from _unknown(event_citations(event), event.sources)


@rule(Actor)
def unknown_actor_source(actor: Actor, records: Records) -> Iterator[Finding]:
    """What an actor's file cites stands in its sources.

    Bad:  posts: [{title: Keeper, of: "NO", from: 2019, sources: [app]}]
    Good: posts: [{title: Keeper, of: "NO", from: 2019, sources: [ap]}]
    """
    yield from _unknown(actor_citations(actor), actor.sources)


@rule(Country)
def unknown_country_source(country: Country, records: Records) -> Iterator[Finding]:
    """What a country's file cites stands in its sources.

    Bad:  corrections: [{date: 2023-01-02, what: It has lamps., why: A letter., sources: [app]}]
    Good: corrections: [{date: 2023-01-02, what: It has lamps., why: A letter., sources: [ap]}]
    """
    yield from _unknown(country_citations(country), country.sources)


@rule(Event)
def uncited_source(event: Event, records: Records) -> Iterator[Finding]:
    """A source that stands in an event bears something out.

    Bad:  account: The lamps went out.[^gazette]
    Good: account: The lamps went out.[^gazette][^ap]
    """
    yield from _unused(event, event_citations(event))


@rule(Actor)
def uncited_actor_source(actor: Actor, records: Records) -> Iterator[Finding]:
    """A source that stands in an actor's file bears something out.

    Bad:  description: |
            The keepers tend lamps.[^keepers]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            keepers: {title: Tasks, publisher: Keepers, url: "https://keepers.example.org/", language: en, consulted: 2022-01-02, read: full}
    Good: description: |
            The keepers tend lamps.[^keepers][^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            keepers: {title: Tasks, publisher: Keepers, url: "https://keepers.example.org/", language: en, consulted: 2022-01-02, read: full}
    """
    yield from _unused(actor, actor_citations(actor))


@rule(Country)
def uncited_country_source(country: Country, records: Records) -> Iterator[Finding]:
    """A source that stands in a country's file bears something out.

    Bad:  description: (none)
    Good: description: It has many lamps.[^ap]
    """
    yield from _unused(country, country_citations(country))


@rule(Event)
def no_sources(event: Event, records: Records) -> Iterator[Finding]:
    """An event has at least one source.

    Bad:  account: The lamps went out.
          sources: {}
    Good: account: The lamps went out.[^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
    """
    if not event.sources:
        yield Finding(("sources",), "there is no source", "an event without a published source does not belong here")


@rule(Event)
def encyclopaedia_alone(event: Event, records: Records) -> Iterator[Finding]:
    """An encyclopaedia is never the only source of an event.

    Bad:  account: The lamps went out.[^wiki]
          sources:
            wiki: {title: Lamps, publisher: Wikipedia, url: "https://en.wikipedia.org/wiki/Lamp", language: en, consulted: 2022-01-02, read: full}
    Good: account: The lamps went out.[^ap]
          sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
    """
    if event.sources and all(stands_below(host_of(source.url), ENCYCLOPAEDIAS) for source in event.sources.values()):
        yield Finding(("sources",), "an encyclopaedia is the only source", "read and cite what it cites")


@rule(Record, "warning")
def agency_is_publisher(record: Record, records: Records) -> Iterator[Finding]:
    """An agency is named where it is another than the publisher.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, agency: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Gazette, agency: AP, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for name, source in sources_of(record).items():
        if source.agency == (source.publisher,):
            yield Finding(("sources", name, "agency"), f"{shown(source.publisher)} is publisher and agency", "delete `agency`")


@rule(Records, "warning")
def publisher_spelling(records: Records, all_records: Records) -> Iterator[Finding]:
    """The name of a publisher is written alike everywhere.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide  gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    everything: list[Record] = [*records.events, *records.actors.values(), *records.countries.values()]
    counts = Counter(source.publisher for record in everything for source in sources_of(record).values())
    spellings: dict[str, list[str]] = {}
    for name in counts:
        spellings.setdefault(_spelt(name), []).append(name)
    usual = {min(names, key=lambda name: (-counts[name], name)): names for names in spellings.values() if len(names) > 1}
    unusual = {name: other for other, names in usual.items() for name in names if name != other}
    for record in everything if unusual else ():
        for name, source in sources_of(record).items():
            other = unusual.get(source.publisher)
            if other:
                fact = f"{shown(source.publisher)} is written {shown(other)} elsewhere"
                yield Finding(("sources", name, "publisher"), fact, f"write {shown(other)}, or change it everywhere", entry=record)


def _spelt(name: str) -> str:
    """What spellings of one name share that differ in case and spaces."""
    return "".join(name.casefold().split())
