"""Characters that no text of a record holds: those that cannot be seen, that turn text round, or that pass for others."""

import re
import unicodedata
from collections.abc import Iterator

from chronology.records.wrong import Wrong

_PLAIN = re.compile("[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")
"""Latin letters and the usual punctuation, composed: nothing to look at."""
_REFUSED = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Signs of the Arabic family that count as formats but are drawn."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Fillers, blanks and selectors that count as letters, marks or signs."""
_DIRECTION = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200c\u200d")
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters of the scripts that need joiners: of the Arabic family, of India, of Burma, Khmer, Mongolian."""
_ALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE"))
"""Scripts whose letters pass for each other's."""
_MARKS = 4
"""More on one letter are no spelling."""


def wrong_characters(text: str) -> Wrong | None:
    """What is wrong with the characters of `text`; newlines are no fault. What is unassigned follows the Unicode of this Python."""
    if _PLAIN.fullmatch(text):
        return None
    return _hidden(text) or _composed(text) or _stacked(text) or _mixed(text)


def _code(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _hidden(text: str) -> Wrong | None:
    right_to_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text if character not in _DIRECTION)
    for at, character in enumerate(text):
        if character == "\n" or (character in _DIRECTION and right_to_left) or not _is_hidden(text, at):
            continue
        name = unicodedata.name(character, "").lower()
        hint = "write spaces" if character == "\t" else "delete it; type the words around it anew where they were copied"
        return Wrong("hidden-character", f"the character {_code(character)}{f' ({name})' if name else ''} cannot be seen or has no meaning", hint)
    return None


def _is_hidden(text: str, at: int) -> bool:
    character = text[at]
    if character in _JOINERS:
        return not (_JOINED.match(text[at - 1 : at]) and _JOINED.match(text[at + 1 : at + 2]))
    if "\ufe00" <= character <= "\ufe0f":  # chooses between forms of a picture
        return unicodedata.category(text[at - 1 : at] or " ") != "So"
    if "\U000e0000" <= character <= "\U000e0fff" or character in _UNSEEN:
        return True
    return character not in _SEEN and unicodedata.category(character) in _REFUSED


def _composed(text: str) -> Wrong | None:
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return None
    at = next((n for n, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), min(len(text), len(composed)) - 1)
    end = at + 1
    while end < min(len(text), at + _MARKS) and unicodedata.combining(text[end]):
        end += 1
    whole = unicodedata.normalize("NFC", text[at:end])
    return Wrong("not-nfc", f"{_code(text[at:end])} stands for {_code(whole)}", "type the letter anew, or save the text in Unicode's form NFC")


def _stacked(text: str) -> Wrong | None:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > _MARKS:
            return Wrong(
                "stacked-marks", f"more than {_MARKS} marks such as {_code(character)} stand on one letter", "write the letter with its own marks only"
            )
    return None


def _words(text: str) -> Iterator[str]:
    """Runs of letters; marks and digits in them are passed over."""
    word = ""
    for character in text:
        kind = unicodedata.category(character)[0]
        if kind == "L":
            word += character
        elif kind not in "MN" and character not in _JOINERS:
            if word:
                yield word
            word = ""
    if word:
        yield word


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _mixed(text: str) -> Wrong | None:
    for word in _words(text):
        if word.isascii():
            continue
        letters = {script: letter for letter in reversed(word) if (script := _script(letter)) in _ALIKE}
        if len(letters) > 1:
            told = ", ".join(f"{_code(letter)} ({script.title()})" for script, letter in sorted(letters.items(), key=lambda item: word.index(item[1])))
            return Wrong(
                "mixed-scripts", f"one word mixes letters that look alike: {told}", "type the word anew in one script; a hyphen parts what belongs to two"
            )
    return None
