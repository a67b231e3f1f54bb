"""The search page as a reader has it, in a browser."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import settled

pytestmark = pytest.mark.browser

ROME = "coalition-ministerial-rome-2021"
ALIASES = ["ISIS", "ISIL", "Daesh", "daech", "داعش"]


def search(page: Page, **asked: str | list[str]) -> None:
    """Opens the search page and waits for its answer."""
    page.goto(f"search/?{urlencode(asked, doseq=True)}")
    settled(page)


def addresses(page: Page) -> list[str]:
    return [urlsplit(str(link.get_attribute("href"))).path.split("/path/")[1] for link in page.locator(".search-result__title").all()]


def total(page: Page) -> int:
    return int(page.locator("[data-status]").inner_text().split()[0].replace("No", "0"))


def facet(page: Page, name: str, label: str) -> Locator:
    return page.locator(f"[data-facet={name}] label", has_text=label).locator("input")


def count(page: Page, name: str, value: str) -> int:
    return int(page.locator(f"[data-facet={name}] li", has=page.locator(f"input[value='{value}']")).locator(".count").inner_text())


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("query", ["Daesh pledges Rome", '"Daesh pledges Rome"', "daesh pledge rome", "État islamique Rome pledges"])
def test_the_rome_ministerial_is_found_by_any_name_of_is(page: Page, query: str) -> None:
    search(page, q=query)
    assert addresses(page)[0] == f"events/{ROME}/"


@pytest.mark.parametrize("query", [*ALIASES, "Islamic State", "IS", "الدوله الإسلاميّة"])
def test_every_name_of_is_leads_to_the_same_events_first(page: Page, query: str) -> None:
    search(page, q="Islamic State (IS)")
    expected = addresses(page)[:10]
    assert len(expected) == 10
    search(page, q=query)
    assert addresses(page)[:10] == expected
    assert all(address.startswith("events/") for address in expected)
    expect(page.locator("[data-notes] a")).to_have_attribute("href", re.compile(r"/actors/islamic-state/$"))


def test_accents_match_both_ways(page: Page) -> None:
    found = []
    for query in ("Kobane", "Kobanê"):
        search(page, q=query)
        found.append(addresses(page))
    assert found[0] == found[1]
    assert "events/battle-of-kobani/" in found[0]


@pytest.mark.parametrize(
    ("query", "address"), [("Iraq", "countries/iq/"), ("Blinken", "actors/antony-blinken/"), ("2014", "years/2014/"), ("how sources are counted", "sources/")]
)
def test_other_pages_than_events_are_found(page: Page, query: str, address: str) -> None:
    search(page, q=query)
    assert address in addresses(page)


def test_the_index_holds_no_colours_and_no_machinery(page: Page) -> None:
    for query in ("violet", "pagefind", "jinja"):
        search(page, q=query)
        assert total(page) == 0


@pytest.mark.parametrize("query", ["Daesh", "Daesh Rome", "اجتماع داعش", "Blinken Africa"])
def test_no_hidden_word_shows_in_an_excerpt(page: Page, query: str) -> None:
    search(page, q=query)
    text = page.locator(".search-list").inner_text()
    assert " · " not in " ".join(page.locator(".search-result__text").all_inner_texts())
    assert not re.search(r"\bx\w+ø\b", text)
    assert len(text) > 50


def test_a_name_is_marked_with_its_bracket(page: Page) -> None:
    page.goto("search/?q=Daesh+Mosul")
    marks = page.locator(".search-list mark", has_text="Islamic State (")
    marks.first.wait_for()
    assert {*marks.all_inner_texts()} == {"Islamic State (IS)"}


def test_what_was_found_is_marked(page: Page) -> None:
    search(page, q="Daesh Rome")
    marks = page.locator(".search-result").first.locator("mark")
    assert "Rome" in " ".join(marks.all_inner_texts())


def test_words_of_nearly_every_text_are_asked_for_only_where_there_are_no_others(page: Page) -> None:
    search(page, q="mosul dam")
    expected = addresses(page)
    search(page, q="The mosul was then a dam by")
    assert addresses(page) == expected
    expect(page.locator("[data-notes]")).not_to_contain_text("Left out")
    search(page, q="with the")
    assert total(page) > 100


def test_words_that_are_nowhere_are_left_out_and_named(page: Page) -> None:
    search(page, q="Rome xyzzyqq")
    assert addresses(page)[0] == f"events/{ROME}/"
    expect(page.locator("[data-notes]")).to_contain_text("Left out: xyzzyqq")


def test_where_nothing_is_found_the_page_says_what_was_searched(page: Page) -> None:
    search(page, q="xyzzyqq")
    expect(page.locator("[data-status]")).to_have_text("No results for “xyzzyqq”")
    expect(page.locator("[data-notes]")).to_contain_text("were searched")


def test_filters_that_leave_nothing_can_be_dropped(page: Page) -> None:
    search(page, q="Mosul", country="LK", kind="pledge")
    assert total(page) == 0
    page.get_by_role("button", name=re.compile("without filters")).click()
    expect(page.locator("[data-status]")).not_to_contain_text("No")
    assert asked(page) == {"q": ["Mosul"]}


def test_facets_narrow_and_their_counts_agree(page: Page) -> None:
    search(page, q="Daesh")
    everything, meetings, attacks = total(page), count(page, "kind", "meeting"), count(page, "kind", "attack")
    facet(page, "kind", "Meetings").check()
    expect(page.locator("[data-status]")).to_contain_text(f"{meetings} results for")
    settled(page)
    assert asked(page) == {"q": ["Daesh"], "kind": ["meeting"]}
    expect(page.locator(".search-result__kind").first).to_contain_text("Meeting")
    assert count(page, "kind", "attack") == attacks
    facet(page, "kind", "Bombings and attacks").check()
    expect(page.locator("[data-status]")).to_contain_text(f"{meetings + attacks} results for")
    settled(page)
    syrian = count(page, "country", "SY")
    facet(page, "country", "Syria").check()
    expect(page.locator("[data-status]")).to_contain_text(f"{syrian} results for")
    assert 0 < syrian < meetings + attacks < everything


def test_the_boxes_keep_the_focus_of_the_keyboard(page: Page) -> None:
    search(page, q="Daesh")
    facet(page, "kind", "Meetings").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-tools] .search-chip")).to_have_text("Meetings×")
    expect(facet(page, "kind", "Meetings")).to_be_focused()


def test_results_in_order_of_date(page: Page) -> None:
    search(page, q="", kind="meeting", sort="oldest")
    page.locator("[data-more]").click()
    shown = page.locator(".search-result__about")
    expect(shown).to_have_count(min(40, total(page)))
    years = [re.findall(r"\b20\d\d\b", text)[0] for text in shown.all_inner_texts()]
    assert years == sorted(years)
    page.get_by_label("Order").select_option("Newest first")
    expect(shown.first).to_contain_text(re.compile("|".join(map(str, range(int(years[-1]), 2100)))))
    assert asked(page)["sort"] == ["newest"]


def test_the_address_holds_the_whole_state(page: Page) -> None:
    search(page, q="Coalition", kind=["meeting", "statement"], country="IT", sort="newest")
    before = addresses(page)
    assert before
    page.reload()
    settled(page)
    assert addresses(page) == before
    assert facet(page, "kind", "Meetings").is_checked()
    assert facet(page, "kind", "Statements").is_checked()


def test_back_and_forward_walk_through_the_choices(page: Page) -> None:
    search(page, q="Daesh")
    first = total(page)
    facet(page, "kind", "Meetings").check()
    expect(page.locator("[data-status]")).to_contain_text("with 1 filter")
    second = total(page)
    page.go_back()
    expect(page.locator("[data-status]")).to_have_text(f"{first} results for “Daesh”")
    expect(facet(page, "kind", "Meetings")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("[data-status]")).to_contain_text(f"{second} results")
    expect(facet(page, "kind", "Meetings")).to_be_checked()


def test_without_a_question_the_page_shows_facets_and_ways_to_browse(page: Page) -> None:
    page.goto("search/")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-facet]")).to_have_count(6)
    expect(page.locator(".search-result")).to_have_count(0)
    expect(page.locator("[data-status]")).to_be_empty()


def test_long_lists_of_facets_are_cut_and_open(page: Page) -> None:
    page.goto("search/")
    country = page.locator("[data-facet=country]")
    expect(country.locator("input")).to_have_count(8)
    country.get_by_role("button", name=re.compile("Show all")).click()
    assert country.locator("input").count() > 20


def test_a_phone_has_an_icon_and_folded_facets(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"events/{ROME}/")
    expect(page.get_by_role("combobox", name="Search the chronology")).to_be_hidden()
    page.locator(".site-search > a").click()
    page.wait_for_url("**/search/")
    page.locator("[data-search-page] input").fill("Rome")
    settled(page)
    expect(page.locator("[data-facet=kind]")).to_be_hidden()
    page.locator(".search-facets summary").click()
    facet(page, "kind", "Meetings").check()
    expect(page.locator("[data-status]")).to_contain_text("with 1 filter")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
