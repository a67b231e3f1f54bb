"""What this site adds to a country: prose. Its names come from ISO 3166-1 and CLDR."""

from chronology.records.model.base import Corrections, Description, Record, Sources


class Country(Record):
    """A country file: `content/countries/<CC>.yml`."""

    description: Description
    sources: Sources
    corrections: Corrections = ()
