"""Watching files while the site is served: told by the system where it can tell.

The engine asks for the times of all files twice a second, which for ten thousand of them takes as long as building the site again.
"""

import sys
from typing import Any

from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEventHandler
from watchdog.observers import Observer

CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What calls for a new build: not that a file is opened, as the build itself does."""


class Watcher(Observer):  # type: ignore[misc, valid-type]
    """Tells of changes only."""

    def schedule(self, event_handler: FileSystemEventHandler, path: str, **how: Any) -> Any:
        return super().schedule(event_handler, path, **{"event_filter": CHANGES, **how})


def watcher(folder: str) -> Any:
    """What watches folders; None where the system cannot tell of changes, or not of so many folders."""
    if sys.platform != "linux":
        return None
    trial = Watcher()
    try:
        trial.schedule(FileSystemEventHandler(), folder, recursive=True)
        trial.start()
        trial.stop()
        trial.join()
    except OSError:
        return None
    return Watcher()
