"""The models of records: what a file may hold, field by field."""

from chronology.records.model.actor import Actor
from chronology.records.model.base import Entry, Origin, Record
from chronology.records.model.country import Country
from chronology.records.model.event import Event
from chronology.records.model.moved import Moved
from chronology.records.model.scope import Scope

__all__ = ["Actor", "Country", "Entry", "Event", "Moved", "Origin", "Record", "Scope"]
