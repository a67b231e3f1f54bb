"""What is made together: the pages of a record, and a mark of all that they show, so that they need not be made again where it is the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from operator import attrgetter

from chronology.digest import digest
from chronology.link import Chronology
from chronology.records.model import Actor, Country, Event, Moved
from chronology.render.draft import Draft
from chronology.render.indexes import actor_index_pages, corrections_pages
from chronology.render.ledger import ledger_pages
from chronology.render.listings import kind_pages, storyline_pages, year_pages, years_of
from chronology.render.parts import LIMITS
from chronology.render.records import Found, actor_pages, country_pages, event_page, moved_page
from chronology.render.view import View

_ID = attrgetter("id")
ROOT = "../../"
"""All records' pages stand two folders deep."""


@dataclass(frozen=True)
class Job:
    """Pages that are made together."""

    id: str
    """The first page's address, or that of the list of all of them."""
    shows: bytes
    """A digest of the records that the pages tell of, beyond what `look` covers."""
    drafts: Callable[[], Iterable[Draft]]
    event: Event | None = None
    """The event, where it is one's page."""


def jobs(view: View) -> Sequence[Job]:
    """All pages of records, in a fixed order."""
    marks = _Marks(view.chronology)
    return [*_events(view, marks), *_parties(view, marks), *_lists(view, marks)]


def look(view: View) -> bytes:
    """A digest of what any page may show: words, settings, and the names and ties of actors and countries."""
    chronology = view.chronology
    settings = view.settings
    faces = [_face(actor) for actor in chronology.actors.values()]
    countries = [(country.code, country.name) for country in chronology.countries.values()]
    site = (settings.name, settings.url, settings.edit_url, settings.language)
    return digest(repr(chronology.vocabulary.lists), repr(faces), repr(countries), repr(site), repr(astuple(LIMITS)))


def _face(actor: Actor) -> tuple[object, ...]:
    """What other pages than its own show of an actor."""
    aliases = [(alias.name, alias.language) for alias in actor.aliases]
    wholes = [(part.id, part.from_ and part.from_.text, part.until and part.until.text) for part in actor.part_of]
    return actor.id, actor.name, actor.kind, actor.country, aliases, wholes


class _Marks:
    """Digests of the records' files."""

    def __init__(self, chronology: Chronology) -> None:
        self.events = {event.id: event.origin.mark for event in chronology.events}

    def of(self, events: Iterable[Event], *others: bytes | str) -> bytes:
        return digest(b"".join(map(self.events.__getitem__, map(_ID, events))), *others)


def _events(view: View, marks: _Marks) -> Iterator[Job]:
    chronology = view.chronology
    for event in chronology.events:
        ties = chronology.ties.get(event.id, ())
        until = "" if event.date.latest else str(view.last_year)  # what goes on does so in all years that there are
        before, after = chronology.neighbours(event)
        shown = marks.of([event, *filter(None, (before, after)), *[tie.other for tie in ties]], "" if before else "-", *[tie.label for tie in ties], until)
        yield Job(f"events/{event.id}/", shown, partial(_event, event, view), event)


def _event(event: Event, view: View) -> Iterable[Draft]:
    return (event_page(event, view),)


def _parties(view: View, marks: _Marks) -> Iterator[Job]:
    chronology = view.chronology
    found = Found.of(view)
    for actor in chronology.actors.values():
        shown = marks.of(chronology.by_actor.get(actor.id, ()), actor.origin.text, actor.origin.path)
        yield Job(f"actors/{actor.id}/", shown, partial(actor_pages, actor, view, found))
    for country in chronology.countries.values():
        file = country.file
        shown = marks.of(chronology.by_country.get(country.code, ()), *((file.origin.text, file.origin.path) if file else ()))
        yield Job(f"countries/{country.code.lower()}/", shown, partial(country_pages, country, view, found))


def _lists(view: View, marks: _Marks) -> Iterator[Job]:
    chronology = view.chronology
    others: list[Actor | Country] = [*chronology.actors.values(), *(country.file for country in chronology.countries.values() if country.file)]
    corrected = marks.of([event for event in chronology.events if event.corrections], *[record.origin.text for record in others if record.corrections])
    counts = repr([len(chronology.by_actor.get(id, ())) for id in chronology.actors])
    years = years_of(view)
    for year, events in chronology.by_year.items():
        yield Job(f"years/{year}/", marks.of(events, *years), partial(year_pages, year, view, years))
    for kind, events in chronology.by_kind.items():
        yield Job(f"kinds/{kind}/", marks.of(events), partial(kind_pages, kind, view))
    for tag, events in chronology.by_tag.items():
        yield Job(f"storylines/{tag}/", marks.of(events), partial(storyline_pages, tag, view))
    yield Job("ledger/", marks.of([event for event in chronology.events if event.pledges]), partial(ledger_pages, view))
    yield Job("actors-by-kind/", digest(counts), partial(actor_index_pages, view))
    yield Job("corrections-log/", corrected, partial(corrections_pages, view))
    for moved in chronology.moved:
        target = chronology.by_id[moved.to].title if moved.to and moved.record == "event" else moved.to or ""
        yield Job(f"{moved.record}s/{moved.id}/", digest(repr(moved), target), partial(_moved, moved, view))


def _moved(moved: Moved, view: View) -> Iterable[Draft]:
    return (moved_page(moved, view, ROOT),)
