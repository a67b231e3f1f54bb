"""`chronology diff`: what it compares, what stops it, and the code it ends with."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chronology.cli import main
from tests.diffing import EVENT, PIER, changed
from tests.repositories import commit, edit, git, tiny_repository


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tiny_repository(tmp_path / "repository")
    edit(content, {EVENT: PIER})
    commit(content.parent, "fire")
    return content


def diff(content: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words, "--content", os.fspath(content)])


def test_without_a_head_the_work_tree_is_compared(content: Path) -> None:
    assert diff(content, "fire").output == "no change in meaning; 0 files touched\n"
    edit(content, {EVENT: changed(PIER, ("grade: claimed", "grade: disputed"))})
    done = diff(content, "fire")
    assert (done.exit_code, "  grade: claimed -> disputed\n" in done.output) == (0, True)


def test_two_revisions_are_compared_whatever_the_work_tree_holds(content: Path) -> None:
    edit(content, {EVENT: "["})
    done = diff(content, "base", "fire", "--site", "https://tiny.example/chronology")
    assert done.exit_code == 0
    assert done.output == (
        'event pier-fire: "A fire closes the pier" added\n'
        "  https://tiny.example/chronology/events/pier-fire/\n"
        "  2021-06; attack; Bergen (NO); 1 source, 1 independent\n\n"
        "1 event added; 1 file touched\n"
    )


def test_a_change_that_mends_what_could_not_be_read_passes(content: Path) -> None:
    edit(content, {EVENT: "["})
    commit(content.parent, "broken")
    edit(content, {EVENT: PIER})
    done = diff(content, "broken")
    assert (done.exit_code, "Not read at broken:" in done.output) == (0, True)


def test_json_is_an_object_with_a_version(content: Path) -> None:
    value = json.loads(diff(content, "base", "--format", "json").output, parse_constant=pytest.fail)
    assert (value["version"], value["base"], value["head"], value["stopped"], value["touched"]) == (1, "base", None, None, 1)
    [change] = value["changes"]
    assert (change["kind"], change["id"], change["action"], change["url"]) == ("event", "pier-fire", "added", None)


def test_json_gives_values_as_yaml_names_them(content: Path) -> None:
    edit(content, {EVENT: changed(PIER, ("value: 30", "at-least: 36"))})
    [change] = json.loads(diff(content, "fire", "--format", "json").output)["changes"]
    [field] = change["fields"]
    assert (field["key"], field["entry"], field["action"]) == ("figures", "killed, per Ministry of Tides, as of 2021-06", "changed")
    assert field["before"] == {"what": "killed", "value": 30, "by": "ministry-of-tides", "as-of": "2021-06", "sources": ["gazette"]}
    assert [(inner["key"], inner["before"], inner["after"]) for inner in field["within"]] == [("value", 30, None), ("at-least", None, 36)]
    assert change["told"] == ["killed, per Ministry of Tides, as of 2021-06: 30 → at least 36"]


def test_an_event_that_cannot_be_read_is_told_and_not_gone(content: Path) -> None:
    edit(content, {EVENT: "title: ["})
    done = diff(content, "fire")
    assert done.exit_code == 1
    assert "[yaml-syntax]" in done.output
    assert "cannot be read now, so it is not compared" in done.output
    assert "removed" not in done.output


def test_a_list_of_words_that_cannot_be_read_takes_no_word_away(content: Path) -> None:
    edit(content, {"vocabulary/families.yml": "["})
    done = diff(content, "fire")
    assert (done.exit_code, "removed" in done.output) == (1, False)


def test_a_folder_that_became_a_link_takes_no_event_away(content: Path, tmp_path: Path) -> None:
    (content / "events").rename(tmp_path / "aside")
    (content / "events").symlink_to(tmp_path / "aside")
    commit(content.parent, "linked")
    done = diff(content, "fire", "linked")
    assert (done.exit_code, "[not-a-file]" in done.output, "removed" in done.output) == (1, True, False)


def test_many_events_gone_stop_the_change_until_they_are_meant(content: Path) -> None:
    edit(content, {EVENT: None, "events/2021/lamp-count-corrected.yml": None})
    done = diff(content, "fire")
    assert (done.exit_code, "stopped: 2 of 7 events would be gone, more than a fifth: pass --allow-mass-removal" in done.output) == (1, True)
    assert "Stopped:" in diff(content, "fire", "--format", "markdown").output
    assert json.loads(diff(content, "fire", "--format", "json").output)["stopped"]
    assert diff(content, "fire", "--allow-mass-removal").exit_code == 0


def test_few_events_gone_do_not_stop_a_change(content: Path) -> None:
    edit(content, {EVENT: None})
    done = diff(content, "fire")
    assert (done.exit_code, "warning: ids are promises, and `pier-fire` leads nowhere now" in done.output) == (0, True)


@pytest.mark.parametrize("words", [("nowhere",), ("base", "nowhere"), ("base", "--site", "javascript:alert(1)"), ("base", "--format", "html")])
def test_a_wrong_use_ends_with_2(content: Path, words: tuple[str, ...]) -> None:
    assert diff(content, *words).exit_code == 2


def test_content_outside_of_git_is_a_wrong_use(tiny: Path) -> None:
    done = diff(tiny, "HEAD")
    assert (done.exit_code, "is not in a git repository" in done.output) == (2, True)


def test_a_folder_that_the_revision_does_not_hold_is_a_wrong_use(content: Path) -> None:
    (content.parent / "other").mkdir()
    assert diff(content.parent / "other", "base").exit_code == 2


def test_a_branch_is_named_as_git_names_it(content: Path) -> None:
    git(content, "branch", "ветка/one", "base")
    assert diff(content, "ветка/one").exit_code == 0
