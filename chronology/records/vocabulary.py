"""The words that records may choose from: one list a file in `content/vocabulary/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chronology.problem import shown
from chronology.records.addresses import is_url
from chronology.records.types import Boolean, Country, Integer, Line, Prose, wrong


class Word(BaseModel):
    """A word of a list. `id` is its key, filled in by the loader."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    definition: Prose


class NounWord(Word):
    """A word that has pages or counts of its own."""

    plural: Line
    icon: Line
    """Name of an icon of Material Design Icons."""


Hue = Literal["blue", "cyan", "indigo", "violet", "orange", "red", "brown", "olive", "teal", "green", "sky", "grey", "plum", "lime", "gold", "rose"]


class KindWord(NounWord):
    colour: Hue
    """A hue of the theme, which has a light and a dark value."""


class ActorKindWord(NounWord):
    """A kind of actor."""

    acts_for_country: Annotated[Boolean, Field(alias="acts-for-country")] = False
    """Whether such an actor acts for its country, so that its events concern that country."""


class RelationWord(Word):
    inverse: Line
    """The name seen from the other end."""
    acyclic: Boolean


class FigureWord(Word):
    money: Boolean = False
    """Whether it counts money and so needs a currency."""


class PrecisionWord(Word):
    radius: Integer
    """Kilometres within which the place lies; 0 draws a point."""


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise wrong("pattern", f"{shown(value)} is not a regular expression: {error}", "write one as in Q[1-9][0-9]*") from None
    if re.search(r"\)[*+{]", value):
        raise wrong("pattern", f"{shown(value)} repeats a group, which can take for ever", "repeat single characters and classes only")
    return value


def _address_pattern(value: str) -> str:
    if value.count("{}") != 1 or not is_url(value.replace("{}", "x")):
        raise wrong("address-form", f"{shown(value)} is not an address with {{}} in it", "write it from https:// on, with {} where the value stands")
    return value


class IdentifierWord(Word):
    """A scheme of identifiers."""

    definition: Prose = ""
    pattern: Annotated[Line, AfterValidator(_pattern)]
    """A regular expression that a value matches whole."""
    url: Annotated[Line, AfterValidator(_address_pattern)] | None = None
    """Address with {} for the value."""

    def address(self, value: str) -> str | None:
        """Where `value` is described."""
        return self.url.replace("{}", quote(value, safe="/")) if self.url else None


class FamilyWord(Word):
    """Publishers and agencies that are not independent of each other."""

    names: tuple[Line, ...]
    """As sources name them."""


class TheatreWord(Word):
    """Countries that are counted together."""

    countries: tuple[Country, ...]
    """A country may belong to several theatres."""


class LoadedWord(Word):
    """A word that takes sides, and so stands only where somebody is quoted."""

    forms: tuple[Line, ...] = ()
    """Its other forms: plural, past tense."""
    instead: Line
    """What says the same and takes no side."""
    except_: Annotated[tuple[Line, ...], Field(alias="except")] = ()
    """Names and terms that hold it and are nobody's judgement."""


class TagWord(Word):
    storyline: Boolean
    """Whether its events make one story, told in order."""


LISTS: Mapping[str, type[Word]] = {
    "kinds": KindWord,
    "roles": Word,
    "relations": RelationWord,
    "figures": FigureWord,
    "grades": Word,
    "forms": Word,
    "purposes": Word,
    "states": Word,
    "precisions": PrecisionWord,
    "readings": Word,
    "actor-kinds": ActorKindWord,
    "identifiers": IdentifierWord,
    "tags": TagWord,
    "families": FamilyWord,
    "loaded-terms": LoadedWord,
    "theatres": TheatreWord,
}
"""Every list and the model of its words."""


@dataclass(frozen=True)
class Vocabulary:
    """All lists, in the order of their files."""

    lists: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def family_names(self) -> Mapping[str, str]:
        """The family's name of every publisher and agency that shares one."""
        return {name: word.name for word in self.words("families").values() for name in word.names}

    @cached_property
    def loaded(self) -> Mapping[str, LoadedWord]:
        """The loaded word of every form, in lower case."""
        return {form.casefold(): word for word in self.words("loaded-terms").values() for form in (word.name, *word.forms)}

    def words(self, listing: str) -> Mapping[str, Any]:
        return self.lists.get(listing, {})

    def word(self, listing: str, key: str) -> Any:
        return self.lists[listing][key]
