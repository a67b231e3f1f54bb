"""Single files that are kept: whole, or not at all."""

from pathlib import Path

import pytest

from chronology.files import keep


def test_a_folder_that_another_process_makes_at_the_same_moment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_dir, first = Path.is_dir, [False]  # it was not there as this process looked
    monkeypatch.setattr(Path, "is_dir", lambda path: first.pop() if first else is_dir(path))
    keep(tmp_path / "records-0", b"kept")
    monkeypatch.undo()
    assert (tmp_path / "records-0").read_bytes() == b"kept"
