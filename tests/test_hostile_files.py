"""The worst files of 128 KB: each ends soon, within bounds of memory, with problems that a person can read.

The bounds are generous, so that a slow machine fails none; the measured numbers are far below. A child process reads each file.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from chronology.records.messages import LIMIT
from chronology.records.types import PROSE_LENGTH
from chronology.records.yaml import MAX_BYTES
from chronology.render.prose import prose
from tests.building import ROOT, copy_tiny

pytestmark = pytest.mark.slow

MEMORY = 200
"""Megabytes that one file may take beyond what the tiny chronology takes alone."""
SECONDS = 30
EXAMPLE = (ROOT / "tests" / "examples" / "event.yml").read_text("utf-8")
_SOURCE = "{title: a, publisher: b, url: 'https://a.bc', language: en, consulted: 2022, read: full}"


def event(**values: str) -> str:
    """The example of an event, with other values."""
    text = EXAMPLE
    for key, value in values.items():
        kept = ("\n" + text).split("\n" + key + ":")
        rest = kept[1].split("\n") if len(kept) > 1 else [""]
        after = next((n for n, line in enumerate(rest) if n and line and line[0] not in " -"), len(rest))
        text = "\n".join([kept[0].lstrip("\n"), *rest[after:]]).strip("\n") + f"\n{key}: {value}\n"
    return text


def filled(start: str, unit: str, end: str = "") -> str:
    """`unit` as often as a file holds it."""
    return start + unit * ((MAX_BYTES - len((start + end).encode())) // len(unit.encode())) + end


def account(unit: str, before: str = "") -> str:
    """An event whose account is `unit` over and over, as long as an account may be."""
    start = f"It went dark.[^ap][^gazette]\n\n  {before}"
    return event(account=f"|\n  {start}" + unit * ((PROSE_LENGTH - len(start)) // len(unit)))


FILES: Mapping[str, tuple[str, str]] = {
    # name: (where it stands, text)
    "wrong values": ("events/2021/x.yml", event(countries=f"[{'zz,' * 19_000}]")),
    "wrong values that differ": ("events/2021/x.yml", event(tags=f"[{','.join(f'rome-{n}' for n in range(12_000))}]")),
    "wrong mappings": ("events/2021/x.yml", event(places=f"[{'~,' * 19_000}]")),
    "wrong relations": ("events/2021/x.yml", event(relations=f"{{{','.join(f'follow{n}: []' for n in range(7_000))}}}")),
    "unknown keys": ("events/2021/x.yml", EXAMPLE + "".join(f"k{n}: a\n" for n in range(9_900))),
    "unknown keys, almost known": ("events/2021/x.yml", EXAMPLE + "".join(f"identifiers{n}: a\n" for n in range(6_000))),
    "missing keys": ("events/2021/x.yml", event(places=f"[{'{},' * 19_000}]")),
    "missing keys of sources": ("events/2021/x.yml", event(sources=f"{{{','.join(f's{n}: {{}}' for n in range(9_500))}}}")),
    "sources": ("events/2021/x.yml", event(sources="\n" + "".join(f"  s{n}: {_SOURCE}\n" for n in range(1_250)))),
    "unknown sources": ("events/2021/x.yml", event(figures=f"[{{what: killed, value: 3, sources: [{'x,' * 19_000}]}}]")),
    "unknown actors": ("events/2021/x.yml", event(actors=f"[{','.join(f'{{id: ministry-of-tide{n}, role: host}}' for n in range(2_800))}]")),
    "unknown events": ("events/2021/x.yml", event(relations=f"{{follows: [{','.join(f'harbour-{n}' for n in range(8_000))}]}}")),
    "figures": ("events/2021/x.yml", event(figures=f"[{'{what: killed, value: 3, sources: []},' * 3_200}]")),
    "pledges": ("events/2021/x.yml", event(pledges=f"[{'{id: a, by: US, form: grant, purpose: humanitarian, sources: [ap]},' * 1_800}]")),
    "brackets": ("events/2021/x.yml", filled(EXAMPLE + "x: ", "[")),
    "braces": ("events/2021/x.yml", filled(EXAMPLE + "x: ", "{")),
    "dashes": ("events/2021/x.yml", filled("", "- ")),
    "question marks": ("events/2021/x.yml", filled("", "? ")),
    "colons": ("events/2021/x.yml", filled("", ": ")),
    "exclamation marks": ("events/2021/x.yml", filled("a: ", "!")),
    "nesting by indentation": ("events/2021/x.yml", "".join(f"{' ' * n}a:\n" for n in range(500))),
    "flow items": ("events/2021/x.yml", EXAMPLE + f"x: [{'a,' * 20_000}]\n"),
    "one line": ("events/2021/x.yml", filled("title: ", "a ")),
    "one key": ("events/2021/x.yml", filled("? ", "k")),
    "an open quote": ("events/2021/x.yml", filled(EXAMPLE + 'x: "', "a\n")),
    "escapes": ("events/2021/x.yml", filled(EXAMPLE + 'x: "', "\\u0041", '"')),
    "comments": ("events/2021/x.yml", filled(EXAMPLE, "#\n")),
    "one comment": ("events/2021/x.yml", filled(EXAMPLE, "#")),
    "empty lines": ("events/2021/x.yml", filled(EXAMPLE, "\n")),
    "an endless account": ("events/2021/x.yml", filled(event(account="|\n  ").removesuffix("\n"), "[")),
    "footnotes": ("events/2021/x.yml", account("[^ap]")),
    "unknown footnotes": ("events/2021/x.yml", account("[^x]\n\n  ")),
    "footnotes after empty lines": ("events/2021/x.yml", event(account="|\n  a[^ap]\n" + "\n" * 60_000 + "  [^x]\n\n" * 8_000)),
    "paragraphs without sources": ("events/2021/x.yml", account("a\n\n  ")),
    "open brackets": ("events/2021/x.yml", account("[")),
    "open images": ("events/2021/x.yml", account("![")),
    "open links": ("events/2021/x.yml", account("[a](")),
    "nested emphasis": ("events/2021/x.yml", account("*a _b")),
    "stars": ("events/2021/x.yml", account("_*")),
    "emphasis in pairs": ("events/2021/x.yml", account("a**b* ")),
    "quotes": ("events/2021/x.yml", account(">")),
    "backquotes": ("events/2021/x.yml", event(account="|\n  a[^ap] " + " ".join("`" * n for n in range(480)))),
    "lists": ("events/2021/x.yml", account("- ")),
    "angles": ("events/2021/x.yml", account("<![CDATA[")),
    "hidden characters": ("events/2021/x.yml", account("a\u200b ")),
    "marks on letters": ("events/2021/x.yml", account("e\u0301")),
    "mixed scripts": ("events/2021/x.yml", account("a\u0430 ")),
    "host of many labels": ("events/2021/x.yml", event(sources=f"{{ap: {_SOURCE.replace('a.bc', 'a.' * 60_000)}}}")),
    "language of many parts": ("events/2021/x.yml", event(sources=f"{{ap: {_SOURCE.replace('en,', 'en-' * 40_000 + ',')}}}")),
    "identifier": ("events/2021/x.yml", event(identifiers=f"{{wikidata: {'Q1' * 50_000}}}")),
    "tombstones without anything": ("moved.yml", f"[{'{},' * 19_000}]"),
    "tombstones that lead nowhere": ("moved.yml", "".join(f"- {{id: a{n}, to: harbour-{n}, date: 2023, why: x}}\n" for n in range(2_400))),
    "words without anything": ("vocabulary/tags.yml", "".join(f"a{n}: {{}}\n" for n in range(9_500))),
    "words that are no ids": ("vocabulary/tags.yml", "".join(f"A{n}: b\n" for n in range(9_500))),
}
OF_MANY = ("moved.yml", "vocabulary/")
"""Files that hold many records, of which each rule may find something."""


def measured(content: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.hostile_child", str(content)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    value: dict[str, object] = json.loads(done.stdout)
    return value


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Megabytes that the tiny chronology takes alone."""
    return int(str(measured(copy_tiny(tmp_path_factory.mktemp("alone") / "content"))["megabytes"]))


@pytest.mark.parametrize("name", FILES)
def test_the_worst_file_is_read_soon_and_takes_little(name: str, tmp_path: Path, baseline: int) -> None:
    place, text = FILES[name]
    assert len(text.encode()) <= MAX_BYTES
    content = copy_tiny(tmp_path / "content")
    (content / place).parent.mkdir(exist_ok=True)
    (content / place).write_text(text, "utf-8", newline="")
    found = measured(content)
    print(f"{name}: {found['seconds']:.2f} s, {int(str(found['megabytes'])) - baseline} MB")
    assert int(str(found["megabytes"])) - baseline <= MEMORY
    problems = found["problems"]
    assert isinstance(problems, list)
    if not place.startswith(OF_MANY):
        assert len([problem for problem in problems if problem.startswith(f"content/{place} ")]) <= 2 * LIMIT + 2


@pytest.mark.parametrize("name", [name for name, (_, text) in FILES.items() if text.partition("account: ")[2].startswith("|\n  It went dark")])
def test_the_worst_account_is_rendered(name: str) -> None:
    text = FILES[name][1].partition("account: |\n")[2][:PROSE_LENGTH]
    assert prose(text, {"ap": None, "gazette": None}).html
