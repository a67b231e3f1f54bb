"""A made-up chronology on the disk, and edits of it that can be taken back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench import generate
from chronology.records.yaml import parse
from chronology.render.parts import LIMITS

Value = dict[str, Any]


@dataclass
class Draft:
    """The files of a content folder while an edit is made."""

    content: Path
    chance: Random
    changed: dict[str, Any] = field(default_factory=dict)
    """What is to be written, by path below the folder; None for what is to go."""

    def names(self, folder: str) -> list[str]:
        found = {path.relative_to(self.content).as_posix() for path in (self.content / folder).rglob("*.yml")}
        return sorted(found - {name for name, value in self.changed.items() if value is None})

    def value(self, name: str) -> Value:
        """What a file holds, to be changed in place."""
        if not self.changed.get(name):
            value = parse((self.content / name).read_text("utf-8")).value
            assert isinstance(value, dict)
            self.changed[name] = value
        found: Value = self.changed[name]
        return found

    def one(self, folder: str) -> tuple[str, Value]:
        """The id and the value of a record."""
        name = self.chance.choice(self.names(folder))
        return Path(name).stem, self.value(name)

    def id(self, folder: str) -> str:
        return Path(self.chance.choice(self.names(folder))).stem

    def code(self) -> str:
        return str(self.place()["country"])

    def place(self) -> Value:
        """That of some event."""
        value = parse((self.content / self.chance.choice(self.names("events"))).read_text("utf-8")).value
        assert isinstance(value, dict)
        place: Value = value["places"][0] if value.get("places") else {"name": "Norway", "country": "NO", "precision": "country"}
        return place

    def party(self) -> str:
        return self.id("actors") if self.chance.random() < 0.5 else self.code()

    def word(self, listing: str) -> str:
        return str(self.chance.choice(list(parse((self.content / "vocabulary" / f"{listing}.yml").read_text("utf-8")).value)))

    def number(self) -> int:
        return self.chance.randrange(10**6)

    @contextmanager
    def made(self) -> Iterator[None]:
        """The edit on the disk; as it was before where the block raises."""
        before = {name: (self.content / name).read_bytes() if (self.content / name).exists() else None for name in self.changed}
        try:
            for name, value in self.changed.items():
                self._put(name, _text(value).encode() if value else None)
            yield
        except Undone:
            for name, data in before.items():
                self._put(name, data)

    def _put(self, name: str, data: bytes | None) -> None:
        path = self.content / name
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _text(value: Any) -> str:
    """YAML, with prose as a block as people write it."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    blocks = {key: "".join(f"  {line}\n" for line in text.rstrip().split("\n")) for key, text in value.items() if key in ("account", "description")}
    return "".join(
        f"{key}: |\n{blocks[key]}" if key in blocks else f"{json.dumps(key)}: {json.dumps(item, ensure_ascii=False)}\n" for key, item in value.items()
    )


class Undone(Exception):  # noqa: N818
    """The content has errors after an edit, which is taken back."""


def small_content(folder: Path, monkeypatch: pytest.MonkeyPatch, events: int = 60) -> None:
    """A made-up content with few actors and countries, and limits that split its lists."""
    for name, few in (("ACTORS", 14), ("COUNTRIES", 9), ("DESCRIBED", 3), ("TOWNS_EACH", 3)):
        monkeypatch.setattr(generate, name, few)
    generate.write_content(folder, events)
    for name, few in (("listed", 9), ("newest", 3), ("actors", 7)):
        before = getattr(LIMITS, name)
        monkeypatch.setattr(type(LIMITS), "__setattr__", object.__setattr__)
        monkeypatch.setattr(LIMITS, name, few)
        assert before > few
