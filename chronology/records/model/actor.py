"""One actor: a body, a group, an office holder."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema

from chronology.records.model.base import Corrections, Description, Identifiers, Keys, Listed, Part, Record, Sources
from chronology.records.types import ActorKindName, Country, EdtfDate, Id, Language, Line, Party


class Alias(Part):
    """A name that sources use."""

    name: Line
    language: Language
    """Of the name, BCP 47."""
    note: Line | None = None


class Belonging(Part):
    """What an actor is part of, and when."""

    id: Id
    from_: EdtfDate | None = None
    until: EdtfDate | None = None
    note: Line | None = None


class Post(Part):
    """A public office held."""

    title: Line
    of: Party | None = None
    """The state or body."""
    from_: EdtfDate | None = None
    until: EdtfDate | None = None
    """The last day in office; left out while it goes on or is not known."""
    sources: Keys = ()


class Designation(Part):
    """A listing as terrorist, or a sanction."""

    by: Party
    as_: Line | None = None
    """The name or title it was listed under."""
    date: EdtfDate | None = None
    sources: Keys


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
    aliases: Annotated[tuple[Alias, ...], Listed] = ()
    country: Country | None = None
    """Of a state body or of a person's office."""
    part_of: Annotated[tuple[Annotated[Belonging, BeforeValidator(_belonging), _OrId()], ...], Listed] = ()
    posts: Annotated[tuple[Post, ...], Listed] = ()
    active: EdtfDate | None = None
    """When it exists or existed."""
    designations: Annotated[tuple[Designation, ...], Listed] = ()
    description: Description
    sources: Sources
    identifiers: Identifiers = {}
    corrections: Corrections = ()
