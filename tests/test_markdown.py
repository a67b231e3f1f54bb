"""Texts that are nothing but words and footnotes are known as such: quickly, and only where a closer look says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.markdown import _PLAIN, FOOTNOTE, _surely_plain, plain

PIECES = [
    "a",
    "B",
    "9",
    " ",
    "\n",
    "\n\n",
    "[^ap]",
    "[^",
    "[",
    "]",
    "^",
    "x]",
    '"',
    "'",
    "(",
    ")",
    "-",
    "*",
    "\\",
    "`",
    "&",
    "<",
    ">",
    "|",
    "\t",
    "\r",
    "\x00",
    "\x1f",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_surely_plain_is_plain(text: str) -> None:
    keys = _surely_plain(text)
    if keys is not None:
        assert _PLAIN.fullmatch(text)
        assert keys == tuple(FOOTNOTE.findall(text))


@given(st.lists(st.text("ab \n\"'([^]).,;:-_*`", max_size=12), max_size=4).map("[^ap]".join))
def test_what_is_surely_plain_is_plain_also_between_footnotes(text: str) -> None:
    assert _surely_plain(text) in (None, tuple(FOOTNOTE.findall(text)) if _PLAIN.fullmatch(text) else None)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The lamps went out.[^ap]", ("ap",)),
        ('The lamps,[^ap] all\nof them, went out.[^ap][^the-gazette]\n\n"Dark," said he (or she).[^2]', ("ap", "ap", "the-gazette", "2")),
        ("(It was dark.)", ()),
    ],
)
def test_usual_text_needs_no_closer_look(text: str, keys: tuple[str, ...]) -> None:
    assert _surely_plain(text) == plain(text) == keys


@pytest.mark.parametrize(
    "text", ["", " a", "a ", "a  b", "a \nb", "\na", "a\n", "a\n\n\nb", "- a", "1. a", "a[^b c]", "a[^]", "a[b]", "[^ap] a", "[^ap]a", "*a*", "a\n[^ap]"]
)
def test_markdown_takes_a_closer_look(text: str) -> None:
    assert _surely_plain(text) is None


@pytest.mark.parametrize("text", ["Ébène.[^ap]", "“Dark,” he said.[^ap]", "ظلام.[^ap]"])
def test_other_letters_are_plain_too(text: str) -> None:
    assert plain(text) == ("ap",)
