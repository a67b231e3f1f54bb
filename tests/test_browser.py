"""The built site in a browser: accessible, whole without scripts, on a phone, on paper, from right to left."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import watch

pytestmark = pytest.mark.browser

EVENT = "events/coalition-ministerial-rome-2021/"
PAGES = {
    "home": "",
    "chronology": "events/",
    "event": EVENT,
    "actor": "actors/islamic-state/",
    "organisation": "actors/global-coalition/",
    "country": "countries/iq/",
    "year": "years/2021/",
    "kind": "kinds/meeting/",
    "storyline": "storylines/rome-2021/",
    "countries": "countries/",
    "pledges": "pledges/",
    "search": "search/",
    "hand-written": "method/",
    "coverage": "coverage/",
    "404": "404.html",
}
every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
WIDER = """() => {
  const room = document.documentElement.clientWidth
  const scrolls = e => e && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement))
  const inside = [...document.body.querySelectorAll("*")].filter(e => {
    const box = e.getBoundingClientRect()
    return box.width && (box.right > room + 1 || box.left < -1) && !scrolls(e.parentElement) && getComputedStyle(e).position !== "fixed"
  })
  return {room, width: document.documentElement.scrollWidth, wide: inside.slice(0, 5).map(e => e.outerHTML.slice(0, 160))}
}"""
"""How wide the page is, and which elements stick out of it."""


def go(page: Page, address: str) -> None:
    response = page.goto(address or "./", wait_until="load")
    assert response is not None
    assert response.ok
    page.evaluate("document.fonts.ready")


def faults(page: Page, *rules: str) -> str:
    """What axe finds, the serious and the critical, one a line; by all rules, or by these only."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return "\n".join(
        f"{it['id']} ({it['impact']}): {node['target'][0]}: {' '.join(check['message'] for check in (*node['any'], *node['all'], *node['none']))[:200]}"
        for it in found
        if it["impact"] in ("serious", "critical")
        for node in it["nodes"][:6]
    )


@every_page
def test_axe_finds_nothing_serious(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    go(page, address)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    assert not (found := faults(page)), found


@every_page
def test_axe_finds_nothing_serious_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    go(page, address)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert not (found := faults(page, "color-contrast", "link-in-text-block")), found


@pytest.mark.parametrize("name", ["home", "event", "country", "search", "hand-written"])
def test_axe_finds_nothing_serious_on_a_phone(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    go(page, PAGES[name])
    assert not (found := faults(page)), found


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@every_page
def test_a_phone_never_scrolls_sideways(page: Page, address: str, direction: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    go(page, address)
    page.evaluate("dir => { document.documentElement.dir = dir }", direction)
    found = page.evaluate(WIDER)
    assert found["width"] <= found["room"], found["wide"]


@pytest.mark.parametrize("width", [768, 1280])
def test_a_wider_screen_does_not_scroll_sideways_from_right_to_left(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    go(page, EVENT)
    page.evaluate("document.documentElement.dir = 'rtl'")
    found = page.evaluate(WIDER)
    assert found["width"] <= found["room"], found["wide"]


@pytest.fixture
def plain(browser: Browser, served: str) -> Iterator[Page]:
    """A page in a browser whose scripts are off."""
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    found = watch(page, served)
    yield page
    context.close()
    assert found == []


def test_an_event_is_whole_without_scripts(plain: Page) -> None:
    go(plain, EVENT)
    for heading in ("What happened", "Who was involved", "Figures", "Pledges", "What is disputed", "Sources"):
        assert plain.get_by_role("heading", name=heading).is_visible(), heading
    for text in ("working group on Africa", "US$436,000,000"):
        assert plain.locator("article").get_by_text(text).first.is_visible(), text
    assert plain.locator("ol.sources li").count() > 5
    assert plain.locator('a[href*="countries/it/"]').first.is_visible()


def test_home_leads_to_an_event_in_three_clicks_without_scripts(plain: Page, served: str) -> None:
    go(plain, "")
    for address in ("years/2021/", EVENT):
        plain.locator(f'.md-content a[href$="{address}"]').first.click()
        plain.wait_for_url(served + address)
    assert plain.locator("h1").inner_text().startswith("Coalition ministers meet in Rome")


def test_the_search_leads_somewhere_without_scripts(plain: Page) -> None:
    go(plain, "search/")
    assert "events/" in plain.locator("article noscript").inner_html()


def test_the_first_key_reaches_the_skip_link_and_the_skip_link_the_content(page: Page) -> None:
    go(page, EVENT)
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.is_visible()
    page.keyboard.press("Enter")
    target = page.locator(f"#{(skip.get_attribute('href') or '').partition('#')[2]}")
    assert target.evaluate("e => !!e.closest('article')")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_a_step_within_a_page_fetches_nothing_and_keeps_the_page(page: Page, served: str) -> None:
    go(page, EVENT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("document.querySelector('article').dataset.kept = ''")
    page.locator("article sup.cite a").first.click()
    page.wait_for_url(f"{served}{EVENT}#*")
    page.go_back()
    page.wait_for_url(served + EVENT)
    page.wait_for_load_state("networkidle")
    assert served + EVENT not in asked
    assert page.locator("article[data-kept]").count() == 1
    page.locator("article a[href$='countries/it/']").first.click()
    page.locator("h1", has_text="Italy").wait_for()  # the address changes before the page comes
    page.go_back()
    page.locator("h1", has_text="Coalition ministers meet in Rome").wait_for()
    assert page.locator("article[data-kept]").count() == 0, "the theme brings other pages as before"


def test_focus_is_always_visible(page: Page) -> None:
    go(page, EVENT)
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const e = document.activeElement
              const shown = e.matches("input.md-option") ? e.nextElementSibling : e
              const style = getComputedStyle(shown), box = shown.getBoundingClientRect()
              const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"
              return [e !== document.body && ring && box.width > 0, e.outerHTML.slice(0, 120)]
            }"""
        )
        hidden += [] if found[0] else [found[1]]
    assert hidden == []


def test_paper_gets_the_account_and_no_navigation(page: Page) -> None:
    go(page, EVENT)
    page.emulate_media(media="print")
    assert page.locator("#account + .account").is_visible()
    assert page.locator("ol.sources").is_visible()
    for navigation in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-sidebar--secondary", ".site-search", ".md-content__button", "nav.neighbours"):
        assert not any(element.is_visible() for element in page.locator(navigation).all()), navigation


def test_the_map_of_an_event_is_drawn(page: Page) -> None:
    with page.expect_response(lambda response: "/assets/maps/" in response.url) as response:
        go(page, EVENT)
    assert response.value.ok
    assert response.value.headers["content-type"].startswith("image/svg+xml")
    box = page.locator(".locator__map use").first.bounding_box()
    assert box is not None
    assert box["width"] > 200
    assert page.locator(".locator__map .dot__point").count() >= 1


@every_page
def test_every_icon_is_drawn(page: Page, address: str) -> None:
    go(page, address)
    flat = "uses => uses.filter(e => e.checkVisibility() && !e.getBoundingClientRect().width).map(e => e.getAttribute('href'))"
    assert page.locator("article svg use").evaluate_all(flat) == []


BUTTONS = (".md-header .md-logo", "label[for^='__palette']:visible", ".md-content__button")


def test_a_page_is_dark_before_the_themes_script_has_run(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/javascripts/bundle*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    go(page, EVENT)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_icons_of_buttons_stand_out_from_what_is_behind_them(browser: Browser, served: str, colours: Literal["none", "active"]) -> None:
    context = browser.new_context(base_url=served, forced_colors=colours)
    page = context.new_page()
    go(page, EVENT)
    icon = """e => {
      const icon = getComputedStyle(e, "::before")
      let behind = e
      while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement
      const ground = getComputedStyle(behind ?? document.body).backgroundColor
      return icon.maskImage.startsWith("url") && parseFloat(icon.width) > 20 && icon.backgroundColor !== ground
    }"""
    assert [button for button in BUTTONS if not page.locator(button).first.evaluate(icon)] == []
    context.close()


def test_arabic_names_run_from_right_to_left(page: Page) -> None:
    go(page, "actors/islamic-state/")
    assert page.locator('[lang="ar"]').first.evaluate("e => getComputedStyle(e).direction") == "rtl"
