"""Rules do no more for each record of a large chronology than for each of a small one: their calls are counted, not timed."""

import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.load import Published, Records
from chronology.records.model import Actor, Entry, Event, Moved, Origin
from chronology.rules import RULES, Rule
from chronology.rules.cycles import circles, relation_cycle
from tests.building import TODAY

pytestmark = pytest.mark.slow

SMALL, LARGE = 300, 3000
SOURCES = {
    key: {"title": "Dark", "publisher": key, "url": f"https://{key}.example.org/", "language": "en", "consulted": "2022-01-02", "read": "full"}
    for key in ("ap", "gazette")
}


def made(model: Any, path: str, value: Mapping[str, Any], records: Records, top: tuple[int, ...] = ()) -> Any:
    """A record of `value` as if it stood in the file `path`."""
    origin = Origin(path.split("/")[-1].removesuffix(".yml"), f"content/{path}", "", top)
    return model.model_validate(value, context={"origin": origin, "vocabulary": records.vocabulary})


def event(n: int, size: int, records: Records) -> Event:
    """One of a chain of events of one day, one kind, one actor, at points apart, all of which one member joins."""
    place = {"name": "Lamp", "country": "NO", "lat": f"{60 + n % 40 / 100:.2f}", "lon": f"{8 + n % 37 / 10:.1f}", "precision": "exact"}
    value = {
        "title": f"Lamp{n} goes{n} out{n}",
        "kind": "political",
        "date": "2021-06-28",
        "summary": f"Lamp {n} went out.",
        "places": [place],
        "actors": [{"id": "harbour-league", "role": "convener"}],
        "account": "It went out.[^ap]\n\nIt was dark.[^gazette]",
        "figures": [{"what": "killed", "value": "3", "sources": ["ap"]}],
        "joins": [{"organisation": "harbour-league", "members": ["SE"], "date": f"{1000 + n % 1000}"}],
        "relations": {"follows": [f"event-{(n or size) - 1}"]},
        "sources": SOURCES,
        "grade": "confirmed",
    }
    return made(Event, f"events/2021/event-{n}.yml", value, records)  # type: ignore[no-any-return]


def chronology_of(size: int, records: Records) -> Records:
    """A ring of `size` events, a ring of as many actors, and a chain of as many tombstones."""
    actor = {"name": "Guild", "kind": "organisation", "description": "It keeps lamps.[^ap]", "sources": {"ap": SOURCES["ap"]}}
    actors = [made(Actor, f"actors/guild-{n}.yml", {**actor, "part-of": [f"guild-{(n or size) - 1}"]}, records) for n in range(size)]
    stones = ({"id": f"old-{n}", "to": f"old-{n + 1}", "date": "2023", "why": "Two records of one."} for n in range(size))
    return Records(
        events=tuple(event(n, size, records) for n in range(size)),
        actors={**records.actors, **{actor.id: actor for actor in actors}},
        vocabulary=records.vocabulary,
        moved=tuple(made(Moved, "moved.yml", stone, records, (n,)) for n, stone in enumerate(stones)),
        scope=records.scope,
        today=TODAY,
        published=Published("v1", events=frozenset(f"old-{n}" for n in range(0, size * 2, 2))),
    )


def calls(rule: Rule, records: Records) -> int:
    """How many functions, built-in ones included, the rule calls and generators it resumes to go through all records."""
    count = 0

    def counted(frame: object, what: str, argument: object) -> None:
        nonlocal count
        count += what in ("call", "c_call")

    entries: list[Entry] = [*records.events, *records.actors.values(), *records.moved]
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for about in [records] if rule.of is Records else [entry for entry in entries if isinstance(entry, rule.of)]:
            for _ in rule.function(about, records):
                pass
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="module")
def small(records: Records) -> Records:
    return chronology_of(SMALL, records)


@pytest.fixture(scope="module")
def large(records: Records) -> Records:
    return chronology_of(LARGE, records)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_takes_ten_times_the_steps_for_ten_times_the_records(rule: Rule, small: Records, large: Records) -> None:
    for records in (small, large):
        calls(rule, records)  # what is kept from run to run is made here
    assert calls(rule, large) <= 2 * LARGE / SMALL * calls(rule, small) + 100  # the double is for what is made once for all records


def test_a_long_ring_is_found_whole_and_at_each_of_its_records(large: Records) -> None:
    found = [finding.entry for finding in relation_cycle(large, large)]
    assert sorted(map(id, found)) == sorted(map(id, large.events))


TIES = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3), max_size=6)


@given(ties=TIES)
def test_circles_hold_what_leads_to_each_other_and_nothing_else(ties: dict[str, list[str]]) -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(ties.get(start, ()))
        while todo:
            id = todo.pop()
            if id not in seen:
                seen.add(id)
                todo += ties.get(id, ())
        return seen

    expected = {frozenset({one, *(other for other in reached(one) if one in reached(other))}) for one in ties}
    found = list(circles(ties))
    assert sorted(map(sorted, found)) == sorted(sorted(circle) for circle in expected if len(circle) > 1)
