"""What greets a contributor: examples that pass the checks, forms that offer the vocabulary's words, commands that exist."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Context

from chronology.cli import main
from chronology.records.load import Records, load
from chronology.records.model import Actor, Event
from chronology.report import as_text
from chronology.rules import check
from tests.building import ROOT, TODAY

EXAMPLES = ROOT / "content" / "examples"
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The real content with both examples copied to where a contributor would put them."""
    content = tmp_path_factory.mktemp("copied") / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("pages"))
    shutil.copy(EXAMPLES / "event.yml", content / "events" / "2021" / "example-event.yml")
    shutil.copy(EXAMPLES / "actor.yml", content / "actors" / "example-actor.yml")
    return load(content)


@pytest.mark.parametrize("path", ["content/events/2021/example-event.yml", "content/actors/example-actor.yml"])
def test_an_example_has_no_problems_where_it_is_copied_to(copied: Records, path: str) -> None:
    assert as_text([problem for problem in check(copied) if problem.place.path == path]) == "0 errors, 0 warnings"


def test_the_examples_show_what_most_records_need(copied: Records) -> None:
    needed = {name for model in (Event, Actor) for name, field in model.model_fields.items() if field.is_required()}
    shown = copied.events_by_id["example-event"].model_fields_set | copied.actors["example-actor"].model_fields_set
    assert needed <= shown
    assert {"places", "actors", "figures", "pledges"} <= shown


def test_an_example_is_no_part_of_the_chronology() -> None:
    records = load(ROOT / "content", TODAY)
    assert [record.id for record in (*records.events, *records.actors.values()) if "example" in record.id] == []


def form(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def test_there_is_a_form_for_a_new_event_a_correction_and_a_dead_source() -> None:
    assert [path.stem for path in FORMS] == ["correct-event", "dead-source", "report-event"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_fits_githubs_schema(path: Path) -> None:
    command = [str(Path(sys.executable).parent / "check-jsonschema"), "--builtin-schema", "vendor.github-issue-forms", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_form_of_an_event_offers_every_kind_of_the_vocabulary() -> None:
    (kinds,) = [field for field in form(ROOT / ".github" / "ISSUE_TEMPLATE" / "report-event.yml")["body"] if field.get("id") == "kind"]
    assert kinds["attributes"]["options"] == [word.name for word in load(ROOT / "content").vocabulary.words("kinds").values()]


def test_every_command_that_the_guide_names_exists() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"\.venv/bin/chronology (\w+)", guide))
    assert named >= {"new", "check", "fmt", "diff", "rules"}
    assert all(main.get_command(Context(main), name) for name in named)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", guide)) <= targets


def test_every_file_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", guide)] + re.findall(r"`((?:content|tests|chronology)/[\w/.-]+)`", guide)
    assert [name for name in named if not (ROOT / name).exists()] == []
