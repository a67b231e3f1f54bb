"""The command line: it says what is wrong and ends with the code for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from chronology.cli import main
from chronology.problem import BuildError
from chronology.records.load import load
from chronology.rules import check
from tests.building import bare_environment, copy_tiny


def test_a_check_without_problems_counts_the_records(tiny: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--content", str(tiny)])
    assert (done.exit_code, done.output) == (0, "6 events, 4 actors, 2 countries: no problems\n")


def test_a_check_of_many_paths_without_problems_names_the_first(tiny: Path) -> None:
    paths = sorted(map(str, tiny.glob("events/*/*.yml")))
    done = CliRunner().invoke(main, ["check", "--content", str(tiny), *paths])
    assert (done.exit_code, done.output) == (0, f"{', '.join(paths[:3])} and {len(paths) - 3} more: no problems\n")
    done = CliRunner().invoke(main, ["check", "--content", str(tiny), *paths[:3]])
    assert done.output == f"{', '.join(paths[:3])}: no problems\n"


def test_a_check_with_problems_lists_them_and_fails(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    (content / "actors" / "kelp-friend.yml").write_text("name: Kelp Friend\nkind: organization\ndescription: It is.\nsources: {}\n")
    done = CliRunner().invoke(main, ["check", "--content", str(content)])
    assert done.exit_code == 1
    assert done.output.startswith(
        "content/actors/kelp-friend.yml:2:7: `organization` is not an actor kind [unknown-actor-kind]\n"
        "     2 | kind: organization\n"
        "       |       ^^^^^^^^^^^^\n"
        "    hint: did you mean `organisation`?"
    )
    assert done.output.endswith("1 error, 0 warnings\n")


def test_the_schemas_are_written_where_they_are_wanted(tiny: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["schema", "--content", str(tiny), "--to", str(tmp_path / "schema")])
    assert done.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "schema").iterdir()) == ["actor.v1.json", "country.v1.json", "event.v1.json", "moved.v1.json"]


def test_a_command_that_is_none_is_told_the_nearest() -> None:
    done = CliRunner().invoke(main, ["chek"])
    assert done.exit_code == 2
    assert "Did you mean" in done.output
    assert "'check'" in done.output


def test_of_an_event_told_twice_the_one_with_the_later_id_is_blamed(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    (path,) = content.glob("events/*/storm-watch.yml")
    twin = path.with_name("storm-watch-twin.yml")
    twin.write_text(path.read_text())
    done = CliRunner().invoke(main, ["check", "--content", str(content), str(twin)])
    assert "`storm-watch` is of the same kind, day and place [event-twice]" in done.output


def test_rules_that_several_processes_ask_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = copy_tiny(tmp_path / "content")
    (path,) = content.glob("events/*/storm-watch.yml")
    path.with_name("storm-watch-twin.yml").write_text(path.read_text().replace('"NO"', "harbor-league"))
    path.with_name("storm-watch-triplet.yml").write_text(path.read_text())
    records = load(content)
    alone = check(records)
    assert {problem.rule for problem in alone} >= {"event-twice", "unknown-actor"}
    monkeypatch.setattr("chronology.rules.rule.MANY", len(records.events))
    forks: list[int] = []
    fork = os.fork

    def counted() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    assert check(records, 3) == alone
    assert len(forks) == 2
    monkeypatch.setattr("chronology.rules.rule.MANY", len(records.events) + 1)
    assert check(records, 3) == alone
    assert len(forks) == 2


def test_a_check_of_which_a_process_is_ended_says_so_in_a_line(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise BuildError("a process was ended")

    monkeypatch.setattr("chronology.cli.check.check_records", ended)
    done = CliRunner().invoke(main, ["check", "--content", str(tiny)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (2, "Error: a process was ended")


def test_a_program_whose_output_was_closed_ends_with_the_code(tmp_path: Path) -> None:
    copy_tiny(tmp_path / "content")
    environment = bare_environment(tmp_path, PYTHONPATH=str(Path(__file__).parent.parent))
    for closed in (">&-", "2>&-"):
        done = subprocess.run(f'"{sys.executable}" -m chronology check {closed}', shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code", "end"),
    [
        (["check", "--content", "good"], 0, "6 events, 4 actors, 2 countries: no problems\n"),
        (["check", "--content", "bad"], 1, "warnings\n"),
        (["chek"], 2, ""),
    ],
)
def test_a_program_writes_all_it_says_and_ends_with_the_code(tmp_path: Path, arguments: list[str], code: int, end: str) -> None:
    copy_tiny(tmp_path / "good")
    bad = copy_tiny(tmp_path / "bad")
    for number in range(200):
        (bad / "actors" / f"kelp-friend-{number}.yml").write_text("name: Kelp Friend\nkind: organization\ndescription: It is.\nsources: {}\n")
    environment = bare_environment(tmp_path, PYTHONPATH=str(Path(__file__).parent.parent))
    done = subprocess.run([sys.executable, "-m", "chronology", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert done.stdout.endswith(end)
    assert done.stdout.count("[unknown-actor-kind]") == (200 if code == 1 else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [["check"], ["rules"], ["--help"]])
def test_where_there_is_no_room_for_what_a_program_says_it_says_so_in_a_line(tiny: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "chronology", *arguments], cwd=tiny.parent, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Error: No space left on device\n")
