"""What became of ids that were merged or withdrawn."""

from typing import Literal

from chronology.records.model.base import Entry
from chronology.records.types import EdtfDate, Id, Line


class Moved(Entry):
    """A tombstone: a line of `content/moved.yml`."""

    id: Id
    """The id that was published."""
    record: Literal["event", "actor"] = "event"
    """Whether it was an event or an actor."""
    to: Id | None = None
    """Where its content stands now; none where it was withdrawn."""
    date: EdtfDate
    """The day it was merged or withdrawn."""
    why: Line
    """Why, in a sentence that readers see."""
