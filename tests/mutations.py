"""Files as a stranger might spoil them: strategies that change a valid text, or a value in it, at random places."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from chronology.records.yaml import parse

TOKENS = ["-", "- ", ":", ": ", "?", "? ", "{", "}", "[", "]", ",", "#", " #", "&a ", "*a", "!a ", "!!str ", "|", ">", ">-", "'", '"', "%", "@", "`"]
TOKENS += ["---\n", "...\n", "<<: ", "\\", "\n", "\n\n", "\t", "  ", "~", "null", "[^", "[^ap]", "](", "*", "_", "**", "`" * 3, "<b>", "<!--", "&lt;", "]]>"]
CHARACTERS = [
    "\0",
    "\a",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\xa0",
    "\xad",
    "\u0301",
    "\u200b",
    "\u200f",
    "\u2028",
    "\u202e",
    "\ufdd0",
    "\ufeff",
    "\ufffd",
    "\uffff",
]
CHARACTERS += ["\ud800", "\U0001f600", "\U000e0041", "\U0010ffff", "é", "ß", "İ", "٢", "داعش", "中", "ﬁ"]
SCALARS = ["", " ", "0", "-1", "010", "1_000", "1e999", ".inf", ".nan", "9" * 5000, "true", "NO", "no", "12:30", "US", "XK", "ZZ", "en", "ar", "zh-Hant"]
SCALARS += [
    "2021-02-30",
    "9999-12-31",
    "0001-01-01",
    "2021-06~",
    "201X",
    "../2021",
    "2021/..",
    "2021-06-28/2021-06-27",
    "XXXX",
    "0000",
    "٢٠٢١",
    "-0",
    "90.000001",
]
SCALARS += ["javascript:alert(1)", "https://a.bc", "https://[::1]/", "https://a.bc/%", "https://a.bc:99999/", "//a.bc", "https://xn--a.bc/", "data:text/html,x"]
SCALARS += [
    "<script>alert(1)</script>",
    "</title>",
    "]]>",
    "{{ 1 }}",
    "{% x %}",
    "@@chronology:body@@",
    "${x}",
    "%s",
    "a\nb",
    "a" * 300,
    "::error::x",
    "../../etc",
]
SCALARS += ["harbour-league", "mara-quill", "meeting", "attack", "harbour-conference", "global-coalition", "islamic-state", "ap", "constructor", "__proto__"]
PIECES = st.one_of(st.sampled_from(TOKENS), st.sampled_from(CHARACTERS), st.sampled_from(SCALARS), st.text(max_size=4))

Edit = Callable[[str, int, int, str], str]
"""Takes a text, two numbers and a piece."""


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) or [""]


def _delete_line(text: str, a: int, b: int, piece: str) -> str:
    lines = _lines(text)
    del lines[a % len(lines)]
    return "".join(lines)


def _repeat_line(text: str, a: int, b: int, piece: str) -> str:
    lines = _lines(text)
    lines.insert(b % len(lines), lines[a % len(lines)])
    return "".join(lines)


def _swap_lines(text: str, a: int, b: int, piece: str) -> str:
    lines = _lines(text)
    a, b = a % len(lines), b % len(lines)
    lines[a], lines[b] = lines[b], lines[a]
    return "".join(lines)


def _indent_line(text: str, a: int, b: int, piece: str) -> str:
    lines = _lines(text)
    line = lines[a % len(lines)]
    lines[a % len(lines)] = line.lstrip(" ") if b % 4 == 0 else " " * (b % 5) + line
    return "".join(lines)


def _insert(text: str, a: int, b: int, piece: str) -> str:
    at = a % (len(text) + 1)
    return text[:at] + piece + text[at:]


def _cut_out(text: str, a: int, b: int, piece: str) -> str:
    at = a % (len(text) + 1)
    return text[:at] + text[at + b % 12 :]


def _truncate(text: str, a: int, b: int, piece: str) -> str:
    return text[: a % (len(text) + 1)]


def _replace_scalar(text: str, a: int, b: int, piece: str) -> str:
    lines = _lines(text)
    key, colon, _ = lines[a % len(lines)].partition(": ")
    lines[a % len(lines)] = f"{key}{colon}{piece}\n" if colon else lines[a % len(lines)]
    return "".join(lines)


def _change_ends(text: str, a: int, b: int, piece: str) -> str:
    return text.replace("\n", "\r\n") if a % 2 else text.rstrip("\n")


EDITS: list[Edit] = [
    _delete_line,
    _repeat_line,
    _swap_lines,
    _indent_line,
    _insert,
    _insert,
    _cut_out,
    _truncate,
    _replace_scalar,
    _replace_scalar,
    _change_ends,
]
NUMBERS = st.integers(0, 1_000_000)
TEXT_EDITS = st.lists(st.tuples(st.sampled_from(EDITS), NUMBERS, NUMBERS, PIECES), min_size=1, max_size=3)
PLAIN = st.one_of(st.none(), st.sampled_from(SCALARS), st.text(max_size=6), st.sampled_from(CHARACTERS))
KEYS = st.one_of(st.sampled_from(["id", "what", "title", "name", "from", "[key]", "<<", "", "tags", "sources"]), st.text(max_size=3))
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)
VALUE_EDITS = st.lists(
    st.tuples(st.sampled_from(["replace", "replace", "replace", "delete", "rename", "double"]), NUMBERS, VALUES, KEYS), min_size=1, max_size=2
)


def edited_text(text: str, edits: list[tuple[Edit, int, int, str]]) -> str:
    for edit, a, b, piece in edits:
        text = edit(text, a, b, piece)
    return text


def edited_value(text: str, edits: list[tuple[str, int, Any, str]]) -> str:
    """The text with values of another type, keys deleted or renamed, written anew."""
    root = [parse(text).value]
    for what, number, value, key in edits:
        spots = list(_spots(root))
        holder, at = spots[number % len(spots)]
        if what == "replace" or holder is root:
            holder[at] = value
        elif what == "double":
            holder[at] = [holder[at], holder[at]]
        else:
            old = holder.pop(at)
            if what == "rename" and isinstance(holder, dict):
                holder[key] = old
    return yaml.safe_dump(root[0], allow_unicode=True, sort_keys=False, width=160)


def _spots(holder: Any) -> Iterator[tuple[Any, Any]]:
    """(list or mapping, index or key) of every value."""
    for at, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
        yield holder, at
        if isinstance(value, (dict, list)):
            yield from _spots(value)
