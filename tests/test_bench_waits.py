"""What somebody waits for is measured until it is there, and not told where it cannot be measured."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench import waiting
from bench.ground import ROOT
from bench.measure import RunError
from bench.rounds import Comparison
from bench.table import wait_table
from bench.waiting import BOX, PAGE, RELOAD, Wait, first_results


@pytest.mark.browser
def test_a_search_and_a_reload_are_measured(tmp_path: Path) -> None:
    """By a program of its own: the browser of other tests is not to be had twice."""
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "bench", "--events", "30", "--rounds", "2", "--only", "waits", "--json", str(report)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    box, page, reload = json.loads(report.read_text("utf-8"))["waits"]
    assert [box["what"], page["what"], reload["what"]] == [BOX, PAGE, RELOAD]
    assert all(what in done.stdout for what in (BOX, PAGE, RELOAD))
    assert [len(it["seconds"]) for it in (box, page, reload)] == [6, 6, 2], "three searches each way, two edits, twice"
    assert all(0 < seconds < 60 for it in (box, page, reload) for seconds in it["seconds"])
    assert page["bytes"] > box["bytes"] > 100_000, "the page itself, and Pagefind's program at least"
    assert reload["bytes"] == 0


@pytest.mark.slow
def test_a_page_that_comes_again_as_it_was_is_no_reload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def edits_elsewhere(file: Path, text: str, sentence: str, turn: int) -> None:
        with (tmp_path / "chronology" / "mkdocs.yml").open("a") as configuration:
            configuration.write("\n")

    monkeypatch.setattr("bench.rounds.first_results", lambda *_: [])
    monkeypatch.setattr("bench.rounds.edit", edits_elsewhere)
    with pytest.raises(RunError, match="does not show the edit"):
        Comparison(tmp_path, 30, ["waits"], [], lambda line: None).measure(1)


def test_what_cannot_be_measured_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "find_spec", lambda name: None if name == "playwright" else find_spec(name))
    found = [*first_results(tmp_path, ["lamp"], 10, 1)]
    assert [(it.what, it.seconds) for it in found] == [(BOX, ()), (PAGE, ())]
    assert "playwright is missing" in wait_table(found)


def test_the_table_tells_the_median_and_the_most() -> None:
    lines = wait_table([Wait(BOX, 10, [1.0, 3.0, 2.0], 200_000), Wait(RELOAD, 10, [0.5])]).splitlines()
    assert lines[1].split()[-3:] == ["2.00", "3.00", "200"]
    assert lines[2].split()[-2:] == ["0.50", "0.50"]
