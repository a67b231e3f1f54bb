"""The search box in the header as a reader has it, in a browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import settled

pytestmark = pytest.mark.browser

ROME = "coalition-ministerial-rome-2021"


@pytest.fixture
def box(page: Page) -> Locator:
    """The box in the header of a page that lies two folders deep."""
    page.goto(f"events/{ROME}/")
    return page.get_by_role("combobox", name="Search the chronology")


def test_typing_shows_six_results_and_says_how_many_there_are(box: Locator, page: Page) -> None:
    box.fill("Daesh")
    expect(page.get_by_role("option")).to_have_count(7)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".site-search [role=status]")).to_contain_text(re.compile(r"^\d+ results, 6 shown"))


def test_the_box_works_by_keyboard_alone(box: Locator, page: Page) -> None:
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("Daesh pledges Rome")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/events/{ROME}/")


def test_enter_without_a_choice_leads_to_the_search_page(box: Locator, page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("Mosul")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/path/search/?q=Mosul")
    settled(page)
    expect(page.locator(".search-result").first).to_be_visible()


def test_arabic_in_the_box(box: Locator, page: Page) -> None:
    box.fill("داعش")
    option = page.get_by_role("option").first
    expect(option).to_have_attribute("href", re.compile("/events/"))
    option.click()
    page.wait_for_url("**/sub/path/events/*/")


def test_the_search_survives_instant_navigation(page: Page) -> None:
    page.goto("about/")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Method", exact=True).first.click()
    page.wait_for_url("**/method/")
    page.locator(".md-tabs").get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url("**/search/")
    expect(page.locator("[data-facet]")).to_have_count(6)
    page.locator("[data-search-page] input").fill("Mosul")
    settled(page)
    page.wait_for_url("**/search/?q=Mosul")
    page.locator(".search-result__title").first.click()
    expect(page.locator("[data-search-page]")).to_have_count(0)
    page.go_back()
    expect(page.locator("[data-search-page] input")).to_have_value("Mosul")
    settled(page)
    box = page.get_by_role("combobox", name="Search the chronology")
    box.fill("Daesh pledges Rome")
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile(f"/sub/path/events/{ROME}/$"))
    expect(page.get_by_role("listbox")).to_have_count(1)
    assert page.evaluate("window.stayed")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/path/search/?q=Daesh+pledges+Rome")


def test_what_is_typed_while_a_page_arrives_is_kept(page: Page) -> None:
    page.goto("about/")
    held: list[Route] = []
    page.route("**/method/", lambda route: held.append(route))
    with page.expect_request("**/method/"):
        page.get_by_role("link", name="Method", exact=True).first.click()
    box = page.get_by_role("combobox", name="Search the chronology")
    box.fill("Daesh pledges Rome")
    held[0].continue_()
    expect(page.locator("h1")).to_contain_text("Method")
    expect(box).to_be_focused()
    expect(page.get_by_role("option").first).to_have_attribute("href", re.compile(f"/sub/path/events/{ROME}/$"))


def test_what_is_typed_after_a_choice_is_kept_too(box: Locator, page: Page) -> None:
    held: list[Route] = []
    page.route("**/events/*/", lambda route: held.append(route))
    box.fill("Mosul")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    with page.expect_request("**/events/*/"):
        page.keyboard.press("Enter")
    page.keyboard.type(" dam")
    old = page.locator("h1").inner_text()
    for route in held:
        route.continue_()
    expect(page.locator("h1")).not_to_have_text(old)
    expect(box).to_be_focused()
    expect(box).to_have_value("Mosul dam")
    expect(page.get_by_role("option").first).to_be_visible()


@pytest.mark.parametrize("how", ["keyboard", "mouse", "back"])
def test_a_page_that_comes_has_the_focus_and_no_list_over_it(page: Page, how: str) -> None:
    page.goto("about/")
    page.get_by_role("link", name="Method", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Method")
    box = page.get_by_role("combobox", name="Search the chronology")
    box.fill("Daesh pledges Rome")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    if how == "mouse":
        option.click()
    elif how == "back":
        page.go_back()
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_contain_text("Method")
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()
