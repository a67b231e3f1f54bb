"""Valid files, spoilt in a thousand ways: what is refused is told well, what is accepted is rendered well.

`MUTATIONS=10000 pytest tests/test_mutations.py` tries as many; without it a share of the running time of the suite is spent.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chronology.exports.events_json import events_json
from chronology.exports.sitemap import sitemaps
from chronology.link import link
from chronology.maps import World, frame_svg
from chronology.problem import Place, Problem
from chronology.records.load import Records, load
from chronology.records.messages import problems_of
from chronology.records.model import Actor, Country, Event, Record
from chronology.records.places import places, problem
from chronology.records.yaml import parse
from chronology.render.page import Settings
from chronology.render.pages import pages
from chronology.render.view import View
from chronology.rules import RULES, check
from chronology.search.reader import facets_json, search_json
from tests.building import REAL_TODAY, ROOT, TODAY
from tests.mutations import TEXT_EDITS, VALUE_EDITS, edited_text, edited_value
from tests.strict import data_in, faults_of_html, strict_json

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("MUTATIONS", "1000"))
"""Of all tests here together."""


@dataclass
class Outcome:
    """What became of the mutations of one test."""

    counts: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    """Accepted records that were rendered."""


def originals(records: Records) -> list[Record]:
    return [*records.events, *records.actors.values(), *records.countries.values()]


def read(original: Record, text: str, records: Records) -> Record | list[Problem]:
    """The record that a text in the place of `original` holds, or what is wrong with its form."""
    origin = replace(original.origin, text=text)
    document = parse(text)
    if document.fault:
        fault = document.fault
        return [problem(text, Place(origin.path, fault.line, fault.column), fault.fact, fault.rule, fault.hint, width=fault.width)]
    try:
        return type(original).model_validate(document.value, context={"origin": origin, "vocabulary": records.vocabulary})
    except ValidationError as error:
        return list(problems_of(error, type(original), origin))


def with_record(records: Records, record: Record) -> Records:
    """The records with one in the place of its former self."""
    if isinstance(record, Event):
        return replace(records, events=tuple(record if event.id == record.id else event for event in records.events))
    if isinstance(record, Actor):
        return replace(records, actors={**records.actors, record.id: record})
    assert isinstance(record, Country)
    return replace(records, countries={**records.countries, record.id: record})


def judge(problems: list[Problem], text: str, path: str) -> None:
    """Every problem can be printed anywhere and points into the file."""
    lines = places(text).lines
    for each in problems:
        assert str(each).isascii()
        assert str(each).replace("\n    hint: ", "").isprintable()
        assert not any(word in str(each) for word in ("Input should", "pydantic", "Traceback", "type="))
        if each.place.path == path:
            assert 1 <= each.place.line <= len(lines)
            assert 1 <= each.place.column <= len(lines[each.place.line - 1]) + 1
            assert each.excerpt.width >= 1


def about(records: Records, record: Record) -> list[Problem]:
    """What the rules about single records say of one."""
    found = (each.function(record, records) for each in RULES if issubclass(type(record), each.of))
    return [record.origin.problem(finding.loc, "rule", finding.fact, finding.hint) for findings in found for finding in findings]


def render(records: Records, settings: Settings, world: World) -> None:
    """Every page and file of the records, read strictly."""
    view = View(link(records), settings, world)
    addresses = []
    for page in pages(view):
        assert faults_of_html(page.body) == [], page.address
        assert faults_of_html(page.head) == [], page.address
        assert data_in(page.head) or "noindex" in page.head
        addresses.append(page.address)
        (page.title + page.description).encode("utf-8")
    assert strict_json(events_json(view.chronology, settings))["count"] == len(records.events)
    strict_json(search_json(view.chronology, view.names))
    strict_json(facets_json(view.chronology))
    for frame in view.frames.values():
        ElementTree.fromstring(frame_svg(world, frame))
    assert len(ElementTree.fromstring(dict(sitemaps(addresses, settings.url))["sitemap.xml"])) == len(addresses)


TINY: list[tuple[str, Any, Callable[[str, Any], str], float]] = [
    ("text", TEXT_EDITS, edited_text, 0.35),
    ("values", VALUE_EDITS, edited_value, 0.35),
]


@pytest.mark.parametrize(("edits", "edited", "share"), [row[1:] for row in TINY], ids=[row[0] for row in TINY])
def test_a_spoilt_file_of_the_tiny_chronology_is_refused_well_or_rendered_well(
    edits: st.SearchStrategy[Any], edited: Callable[[str, Any], str], share: float, tiny: Path, settings: Settings, world: World
) -> None:
    records = load(tiny, TODAY)
    outcome = Outcome()

    @hypothesis.settings(max_examples=int(COUNT * share), suppress_health_check=list(hypothesis.HealthCheck))
    @given(st.sampled_from(originals(records)), edits)
    def holds(original: Record, edits: Any) -> None:
        text = edited(original.origin.text, edits)
        record = read(original, text, records)
        if isinstance(record, list):
            assert record
            outcome.counts["refused by form"] += 1
            return judge(record, text, original.origin.path)
        changed = with_record(records, record)
        problems = list(check(changed))
        judge(problems, text, original.origin.path)
        if any(each.severity == "error" for each in problems):
            outcome.counts["refused by a rule"] += 1
        elif record == original or repr(record) in outcome.seen:
            outcome.counts["as before"] += 1
        else:
            outcome.counts["rendered"] += 1
            render(changed, settings, world)
            outcome.seen.add(repr(record))
        return None

    holds()
    print(outcome.counts)
    assert all(outcome.counts[key] for key in ("refused by form", "refused by a rule", "rendered"))


def test_a_spoilt_file_of_the_real_chronology_is_told_well() -> None:
    records = load(ROOT / "content", REAL_TODAY)
    outcome = Outcome()
    edits = st.one_of(st.tuples(st.just(edited_text), TEXT_EDITS), st.tuples(st.just(edited_value), VALUE_EDITS))

    @hypothesis.settings(max_examples=int(COUNT * 0.3), suppress_health_check=list(hypothesis.HealthCheck))
    @given(st.sampled_from(originals(records)), edits)
    def holds(original: Record, edit: tuple[Callable[[str, Any], str], Any]) -> None:
        text = edit[0](original.origin.text, edit[1])
        record = read(original, text, records)
        found = record if isinstance(record, list) else about(with_record(records, record), record)
        outcome.counts["refused" if found else "accepted"] += 1
        judge(found, text, original.origin.path)

    holds()
    print(outcome.counts)
    assert outcome.counts["refused"]
    assert outcome.counts["accepted"]
