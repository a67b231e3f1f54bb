"""Characters: what every text is made of; found while reading, explained here."""

from chronology.rules.rule import form


@form
def hidden_character() -> None:
    r"""A text holds no character that cannot be seen, turns text round or has no meaning, but for marks and joiners that its script needs.

    Bad:  title: "Lamps \u202etuo og"
    Good: title: Lamps go out
    """


@form
def not_nfc() -> None:
    r"""A letter and its marks are one character where Unicode has it: a text is in the form NFC.

    Bad:  title: "Lamps go out in Vads\u00f8 and Ta\u0301rnaby"
    Good: title: "Lamps go out in Vads\u00f8 and T\u00e1rnaby"
    """


@form
def stacked_marks() -> None:
    r"""No letter carries more than four marks.

    Bad:  title: "Lamps g\u0336\u0335\u0334\u0337\u0338o out"
    Good: title: Lamps go out
    """


@form
def mixed_scripts() -> None:
    r"""No word mixes letters of scripts that look alike, such as Latin and Cyrillic.

    Bad:  title: "L\u0430mps go out"
    Good: title: Lamps go out
    """
