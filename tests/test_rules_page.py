"""The page of the rules: each has its place, and its examples are text."""

import re
from html import escape, unescape

from chronology.render.blocks import fill
from chronology.render.view import View
from chronology.rules import CATALOGUE


def test_every_rule_has_a_place_that_its_name_leads_to(view: View) -> None:
    html = fill("<!-- chronology: rules -->", view, "../").html
    assert sorted(re.findall(r'<h3 id="([^"]+)">', html)) == sorted(CATALOGUE)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_examples_are_shown_as_they_are_written(view: View) -> None:
    html = fill("<!-- chronology: rules -->", view, "../").html
    shown = [unescape(text) for text in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", html, re.DOTALL)]
    assert {text for rule in CATALOGUE.values() for text in (rule.bad, rule.good)} == set(shown)
    assert escape("<b>went</b>", quote=False) in html
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"h2", "h3", "p", "em", "pre", "code"}


def test_a_warning_is_called_one(view: View) -> None:
    html = fill("<!-- chronology: rules -->", view, "../").html
    assert html.count("A warning.") == sum(rule.severity == "warning" for rule in CATALOGUE.values())
