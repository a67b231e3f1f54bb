"""The usual slips of the hand in YAML: each is told at its own place, with what to write."""

import pytest

from chronology.records.yaml import parse

SLIPS = [
    ("tab", "a:\n\tb: 1\n", (2, 1), "a tab stands where YAML wants spaces", "write spaces"),
    ("no-break space after a colon", "kind:\u00a0attack\ndate: 2021\n", (1, 6), "U+00A0 stands where YAML wants spaces", "write spaces"),
    ("no space after a colon", "kind: attack\ndate:2021\ntitle: x\n", (2, 1), "no space follows `date:`", "`date: 2021`"),
    ("no colon", "sources:\n  ap\n    title: Dark\n", (2, 3), "no colon follows `ap`", "`ap:`"),
    ("no space after a dash", "a:\n  - {b: 1}\n  -{b: 2}\n", (3, 3), "no space follows the dash", "`- `"),
    ("no dash", "a:\n  - {b: 1}\n  {b: 2}\nc: 1\n", (3, 3), "neither a `key: value` nor part of a text", "`- `"),
    ("an item too far in", "a:\n  - {b: 1}\n   - {b: 2}\n", (3, 4), "begins in column 4, the list that it would belong to in column 3", "one column"),
    ("quote not closed", 'title: "Dark\npublisher: "AP"\n', (1, 8), 'begins with " and does not end', 'write " at its end'),
    ("quote not closed at the end", "a: 1\nb: 'x\nc: 2\n", (2, 4), "begins with ' and does not end", "write ' at its end"),
    ("apostrophe in apostrophes", "a: 'it's dark'\n", (1, 4), "holds that mark", "write '' inside"),
    ("brace not closed", "a:\n  - {b: 1, c: 2\nd: 3\n", (2, 5), "{ is not closed", "write }"),
    ("bracket not closed", "- {a: [b, c}\n", (1, 7), "[ is not closed", "write ]"),
    ("colon in a text", "title: UN: aid goes on\n", (1, 10), "a colon and a space", "in quotes"),
    ("sign of YAML", "title: @x meets y\n", (1, 8), "begins with @", "in quotes"),
    ("text after a bracket", "title: [Dark] nights\nkind: x\n", (1, 8), "text follows a list", "in quotes"),
]


@pytest.mark.parametrize(("text", "place", "fact", "hint"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_a_slip_is_told_where_it_stands(text: str, place: tuple[int, int], fact: str, hint: str) -> None:
    for each in (text, text.replace("\n", "\r\n")):
        fault = parse(each).fault
        assert fault
        assert (fault.line, fault.column, fault.rule) == (*place, "yaml-syntax")
        assert fact in fault.fact
        assert hint in fault.hint


def test_what_is_no_usual_slip_is_told_in_the_words_of_libyaml() -> None:
    for text in ('a: {b: "x "y" z"}\n', "a: {b: 1}}\n", 'a: "\\q"\n', "a: |x\n  b\n"):
        fault = parse(text).fault
        assert fault
        assert fault.hint == "check indentation, colons and quotes here and on the line before"
