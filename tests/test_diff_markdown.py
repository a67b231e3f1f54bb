"""The Markdown of a diff: what strangers wrote shows as text, whatever reads it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chronology.diff import markdown
from chronology.diff.markdown import as_markdown, escaped
from chronology.diff.text import as_text
from tests.diffing import EVENT, PIER, changed, reported

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script></details></summary><!-- x",
    "[x](javascript:alert(1)) ![x](https://evil.example.org/x.png)",
    "[x]: https://evil.example.org/ <https://evil.example.org/>",
    "https://evil.example.org/ www.evil.example.org a@evil.example.org",
    "@everyone and @org/team close #1 owner/name#2 GH-3 :tada:",
    "a | b || --- | c",
    "`code` ``` ~~~ ~~gone~~ **bold** _so_ $x$ $$y$$",
    "# heading",
    "- item * item + item 1. item > quote",
    "&lt;b&gt; &#60;b&#62; \\<b\\>",
    "::error::forged %0A::warning::too",
]
OWN = {"h3", "p", "ul", "li", "strong", "details", "summary", "b", "del", "ins"}
"""The elements that this Markdown makes itself."""


class Page(HTMLParser):
    """What a page would hold: its elements, its links, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str | None] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [f"{name}={value}" for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.tags.add("!--")

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str, html: bool) -> Page:
    return Page(MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"]).render(text))


def hostile_places(value: str) -> dict[str, str]:
    """The pier's fire with a hostile text in every place that a diff may quote."""
    quoted = "'" + value.replace("'", "''") + "'"
    return {
        EVENT: changed(
            PIER,
            ("title: A fire closes the pier", f"title: {quoted}"),
            ("summary: A fire", f"summary: '{quoted[1:-1]} A fire"),
            ("counted the dead.", "counted the dead.'"),
            ("name: Bergen", f"name: {quoted}"),
            ("title: The pier burns", f"title: {quoted}"),
            ("question: Who lit the fire", f"question: {quoted}"),
            ("says: The band did.", f"says: {quoted}"),
            ("30 people", f"{value} 30 people"),
            ("The fire began", f"{value}\n\n  {value}\n  The fire began"),
            ("role: target", f"role: target, note: {quoted}"),
        )
    }


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_shows_as_text(value: str, tmp_path: Path) -> None:
    report = reported(tmp_path, {EVENT: PIER}, hostile_places(value))
    assert [change.action for change in report.diff.changes] == ["changed"]
    made = as_markdown(report)
    for html in (True, False):
        page = rendered(made, html)
        assert page.tags <= OWN | {"a"}
        assert page.attributes == ["href=https://tiny.example/events/pier-fire/"]
        words = page.text.replace("https://tiny.example/", "")
        assert not re.search(r"@\w|\b\w*#\d|://|www\.|GH-\d|:\w+:", words), words
    shown = rendered(made, html=True).text.replace("\u200b", "")
    assert shown.count(value) >= 4, shown


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_printable_at_a_terminal(value: str, tmp_path: Path) -> None:
    made = as_text(reported(tmp_path, {EVENT: PIER}, hostile_places(value)))
    assert all(line.isascii() and line.isprintable() for line in made.split("\n"))
    assert not any(line.lstrip().startswith("::") for line in made.split("\n"))


def test_a_hostile_name_of_a_revision_shows_as_text(tmp_path: Path) -> None:
    report = reported(tmp_path, {EVENT: PIER}, {EVENT: changed(PIER, ("grade: claimed", "grade: disputed"))}, "<img>`@everyone`|#1")
    page = rendered(as_markdown(report), html=True)
    assert page.tags <= OWN | {"a"}
    assert "<img>`@\u200beveryone`|#\u200b1" in page.text


@given(st.text(alphabet="`*_[]()<>#!|~&@$^{}\\:;-+=.\"'/ \n1aw0x", max_size=40))
def test_any_text_shows_as_itself(text: str) -> None:
    made = escaped(text)
    for html in (True, False):
        page = rendered(f"- {made}", html)
        assert (page.tags, page.attributes) == ({"ul", "li"}, [])
        assert page.text.replace("\u200b", "").strip() == " ".join(text.split())


def test_what_cannot_be_seen_is_written_out() -> None:
    assert rendered(escaped("to\u202cthe \u200b\x1b[left"), html=True).text.strip() == "to\\u202cthe \\u200b\\u001b[left"


def test_a_summary_is_never_longer_than_github_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(tmp_path, {}, {f"events/2021/fire-{number}.yml": PIER for number in range(30)})
    monkeypatch.setattr(markdown, "MAX_BYTES", 3000)
    made = as_markdown(report)
    assert len(made.encode()) < 3100
    assert re.search(r"\n\n\d+ more records are not shown here\.$", made)
