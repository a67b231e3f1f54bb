"""The comparison's own parts: the generator of records, the arithmetic, what counts as the same page. Times are measured elsewhere."""

import hashlib
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import mean

import pytest
import yaml

from bench.generate import COUNTRIES, records, write_content
from bench.measure import Cost, Row, RunError, ratio, row, run
from bench.subjects import environment
from bench.table import Ratio, as_table, document, growth, ratio_table, ratios
from chronology.records.load import load
from chronology.rules import check

pytestmark = pytest.mark.slow
WORDS = {
    "kinds": "meeting attack pledge",
    "tags": "first second",
    "actor-kinds": "state-body organisation person",
    "roles": "host target attributed-to",
    "figures": "killed members",
    "purposes": "humanitarian other",
    "grades": "confirmed probable disputed claimed withdrawn",
}
DIGEST = "81d7877bbd846b51"
"""Of twenty events with WORDS. Changes with the generator, on purpose only: older measurements are then of other records."""
SOME = Row("chronology", "cold", 1000, 5, 2.0, 3.0, 10**8, 9, 10**6)


def events(count: int) -> dict[str, str]:
    return {path: text for path, text in records(count) if path.startswith("events/")}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A vocabulary that stays as it is when that of the project grows."""
    for name, keys in WORDS.items():
        (tmp_path / f"{name}.yml").write_text("".join(f"{key}: {{name: {key}}}\n" for key in keys.split()))
    return tmp_path


def test_the_same_numbers_make_the_same_records_on_every_machine(words: Path) -> None:
    digest = hashlib.sha256("".join(path + text for path, text in records(20, vocabulary=words)).encode()).hexdigest()
    assert digest[:16] == DIGEST


def test_another_seed_makes_other_records() -> None:
    assert dict(records(5, seed=2)) != dict(records(5, seed=1))


def test_generated_records_break_no_rule(tmp_path: Path) -> None:
    write_content(tmp_path / "content", 200)
    found = load(tmp_path / "content", date(2026, 2, 1))
    assert (len(found.events), len(found.actors)) == (200, 800)
    assert [str(problem) for problem in check(found)] == []


def test_no_person_is_made_up() -> None:
    actors = [yaml.safe_load(text) for path, text in records(1) if path.startswith("actors/")]
    assert not {actor["kind"] for actor in actors} & {"person", "leader"}


def test_an_event_is_about_as_long_as_a_real_one() -> None:
    texts = events(300).values()
    assert 1200 < mean(len(text.encode()) for text in texts) < 1900
    accounts = [yaml.safe_load(text) for text in texts]
    assert {len(event["account"].strip().split("\n\n")) for event in accounts} == {2, 3}
    assert {len(event["sources"]) for event in accounts} == {2, 3, 4}
    assert all(any(key in event for event in accounts) for key in ("figures", "pledges", "relations", "tags"))


def test_few_countries_have_most_events() -> None:
    counts = Counter(yaml.load(text, yaml.BaseLoader)["places"][0]["country"] for text in events(1000).values())
    shares = [count / 1000 for _, count in counts.most_common()]
    assert 0.16 < shares[0] < 0.24, "the first of ninety has a fifth by Zipf's law"
    assert 0.45 < sum(shares[:10]) < 0.68
    assert COUNTRIES / 2 < len(shares) <= COUNTRIES


def test_titles_and_ids_are_unique() -> None:
    made = events(2000)
    assert len({path.split("/")[-1] for path in made}) == 2000
    assert len({text.splitlines()[0] for text in made.values()}) == 2000


def test_a_row_holds_medians() -> None:
    made = row("hugo", "cold", 10, [Cost(3, 5, 30), Cost(1, 4, 20), Cost(2, 9, 10)])
    assert (made.wall, made.cpu, made.memory, made.rounds, made.note) == (2, 5, 20, 3, "1.00-3.00 s")


def test_costs_of_two_programs_add_up_but_for_memory() -> None:
    assert Cost(1, 2, 30) + Cost(4, 5, 20) == Cost(5, 7, 30)


def test_a_ratio_compares_the_same_mode_and_number() -> None:
    other = replace(SOME, subject="hugo", wall=4.0, cpu=12.0)
    rows = [SOME, replace(other, mode="warm", wall=1.0), replace(other, events=50, wall=1.0), other]
    assert ratio(SOME, rows, "hugo") == (0.5, 0.25)
    assert ratio(SOME, rows[:3], "hugo") is None
    assert ratio(SOME, [replace(other, rounds=0, wall=0, cpu=0)], "hugo") is None


def test_our_check_is_compared_to_both_ways_of_reading_whether_anything_was_kept_or_not() -> None:
    parse, load = (Row(f"libyaml {what}", "cold", 1000, 5, wall, wall, 1) for what, wall in (("parse", 1.0), ("load", 4.0)))
    warm = Row("check", "warm", 1000, 5, 2.0, 2.0, 1)
    assert ratios([warm, parse, load]) == [
        Ratio("check", "warm", 1000, "libyaml parse", 2.0, 2.0),
        Ratio("check", "warm", 1000, "libyaml load", 0.5, 0.5),
        Ratio("libyaml load", "cold", 1000, "libyaml parse", 4.0, 4.0),
    ]
    assert [line.split() for line in ratio_table([warm, parse, load]).splitlines()[1:]] == [
        ["1000", "check", "warm", "libyaml", "parse", "2.00", "2.00"],
        ["1000", "check", "warm", "libyaml", "load", "0.50", "0.50"],
    ]


def test_growth_is_the_exponent_between_the_least_and_the_most_events() -> None:
    rows = [SOME, replace(SOME, events=10_000, wall=20.0, cpu=300.0, memory=10**8), replace(SOME, events=3000, wall=99.0)]
    [found] = growth(rows)
    assert (found.subject, found.mode, found.least, found.most) == ("chronology", "cold", 1000, 10_000)
    assert [found.wall, found.cpu, found.memory] == pytest.approx([1, 2, 0])
    assert growth([SOME]) == []


def test_the_table_tells_ratios_and_what_was_not_run() -> None:
    rows = [SOME, replace(SOME, subject="hugo", wall=4.0, cpu=12.0), Row("eleventy", "", 1000, 0, 0, 0, 0, note="not run: npm is missing")]
    lines = [line.split() for line in as_table(rows).splitlines()]
    assert lines[1] == ["1000", "chronology", "cold", "2.00", "3.00", "100", "9", "1.0", "0.50", "0.25", "hugo"]
    assert lines[3] == ["1000", "eleventy", "not", "run:", "npm", "is", "missing"]
    made = document(rows, [], [])
    assert isinstance(made["rows"], list)
    assert len(made["rows"]) == 3
    assert made["ratios"] == [
        {"subject": "chronology", "mode": "cold", "events": 1000, "of": "hugo", "wall": 0.5, "cpu": 0.25},
    ]


def test_a_run_is_measured_without_what_its_parent_holds(tmp_path: Path) -> None:
    ballast = bytearray(300_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    cost = run([sys.executable, "-I", "-c", "x = b'x' * 60_000_000; sum(range(1_000_000))"], tmp_path, environment(tmp_path))
    assert 60_000_000 < cost.memory < 150_000_000
    assert 0 < cost.cpu < 60
    assert list(tmp_path.iterdir()) == []
    assert len(ballast) == 300_000_000


def test_a_program_that_fails_ends_the_comparison_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="ended with 3:\nno luck"):
        run([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path, environment(tmp_path))
