"""What `chronology new` asks for: fields of the models, with their types, their meaning and the words they allow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from babel import Locale
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from chronology.authoring.drafts import Plain
from chronology.problem import shown
from chronology.records import types
from chronology.records.load import Records
from chronology.records.meanings import meanings
from chronology.records.model import Actor, Event
from chronology.records.model.actor import Alias
from chronology.records.model.base import Source
from chronology.records.model.event import Involvement, Place
from chronology.records.model.part import Model, fields_of
from chronology.records.nearest import did_you_mean


@dataclass(frozen=True)
class Field:
    """One thing to ask for."""

    option: str
    """Of the command line, without dashes."""
    of: Any
    """The type of a value: an annotated type, or the model of a part."""
    question: str
    help: str
    required: bool = False
    many: bool = False
    """Whether it may be given several times."""
    read: Callable[[str], Mapping[str, str]] | None = None
    """Takes a part from one text of the command line."""
    parts: tuple["Field", ...] = ()
    """The fields of a part, as they are asked one by one."""

    @property
    def key(self) -> str:
        """What click names the option's value."""
        return self.option.replace("-", "_")


def _field(model: type[Model], name: str, question: str, option: str = "") -> Field:
    info: FieldInfo = fields_of(model)[name]
    of = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return Field(option or name.replace("_", "-"), of, question, meanings(model).get(name, question), info.is_required())


def _place(text: str) -> Mapping[str, str]:
    """`Fiera di Roma, Rome, IT, 41.82, 12.32, city`; coordinates may be left out."""
    rest, _, precision = (piece.strip() for piece in text.rpartition(","))
    values = {"precision": precision}
    if len(pieces := rest.rsplit(",", 2)) == 3 and all(piece.strip().lstrip("-")[:1].isdigit() for piece in pieces[1:]):
        rest, values["lat"], values["lon"] = (piece.strip() for piece in pieces)
    name, _, country = (piece.strip() for piece in rest.rpartition(","))
    return {"name": name, "country": country, **values}


def _pair(first: str, second: str) -> Callable[[str], Mapping[str, str]]:
    def read(text: str) -> Mapping[str, str]:
        one, _, other = text.rpartition(":")
        return {first: one.strip(), second: other.strip()}

    return read


SOURCE = (
    _field(Source, "url", "Address of a text that you have read", "source-url"),
    _field(Source, "title", "Title of that text, as published", "source-title"),
    _field(Source, "publisher", "Who published it", "source-publisher"),
    _field(Source, "language", "Language of that text", "source-language"),
    _field(Source, "published", "Day it was published, as in 2021-06-28"),
    _field(Source, "read", "How much of it you have read"),
)
_PLACE = Field(
    "place",
    Place,
    "Where it happened",
    'A place, as in "Baghdad, IQ, 33.3, 44.4, city"; without coordinates, "Syria, SY, country".',
    many=True,
    read=_place,
    parts=(
        _field(Place, "name", "A place where it happened, by its usual English name"),
        _field(Place, "country", "The country it lies in"),
        _field(Place, "lat", "Its latitude in degrees north, as in 41.89"),
        _field(Place, "lon", "Its longitude in degrees east, as in 12.48"),
        _field(Place, "precision", "How exactly the place is known"),
    ),
)
_ACTOR = Field(
    "actor",
    Involvement,
    "Who had to do with it",
    "An actor's id or a country's code, and its role, as in us-central-command:carried-out-by.",
    many=True,
    read=_pair("id", "role"),
    parts=(_field(Involvement, "id", "Who had to do with it: an actor or a country"), _field(Involvement, "role", "Its role")),
)
_ALIAS = Field(
    "alias",
    Alias,
    "Other names",
    "A name that sources use, and its language, as in ISIS:en.",
    many=True,
    read=_pair("name", "language"),
    parts=(_field(Alias, "name", "Another name that sources use"), _field(Alias, "language", "Its language")),
)
EVENT = (
    _field(Event, "title", "Title: who did what, where, in a few words without the date"),
    _field(Event, "kind", "Kind of event"),
    _field(Event, "date", "Day, as in 2021-06-28, or 2021-06 where sources know no more"),
    _field(Event, "summary", "Summary: one or two plain sentences"),
    _PLACE,
    _ACTOR,
    *SOURCE,
    _field(Event, "account", "First paragraph of the account, in your own words (the text above is cited for you)"),
    _field(Event, "grade", "How well it is borne out"),
    Field("tag", types.TagName, "A tag", "A word of vocabulary/tags.yml.", many=True),
)
ACTOR = (
    _field(Actor, "name", "The name this site should use"),
    _field(Actor, "kind", "What kind of actor"),
    _ALIAS,
    _field(Actor, "country", "The country it belongs to"),
    *SOURCE,
    _field(Actor, "description", "What it is, in a few sentences of your own"),
)


def fault(field: Field, value: Any, records: Records) -> str:
    """What is wrong with a value, and what to write instead, in the words of the check; empty where nothing is."""
    try:
        TypeAdapter(field.of).validate_python(value, context={"vocabulary": records.vocabulary})
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        if details["type"] == "missing":
            return f"the {details['loc'][-1]} is missing"
        context = details.get("ctx", {})
        hint = context.get("hint", "")
        return "; ".join(filter(None, [context.get("fact", details["msg"]), hint() if callable(hint) else hint]))
    if field.of is Involvement:
        return _unknown_party(value["id"], records)
    return _unknown_party(value, records) if _marked(field.of, types.Party) else ""


def _unknown_party(value: str, records: Records) -> str:
    if value in records.actors or value in records.broken or types.is_country(value):
        return ""
    return f"{shown(value)} is no actor; {did_you_mean(value, records.actors) or 'write the id of a file in actors/, or a country code'}"


def plain(field: Field, value: str) -> str:
    """The value as a draft holds it: dates and numbers stand without quotes."""
    return Plain(value) if _marked(field.of, types.EdtfDate) or _marked(field.of, types.Decimal) else value


def choices(field: Field, records: Records) -> Mapping[str, str]:
    """The words that a field allows, with what each means; none where any text may stand."""
    for mark in _marks(field.of):
        if isinstance(mark, types.Term):
            return {key: " ".join(word.definition.split()) or word.name for key, word in records.vocabulary.words(mark.listing).items()}
    if _marked(field.of, types.Country):
        return _countries()
    if _marked(field.of, types.Party):
        return {**{id: actor.name for id, actor in records.actors.items()}, **_countries()}
    if _marked(field.of, types.Language):
        return {code.replace("_", "-"): name for code, name in sorted(Locale("en").languages.items())}
    return {}


def _countries() -> dict[str, str]:
    names = Locale("en").territories
    return {code: names.get(code, code) for code in sorted(types.country_codes())}


def _marks(annotation: Any) -> Iterator[Any]:
    """All metadata within an annotated type, a union of such included."""
    for argument in get_args(annotation):
        yield argument
        yield from _marks(argument)
    if hasattr(annotation, "__metadata__"):
        yield from annotation.__metadata__


def _marked(annotation: Any, like: Any) -> bool:
    """Whether a type is read as `like` is."""
    return any(mark == like.__metadata__[0] for mark in _marks(annotation))
