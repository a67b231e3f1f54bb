"""Sources: named where they are used, used where they are named."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Event
from chronology.records.nearest import did_you_mean
from chronology.records.yaml import Loc
from chronology.rules.accounts import FOOTNOTE
from chronology.rules.rule import Finding, rule


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


def _unknown(citations: Iterator[tuple[Loc, tuple[str, ...]]], sources: dict[str, object]) -> Iterator[Finding]:
    for loc, names in citations:
        for n, name in enumerate(names):
            if name not in sources:
                yield Finding((*loc, n), f"{shown(name)} names no source", did_you_mean(name, sources) or f"sources: {', '.join(map(shown, sources))}")


def _unused(record: Event | Actor, citations: Iterator[tuple[Loc, tuple[str, ...]]], prose: str) -> Iterator[Finding]:
    used = set(FOOTNOTE.findall(prose)).union(*(names for _, names in citations))
    for name in record.sources:
        if name not in used:
            yield Finding(("sources", name), f"the source {shown(name)} is cited nowhere", "cite it where it bears something out, or delete it", at_key=True)


@rule(Event)
def unknown_source(event: Event, records: Records) -> Iterator[Finding]:
    """What an event cites stands in its sources.

    Bad:  figures: [{what: killed, value: 3, sources: [reuter]}]
    Good: figures: [{what: killed, value: 3, sources: [reuters]}]
    """
    yield from _unknown(event_citations(event), dict(event.sources))


@rule(Actor)
def unknown_actor_source(actor: Actor, records: Records) -> Iterator[Finding]:
    """What an actor's file cites stands in its sources.

    Bad:  posts: [{title: Minister, sources: [reuter]}]
    Good: posts: [{title: Minister, sources: [reuters]}]
    """
    yield from _unknown(actor_citations(actor), dict(actor.sources))


@rule(Event)
def uncited_source(event: Event, records: Records) -> Iterator[Finding]:
    """A source that stands in an event bears something out.

    Bad:  sources: {ap: {...}}   # and `[^ap]` nowhere
    Good: account: ...[^ap]
    """
    yield from _unused(event, event_citations(event), event.account)


@rule(Actor)
def uncited_actor_source(actor: Actor, records: Records) -> Iterator[Finding]:
    """A source that stands in an actor's file bears something out.

    Bad:  sources: {ap: {...}}   # and `[^ap]` nowhere
    Good: description: ...[^ap]
    """
    yield from _unused(actor, actor_citations(actor), actor.description)


@rule(Event)
def no_sources(event: Event, records: Records) -> Iterator[Finding]:
    """An event has at least one source.

    Bad:  sources: {}
    Good: sources: {ap: {...}}
    """
    if not event.sources:
        yield Finding(("sources",), "there is no source", "an event without a published source does not belong here")
