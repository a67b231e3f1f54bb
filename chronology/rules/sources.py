"""Sources: named where they are used, used where they are named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from chronology.problem import shown
from chronology.records.addresses import host_of, stands_below
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Event, Record
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


def _lists(**parts: Sequence[Cites]) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    for key, cites in parts.items():
        for n, part in enumerate(cites):
            yield (key, n, "sources"), part.sources


def event_citations(event: Event) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """Every list of source names in an event, with its place."""
    yield from _lists(actors=event.actors, figures=event.figures, pledges=event.pledges)
    yield from _lists(joins=event.joins, leaves=event.leaves, corrections=event.corrections)
    for n, pledge in enumerate(event.pledges):
        for m, state in enumerate(pledge.history):
            yield ("pledges", n, "history", m, "sources"), state.sources
    for n, dispute in enumerate(event.disputes):
        for m, position in enumerate(dispute.positions):
            yield ("disputes", n, "positions", m, "sources"), position.sources


def actor_citations(actor: Actor) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """Every list of source names in an actor's file, with its place."""
    yield from _lists(posts=actor.posts, designations=actor.designations, corrections=actor.corrections)


def country_citations(country: Country) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    """Every list of source names in a country's file, with its place."""
    yield from _lists(corrections=country.corrections)


def _unknown(citations: Iterator[tuple[Loc, tuple[str, ...]]], sources: dict[str, object]) -> Iterator[Finding]:
    for loc, names in citations:
        for n, name in enumerate(names):
            if name not in sources:
                yield Finding((*loc, n), f"{shown(name)} names no source", did_you_mean(name, sources) or f"sources: {', '.join(map(shown, sources))}")


def _unused(record: Record, citations: Iterator[tuple[Loc, tuple[str, ...]]]) -> Iterator[Finding]:
    used = cited(record).union(*(names for _, names in citations))
    for name in sources_of(record):
        if name not in used:
            yield Finding(("sources", name), f"the source {shown(name)} is cited nowhere", "cite it where it bears something out, or delete it", at_key=True)


@rule(Event)
def unknown_source(event: Event, records: Records) -> Iterator[Finding]:
    """What an event cites stands in its sources.

    Bad:  figures: [{what: killed, value: 3, sources: [gazete]}]
    Good: figures: [{what: killed, value: 3, sources: [gazette]}]
    """
    yield from _unknown(event_citations(event), dict(event.sources))


@rule(Actor)
def unknown_actor_source(actor: Actor, records: Records) -> Iterator[Finding]:
    """What an actor's file cites stands in its sources.

    Bad:  posts: [{title: Keeper, of: "NO", from: 2019, sources: [app]}]
    Good: posts: [{title: Keeper, of: "NO", from: 2019, sources: [ap]}]
    """
    yield from _unknown(actor_citations(actor), dict(actor.sources))


@rule(Country)
def unknown_country_source(country: Country, records: Records) -> Iterator[Finding]:
    """What a country's file cites stands in its sources.

    Bad:  corrections: [{date: 2023-01-02, what: It has lamps., why: A letter., sources: [app]}]
    Good: corrections: [{date: 2023-01-02, what: It has lamps., why: A letter., sources: [ap]}]
    """
    yield from _unknown(country_citations(country), dict(country.sources))


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
