"""What templates may ask: names, addresses, maps, charts, prose of a Chronology's records."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from chronology.link import Chronology, Membership, Tie, figures_by_kind, years_of
from chronology.maps import Frame, World
from chronology.records.dates import Date
from chronology.records.model import Actor, Event
from chronology.records.model.event import Figure, Involvement, Place
from chronology.records.vocabulary import Word
from chronology.render.charts import HEIGHT, WIDTH, Bar, Matrix, bars, matrix
from chronology.render.locators import Locator, Locators
from chronology.render.page import Settings
from chronology.render.prose import Prose, prose
from chronology.render.words import when
from chronology.search.words import Names, names, names_of, spellings, token

_ID = attrgetter("id")
MAX_RELATED = 12
"""How many related actors a page names."""


@dataclass(frozen=True)
class Party:
    """An actor or a state as a link."""

    name: str
    address: str


@dataclass(frozen=True, eq=False)
class View:
    """A Chronology as templates see it. Compared by identity: there is one."""

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
        return self.chronology.countries_by_event[event.id]

    def place_name(self, place: Place) -> str:
        """`Rome, Italy`; `Vatican City` once."""
        country = self.country_name(place.country)
        return place.name if place.precision == "country" or place.name == country else f"{place.name}, {country}"

    def where(self, event: Event) -> str:
        """The places of an event in short: `Rome, Italy`."""
        names = [self.place_name(place) for place in event.places]
        return "; ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")

    def prose(self, record: Any) -> Prose:
        return prose(record.prose, record.sources, record.is_plain)

    def figures(self, event: Event) -> Mapping[str, tuple[Figure, ...]]:
        return figures_by_kind(event)

    def source_number(self, record: Any, key: str) -> int:
        return list(record.sources).index(key) + 1

    @cached_property
    def last_year(self) -> int:
        """The last year that an event begins in."""
        return max((event.date.year for event in self.chronology.events), default=0)

    def matrix(self, events: Sequence[Event]) -> Matrix:
        return self._matrix if events is self.chronology.events else matrix(events, self.chronology.vocabulary.words("kinds"))

    @cached_property
    def _matrix(self) -> Matrix:
        """Of all events, which several pages show."""
        return matrix(self.chronology.events, self.chronology.vocabulary.words("kinds"))

    def tags(self, storyline: bool) -> Sequence[str]:
        """The tags that have events, either storylines or themes."""
        return [tag for tag in self.chronology.by_tag if self.word("tags", tag).storyline == storyline]

    bars_size = (WIDTH, HEIGHT)

    def bars(self, chart: Matrix) -> Sequence[Bar]:
        return bars(chart)

    def roles(self, event: Event) -> Sequence[tuple[Word, Sequence[Involvement]]]:
        """Who was involved, by role in the order of the vocabulary."""
        groups: dict[str, list[Involvement]] = {}
        for it in event.actors:
            groups.setdefault(it.role, []).append(it)
        return [(word, groups[role]) for role, word in self.chronology.vocabulary.words("roles").items() if role in groups]

    def tie_groups(self, ties: Sequence[Tie]) -> Sequence[tuple[str, Sequence[Event]]]:
        """Events tied to one event, by label: what it points at first, then what points at it."""
        groups: dict[str, list[Event]] = {}
        for tie in ties:
            groups.setdefault(tie.label, []).append(tie.other)
        return [(label, groups[label]) for label in self._labels if label in groups]

    @cached_property
    def _labels(self) -> Sequence[str]:
        """Of all relations from their own end, then from the other."""
        words = self.chronology.vocabulary.words("relations").values()
        return list(dict.fromkeys([*(word.name for word in words), *(word.inverse for word in words)]))

    def actor_ids(self, event: Event) -> tuple[str, ...]:
        """The actors of an event, each once."""
        return self._actor_ids[event.id]

    @cached_property
    def _actor_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Of all events: each stands in many lists."""
        return {event.id: tuple(dict.fromkeys([it.id for it in event.actors if not it.id.isupper()])) for event in self.chronology.events}

    def by_year(self, events: Iterable[Event]) -> Sequence[tuple[int, Sequence[Event]]]:
        """Events in order of time, by the year in which they begin."""
        return [(year, list(group)) for year, group in groupby(events, lambda event: event.date.year)]

    def years_of(self, event: Event) -> tuple[str, ...]:
        """Every year that an event's interval touches."""
        return tuple(map(str, years_of(event.date, self.last_year)))

    def span(self, start: Date | None, end: Date | None) -> str:
        """`from 26 January 2021 until 20 January 2025`."""
        parts = [f"from {when(start)}" if start else "", f"until {when(end)}" if end else ""]
        return " ".join(filter(None, parts)) or "dates not recorded"

    @cached_property
    def names(self) -> Names:
        """Whom names mean, for the search."""
        return names(self.chronology.actors.values())

    def search_names(self, event: Event) -> str:
        """Every name of every actor of an event and of what that actor belongs to, its token, and the names of countries and storylines; dots between them."""
        involved = dict.fromkeys(whole for id in self.actor_ids(event) for whole in self._wholes(id, event))
        named = [name for id in involved for name in self._search_names[id]]
        return " · ".join(dict.fromkeys([*named, *map(self.country_name, self.countries_of(event)), *(self.word("tags", tag).name for tag in event.tags)]))

    @cached_property
    def _search_names(self) -> Mapping[str, tuple[str, ...]]:
        """Every name of every actor and its token, by id."""
        return {id: (*self.spellings(id), token(id)) for id in self.chronology.actors}

    def spellings(self, id: str) -> tuple[str, ...]:
        """Every name of an actor as the search index holds it."""
        return tuple(dict.fromkeys(spelling for name in names_of(self.chronology.actors[id]) for spelling in spellings(name)))

    def tokens_in(self, text: str) -> str:
        """The tokens of the actors that a text names, with spaces between them."""
        return " ".join(sorted(map(token, self.names.found(text))))

    def token(self, id: str) -> str:
        return token(id)

    def _wholes(self, id: str, event: Event, depth: int = 0) -> Iterable[str]:
        """An actor and what it belonged to when the event began."""
        yield id
        begin = event.date.sort_key[0]
        end = event.date.latest or begin
        for belonging in self.chronology.actors[id].part_of if depth < 3 else ():
            over = belonging.until and belonging.until.latest and belonging.until.latest < begin
            ahead = belonging.from_ and belonging.from_.earliest and belonging.from_.earliest > end
            if not over and not ahead:
                yield from self._wholes(belonging.id, event, depth + 1)

    def related_actors(self, events: Iterable[Event], but: str = "") -> Sequence[tuple[Actor, int]]:
        """Who else had to do with `events`, most often first."""
        return self._related if events is self.chronology.events and not but else self._related_to(events, but)

    @cached_property
    def _related(self) -> Sequence[tuple[Actor, int]]:
        """To all events, which several pages show."""
        return self._related_to(self.chronology.events)

    def _related_to(self, events: Iterable[Event], but: str = "") -> Sequence[tuple[Actor, int]]:
        counts = Counter(chain.from_iterable(map(self._actor_ids.__getitem__, map(_ID, events))))
        found = [(self.chronology.actors[id], count) for id, count in counts.items() if id != but]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].name))[:MAX_RELATED]

    def memberships(self, organisation: str | None = None, member: str | None = None) -> Sequence[Membership]:
        wanted = self.chronology.memberships
        return [each for each in wanted if organisation in (None, each.organisation) and member in (None, each.member)]

    def event_map(self, event: Event) -> Locator | None:
        return self._locators.locator([event], links=False)

    def map_of(self, events: Sequence[Event], code: str | None = None) -> Locator | None:
        """All places of `events`; with `code`, only those in that country."""
        return self._locators.locator(events, links=True, code=code)

    @cached_property
    def _locators(self) -> Locators:
        precisions = self.chronology.vocabulary.words("precisions")
        return Locators(self.world, lambda precision: float(precisions[precision].radius), self.frames)
