"""Formatting: one order and one layout, and nothing that was said is lost."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from chronology.authoring.formatting import formatted
from chronology.cli import main
from chronology.records.load import texts
from chronology.records.model import Actor, Event
from chronology.records.yaml import parse
from tests.building import ROOT, copy_tiny

REAL = [(path, model, text) for path, model, text in texts(ROOT / "content") if isinstance(text, str)]
SCHEMA = "# yaml-language-server: $schema=../../../schema/event.v1.json\n"


def made(text: str) -> str:
    """The formatted text of an event, without the line that names the schema."""
    done = formatted(text, Event, 3)
    assert done.fault is None, done.fault
    assert done.text.startswith(SCHEMA)
    assert formatted(done.text, Event, 3) == done
    return done.text.removeprefix(SCHEMA)


@pytest.mark.content
@pytest.mark.parametrize(("path", "model", "text"), REAL, ids=[path.stem for path, _, _ in REAL])
def test_a_record_is_formatted(path: Path, model: Any, text: str) -> None:
    done = formatted(text, model, len(path.relative_to(ROOT / "content").parts))
    assert (done.fault, done.text) == (None, text), "run `chronology fmt`"


LAYOUTS = {
    "keys take the order of the model": ("kind: a\ntitle: b\n", "title: b\nkind: a\n"),
    "keys of parts do too": ("places:\n- {country: IQ, name: x}\n", "places:\n  - {name: x, country: IQ}\n"),
    "unknown keys follow": ("zzz: 1\nyyy: 2\ntitle: b\n", "title: b\nzzz: 1\nyyy: 2\n"),
    "sources and relations keep theirs": (
        "sources:\n  z: {url: u, title: t}\n  a: {title: t}\nrelations: {part-of: [x], follows: [y]}\n",
        "relations: {part-of: [x], follows: [y]}\nsources:\n  z: {title: t, url: u}\n  a: {title: t}\n",
    ),
    "plain scalars stay": (
        "title: NO\nkind: 010\ndate: 2021-06-28\nsummary: ~\naccount: null\ngrade:\ntags: [yes, 1_000, 12:30, 'NO', \"x\"]\n",
        "title: NO\nkind: 010\ndate: 2021-06-28\nsummary: ~\naccount: null\ngrade:\ntags: [yes, 1_000, 12:30, 'NO', \"x\"]\n",
    ),
    "comments stay with their keys": (
        "# on kind\nkind: a  # beside kind\n\n# on title\ntitle: b\n# last\n",
        "# on title\ntitle: b\n# on kind\nkind: a  # beside kind\n# last\n",
    ),
    "comments on the file stay at its head": ("# about it\n\n# on kind\nkind: a\ntitle: b\n", "# about it\n\ntitle: b\n# on kind\nkind: a\n"),
    "comments in lists": (
        "tags: # why\n# one\n- a # x\n# two\n-   # three\n  b\n  # inner\n#outer\ntitle: b\n",
        "#outer\ntitle: b\ntags: # why\n  # one\n  - a # x\n  # two\n  - b   # three\n  # inner\n",
    ),
    "comments between brackets make a block": (
        "places:\n- {name: x, # the name\n   # code\n   country: IQ}\n",
        "places:\n  - name: x # the name\n    # code\n    country: IQ\n",
    ),
    "brackets on several lines join where they fit": ("tags: [a,\n  b,\n ]\n", "tags: [a, b]\n"),
    "a part too long for its line becomes a block": (
        f"places: [{{name: {'x' * 90}, country: {'y' * 90}}}]\n",
        f"places:\n  - name: {'x' * 90}\n    country: {'y' * 90}\n",
    ),
    "long text stays on its line": (f"title: {'word ' * 80}end\n", f"title: {'word ' * 80}end\n"),
    "texts of several lines keep them": (
        "account: |\n     One  \n       two\n\n     three\n\n\nsummary: >-\n     folded\n     text\ntitle: plain\n text\nkind: 'quoted\n\n   text'\n",
        "title: plain\n  text\nkind: 'quoted\n\n  text'\n\nsummary: >-\n  folded\n  text\naccount: |\n  One  \n    two\n\n  three\n",
    ),
    "an indent that is told is told anew": ("account: |4-\n      two more\n    x\n", "account: |2-\n    two more\n  x\n"),
    "lines kept at the end are kept": ("account: |+\n x\n\n\ntitle: b\n", "title: b\naccount: |+\n  x\n\n\n"),
    "indents and line ends": ("places:\r\n    -   name: x   \r\n        country: IQ\r\n", "places:\n  - name: x\n    country: IQ\n"),
    "the mark of a document goes": ("---\ntitle: b\n...\n", "title: b\n"),
    "the record is a block": ("{kind: a, title: b}", "title: b\nkind: a\n"),
    "a last line gets an end": ("account: |\n  x", "account: |\n  x\n"),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout(text: str, expected: str) -> None:
    assert made(text) == expected


def test_the_line_that_names_the_schema_stays_as_it_is() -> None:
    line = "# yaml-language-server: $schema=https://elsewhere.example/event.json\n"
    assert formatted(line + "\ntitle: a\n", Event, 3).text == line + "title: a\n"
    assert formatted("name: a\n", Actor, 2).text == "# yaml-language-server: $schema=../../schema/actor.v1.json\nname: a\n"


@pytest.mark.parametrize("text", ["title: [a\n", "title: a\ntitle: b\n", "- a\n", "", "? title\n: b\n", "tags: [a: b]\n", "title: &x a\n"])
def test_what_cannot_be_kept_is_left_as_it_is(text: str) -> None:
    done = formatted(text, Event, 3)
    assert done.text == text
    assert done.fault


BLOCKS = ["|\n      lit # no\n\n       era\n", ">-\n      fol\n      ded\n"]
WORDS = st.sampled_from(
    [
        "a",
        "NO",
        "010",
        "1_000",
        "~",
        "null",
        "12:30",
        "2021-06-28",
        "'it''s'",
        '"q: # \\n"',
        "a b",
        "x#y",
        "{}",
        "[]",
        "|\n      lit # no\n\n       era\n",
        ">-\n      fol\n      ded\n",
    ]
)
KEYS = st.lists(st.sampled_from([*(field.alias or "" for field in Event.model_fields.values()), "other", "'quoted key'"]), min_size=1, max_size=6, unique=True)
PARTS = st.lists(st.sampled_from(["name", "country", "id", "role", "note", "sources", "title", "url"]), min_size=1, max_size=4, unique=True)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A record's text with comments in many places, and those comments."""
    comments: list[str] = []

    def own(indent: int) -> str:
        lines = ""
        for kind in draw(st.lists(st.sampled_from(["comment", "empty"]), max_size=2)):
            lines += "\n" if kind == "empty" else " " * indent + note() + "\n"
        return lines

    def note() -> str:
        comments.append(f"# note {len(comments)}: [many]")
        return comments[-1]

    def beside() -> str:
        return "  " + note() if draw(st.integers(0, 4)) == 0 else ""

    def inline() -> str:
        return draw(WORDS.filter(lambda word: "\n" not in word and "# " not in word))

    def flow(indent: int) -> str:
        wide = draw(st.booleans())
        first, *more = [f"{key}: {inline()}" for key in draw(PARTS)]
        rest = [(f",{beside()}\n{' ' * (indent + 2)}" if wide else ",") + pair for pair in more]
        return "{" + first + "".join(rest) + "}" + beside()

    def scalar() -> str:
        word = draw(WORDS)
        return word.rstrip("\n") if "\n" in word else word + beside()

    def value(indent: int) -> str:
        deeper = indent + draw(st.integers(1, 3))
        space = " " * deeper
        match draw(st.sampled_from(["scalar", "nothing", "flow", "parts", "list", "list of parts"])):
            case "scalar":
                return " " + scalar()
            case "nothing":
                return beside()
            case "flow":
                return " " + flow(indent)
            case "parts":
                return beside() + "\n" + "\n".join(f"{own(deeper)}{space}{key}: {scalar()}" for key in draw(PARTS))
            case "list":
                return beside() + "\n" + "\n".join(f"{own(deeper)}{space}- {scalar()}" for _ in range(draw(st.integers(1, 3))))
        items = []
        for _ in range(draw(st.integers(1, 2))):
            lines = [f"{key}: {scalar()}" for key in draw(PARTS)]
            items.append(f"{own(deeper)}{space}- " + f"\n{space}  ".join(lines))
        return beside() + "\n" + "\n".join(items)

    text = "".join(f"{own(0)}{key}:{value(0)}\n" for key in draw(KEYS)) + own(0)
    return text, comments


@given(records())
def test_no_value_and_no_comment_is_lost(record: tuple[str, list[str]]) -> None:
    text, comments = record
    before = parse(text)
    assert before.fault is None, text
    done = formatted(text, Event, 3)
    assert done.fault is None, text
    assert parse(done.text).value == before.value
    assert [done.text.count(comment) for comment in comments] == [1] * len(comments)
    assert formatted(done.text, Event, 3).text == done.text
    assert list(parse(done.text).value.get("sources") or {}) == list(before.value.get("sources") or {})


@given(st.lists(st.sampled_from([*"ab:-#{}[],|>'\"?&*!%+2 \n\t", "\n  ", "a: ", "\n- ", " #", "---", "\n\n"]), max_size=40).map("".join))
def test_any_text_is_formatted_or_left(text: str) -> None:
    done = formatted(text, Event, 3)
    if done.fault:
        assert done.text == text
    else:
        assert parse(done.text).value == parse(text + "\n").value
        assert formatted(done.text, Event, 3) == done


def run(content: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["fmt", "--content", str(content), *arguments])
    return done.exit_code, done.output


def test_a_check_lists_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    run(content)
    assert run(content, "--check") == (0, "")
    path = content / "actors" / "mara-quill.yml"
    text = path.read_text("utf-8") + "\n\n"
    path.write_text(text, "utf-8")
    expected = "content/actors/mara-quill.yml:1:1: is not formatted [format]\n    hint: run `chronology fmt`\n1 error, 0 warnings\n"
    assert run(content, "--check") == (1, expected)
    assert run(content, "--check", str(content / "events")) == (0, "")
    assert path.read_text("utf-8") == text


def test_a_run_says_what_it_has_changed_and_keeps_permissions(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    run(content)
    path = content / "actors" / "mara-quill.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
    path.chmod(0o640)
    (content / "actors" / ".mara-quill.yml.draft").write_text("left by a run that was killed")
    assert run(content, str(path)) == (0, "content/actors/mara-quill.yml: formatted\n")
    assert path.read_bytes().decode() == text
    assert path.stat().st_mode & 0o777 == 0o640
    assert run(content) == (0, "")
    assert sorted(path.name for path in (content / "actors").iterdir()) == sorted(path.name for path in (ROOT / "tests/tiny/content/actors").iterdir())


def test_a_file_that_cannot_be_read_stays_and_the_others_are_formatted(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    run(content)
    broken, other = content / "actors" / "broken.yml", content / "actors" / "mara-quill.yml"
    broken.write_text("name: [x\n", "utf-8")
    other.write_text(other.read_text("utf-8") + "\n", "utf-8")
    code, output = run(content)
    assert code == 1
    assert "content/actors/mara-quill.yml: formatted\n" in output
    assert "content/actors/broken.yml:1:7: the YAML cannot be read" in output
    assert broken.read_text("utf-8") == "name: [x\n"


def test_links_are_not_followed_and_paths_elsewhere_are_refused(tmp_path: Path) -> None:
    content = copy_tiny(tmp_path / "content")
    outside = tmp_path / "outside.yml"
    outside.write_text("kind: a\nname: b\n", "utf-8")
    (content / "actors" / "link.yml").symlink_to(outside)
    run(content)
    assert outside.read_text("utf-8") == "kind: a\nname: b\n"
    code, output = run(content, str(outside))
    assert code == 2
    assert "is not below" in output
