"""While the site is served, changes of files are told, and nothing else."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from chronology.watching import Watcher, watcher

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems are asked for the times of files, as the engine does")


class Seen(FileSystemEventHandler):
    def __init__(self) -> None:
        self.events: list[FileSystemEvent] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.events.append(event)


def wait(until: Callable[[], Any]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end and not until():
        time.sleep(0.01)
    return bool(until())


def test_a_change_is_told_and_reading_is_not(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    file = tmp_path / "events" / "dark.yml"
    file.write_text("one", "utf-8")
    found, seen = watcher(str(tmp_path)), Seen()
    found.schedule(seen, str(tmp_path), recursive=True)
    found.start()
    try:
        assert file.read_text("utf-8") == "one"
        file.write_text("two", "utf-8")
        assert wait(lambda: any(event.src_path == str(file) for event in seen.events))
        before = len(seen.events)
        (tmp_path / "new.yml").write_text("three", "utf-8")
        (tmp_path / "new.yml").replace(file)
        assert wait(lambda: any(event.event_type == "moved" for event in seen.events[before:]))
        assert {event.event_type for event in seen.events} <= {"created", "deleted", "modified", "moved"}
    finally:
        found.stop()
        found.join()


def test_a_system_that_has_no_room_for_more_watches_is_asked_for_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Watcher) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Watcher, "start", full)
    assert watcher(str(tmp_path)) is None
