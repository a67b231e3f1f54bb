"""The examples in the docstrings of rules, as files of a chronology: each is laid over a record that has no problems."""

import re
from pathlib import Path, PurePosixPath

from chronology.problem import Problem
from chronology.records.load import load
from chronology.records.model import Actor, Country, Event, Moved
from chronology.rules import Rule, check
from tests.building import BEFORE, TODAY, copy_tiny

EXAMPLES = Path(__file__).parent / "examples"
"""The records over which examples are laid."""
OWN: dict[type, str] = {Event: "events/2021/example.yml", Actor: "actors/example.yml", Country: "countries/SE.yml", Moved: "moved.yml"}
"""Where an example stands that names no file."""
BASES = {"events": "event.yml", "actors": "actor.yml", "countries": "country.yml"}
_ENTRY = re.compile(r"^(?=[^\s#\-}\]])", re.MULTILINE)
"""Where a key of a record begins."""


def problems_of(rule: Rule, example: str, content: Path) -> list[Problem]:
    """All problems of the tiny chronology, copied to `content`, with the example in it."""
    copy_tiny(content)
    for name, text in files_of(rule, example):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return list(check(load(content, TODAY, BEFORE)))


def files_of(rule: Rule, example: str) -> list[tuple[str, str]]:
    """(path below the content folder, text) of every file that the example tells; `# path` begins one of another place."""
    pieces = re.split(r"^# (\S+\.[a-z]+)\n?", example, flags=re.MULTILINE)
    told = [(OWN.get(rule.of, OWN[Event]), pieces[0])] if pieces[0].strip() or len(pieces) == 1 else []
    told += zip(pieces[1::2], pieces[2::2], strict=True)
    return [(name, over(name, text)) for name, text in told]


def over(name: str, text: str) -> str:
    """The text of the record's base with the entries of `text` in the place of its own; `text` alone where there is no base."""
    base = BASES.get(PurePosixPath(name).parts[0]) if name.endswith(".yml") else None
    if base is None or text.startswith("%"):
        return text.rstrip("\n") + "\n"
    entries = {_key(entry): entry for entry in _ENTRY.split((EXAMPLES / base).read_text("utf-8")) if entry.strip()}
    for entry in _ENTRY.split(text):
        if entry.strip():
            entries[_key(entry)] = entry.rstrip("\n") + "\n"
    return "".join(entry for key, entry in entries.items() if not re.fullmatch(rf"{re.escape(key)}: \(none\)\n", entry))


def _key(entry: str) -> str:
    return entry.split(":")[0]
