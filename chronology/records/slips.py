"""What libyaml could not read, in words that a contributor can act upon: the usual slips of the hand, each known by its line."""

import re
from collections.abc import Callable, Sequence

import yaml

from chronology.problem import printable, shown

NEAR = 12
"""Lines above the place where libyaml stopped among which a quote that was never closed is looked for."""
Told = tuple[str, str, int]
"""Fact, hint, and the column from 0."""
_QUOTE_IT = 'put the whole text in quotes: "..."'
_KEY = r" *(?:- +)*[A-Za-z0-9_-]+:"
_BLANK = re.compile(rf"(?:{_KEY})?[ -]*([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_TIGHT = re.compile(r" *(?:- +)*([A-Za-z][A-Za-z0-9_-]*):(?!//)([^\s,}\]]\S*)")
_BARE = re.compile(r" *([A-Za-z0-9_-]+) *")
_DASH = re.compile(r" *-[^\s-]")
_COLON = re.compile(rf"{_KEY} +[^\s\"'|>\[{{#].*?(:)(?: |$)")
_START = re.compile(r" *(?:- +)*(?:[A-Za-z0-9_-]+: +)?([@`%*&!])")
_BRACKET = re.compile(rf"{_KEY} +(\[)[^\[\]]*\] *[^\s#]")
_QUOTED = re.compile(rf"{_KEY} +([\"'])(.*)")
_FLOW = {"while parsing a flow mapping": ("{", "}"), "while parsing a flow sequence": ("[", "]")}


def _blank(line: str) -> Told | None:
    found = _BLANK.match(line)
    name = "a tab" if found and found[1] == "\t" else f"the blank U+{ord(found[1]):04X}" if found else ""
    return (f"{name} stands where YAML wants spaces", "write spaces in its place", found.start(1)) if found else None


def _tight(line: str) -> Told | None:
    found = _TIGHT.match(line)
    return (f"no space follows {shown(found[1] + ':')}", f"write {shown(f'{found[1]}: {found[2]}')}", found.start(1)) if found else None


def _bare(line: str) -> Told | None:
    found = _BARE.fullmatch(line)
    return (f"no colon follows {shown(found[1])}", f"write {shown(found[1] + ':')}", found.start(1)) if found else None


def _dash(line: str) -> Told | None:
    found = _DASH.match(line)
    return ("no space follows the dash", "begin each item of a list with `- `", found.end() - 2) if found else None


def _colon(line: str) -> Told | None:
    found = _COLON.match(line)
    return ("a colon and a space stand in a text without quotes", _QUOTE_IT, found.start(1)) if found else None


def _start(line: str) -> Told | None:
    found = _START.match(line)
    return (f"a text without quotes begins with {printable(found[1])}", _QUOTE_IT, found.start(1)) if found else None


def _bracket(line: str) -> Told | None:
    found = _BRACKET.match(line)
    return ("text follows a list in brackets", _QUOTE_IT, found.start(1)) if found else None


def _quote(line: str) -> Told | None:
    found = _QUOTED.match(line)
    if not found:
        return None
    mark = found[1]
    _, closing, after = re.sub(r"\\." if mark == '"' else "''", "", found[2]).partition(mark)
    if not closing:
        return f"a text begins with {mark} and does not end with it on its line", f"write {mark} at its end too", found.start(1)
    if after.strip() and not after.lstrip().startswith("#"):
        instead = '\\"' if mark == '"' else "''"
        return f"a text in {mark} marks holds that mark, and ends there", f"write {instead} inside, or the other marks around it", found.start(1)
    return None


_ON_A_KEY: Sequence[Callable[[str], Told | None]] = (_blank, _tight, _dash, _bare)
"""Where libyaml awaited a key and its colon."""
_ELSEWHERE: Sequence[Callable[[str], Told | None]] = (_blank, _quote, _colon, _start, _bracket, _dash, _tight)


def slip(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str, int, int] | None:
    """(fact, hint, line, column), from 1, of the slip that made libyaml stop; None where it is none of the usual ones."""
    if error.problem_mark is None:
        return None
    lines = text.replace("\r\n", "\n").split("\n")
    stopped = min(error.problem_mark.line, len(lines) - 1)
    began = error.context_mark.line if error.context_mark else stopped
    if error.context in _FLOW and error.context_mark:
        return _unclosed(*_FLOW[error.context], lines, began, error.context_mark.column, stopped)
    if error.context == "while scanning a simple key":
        return _first(_ON_A_KEY, lines, began) or (
            "the line is neither a `key: value` nor part of a text",
            "indent it like the lines of the text it belongs to; begin an item of a list with `- `",
            began + 1,
            len(lines[began]) - len(lines[began].lstrip()) + 1,
        )
    found = _first(_ELSEWHERE, lines, stopped)
    if error.context_mark is None and stopped:  # a value where none may be: the line above was taken for the beginning of its key
        found = found or _first(_ON_A_KEY, lines, stopped - 1)
    above = range(stopped - 1, max(began, stopped - NEAR) - 1, -1)
    for number in (began,) if error.context == "while scanning a quoted scalar" else above:
        found = found or _first((_quote,), lines, number)
    return found or _askew(error, lines[stopped])


def _askew(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str, int, int] | None:
    """A key or an item that does not stand below its neighbours."""
    noun = {"while parsing a block mapping": "mapping", "while parsing a block collection": "list"}.get(str(error.context))
    here, first = error.problem_mark, error.context_mark
    if noun is None or here is None or first is None or here.column in (0, first.column) or line[: here.column].strip():
        return None
    fact = f"the line begins in column {here.column + 1}, the {noun} that it would belong to in column {first.column + 1}"
    return fact, f"begin all lines of a {noun} in one column", here.line + 1, here.column + 1


def _first(looks: Sequence[Callable[[str], Told | None]], lines: Sequence[str], number: int) -> tuple[str, str, int, int] | None:
    told = next((found for look in looks if (found := look(lines[number]))), None)
    return (told[0], told[1], number + 1, told[2] + 1) if told else None


def _unclosed(opening: str, closing: str, lines: Sequence[str], began: int, column: int, stopped: int) -> tuple[str, str, int, int] | None:
    """A bracket that runs on into what follows it; none where it has its end, and something else is wrong inside."""
    if stopped == began and closing in lines[began][column + 1 :]:
        return None
    return f"{opening} is not closed", f"write {closing} where it ends", began + 1, column + 1
