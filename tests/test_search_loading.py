"""What the search asks for, and when."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
THEMED = "[data-md-component='palette'] label:not([hidden])"
"""Is there when the theme's script has run."""


def test_a_result_comes_soon_and_the_index_only_when_asked(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("events/coalition-ministerial-rome-2021/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in requests if "/pagefind/" in url]
    box = page.get_by_role("combobox", name="Search the chronology")
    box.focus()
    box.fill("Mosul")
    page.get_by_role("option").first.wait_for(timeout=3000)


def test_the_search_page_asks_for_its_files_at_once_and_for_facets_after_results(page: Page, site: Path) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(urlsplit(request.url).path.split("/path/")[1]))
    page.goto("search/?q=Mosul")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    expect(page.locator(THEMED)).to_have_count(1)
    page.wait_for_load_state("networkidle")
    head = (site / "search" / "index.html").read_text("utf-8").partition("</head>")[0]
    early = re.findall(r'<link rel="(?:module)?preload" href="../([^"]+)"', head)
    assert {"assets/search-page.js", "assets/search.json", "pagefind/pagefind.js"} <= {*early}
    assert {name for name in requests if name.startswith("assets/search") and not name.endswith(".css")} <= {*early}
    requests = [name for name in requests if name != "assets/kinds.svg"]  # which each icon asks for
    assert {name: count for name, count in Counter(requests).items() if count > 1} == {}
    assert max(map(requests.index, early)) < next(n for n, name in enumerate(requests) if name.endswith("pagefind-entry.json"))
    results = [n for n, name in enumerate(requests) if name.endswith(".pf_fragment")]
    facets = [n for n, name in enumerate(requests) if name.endswith(".pf_filter")]
    assert results
    assert facets
    assert max(results) < min(facets)


HOLDS_FRAMES = """
const next = requestAnimationFrame.bind(window), held = [];
window.requestAnimationFrame = (then) => (document.querySelector(".search-result") ? held.push(then) : next(then));
window.paint = () => { window.requestAnimationFrame = next; held.forEach((then) => next(then)); };
"""
"""Once there is a result, nothing is painted until `paint()`."""


LATER = (".pf_filter", "facets.json", "/sitemap.xml", ".min.js")
"""What facets and the theme's script ask for, and that script."""


def test_all_else_waits_until_the_first_results_are_painted(page: Page) -> None:
    early: list[str] = []
    page.on("request", lambda request: early.extend([request.url] * request.url.endswith((*LATER, ".pf_fragment"))))
    page.add_init_script(HOLDS_FRAMES)
    page.goto("search/?q=Mosul")
    page.locator(".search-result").first.wait_for()
    page.wait_for_timeout(500)
    assert len(early) == page.locator(".search-result").count() == 6
    assert all(url.endswith(".pf_fragment") for url in early)
    page.evaluate("paint()")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".search-result")).to_have_count(20)
    expect(page.locator("[data-more]")).to_have_text(re.compile(r"^Show 20 more of \d+$"))
    for name in LATER:
        assert [url for url in early if url.endswith(name)], name


@pytest.mark.parametrize("address", ["search/", "search/?q=Mosul", "search/?q=zzzzzz", "search/?actor=unami", "search/?q=%22to+Mosul%22&sort=newest"])
def test_the_theme_s_script_runs_whatever_is_asked_for(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(THEMED)).to_have_count(1)
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Countries").click()
    page.wait_for_url("**/countries/")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].name").endswith(address), "the theme brings the page"
    page.go_back()
    page.wait_for_url(f"**/{address}")
    assert page.evaluate("document.querySelectorAll('script[src*=bundle]').length") == 1


@pytest.fixture
def broken(browser: Browser, served: str) -> Iterator[Page]:
    """A page of which nobody watches the errors."""
    context = browser.new_context(base_url=served)
    yield context.new_page()
    context.close()


PARTS = ("assets/search.js", "assets/search-page.js", "assets/search-engine.js", "assets/search-words.js", "assets/search.json", "pagefind/pagefind.js")


@pytest.mark.parametrize("missing", [*PARTS, "**/*.pf_meta"])
def test_the_theme_s_script_runs_where_a_part_of_the_search_is_missing(broken: Page, served: str, missing: str) -> None:
    broken.route(missing if "*" in missing else f"{served}{missing}", lambda route: route.abort())
    broken.goto("search/?q=Mosul")
    expect(broken.locator(THEMED)).to_have_count(1)


@pytest.mark.parametrize("slow", ["assets/search-page.js", "pagefind/pagefind.js"])
def test_the_theme_s_script_does_not_wait_for_ever(broken: Page, served: str, slow: str) -> None:
    broken.route(f"{served}{slow}", lambda _: None)
    broken.goto("search/?q=Mosul", wait_until="commit")
    expect(broken.locator(THEMED)).to_have_count(1, timeout=10_000)


@pytest.mark.parametrize("asked", ["q=Mosul", "actor=islamic-state"])
def test_results_are_there_where_choices_cannot_be_named(broken: Page, served: str, asked: str) -> None:
    broken.route(f"{served}assets/facets.json", lambda route: route.abort())
    broken.goto(f"search/?{asked}")
    expect(broken.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    expect(broken.locator(".search-result")).to_have_count(20)
    expect(broken.locator("[data-status]")).to_have_text(re.compile(r"^\d+ results"))
    expect(broken.get_by_role("checkbox", name=re.compile("^event"))).to_have_count(1)


def test_results_stay_where_more_cannot_be_had(broken: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)
        route.abort() if len(held) > 6 else route.continue_()

    broken.route("**/*.pf_fragment", hold)
    broken.goto("search/?q=Mosul")
    more = broken.locator("[data-more]")
    expect(more).to_be_enabled()
    expect(broken.locator(".search-result")).to_have_count(6)
    expect(broken.locator("[data-status]")).to_have_text(re.compile(r"^\d+ results"))
    more.click()
    expect(more).to_be_enabled()
    expect(broken.locator("[data-facets]")).to_have_attribute("aria-busy", "false")


def test_whom_a_name_means_is_told_before_all_names_are_there(page: Page) -> None:
    """As it was typed, then as it is called."""
    page.add_init_script(HOLDS_FRAMES)
    page.goto("search/?q=daesh")
    link = page.locator("[data-notes] a")
    expect(link).to_have_text("daesh")
    link.focus()
    page.evaluate("paint()")
    expect(link).to_have_text("Islamic State (IS)")
    expect(link).to_have_attribute("href", re.compile("/actors/islamic-state/$"))
    expect(link).to_be_focused()


def test_words_of_nearly_every_text_cost_nothing(page: Page) -> None:
    parts: list[str] = []
    page.on("request", lambda request: parts.extend([urlsplit(request.url).path] * request.url.endswith(".pf_index")))
    page.goto("search/?q=rockets+at+the+airport")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    with_them, parts[:] = set(parts), []
    page.goto("search/?q=rockets+airport")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    assert with_them == set(parts)
    assert with_them
