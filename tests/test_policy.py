"""The policy: the same on every page, before anything runs, and never made from content."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chronology.problem import BuildError
from chronology.render.policy import POLICY as ALLOWED
from chronology.render.written import check_file, cleaned, escaped
from tests.pages import read_all

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
EVENT = "events/coalition-ministerial-rome-2021/"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag == "script" and "src" not in given and given.get("type") not in ("application/json", "application/ld+json")
        self.found += [""] if self.inside else []

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def inline_scripts(html: str) -> list[str]:
    """The scripts that stand in `html` itself and would run; JSON is data."""
    parser = _Scripts()
    parser.feed(html)
    parser.close()
    return parser.found


def test_inline_scripts_are_those_that_run() -> None:
    html = '<script>one()</script><script src="a.js"></script><script type="application/ld+json">{}</script><SCRIPT type=module>a<b</SCRIPT><p>two()</p>'
    assert inline_scripts(html) == ["one()", "a<b"]


def test_the_policy_forbids_what_it_does_not_name_and_whatever_stands_in_a_page() -> None:
    assert ALLOWED.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ")
    assert "unsafe-inline" not in ALLOWED
    assert "unsafe-eval" not in ALLOWED.replace("'wasm-unsafe-eval'", "")


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p onclick='x()' style='a' id='__config' class='k'>t</p>", '<p class="k">t</p>'),
        ("<script>x()</script><p>t</p><iframe src='x'></iframe><img src='https://a.example/x'>", "<p>t</p>"),
        ("<a href='javascript:x()'>t</a><a href='data:text/html,x'>u</a>", "<a>t</a><a>u</a>"),
        ("<!-- chronology: home -->", "<!-- chronology: home -->"),
        (
            '<h2 id="a">b<a class="headerlink" href="#a" title="Permanent link">c</a></h2>',
            '<h2 id="a">b<a class="headerlink" href="#a" title="Permanent link">c</a></h2>',
        ),
    ],
)
def test_a_hand_written_page_keeps_what_cannot_run(html: str, left: str) -> None:
    assert cleaned(html) == left


def test_front_matter_is_escaped_at_any_depth_and_once() -> None:
    assert escaped({"a": ["<b>", {"<c>": '"'}], "n": 1}) == {"a": ["&lt;b&gt;", {"&lt;c&gt;": "&#34;"}], "n": 1}
    assert "@@" not in escaped("@@chronology:body@@")


@pytest.mark.parametrize("path", ["assets/search.js", "evil.html", "x.svg", "Evil.md", "a b.md", 'a"b.md', "a\n::error::b.md", "../x.md"])
def test_only_pages_lie_beside_the_pages(path: str) -> None:
    with pytest.raises(BuildError, match="is no page") as caught:
        check_file(path, is_link=False)
    assert str(caught.value).isprintable()


def test_a_link_is_no_page() -> None:
    check_file("about.md", is_link=False)
    with pytest.raises(BuildError, match="is a link"):
        check_file("about.md", is_link=True)


@pytest.mark.site
def test_every_page_has_the_same_policy_once_before_any_script_and_no_script_of_its_own(site: Path) -> None:
    policies = set()
    for address, document in read_all(site).items():
        (found,) = POLICY.finditer(document.text)
        policies.add(unescape(found[1]))
        assert found.start() < document.text.index("<script"), address
        assert document.text.index("<meta charset=") < 1024, address
        assert document.text.count('<meta name="referrer" content="no-referrer">') == 1, address
        article = document.text[document.text.index("<article") : document.text.index("</article>")]
        assert "<script" not in article, address
        assert inline_scripts(document.text) == [], address
    assert policies == {ALLOWED}


@pytest.mark.browser
def test_the_policy_stops_what_it_must_and_only_that(page: Page) -> None:
    page.goto(EVENT)
    assert page.evaluate("typeof __md_get") == "function"
    refused = """() => new Promise(done => {
      addEventListener("securitypolicyviolation", event => done(event.effectiveDirective), {once: true});
      const script = document.createElement("script");
      script.type = "text/javascript";
      script.textContent = "window.ran = true";
      document.querySelector("article").append(script);
    })"""
    context = page.context.new_page()  # apart from `page`, whose errors fail the test
    context.goto(EVENT)
    assert context.evaluate(refused) == "script-src-elem"
    assert context.evaluate("window.ran") is None


@pytest.mark.browser
@pytest.mark.parametrize("start", ["", "events/", EVENT, "404.html"])
def test_the_site_works_under_the_policy_of_whatever_page_came_first(page: Page, start: str) -> None:
    page.goto(start or "./")
    page.evaluate("window.first = true")
    for link in ("years/", "countries/", "actors/", "search/"):
        page.locator(f".md-tabs a[href$='{link}']").click()
        page.wait_for_url(f"**/{link}")
    page.locator("#search-page-query").fill("Rome")
    expect(page.locator(".search-result").first).to_be_visible()
    page.locator(".search-result a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    before = page.locator("body").get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("label[for^='__palette']:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") != before
    assert page.evaluate("window.first") is True, "a whole new page was loaded"
