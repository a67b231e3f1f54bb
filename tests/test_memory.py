"""A program that builds several times reads what it kept itself only once."""

from pathlib import Path

import pytest

from chronology.cache import Cache

KEY = bytes(range(32))
VERSION = b"version"
VALUE = {"a": [1, "two"]}


def test_a_program_that_goes_on_reads_what_it_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going, cache = Cache(tmp_path, KEY, {}), Cache(tmp_path, KEY)
    going.write("it", VERSION, VALUE)
    monkeypatch.setattr(Cache, "_mac", lambda self, data, version: pytest.fail("the file was read"))
    assert going.read("it", VERSION) is VALUE
    monkeypatch.undo()
    assert going.read("it", b"other version") is None
    assert going.read("it", VERSION) == VALUE
    cache.write("it", VERSION, "by another program")
    assert going.read("it", VERSION) == "by another program"
    (cache.folder / "it").unlink()
    assert going.read("it", VERSION) is None
