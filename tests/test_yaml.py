"""YAML without guessing: what plain values become, what is refused, and where things stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.records.places import places
from chronology.records.yaml import MAX_BYTES, MAX_DEPTH, MAX_KEY, Loc, parse

PLAIN = {
    "NO": "NO",
    "no": "no",
    "yes": "yes",
    "true": "true",
    "12:30": "12:30",
    "010": "010",
    "0x1F": "0x1F",
    "1e3": "1e3",
    "1_000": "1_000",
    ".inf": ".inf",
    "2021-06": "2021-06",
    "2021-06-28": "2021-06-28",
    "٢٠٢١": "٢٠٢١",
    "2021-02-30": "2021-02-30",
    "9" * 5_000: "9" * 5_000,
    ".nan": ".nan",
    "off": "off",
    "=": "=",
    "'null'": "null",
    '"~"': "~",
    '""': "",
    "|-\n  a\n  b": "a\nb",
    ">-\n  a\n  b": "a b",
    "null": None,
    "~": None,
    "": None,
    "Null": "Null",
}

REFUSED = [
    # name, text, place, rule
    ("duplicate key", "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", (5, 3), "duplicate-key"),
    ("duplicate key in braces", "a: {b: 1, b: 2}\n", (1, 11), "duplicate-key"),
    ("two null keys", "~: 1\nnull: 2\n", (2, 1), "duplicate-key"),
    ("anchor", "a: &x 1\n", (1, 4), "yaml-anchor"),
    ("anchor on a list", "a: &x [1]\n", (1, 4), "yaml-anchor"),
    ("alias", "a: *x\n", (1, 4), "yaml-alias"),
    ("merge key", "a:\n  <<: *x\n", (2, 3), "yaml-key"),
    ("merge key without an alias", "<<: {a: 1}\nb: 2\n", (1, 1), "yaml-key"),
    ("list as a key, explicitly", "? - a\n: b\n", (1, 3), "yaml-key"),
    ("very long key", f"a: 1\n{'k' * (MAX_KEY + 1)}: b\n", (2, 1), "yaml-key"),
    ("key beyond what YAML looks ahead", "k" * 100_000 + ": b\n", (1, 100_001), "yaml-syntax"),
    ("tag without a name", "a: ! x\n", (1, 4), "yaml-tag"),
    ("tag without a handle", "a: !<!> x\n", (1, 4), "yaml-tag"),
    ("tag on a key", "!x a: 1\n", (1, 1), "yaml-tag"),
    ("anchor on a key", "&x a: 1\n", (1, 1), "yaml-anchor"),
    ("directive of tags", "%TAG ! tag:x,2000:\n---\na: 1\n", (1, 1), "yaml-directive"),
    ("document end and another document", "a: 1\n...\nb: 2\n", (3, 1), "yaml-syntax"),
    ("tag", "a: !!python/object:os.system x\n", (1, 4), "yaml-tag"),
    ("tag of text", "a: !!str x\n", (1, 4), "yaml-tag"),
    ("tag on a mapping", "a: !x {b: 1}\n", (1, 4), "yaml-tag"),
    ("second document", "a: 1\n---\nb: 2\n", (2, 1), "yaml-document"),
    ("directive", "%YAML 1.1\n---\na: 1\n", (1, 1), "yaml-directive"),
    ("list as a key", "[a]: 1\n", (1, 1), "yaml-key"),
    ("mapping as a key", "? {a: 1}\n: 2\n", (1, 3), "yaml-key"),
    ("depth", "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n", (1, 3 + MAX_DEPTH), "yaml-depth"),
    ("very many brackets", "[" * 100_000, (1, MAX_DEPTH + 1), "yaml-depth"),
    ("very many values", "[" + "a," * 30_000 + "]", (1, 40_002), "yaml-size"),
    ("size", "a" * (MAX_BYTES + 1), (1, 1), "yaml-size"),
    ("unclosed bracket", "a: [1\nb: 2\n", (1, 4), "yaml-syntax"),
    ("tab", "a:\n\t- b\n", (2, 1), "yaml-syntax"),
    ("wrong indentation", "a: 1\n  b: 2\n", (2, 4), "yaml-syntax"),
    ("nesting by indentation", "".join(f"{' ' * n}a:\n" for n in range(400)), (MAX_DEPTH + 1, MAX_DEPTH + 1), "yaml-depth"),
    ("nesting by dashes", "- " * 60_000, (1, 2 * MAX_DEPTH + 1), "yaml-depth"),
    ("nesting by question marks", "? " * 60_000, (1, 3), "yaml-key"),
    ("very many braces", "{" * 100_000, (1, 2), "yaml-key"),
    ("unterminated quotes", 'a: "b\nc\n', (1, 4), "yaml-syntax"),
    ("unterminated apostrophe", "a: 'b", (1, 4), "yaml-syntax"),
    ("control character", "a: \x07\n", (1, 4), "yaml-character"),
    ("control character of the second set", "a: b\n# \x9b\n", (2, 3), "yaml-character"),
    ("lone surrogate", "a: \ud800\n", (1, 4), "yaml-character"),
    ("byte order mark", "\ufeffa: b\n", (1, 1), "yaml-character"),
    ("byte order mark within", "a: b\nb: \ufeff\n", (2, 4), "yaml-character"),
    ("NUL", "a: b\nb: c\0\n", (2, 5), "yaml-character"),
    ("NEL", "a: b\x85b: c\n", (1, 5), "yaml-character"),
    ("line separator", "a: b\u2028b: c\n", (1, 5), "yaml-character"),
    ("paragraph separator", "a: b\u2029b: c\n", (1, 5), "yaml-character"),
    ("lone carriage return", "a: b\rb: c\n", (1, 5), "yaml-character"),
    ("noncharacter", "a: \U0001fffe\n", (1, 4), "yaml-character"),
    ("noncharacter of the Arabic block", "a: \ufdd0\n", (1, 4), "yaml-character"),
    ("escaped surrogate", 'a: "\\ud800"\n', (1, 7), "yaml-syntax"),
    *((f"escaped {name}", f'a: b\nb: ["c", "d\\{name}"]\n', (2, 10), "yaml-character") for name in ("a", "0", "N", "L", "P", "r", "x1B", "x9b")),
    *((f"escaped {name}", f'a: b\nb: ["c", "d\\{name}"]\n', (2, 10), "yaml-character") for name in ("uffff", "ufeff", "ufdd0", "U0010fffe")),
    ("escaped character in a key", '"a\\e": b\n', (1, 1), "yaml-character"),
]


@pytest.mark.parametrize(("written", "meant"), PLAIN.items(), ids=lambda text: repr(text)[:20])
def test_a_plain_value_stays_text(written: str, meant: str | None) -> None:
    document = parse(f"key: {written}\n")
    assert document.fault is None
    assert document.value == {"key": meant}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n"])
def test_a_file_without_anything_is_no_value(text: str) -> None:
    assert parse(text).value is None


def test_windows_line_ends_do_no_harm() -> None:
    assert parse("a: 1\r\nb:\r\n- 2\r\n").value == {"a": "1", "b": ["2"]}


def test_what_only_looks_like_a_merge_or_an_escape_is_text() -> None:
    text = """a: <<\n"<<": b\nc: 'd\\a'\ne: "\\u00e9\\t\\n"\n"""
    assert parse(text).value == {"a": "<<", "<<": "b", "c": "d\\a", "e": "é\t\n"}


def test_a_long_comment_does_no_harm() -> None:
    assert parse(f"a: b # {'x' * 120_000}\n#{'y' * 10_000}\n").value == {"a": "b"}


@pytest.mark.parametrize(("text", "place", "rule"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_could_surprise_is_a_problem_with_its_place(text: str, place: tuple[int, int], rule: str) -> None:
    document = parse(text)
    assert document.value is None
    assert document.fault
    assert (document.fault.line, document.fault.column, document.fault.rule) == (*place, rule)
    assert document.fault.fact.isascii()


TEXT = """# a comment
title: One
places:
  - {name: Rome, lat: 41.9}
  - name: Paris
    lat: |
      many
      lines
"quoted key": [a, [b, c]]
null: x
"""


@pytest.mark.parametrize(
    ("loc", "key", "value"),
    [
        ((), (2, 1), (2, 1)),
        (("title",), (2, 1), (2, 8)),
        (("places",), (3, 1), (4, 3)),
        (("places", 0), (4, 5), (4, 5)),
        (("places", 0, "lat"), (4, 18), (4, 23)),
        (("places", 1, "name"), (5, 5), (5, 11)),
        (("places", 1, "lat"), (6, 5), (6, 10)),
        (("quoted key", 1, 1), (9, 23), (9, 23)),
        (("null",), (10, 1), (10, 7)),
        (("places", 1, "lon"), (5, 5), (5, 5)),
        (("places", 7), (3, 1), (3, 1)),
        (("nowhere", "at", "all"), (2, 1), (2, 1)),
    ],
)
def test_a_place_is_found_by_the_way_to_it(loc: Loc, key: tuple[int, int], value: tuple[int, int]) -> None:
    assert [(span.line, span.column) for span in (places(TEXT).span(loc, at_key=True), places(TEXT).span(loc))] == [key, value]


YAML_LIKE = st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>%@`\"'#,?\n \t~<")), max_size=60)


@given(st.one_of(st.text(), YAML_LIKE))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    document = parse(text)
    assert not document.fault or document.value is None
    if not document.fault:
        assert places(text).span(("a", 0, "b")).line >= 1


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3), max_leaves=8)


@given(st.dictionaries(st.text(alphabet="abcdefgh", min_size=1, max_size=5), VALUES, max_size=4))
def test_what_is_written_quoted_is_read_as_it_was(value: dict[str, object]) -> None:
    def written(it: object) -> str:
        return f"[{', '.join(map(written, it))}]" if isinstance(it, list) else "'" + str(it).replace("'", "''") + "'"

    text = "".join(f"{key}: {written(item)}\n" for key, item in value.items())
    assert parse(text).value == (value or None)
