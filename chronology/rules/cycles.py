"""Circles: what leads, by way of others, back to itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from chronology.problem import shown
from chronology.records.load import Records
from chronology.rules.rule import Finding, rule


def circles(ties: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    """Every set of two or more ids that all lead to each other: Tarjan's strongly connected components, in one walk over all ties."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for root in ties:
        way = [] if root in order else [(root, iter(ties[root]))]
        while way:
            id, others = way[-1]
            if id not in order:
                order[id] = lowest[id] = len(order)
                open_[id] = None
            for other in others:
                if other not in order:
                    way.append((other, iter(ties.get(other, ()))))
                    break
                if other in open_:
                    lowest[id] = min(lowest[id], order[other])
            else:
                way.pop()
                if way:
                    lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[id])
                if lowest[id] == order[id]:
                    yield from _closed(open_, id)


def _closed(open_: dict[str, None], id: str) -> Iterator[frozenset[str]]:
    """Takes from `open_` what was opened since `id`, and `id`: one circle, unless it is alone."""
    circle = set()
    while id in open_:
        circle.add(open_.popitem()[0])
    if len(circle) > 1:
        yield frozenset(circle)


@rule(Records)
def relation_cycle(records: Records, _: Records) -> Iterator[Finding]:
    """An event does not come, by way of others, after itself, nor is it a part of itself.

    Bad:  relations: {part-of: [dark-night]}
          # events/2021/dark-night.yml
          relations: {part-of: [dark-week]}
          # events/2021/dark-week.yml
          relations: {part-of: [example]}
    Good: relations: {part-of: [dark-night]}
          # events/2021/dark-night.yml
          relations: {part-of: [dark-week]}
          # events/2021/dark-week.yml
          title: Lamps stay dark in Bergen
    """
    ties: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    for event in records.events:
        for relation, ids in event.relations.items():
            ties[relation][event.id] = ids
    words = records.vocabulary.words("relations")
    for relation in ties:
        for circle in circles(ties[relation]) if relation in words and words[relation].acyclic else ():
            if len(circle) == 2:
                continue  # relation-told-twice says so
            for id in sorted(circle):
                fact = f"`{relation}` leads by way of others back to {shown(id)}"
                yield Finding(("relations", relation), fact, "delete one of the relations on the way", entry=records.events_by_id[id])


@rule(Records)
def belonging_cycle(records: Records, _: Records) -> Iterator[Finding]:
    """An actor is not, by way of others, part of itself.

    Bad:  # actors/example.yml
          part-of: [lamp-guild]
          # actors/lamp-guild.yml
          part-of: [example]
    Good: # actors/example.yml
          part-of: [lamp-guild]
          # actors/lamp-guild.yml
          part-of: [harbour-league]
    """
    for circle in circles({actor.id: [belonging.id for belonging in actor.part_of] for actor in records.actors.values()}):
        for id in sorted(circle):
            yield Finding(("part-of",), f"{shown(id)} is, by way of others, part of itself", "delete one of the ties on the way", entry=records.actors[id])
