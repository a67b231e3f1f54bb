"""What changed in meaning: nothing is forgotten, nothing is told that means nothing."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.diff.as_json import as_json
from chronology.diff.compare import RecordChange, compare
from chronology.diff.entries import Names
from chronology.diff.fields import changes_of
from chronology.diff.markdown import as_markdown
from chronology.diff.prose import flow, paragraphs_changed, words_changed
from chronology.diff.tell import lines
from chronology.diff.text import as_text
from chronology.records.dates import Date, parse_date
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Event, Moved
from chronology.records.model.part import Model, fields_of, yaml_key
from chronology.records.vocabulary import LISTS
from tests.building import ROOT
from tests.diffing import EVENT, PIER, SECOND, changed, reported
from tests.golden import assert_golden
from tests.models import changed as changed_model
from tests.models import filled

GRADES = (ROOT / "content" / "vocabulary" / "grades.yml").read_text("utf-8")
KINDS = {
    "figures": (
        (" value: 30,", " value: 36,"),
        ("as-of: 2021-06, sources: [gazette]", "as-of: 2021-06, sources: [gazette, ap]"),
        ("grade:", SECOND + "grade:"),
    ),
    "rival": (("  - {what: injured", "  - {what: killed, at-least: 40, sources: [gazette]}\n  - {what: injured"),),
    "date": (("date: 2021-06\n", "date: 2021-06-28\n"),),
    "account": (("30 people had died", "36 people had died"), ("at night and closed the pier.[^gazette]", "at night\n  and closed the pier.[^gazette]")),
    "paragraph": (("figures:\n", "\n  It opened again.[^gazette]\nfigures:\n"),),
    "place": (("lat: 60.39", "lat: 60.5"),),
    "relation": (("relations:\n  follows: [ferry-blockade]\n", ""),),
    "pledge": (
        ("figures:", "figures:"),
        ("pledges:", "pledges:"),
        ("sources: [gazette]}\ndisputes", "sources: [gazette]}\n      - {date: 2021-09, state: committed, sources: [gazette]}\ndisputes"),
    ),
    "grade": (("grade: claimed", "grade: confirmed"),),
    "correction": (
        ("grade: claimed", "grade: confirmed"),
        ("tags:", "corrections:\n  - {date: 2022-01-03, what: The grade., why: The band denied it.}\ntags:"),
    ),
    "dispute": (("{says: Nobody did.,", "{says: Nobody knows.,"),),
    "actor": (("role: claimed-by", "role: attributed-to, by: ministry-of-tides"),),
    "order": (
        (
            '  - {id: ashen-band, role: claimed-by, sources: [gazette]}\n  - {id: "NO", role: target}\n',
            '  - {id: "NO", role: target}\n  - {id: ashen-band, role: claimed-by, sources: [gazette]}\n',
        ),
    ),
    "identifier": (("{wikidata: Q42}", "{wikidata: Q43}"),),
}
"""Changes of one event, by what each shows."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_of_an_event_reads_as_in_its_golden_file(kind: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    report = reported(tmp_path, {EVENT: PIER}, {EVENT: changed(PIER, *KINDS[kind])})
    assert_golden(pytestconfig, f"diff/{kind}.txt", as_text(report))
    assert_golden(pytestconfig, f"diff/{kind}.md", as_markdown(report))


def test_changes_of_many_records_read_as_in_their_golden_files(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    before = {EVENT: PIER, "events/2021/second-fire.yml": changed(PIER, ("A fire closes", "A second fire closes"), ("The pier burns", "It burns again"))}
    after = {
        EVENT: None,
        "events/2021/pier-burnt.yml": changed(PIER, ("A fire closes the pier", "A great fire closes the pier")),
        "events/2021/second-fire.yml": None,
        "events/2022/second-fire.yml": before["events/2021/second-fire.yml"],
        "events/2022/new-lamp.yml": changed(
            PIER, ("A fire closes the pier", "A lamp"), ("at Bergen", "at sea"), ("pier burns", "lamp"), ("org/pier", "org/lamp"), ("The fire", "It")
        ),
        "events/2021/lamp-count-corrected.yml": None,
        "moved.yml": "- {id: lamp-count-corrected, to: harbour-conference, date: 2023-01, why: One event.}\n",
        "actors/mara-quill.yml": "name: [",
        "countries/NO.yml": None,
        "vocabulary/grades.yml": changed(
            GRADES, ("withdrawn:", "unheard: {name: Unheard, definition: Nobody says so.}\nwithdrawn:"), ("name: Disputed", "name: In dispute")
        ),
    }
    report = reported(tmp_path, before, after)
    for name, made in (("txt", as_text(report)), ("md", as_markdown(report)), ("json", as_json(report))):
        assert_golden(pytestconfig, f"diff/many.{name}", made)


@pytest.mark.parametrize(
    "edit",
    [
        ("title: A fire closes the pier", "# a comment\ntitle: 'A fire  closes the pier'"),
        ("grade: claimed\nidentifiers: {wikidata: Q42}\n", 'identifiers:\n    wikidata: Q42\ngrade: "claimed"\n'),
        ("closed the pier.[^gazette]\n\n", "closed\n  the pier.[^gazette]\n\n\n"),
        ("tags: [", "countries: []\ntags: ["),
        ("relations:\n", "relations:\n  part-of: []\n"),
    ],
)
def test_what_only_looks_different_is_no_change(edit: tuple[str, str], tmp_path: Path) -> None:
    report = reported(tmp_path, {EVENT: PIER}, {EVENT: changed(PIER, edit)})
    assert as_text(report) == "no change in meaning; 1 file touched"


def test_a_record_does_not_differ_from_itself(records: Records) -> None:
    diff = compare(records, records)
    assert (diff.changes, diff.notes, diff.mass_removal) == ((), (), "")


@given(st.text(alphabet="ab -*\n.1"))
def test_lines_that_flow_do_not_change_a_text(text: str) -> None:
    assert flow(flow(text)) == flow(text)
    assert list(paragraphs_changed(text, flow(text))) == []


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_words_that_are_marked_are_all_that_changed(one: list[str], other: list[str]) -> None:
    marks = {span.mark for span in words_changed(" ".join(one), " ".join(other))} - {""}
    assert bool(marks) == (one != other)


def sample(annotation: Any, number: int) -> Any:
    """A value of a field's type; another one for another number. No record's own checks are run."""
    inner = [argument for argument in get_args(annotation) if argument not in (type(None), Ellipsis)]
    if annotation in (str, int, float, bool, Date):
        values = {str: f"text {number}", int: number, float: float(number), bool: bool(number % 2), Date: parse_date(f"20{number:02}")}
        return values[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return filled(annotation, {name: sample(info.annotation, number) for name, info in fields_of(annotation).items()})
    if get_origin(annotation) is tuple:
        return (sample(inner[0], number),)
    if get_origin(annotation) is dict:
        return {"key": sample(inner[1], number)}
    if get_origin(annotation) is Literal:
        return inner[number % len(inner)]
    return sample(inner[0], number)


def parts(value: Any) -> list[Model]:
    """The values of a field that have fields of their own."""
    values = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else [value]
    return [inner for inner in values if isinstance(inner, Model)]


def variants(part: Model) -> list[tuple[str, Model]]:
    """(way to a field, `part` with that one field another) for every field within it; also with it empty, where it may be."""
    found: list[tuple[str, Model]] = []
    for name, info in fields_of(type(part)).items():
        value, other = getattr(part, name), sample(info.annotation, 2)
        found.append((yaml_key(name), changed_model(part, **{name: other})))
        if not info.is_required():
            found.append((yaml_key(name), changed_model(part, **{name: info.default})))
        for inner in parts(value):
            for way, changed_part in variants(inner):
                whole = (changed_part,) if isinstance(value, tuple) else {"key": changed_part} if isinstance(value, dict) else changed_part
                found.append((f"{yaml_key(name)}.{way}", changed_model(part, **{name: whole})))
    return found


def full(model: type[Model], records: Records) -> Model:
    """A value of the model with every field filled."""
    values = {name: sample(info.annotation, 1) for name, info in fields_of(model).items()}
    given: dict[type[Model], Model] = {
        Event: records.events[0],
        Actor: next(iter(records.actors.values())),
        Country: next(iter(records.countries.values())),
        Moved: records.moved[0],
    }
    return changed_model(given[model], **values) if model in given else filled(model, values)


@pytest.mark.parametrize("model", [Event, Actor, Country, Moved, *dict.fromkeys(LISTS.values())], ids=lambda model: model.__name__)
def test_no_field_of_any_model_changes_untold(model: type[Model], records: Records) -> None:
    before = full(model, records)
    for way, after in variants(before):
        changes = changes_of(before, after)
        assert {change.key for change in changes} == {way.split(".")[0]}, way
        told = [span for line in lines(RecordChange("event", "x", "changed", before, after, changes=changes), Names(records, records)) for span in line]
        assert any(span.text.strip() for span in told), way
        assert changes_of(after, before), way
    assert changes_of(before, before) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("a " * 2000, " ".join(f"a x{number}" for number in range(1000))), ("a\n\nb\n\n" * 1000, "b\n\na\n\na\n\n" * 660), ("a\n" + " " * 120_000 + "x", "a\nx")],
)
def test_a_hostile_text_does_not_take_for_ever(one: str, other: str) -> None:
    assert list(paragraphs_changed(one, other)) or flow(one) == flow(other)
    assert words_changed(one, other)
