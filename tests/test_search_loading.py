"""What the search asks for, and when."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


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


def test_the_search_page_asks_for_its_files_at_once_and_for_facets_after_results(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(urlsplit(request.url).path.split("/path/")[1]))
    page.goto("search/?q=Mosul")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    early = page.eval_on_selector_all("link[rel$=preload]", "links => links.map((link) => new URL(link.href).pathname.split('/path/')[1])")
    assert {"assets/search-page.js", "assets/search.json", "pagefind/pagefind.js"} <= {*early}
    assert {name for name in requests if name.startswith("assets/search") and not name.endswith(".css")} <= {*early}
    assert [requests.count(name) for name in early] == [1] * len(early), "a file that was asked for early is asked for again"
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


def test_facets_wait_until_results_are_painted(page: Page) -> None:
    facets: list[str] = []
    page.on("request", lambda request: facets.extend([request.url] * request.url.endswith(".pf_filter")))
    page.add_init_script(HOLDS_FRAMES)
    page.goto("search/?q=Mosul")
    page.locator(".search-result").first.wait_for()
    page.wait_for_timeout(500)
    assert not facets
    page.evaluate("paint()")
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")
    assert facets


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
