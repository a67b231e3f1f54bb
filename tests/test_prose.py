"""Contributed Markdown: it becomes plain elements, cites, and cannot run."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.render.prose import prose

SOURCES = {"ap": 1, "مصدر": 2}
ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "h3", "h4", "hr", "code", "pre", "a", "sup"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<div onclick='alert(1)'>x</div>",
    "<svg/onload=alert(1)>",
    "<!-- <script>alert(1)</script> -->",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example.org></iframe>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](https://evil.example.org/x.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example.org "onmouseover=alert(1)")',
    "[x](https://a.example.org\" onclick='alert(1))",
    "`<script>`",
    "```js\n</code><script>alert(1)</script>\n```",
    "{: onclick=alert(1) }",
    "{{ 7*7 }} {% include '/etc/passwd' %}",
    "]]> --> */ </body></html>",
]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def assert_harmless(html: str) -> None:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    assert parser.comments == []
    for tag, attributes in parser.found:
        assert tag in ALLOWED
        assert set(attributes) <= ({"href", "id", "class", "aria-label", "rel", "role", "title"} if tag == "a" else {"class"} if tag == "sup" else set())
        href = attributes.get("href")
        if href is not None and ":" in href.split("/")[0]:
            assert href.startswith(("http://", "https://"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_stranger_writes_can_run(text: str) -> None:
    assert_harmless(prose(text, SOURCES).html)


@given(st.one_of(st.text(), st.text(alphabet="<>a\"'=/ !-[]()^*_`#&;:\\\n.1", max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join)))
def test_no_text_at_all_can_run(text: str) -> None:
    assert_harmless(prose(text, SOURCES).html)


@pytest.mark.parametrize("piece", ["[", "[^", "![", "*", "> ", "- ", "`", "[a](", "<", "&", "**a "])
def test_text_made_to_take_long_comes_to_an_end(piece: str) -> None:
    assert_harmless(prose(piece * 13_000, SOURCES).html)


def test_plain_markdown_becomes_plain_elements() -> None:
    html = prose("A *b* **c**\n\n1. d\n2. e\n\n> f\n\n### g\n\n[h](https://h.example.org/?a=1&b=2)", {}).html
    assert html == (
        "<p>A <em>b</em> <strong>c</strong></p>\n<ol>\n<li>d</li>\n<li>e</li>\n</ol>\n<blockquote>\n<p>f</p>\n</blockquote>\n<h3>g</h3>\n"
        '<p><a href="https://h.example.org/?a=1&amp;b=2" rel="noopener nofollow">h</a></p>\n'
    )


def test_an_account_cannot_have_a_heading_that_competes_with_the_pages() -> None:
    assert "<h1" not in prose("# One\n\n## Two", {}).html
    assert "<h2" not in prose("# One\n\n## Two", {}).html


def test_a_footnote_becomes_a_link_to_its_source_and_says_where_it_stands() -> None:
    found = prose("A.[^ap] B.[^مصدر][^ap]", SOURCES)
    assert '<sup class="cite"><a href="#source-1" id="cite-1-1" aria-label="Source 1"' in found.html
    assert found.citations == {"ap": ["cite-1-1", "cite-1-2"], "مصدر": ["cite-2-1"]}
    assert all(f'id="{mark}"' in found.html for marks in found.citations.values() for mark in marks)


def test_a_footnote_of_an_unknown_source_stays_text() -> None:
    found = prose("A.[^nobody] [^", SOURCES)
    assert found.html == "<p>A.[^nobody] [^</p>\n"
    assert found.citations == {}


def test_a_footnote_in_code_stays_text() -> None:
    assert prose("`[^ap]`", SOURCES).citations == {}


@pytest.mark.parametrize("text", [None, ""])
def test_no_text_is_no_html(text: str | None) -> None:
    assert prose(text, SOURCES).html == ""
