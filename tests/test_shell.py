"""The engine's page, cut at its marks and filled: nothing of it changes but the marks."""

from html import escape

import pytest
from markupsafe import Markup

from chronology.render.page import Heading, Page, Settings
from chronology.render.shell import MARKS, ShellError, cut, mark

ENTRY = '<li class="item">\n  <a href="#{}"><span>\n  {}\n  </span></a>\n\n</li>\n'
ENTRIES = ENTRY.format(mark("toc-first"), mark("toc-first-title")) + "\n   " + ENTRY.format(mark("toc-second"), mark("toc-second-title"))
ENGINE = f"""<!doctype html>\r
<title>{mark("title")} - Tiny</title>\t
<meta name="description" content="{mark("description")}"><link rel="canonical" href="{mark("canonical")}">
{mark("head")}
<a class="skip" href="#{mark("toc-first")}">Skip</a> <p>literal % {{}} \\1 & &amp; é \u202e</p>
<ul class="toc">
  {ENTRIES}
</ul>
<a rel="edit" href="{mark("edit")}"></a><main>{mark("body")}</main>
<footer>{mark("title")}</footer>
"""


def page(*headings: str, text: str = "Plain") -> Page:
    return Page("events/x/", text, text, Markup("<p>body</p>"), Markup("<meta>"), [Heading(name, f"{name}!") for name in headings], "content/x.yml")


@pytest.mark.parametrize("headings", [(), ("one",), ("one", "two"), ("one", "two", "three", "four", "five")], ids=len)
def test_every_byte_beside_the_marks_is_kept(settings: Settings, headings: tuple[str, ...]) -> None:
    made = cut(ENGINE).fill(page(*headings), settings)
    before, after = ENGINE.split(ENTRIES)
    for name, value in {
        "title": "Plain",
        "description": "Plain",
        "canonical": "https://tiny.example/events/x/",
        "head": "<meta>",
        "toc-first": "title",
        "edit": "https://repository.example/edit/main/content/x.yml",
        "body": "<p>body</p>",
    }.items():
        before, after = before.replace(mark(name), value), after.replace(mark(name), value)
    assert made.startswith(before)
    assert made.endswith(after)
    entries = "\n\n   ".join(ENTRY.format(name, f"{name}!").rstrip() for name in headings)
    assert made[len(before) : len(made) - len(after)].strip() == entries


def test_text_is_escaped_and_html_is_not(settings: Settings) -> None:
    hostile = "</title><script>\"'&@@chronology:body@@"
    made = cut(ENGINE).fill(page(text=hostile), settings)
    assert made.count(escape(hostile)) == 3
    assert "<script>" not in made
    assert "<p>body</p>" in made


def test_what_looks_like_a_mark_in_a_record_is_not_filled(settings: Settings) -> None:
    assert cut(ENGINE).fill(page(text=mark("body")), settings).count("<p>body</p>") == 1


def test_headings_are_escaped(settings: Settings) -> None:
    made = cut(ENGINE).fill(page('a"b', "<i>"), settings)
    assert 'href="#a&quot;b"' in made
    assert "&lt;i&gt;!" in made


@pytest.mark.parametrize("name", MARKS)
def test_a_missing_mark_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(ShellError, match=f"lacks the marks {name}$"):
        cut(ENGINE.replace(mark(name), ""))


def test_entries_that_differ_from_each_other_are_an_error() -> None:
    second = ENTRY.format(mark("toc-second"), mark("toc-second-title"))
    with pytest.raises(ShellError, match="differ"):
        cut(ENGINE.replace(second, second.replace("</li>", "</div>")))
