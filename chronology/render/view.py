"""What templates may ask: names, addresses, maps, charts, prose of a Chronology's records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chronology.link import Chronology, Membership, countries_of, figures_by_kind, years_of
from chronology.maps import Frame, World, best_frame
from chronology.records.dates import Date
from chronology.records.model import Actor, Event
from chronology.records.model.event import Figure
from chronology.render.charts import Matrix, matrix
from chronology.render.page import Settings
from chronology.render.prose import Prose, prose
from chronology.render.words import when

MAX_RELATED = 12
"""How many related actors a page names."""


@dataclass(frozen=True)
class Dot:
    """A place on a map, in the map's units."""

    x: float
    y: float
    radius: float
    """Of the area within which the place lies; 0 for a point."""
    count: int
    """Events there."""
    label: str
    href: str | None


@dataclass(frozen=True)
class Locator:
    """A small map: a frame, which is a file of its own, and dots in it."""

    frame: Frame
    dots: Sequence[Dot]
    label: str


@dataclass(frozen=True)
class Party:
    """An actor or a state as a link."""

    name: str
    address: str


@dataclass(frozen=True)
class View:
    """A Chronology as templates see it."""

    chronology: Chronology
    settings: Settings
    world: World
    frames: dict[str, Frame] = field(default_factory=dict)
    """Every frame that a locator used; their files must be written."""

    def word(self, listing: str, key: str) -> Any:
        return self.chronology.vocabulary.word(listing, key)

    def party(self, id: str) -> Party:
        if id.isupper():
            return Party(self.chronology.countries[id].name, f"countries/{id.lower()}/")
        return Party(self.chronology.actors[id].name, f"actors/{id}/")

    def country_name(self, code: str) -> str:
        return self.chronology.countries[code].name

    def countries_of(self, event: Event) -> tuple[str, ...]:
        return countries_of(event, self.chronology.actors)

    def where(self, event: Event) -> str:
        """The places of an event in short: `Rome, Italy`."""
        names = [place.name if place.precision == "country" else f"{place.name}, {self.country_name(place.country)}" for place in event.places]
        return "; ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")

    def prose(self, record: Any) -> Prose:
        return prose(record.account if isinstance(record, Event) else record.description, record.sources)

    def figures(self, event: Event) -> Mapping[str, tuple[Figure, ...]]:
        return figures_by_kind(event)

    def source_number(self, record: Any, key: str) -> int:
        return list(record.sources).index(key) + 1

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year that events begin in."""
        years = [event.date.year for event in self.chronology.events]
        return (min(years), max(years)) if years else (0, -1)

    def matrix(self, events: Sequence[Event]) -> Matrix:
        return matrix(events, self.chronology.vocabulary.words("kinds"), *self.years)

    def tags(self, storyline: bool) -> Sequence[str]:
        """The tags that have events, either storylines or themes."""
        return [tag for tag in self.chronology.by_tag if self.word("tags", tag).storyline == storyline]

    def actor_ids(self, event: Event) -> tuple[str, ...]:
        """The actors of an event, each once."""
        return tuple(dict.fromkeys(involvement.id for involvement in event.actors if not involvement.id.isupper()))

    def years_of(self, event: Event) -> tuple[str, ...]:
        """Every year that an event's interval touches."""
        return tuple(map(str, years_of(event.date, self.years[1])))

    def span(self, start: Date | None, end: Date | None) -> str:
        """`from 26 January 2021 until 20 January 2025`."""
        parts = [f"from {when(start)}" if start else "", f"until {when(end)}" if end else ""]
        return " ".join(filter(None, parts)) or "dates not recorded"

    def names_for_search(self, event: Event) -> tuple[str, ...]:
        """Every alias of every actor of an event and of what that actor belongs to."""
        return tuple(dict.fromkeys(name for id in self.actor_ids(event) for name in self._names_with_wholes(id)))

    def _names_with_wholes(self, id: str, depth: int = 0) -> Iterable[str]:
        actor = self.chronology.actors[id]
        yield from (alias.name for alias in actor.aliases)
        if depth:
            yield actor.name
        for belonging in actor.part_of if depth < 3 else ():
            yield from self._names_with_wholes(belonging.id, depth + 1)

    def related_actors(self, events: Iterable[Event], but: str = "") -> Sequence[tuple[Actor, int]]:
        """Who else had to do with `events`, most often first."""
        counts = Counter(id for event in events for id in self.actor_ids(event))
        found = [(self.chronology.actors[id], count) for id, count in counts.items() if id != but]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name))[:MAX_RELATED]

    def memberships(self, organisation: str | None = None, member: str | None = None) -> Sequence[Membership]:
        wanted = self.chronology.memberships
        return [each for each in wanted if organisation in (None, each.organisation) and member in (None, each.member)]

    def event_map(self, event: Event) -> Locator | None:
        return self._locator([event], links=False)

    def map_of(self, events: Sequence[Event], code: str | None = None) -> Locator | None:
        """All places of `events`; with `code`, only those in that country."""
        return self._locator(events, links=True, code=code)

    def _locator(self, events: Sequence[Event], links: bool, code: str | None = None) -> Locator | None:
        spots: dict[tuple[float, float, str], list[tuple[Event, str]]] = {}
        codes = set()
        for event in events:
            for place in event.places:
                if place.lat is None or place.lon is None or place.precision == "country" or (code and place.country != code):
                    continue
                codes.add(place.country)
                spots.setdefault((place.lat, place.lon, place.precision), []).append((event, place.name))
        if not spots:
            return None
        frame = best_frame(self.world, [(lat, lon) for lat, lon, _ in spots], codes)
        self.frames[frame.id] = frame
        dots = [self._dot(frame, spot, found, links) for spot, found in spots.items()]
        shown = sorted(dots, key=lambda dot: (-dot.radius, -dot.count, dot.x, dot.y))
        names = list(dict.fromkeys(name for found in spots.values() for _, name in found))
        return Locator(frame, shown, f"Map of {frame.title}: {', '.join(names[:8])}{' and more' if len(names) > 8 else ''}")

    def _dot(self, frame: Frame, spot: tuple[float, float, str], found: Sequence[tuple[Event, str]], links: bool) -> Dot:
        lat, lon, precision = spot
        x, y = frame.project(lat, lon)
        radius = frame.units(self.word("precisions", precision).radius) if precision not in ("exact", "city") else 0
        event, name = found[0]
        count = len({event.id for event, _ in found})
        label = f"{name}: {event.title}" if count == 1 else f"{name}: {count} events"
        return Dot(round(x, 1), round(y, 1), round(radius, 1), count, label, f"events/{event.id}/" if links and count == 1 else None)
