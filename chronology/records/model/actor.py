"""One actor: a body, a group, an office holder."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema

from chronology.records.model.base import Corrections, Description, Identifiers, Keys, Listed, Record, Sources
from chronology.records.model.part import Part, part
from chronology.records.types import ActorKindName, Country, EdtfDate, Id, Language, Line, Party


@part
class Alias(Part):
    """A name that sources use."""

    name: Line
    """The name, in its own script."""
    language: Language
    """Of the name, BCP 47."""
    note: Line | None = None
    """What a reader should know about the name."""


@part
class Belonging(Part):
    """What an actor is part of, and when."""

    id: Id
    """The actor that it belongs to."""
    from_: EdtfDate | None = None
    """Since when."""
    until: EdtfDate | None = None
    """Until when."""
    note: Line | None = None
    """What a reader should know about it."""


@part
class Post(Part):
    """A public office held."""

    title: Line
    """The office, as in Secretary of State."""
    of: Party | None = None
    """The state or body."""
    from_: EdtfDate | None = None
    """The first day in office."""
    until: EdtfDate | None = None
    """The last day in office; left out while it goes on or is not known."""
    sources: Keys = ()
    """Short names of the sources that say so."""


@part
class Designation(Part):
    """A listing as terrorist, or a sanction."""

    by: Party
    """Who listed it."""
    as_: Line | None = None
    """The name or title it was listed under."""
    date: EdtfDate | None = None
    """The day of the listing."""
    sources: Keys
    """Short names of the sources that say so."""


def _belonging(value: object) -> object:
    """`al-qaida` stands for `{id: al-qaida}`."""
    return {"id": value} if isinstance(value, str) else value


@dataclass(frozen=True)
class _OrId:
    """Lets the JSON Schema of a part allow its id alone."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [TypeAdapter(Id).json_schema(), handler(schema)]}


class Actor(Record):
    """An actor file: `content/actors/<id>.yml`."""

    name: Line
    """The name this site uses."""
    kind: ActorKindName
    """What kind of actor it is."""
    aliases: Annotated[tuple[Alias, ...], Listed] = ()
    """Every other name that sources use; the search knows them all."""
    country: Country | None = None
    """Of a state body or of a person's office."""
    part_of: Annotated[tuple[Annotated[Belonging, BeforeValidator(_belonging), _OrId()], ...], Listed] = ()
    """Actors that it belongs to, with dates where they are known."""
    posts: Annotated[tuple[Post, ...], Listed] = ()
    """Public offices that a person held."""
    active: EdtfDate | None = None
    """When it exists or existed."""
    designations: Annotated[tuple[Designation, ...], Listed] = ()
    """Listings as terrorist, and sanctions."""
    description: Description
    """A few sentences in Markdown; every paragraph cites a source as a footnote `[^key]`."""
    sources: Sources
    """By a short name that footnotes and `sources:` lists use."""
    identifiers: Identifiers = {}
    """What others call it: schemes and values, only such as are known to be right."""
    corrections: Corrections = ()
    """Changes since it was published, oldest first; never deleted."""
