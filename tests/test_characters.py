"""Characters: text of every script is good, what hides or deceives in it is not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.characters import wrong_characters

GOOD = [
    "Lamps go out\nin Bergen",
    "Caf\u00e9 T\u00f3rshavn \u2018a\u2019 \u201cb\u201d \u00ab\u00a0c\u00a0\u00bb\u202f! 3\u00a0000 \u20ac\u2026",
    "\u062f\u0627\u0639\u0634",
    "\u200f\u062f\u0627\u0639\u0634\u200e IS",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937",
    "\u0418\u0413\u0418\u041b",
    "IT-\u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f",
    "\u65e5\u672c\u8a9e\u3000\u30c6\u30b9\u30c8 NHK\u4e16\u754c",
    "\ud55c\uad6d\uc5b4",
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
    "5 \u00b5m, 3\u00aa, \u210c",
    "\u260e\ufe0f",
    "\u0e01\u0e33\u0e25\u0e31\u0e07",
]
BAD = {
    "hidden-character": [
        *("\x00", "\x07", "\t", "\r", "\x7f", "\x85", "\u2028", "\u2029"),
        *(f"a{chr(code)}b" for code in [*range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x200B, 0xFEFF, 0xAD, 0x180E, 0x115F, 0x3164, 0xFFA0, 0x2800, 0x34F]),
        *(
            "a\u200eb",
            "a\u200fb",
            "a\u061cb",
            "a\u200cb",
            "a\u200db",
            "\u200c",
            "\u0915\u200d",
            "a\ufe0f",
            "\U000e0041",
            "\U000e0100",
            "\ue000",
            "\u0378",
            "\ufdd0",
        ),
        "\ud800",
    ],
    "not-nfc": ["Ta\u0301rnaby", "\u212b", "\u1112\u1161\u11ab", "\uf900"],
    "stacked-marks": ["g\u0336\u0335\u0334\u0337\u0338o"],
    "mixed-scripts": ["p\u0430ypal", "\u0420aris", "\u039fslo", "Osl\u0585", "L\u0430\u0301mps", "\u0430\u03bf"],
}


@pytest.mark.parametrize("text", GOOD)
def test_text_of_every_script_is_good(text: str) -> None:
    assert wrong_characters(text) is None


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BAD.items() for text in texts], ids=ascii)
def test_what_hides_or_deceives_is_refused(rule: str, text: str) -> None:
    wrong = wrong_characters(text)
    assert wrong
    assert wrong.rule == rule
    assert all(part.isascii() and part.isprintable() for part in wrong)


def test_a_mark_of_direction_does_not_make_its_text_right_to_left() -> None:
    assert wrong_characters("\u200f\u200f") is not None


@given(st.text())
def test_any_text_is_judged_and_what_is_good_is_composed_and_visible(text: str) -> None:
    if wrong_characters(text) is None:
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs") for character in text.replace("\n", ""))


@pytest.mark.parametrize("code", [*range(0xA0, 0x300), *range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x20A0, 0x20C0)])
def test_the_way_round_for_plain_text_passes_only_what_is_plain(code: int) -> None:
    if wrong_characters(chr(code)) is None:
        assert unicodedata.category(chr(code)) not in ("Cf", "Cn")
        assert unicodedata.is_normalized("NFC", chr(code))


@pytest.mark.parametrize("text", ["\u200e" * 40_000 + "\u05d0", "\u05d0\u0301" * 20_000, "\u0627\u200c" * 20_000, "\u0430b" * 20_000, "e\u0301" * 20_000])
def test_text_made_to_take_long_comes_to_an_end(text: str) -> None:
    wrong_characters(text)
