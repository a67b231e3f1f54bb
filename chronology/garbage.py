"""Python's collector, kept out of the way of builds: each time it looks through all that was read, which is most of what a program holds."""

import gc
from threading import Timer

IDLE = 1.0
"""Seconds after a build in which a reader asks for its pages."""


class Garbage:
    """What builds leave behind, collected between them; what the first one has read is never looked through again."""

    def __init__(self) -> None:
        self._left = self._frozen = False
        self._timer: Timer | None = None

    def build_begins(self) -> None:
        self.stop()
        if self._left:
            self._collect()
        gc.disable()
        if self._frozen:
            gc.freeze()

    def build_ends(self, last: bool) -> None:
        """May be called again."""
        self.stop()
        if not self._frozen:
            gc.freeze()
            self._frozen = True
        if not last:
            self._left = True
            self._timer = Timer(IDLE, self._collect)
            self._timer.start()

    def stop(self) -> None:
        """Nothing is collected by and by."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
            self._timer = None

    def _collect(self) -> None:
        gc.collect()
        self._left = False
        gc.enable()
