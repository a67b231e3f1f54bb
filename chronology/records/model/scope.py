"""What the chronology is about, as far as checks ask."""

from chronology.records.model.base import Entry
from chronology.records.types import EdtfDate, Line


class Scope(Entry):
    """`content/scope.yml`."""

    begins: EdtfDate
    """When the conflict begins: no event is older."""
    why: Line
    """Why it is counted from then on."""
