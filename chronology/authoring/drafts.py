"""A record's first draft: its id and its text, from values."""

import re
import textwrap
import unicodedata
from collections.abc import Container, Mapping
from typing import Any

import yaml
from babel import Locale

from chronology.authoring.formatting import formatted
from chronology.records.model import Record
from chronology.records.types import is_id
from chronology.records.yaml import parse


class Plain(str):
    """Text that stands without quotes whatever other readers of YAML take it for: a date, a number."""


class Prose(str):
    """Text whose lines are kept."""


_OWN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"} | dict.fromkeys("'’‘ʿʾʼ", ""))
"""Letters that have no plain form in Unicode, and marks within words."""
_MONTHS = "|".join(name.lower() for name in Locale("en").months["format"]["wide"].values())
_DATE = re.compile(rf"\b(?:on )?(?:\d{{4}}-\d\d(-\d\d)?\b|\b\d{{1,2}} ({_MONTHS})( \d{{4}})?\b|\b({_MONTHS}) \d{{1,2}}(, \d{{4}})?)\b")
_LENGTH = 64
_TEXTS: Any = yaml.resolver.Resolver()
_OTHER = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null")


def slug(text: str, length: int = _LENGTH) -> str:
    """`text` in lower-case ASCII words joined by hyphens, cut between words; empty where no letter has a plain form. Dates are left out."""
    plain = unicodedata.normalize("NFKD", _DATE.sub(" ", text.lower()).translate(_OWN)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > length:
        words = words[: length + 1].rpartition("-")[0] or words[:length]
    return words.strip("-")


def proposed_id(title: str, taken: Container[str]) -> str:
    """An id for a record of this title that nobody has; empty where the title gives none."""
    base = slug(title)
    number = 1
    found = base
    while found and (found in taken or not is_id(found)):
        number += 1
        found = f"{slug(title, _LENGTH - len(str(number)) - 1)}-{number}"
    return found


def drafted(values: Mapping[str, Any], model: type[Record], depth: int) -> str:
    """The text of a record as `chronology fmt` leaves it. Values are text, lists and mappings as YAML holds them; empty ones are left out."""
    lines = "".join(f"{key}:{_top(value)}\n" for key, value in values.items() if value)
    made = formatted(lines, model, depth)
    if made.fault:
        raise AssertionError(made.fault)
    return made.text


def _top(value: Any) -> str:
    """A value of the record itself."""
    if isinstance(value, Prose):
        return " " + _kept(value)
    if isinstance(value, str):
        return " " + _long(value)
    if isinstance(value, Mapping):
        return "".join(f"\n  {_short(key)}:{_part(part)}" for key, part in value.items())
    if all(isinstance(item, str) for item in value):
        return f" [{', '.join(_short(item, within=True) for item in value)}]"
    return "".join(f"\n  - {_braces(item)}" for item in value)


def _part(value: Any) -> str:
    """A source, or an identifier."""
    if isinstance(value, str):
        return " " + _short(value)
    return "".join(f"\n    {_short(key)}: {_short(item)}" for key, item in value.items() if item)


def _braces(part: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_short(item, within=True)}" for key, item in part.items() if item) + "}"


def _kept(text: str) -> str:
    text = text.strip()
    block = "|\n" + textwrap.indent(text, "  ")
    return block if _reads(block, text + "\n") else _quoted(text)


def _long(text: str) -> str:
    """Text in folded lines where it is long and they say the same, else on one line."""
    if len(text) > 100 and not isinstance(text, Plain):
        lines = textwrap.wrap(text, 118, break_long_words=False, break_on_hyphens=False)
        block = ">-\n" + textwrap.indent("\n".join(lines), "  ")
        if _reads(block, text):
            return block
    return _short(text)


def _short(text: str, within: bool = False) -> str:
    """Text on one line, quoted only where it must be; `within` brackets more must."""
    reads = _reads(f"[{text}, x]", [text, "x"]) and _reads(f"{{x: {text}, y: z}}", {"x": text, "y": "z"}) if within else _reads(text, text)
    if text.isprintable() and reads and (isinstance(text, Plain) or _TEXTS.resolve(yaml.ScalarNode, text, (True, False)) not in _OTHER):
        return text
    return _quoted(text)


def _reads(written: str, value: Any) -> bool:
    document = parse(f"key: {written}\n")
    return document.fault is None and document.value == {"key": value}


_ESCAPES: Mapping[str, str] = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(c)) for c in text) + '"'


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def cited(text: str, source: str) -> Prose:
    """Prose whose paragraphs without a footnote cite `source`."""
    paragraphs = filter(None, map(str.strip, re.split(r"\n\s*\n", text.replace("\r\n", "\n"))))
    return Prose("\n\n".join(paragraph if "[^" in paragraph else f"{paragraph}[^{source}]" for paragraph in paragraphs))
