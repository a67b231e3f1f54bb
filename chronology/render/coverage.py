"""What the chronology holds and where it is thin, counted."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from chronology.link import Chronology, Country, figures_by_kind
from chronology.records.dates import Date
from chronology.records.model import Actor, Event
from chronology.records.model.base import Source
from chronology.render.charts import Matrix, counted
from chronology.render.words import LOCALE

FEW = 12
"""A year, a theatre or a kind with fewer events is thin."""
MOST_LISTED = 30
"""How many events a list names before it only counts."""
ELSEWHERE = ""
"""Stands for the key of a theatre where an event has none; no word has it."""


@dataclass(frozen=True)
class Group:
    """Events of one year, theatre or kind."""

    name: str
    address: str
    """Of its page; empty where it has none."""
    hue: str
    """Empty where it has none of its own."""
    count: int
    single: int
    """Events that one family alone bears out."""

    @property
    def share(self) -> int:
        """Percent of the events that one family alone bears out, rounded up, so that some is never none."""
        return -(-100 * self.single // self.count) if self.count else 0


@dataclass(frozen=True)
class Listing:
    """Events that invite work, the newest first, and how many more there are."""

    events: Sequence[Event]
    more: int

    @property
    def count(self) -> int:
        return len(self.events) + self.more


@dataclass(frozen=True)
class Disagreement:
    """Where sources give rival figures or contradict each other otherwise."""

    events: int
    """With rival figures."""
    figures: int
    """Kinds of figure of an event that have rivals."""
    preferred: int
    """Of these, those of which one is preferred."""
    open: Listing
    """Events with rival figures of which none is preferred."""
    disputes: int
    """Events that set out a dispute."""

    @property
    def unpreferred(self) -> int:
        return self.figures - self.preferred


@dataclass(frozen=True)
class Texts:
    """The sources of all records; a text that several of them cite counts once, by its address."""

    count: int
    families: int
    """Independent ones behind events."""
    readings: Mapping[str, int]
    """By how much was read, in the order of the vocabulary; the most that any record says of a text."""
    languages: Mapping[str, int]
    """The most frequent first."""
    newest: Source | None
    """By the day of publication that it shows."""
    reviewed: Date | None
    """The last day on which a source was read."""


@dataclass(frozen=True)
class Coverage:
    """Everything that the page on coverage counts. Years are those in which events began."""

    years: Mapping[str, Group]
    theatres: Mapping[str, Group]
    """An event may belong to several; the last is elsewhere."""
    kinds: Mapping[str, Group]
    by_theatre: Matrix
    by_kind: Matrix
    single: Listing
    """Events that one family alone bears out."""
    disagreement: Disagreement
    texts: Texts
    few: int = FEW

    def thin(self, groups: Mapping[str, Group]) -> Sequence[Group]:
        """Those with few events, in their order; elsewhere is no theatre that could be filled."""
        return [group for key, group in groups.items() if key != ELSEWHERE and group.count < self.few]


def coverage(chronology: Chronology) -> Coverage:
    """Counts what there is."""
    events, words = chronology.events, chronology.vocabulary.words
    known = Theatres(chronology)
    theatres = [theatres_of(event, chronology, known) for event in events]
    single = {id for id, families in chronology.families.items() if len(families) < 2}
    found: dict[str, list[Event]] = defaultdict(list)
    for event, keys in zip(events, theatres, strict=True):
        for key in keys:
            found[key].append(event)
    by_theatre = counted(events, [*words("theatres"), ELSEWHERE], theatres)
    by_kind = counted(events, words("kinds"), [(event.kind,) for event in events])
    names = {key: word.name for key, word in words("theatres").items()} | {ELSEWHERE: "Elsewhere"}
    return Coverage(
        years={year: _year(year, chronology, single) for year in by_kind.years},
        theatres={key: _group(name, found[key], single) for key, name in names.items()},
        kinds={key: _kind(key, chronology, single) for key in words("kinds")},
        by_theatre=by_theatre,
        by_kind=by_kind,
        single=_listing(event for event in events if event.id in single),
        disagreement=_disagreement(events),
        texts=_texts(chronology),
    )


def _group(name: str, events: Sequence[Event], single: Container[str], address: str = "", hue: str = "") -> Group:
    """`single` holds the ids of the events that one family alone bears out."""
    return Group(name, address, hue, len(events), sum([event.id in single for event in events]))


def _year(year: str, chronology: Chronology, single: Container[str]) -> Group:
    begun = [event for event in chronology.by_year.get(year, ()) if str(event.date.year) == year]
    return _group(year, begun, single, f"years/{year}/" if year in chronology.by_year else "")


def _kind(key: str, chronology: Chronology, single: Container[str]) -> Group:
    word, events = chronology.vocabulary.word("kinds", key), chronology.by_kind.get(key, ())
    return _group(word.plural, events, single, f"kinds/{key}/" if events else "", word.colour)


class Theatres(dict[frozenset[str], tuple[str, ...]]):
    """Keys of the theatres that countries belong to, by their codes; found out when they are asked for, as many events concern the same ones."""

    def __init__(self, chronology: Chronology) -> None:
        super().__init__()
        self._words = chronology.vocabulary.words("theatres")

    def __missing__(self, codes: frozenset[str]) -> tuple[str, ...]:
        self[codes] = found = tuple([key for key, word in self._words.items() if not codes.isdisjoint(word.countries)]) or (ELSEWHERE,)
        return found


def theatres_of(event: Event, chronology: Chronology, known: Theatres) -> tuple[str, ...]:
    """Keys of the theatres of the countries that an event happened in, else of those it concerns."""
    return known[frozenset([place.country for place in event.places]) or frozenset(chronology.countries_by_event[event.id])]


def country_names(codes: Iterable[str], chronology: Chronology) -> Sequence[tuple[str, str]]:
    """(name, address of the page or nothing) of countries, in order of name."""
    known = chronology.countries
    return sorted((known[code].name, f"countries/{code.lower()}/") if code in known else (LOCALE.territories[code], "") for code in codes)


def _listing(events: Iterable[Event]) -> Listing:
    newest = list(reversed([*events]))
    return Listing(newest[:MOST_LISTED], len(newest[MOST_LISTED:]))


def _disagreement(events: Sequence[Event]) -> Disagreement:
    rivals = [(event, figures) for event in events if len(event.figures) > 1 for figures in figures_by_kind(event).values() if len(figures) > 1]
    unpreferred = dict.fromkeys(event.id for event, figures in rivals if not figures[0].preferred)
    return Disagreement(
        events=len({event.id for event, _ in rivals}),
        figures=len(rivals),
        preferred=sum(figures[0].preferred for _, figures in rivals),
        open=_listing(event for event in events if event.id in unpreferred),
        disputes=sum(bool(event.disputes) for event in events),
    )


def _texts(chronology: Chronology) -> Texts:
    records: tuple[Event | Actor | Country, ...] = (*chronology.events, *chronology.actors.values(), *chronology.countries.values())
    sources = [source for record in records if record.sources for source in record.sources.values()]
    by_url: dict[str, Source] = {}
    order = {key: number for number, key in enumerate(chronology.vocabulary.words("readings"))}
    for source in sources:
        known = by_url.setdefault(source.url, source)
        if known is not source and (order[source.read], source.language) < (order[known.read], known.language):
            by_url[source.url] = source
    readings: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    published: dict[str, list[Source]] = defaultdict(list)
    for source in by_url.values():  # in one go: so many sources do not fit where a processor has them at hand
        readings[source.read] += 1
        languages[source.language] += 1
        if source.published:
            published[source.published.text].append(source)
    newest = _last([cited[0].published for cited in published.values()])
    of_that_day = published[newest.text] if newest else ()
    return Texts(
        count=len(by_url),
        families=len({*chain.from_iterable(chronology.families.values())}),
        readings={key: readings[key] for key in order},
        languages=dict(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
        newest=max(of_that_day, key=lambda source: (source.url, source.title), default=None),
        reviewed=_last([source.consulted for source in sources]),
    )


def _last(dates: Iterable[Date | None]) -> Date | None:
    """The last in order of time; many are the same."""
    return max({id(date): date for date in dates if date}.values(), key=lambda date: date.sort_key, default=None)
