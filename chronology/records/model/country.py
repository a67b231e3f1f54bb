"""What this site adds to a country: prose. Its names come from ISO 3166-1 and CLDR."""

from chronology.records.model.base import Corrections, Description, Record, Sources
from chronology.records.types import Line


class Country(Record):
    """A country file: `content/countries/<CC>.yml`."""

    name: Line | None = None
    """The usual English name, only where CLDR's is one that no newspaper uses (`Congo - Kinshasa`)."""
    description: Description | None = None
    """What the country has to do with this chronology, in Markdown; every paragraph cites a source as a footnote `[^key]`."""
    sources: Sources = {}
    """By a short name that footnotes use."""
    corrections: Corrections = ()
    """Changes since it was published, oldest first; never deleted."""
