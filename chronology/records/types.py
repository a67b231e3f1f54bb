"""The types of a record's fields: how text becomes a value, what a wrong one is told, and how JSON Schema describes it.

A value that is wrong raises `wrong(...)`, whose rule, fact and hint reach the contributor as they stand.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Protocol

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from iso3166 import countries_by_alpha2, countries_by_alpha3
from pydantic import GetJsonSchemaHandler, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import with_info_plain_validator_function

from chronology.problem import shown
from chronology.records.addresses import wrong_address
from chronology.records.characters import wrong_characters
from chronology.records.dates import Date, DateError, parse_date
from chronology.records.nearest import did_you_mean


class Words(Protocol):
    """Where the allowed words are asked for; the vocabulary is one."""

    def words(self, listing: str) -> dict[str, Any]: ...


def wrong(rule: str, fact: str, hint: str | Callable[[], str] = "") -> PydanticCustomError:
    """A fault that carries its own words. Braces in them are kept as they are. A hint that takes time is a function, asked only if it is told."""
    return PydanticCustomError("chronology", "{fact}", {"rule": rule, "fact": fact, "hint": hint})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong("wrong-type", f"{_kind(value)} stands where text is expected", "write one line of text")
    if not (value.isascii() and value.isprintable()) and (found := wrong_characters(value)):
        raise wrong(*found)
    return value


def _kind(value: object) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "nothing"


def _line(value: object) -> str:
    if value.__class__ is str and value.isascii() and value.isprintable() and value and value[0] != " " != value[-1]:
        return value  # as nearly all are
    text = _text(value).strip()
    if not text:
        raise wrong("empty-text", "there is no text", "write it, or delete the key")
    if "\n" in text:
        raise wrong("line-break", f"{shown(text)} has a line break", "write it on one line; fold long text with `>-`")
    return text


PROSE_LENGTH = 20_000
"""Characters; about ten times the longest account that reads well. Of hostile Markdown, so much is rendered in a fifth of a second."""


def _prose(value: object) -> str:
    text = _text(value).strip()
    if not text:
        raise wrong("empty-text", "there is no text", "write it, or delete the key")
    if len(text) > PROSE_LENGTH:
        hint = "tell the core, and give what followed an event of its own"
        raise wrong("prose-length", f"the text has {len(text)} characters, more than {PROSE_LENGTH}", hint)
    return text


_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,6})?", re.ASCII)


def _integer(value: object) -> int:
    text = _text(value)
    if not _INTEGER.fullmatch(text):
        raise wrong("not-an-integer", f"{shown(text)} is not a whole number", "write digits only, as in 436000000")
    return int(text)


def _decimal(value: object) -> float:
    text = _text(value)
    if not _DECIMAL.fullmatch(text):
        raise wrong("not-a-number", f"{shown(text)} is not a number", "write digits with a point, as in 41.9")
    return float(text)


def _boolean(value: object) -> bool:
    if value not in ("true", "false"):
        raise wrong("not-true-or-false", f"{shown(value)} is neither true nor false", "write `true` or `false`")
    return value == "true"


def _date(value: object) -> Date:
    try:
        return parse_date(value if isinstance(value, str) else _text(value))
    except DateError as error:
        raise wrong("date", f"{shown(_text(value))} {error}", error.hint) from None


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def is_id(text: str) -> bool:
    """Whether `text` can be the id of a record: lower-case ASCII words joined by hyphens, at most 64 characters."""
    return len(text) <= 64 and _ID.fullmatch(text) is not None


def _id(value: object) -> str:
    text = _text(value)
    if not is_id(text):
        raise wrong("id-form", f"{shown(text)} is not an id", "write lower-case words joined by hyphens, at most 64 characters")
    return text


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, and XK for Kosovo."""
    return frozenset(countries_by_alpha2) | {"XK"}


_OUTSIDE = {"UK": "GB", "EL": "GR"}
"""Codes of two letters that others than ISO 3166-1 give."""


def is_country(text: str) -> bool:
    return text in country_codes()


def _code_meant(text: str) -> str:
    """A hint for a country that is written by another code or by its name."""
    upper = text.upper()
    names = {name.upper(): code for code, name in Locale("en").territories.items() if is_country(code)}
    code = _OUTSIDE.get(upper) or names.get(upper) or (countries_by_alpha3[upper].alpha2 if upper in countries_by_alpha3 else None)
    return f"write {shown(code)}" if code else did_you_mean(upper, country_codes())


def _country(value: object) -> str:
    text = _text(value)
    if not is_country(text):
        raise wrong(
            "unknown-country",
            f"{shown(text)} is not a country code",
            lambda: _code_meant(text) or "write an ISO 3166-1 code of two capitals, as in IQ",
        )
    return text


def _party(value: object) -> str:
    text = _text(value)
    if text.isascii() and len(text) == 2 and text.isupper():
        return _country(text)
    return _id(text)


def _currency(value: object) -> str:
    text = _text(value)
    if text not in get_global("all_currencies"):
        raise wrong("unknown-currency", f"{shown(text)} is not a currency code", "write an ISO 4217 code of three capitals, as in USD")
    return text


@lru_cache(maxsize=1024)
def _is_language(text: str) -> bool:
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        return text in Locale("en").languages  # a name, though CLDR knows no more of it: Kanuri
    return True


def _language(value: object) -> str:
    text = _text(value)
    if not _is_language(text):
        raise wrong("unknown-language", f"{shown(text)} is not a language code", "write a BCP 47 code, as in en, ar, zh-Hant")
    return text


def _url(value: object) -> str:
    text = _text(value)
    if found := wrong_address(text):
        raise wrong(*found)
    return text


_SOURCE_KEY = re.compile(r"[^\s\[\]^]{1,64}")


def _source_key(value: object) -> str:
    text = _text(value)
    if not _SOURCE_KEY.fullmatch(text):
        raise wrong("source-key", f"{shown(text)} cannot name a source", "write one short word without spaces, [, ] or ^, as in `ap`")
    return text


@dataclass(frozen=True)
class Term:
    """Marks text that must be a word of a vocabulary list."""

    listing: str
    """The name of the list's file, as in `kinds`."""
    rule: str
    """As in `unknown-kind`."""

    def __get_pydantic_core_schema__(self, source: object, handler: Any) -> CoreSchema:
        return with_info_plain_validator_function(self._check)

    def _check(self, value: object, info: ValidationInfo) -> str:
        words: dict[str, Any] = info.context["vocabulary"].words(self.listing) if info.context else {}
        if value.__class__ is str and value in words:
            return value  # as nearly all are
        value = _line(value)
        if value not in words:
            noun = self.rule.removeprefix("unknown-").replace("-", " ")
            article = "an" if noun[0] in "aeiou" else "a"
            known = f"{self.listing}: {', '.join(words)}"
            raise wrong(self.rule, f"{shown(value)} is not {article} {noun}", lambda: f"{did_you_mean(value, words)} {known}".lstrip())
        return value

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "vocabulary": self.listing}


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


Line = Annotated[str, PlainValidator(_line), _schema(type="string", minLength=1)]
"""One line of text."""
Prose = Annotated[str, PlainValidator(_prose), _schema(type="string", minLength=1)]
"""Markdown: paragraphs, emphasis, links, lists, quotes; footnotes `[^key]` name sources."""
Integer = Annotated[int, PlainValidator(_integer), _schema(type="integer")]
Decimal = Annotated[float, PlainValidator(_decimal), _schema(type="number")]
Boolean = Annotated[bool, PlainValidator(_boolean), _schema(type="boolean")]
EdtfDate = Annotated[
    Date,
    PlainValidator(_date),
    _schema(type=["string", "integer"], description="EDTF: 2021-06-28, 2021-06, 2021, 2014-06~, 2016?, 2021-06-27/2021-06-28, ../2017-12"),
]
Id = Annotated[str, PlainValidator(_id), _schema(type="string", pattern=f"^{_ID.pattern}$", maxLength=64)]
Country = Annotated[str, PlainValidator(_country), _schema(type="string", pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Party = Annotated[
    str,
    PlainValidator(_party),
    _schema(type="string", pattern=f"^([A-Z]{{2}}|{_ID.pattern})$", description="an actor's id, or the ISO 3166-1 code of a state as such"),
]
Currency = Annotated[str, PlainValidator(_currency), _schema(type="string", pattern="^[A-Z]{3}$", description="ISO 4217")]
Language = Annotated[str, PlainValidator(_language), _schema(type="string", description="BCP 47")]
Url = Annotated[str, PlainValidator(_url), _schema(type="string", pattern="^https?://")]
SourceKey = Annotated[str, PlainValidator(_source_key), _schema(type="string")]
"""The short name of a source in its record."""
Word = Annotated[str, PlainValidator(_line)]
KindName = Annotated[Word, Term("kinds", "unknown-kind")]
RoleName = Annotated[Word, Term("roles", "unknown-role")]
RelationName = Annotated[Word, Term("relations", "unknown-relation")]
FigureName = Annotated[Word, Term("figures", "unknown-figure")]
GradeName = Annotated[Word, Term("grades", "unknown-grade")]
FormName = Annotated[Word, Term("forms", "unknown-form")]
PurposeName = Annotated[Word, Term("purposes", "unknown-purpose")]
StateName = Annotated[Word, Term("states", "unknown-state")]
PrecisionName = Annotated[Word, Term("precisions", "unknown-precision")]
ReadingName = Annotated[Word, Term("readings", "unknown-reading")]
ActorKindName = Annotated[Word, Term("actor-kinds", "unknown-actor-kind")]
IdentifierName = Annotated[Word, Term("identifiers", "unknown-identifier")]
TagName = Annotated[Word, Term("tags", "unknown-tag")]
