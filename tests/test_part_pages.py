"""The pages of parts, and what stands on the pages of long lists: a generated chronology under small limits."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from urllib.parse import urljoin, urlsplit

import pytest

from bench.generate import write_content
from chronology.link import link
from chronology.maps import World
from chronology.records.dates import parse_date
from chronology.records.load import Records, load
from chronology.records.model.actor import Belonging
from chronology.records.model.base import Correction
from chronology.records.model.event import Event, MembershipChange
from chronology.render.blocks import fill
from chronology.render.draft import Draft, finish
from chronology.render.environment import templates
from chronology.render.indexes import OTHER, actor_index_pages, corrections_pages, letter
from chronology.render.ledger import ledger_pages
from chronology.render.listings import kind_pages, storyline_pages, year_pages, years_of
from chronology.render.page import Page, Settings
from chronology.render.parts import Limits
from chronology.render.records import Found, actor_pages, country_pages
from chronology.render.view import View
from tests.building import ROOT
from tests.models import changed, made

SMALL = Limits(listed=5, newest=2, actors=20, today=1)
WRITTEN = ("events", "pledges", "actors", "corrections", "years", "coverage", "index")
EVENTS = 160


def _odd(events: list[Event]) -> Iterator[Event]:
    """Some go on, of some only the year is known, some were corrected, in some many join, each has many pledges; very many are of one day."""
    day = parse_date("2019-04-01")
    for n, event in enumerate(events):
        pledges = tuple(changed(pledge, id=f"{pledge.id}-{copy}") for pledge in event.pledges for copy in range(7))
        update: dict[str, object] = {"pledges": pledges}
        if n % 10 == 0:
            update["date"] = parse_date(f"{event.date.year}-01-01/..")
        elif n % 10 == 1:
            update["date"] = parse_date(str(event.date.year))
        elif n % 10 in (2, 3):
            update["date"] = day
        if n % 8 == 0:
            update["corrections"] = (made(Correction, {"date": f"2026-01-{1 + n % 28:02}", "what": f"What {n}.", "why": "Why."}),)
        if n < 9:
            update["joins"] = (made(MembershipChange, {"organisation": event.actors[0].id, "members": ["FR", "DE", "NO", "SE", "FI", "DK", "IT"]}),)
        yield event.model_copy(update=update)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, world: World, settings: Settings) -> View:
    content = tmp_path_factory.mktemp("many") / "content"
    write_content(content, EVENTS)
    records: Records = load(content)
    whole = next(iter(records.actors))
    within = {id: actor.model_copy(update={"part_of": (made(Belonging, {"id": whole}),)}) for id, actor in [*records.actors.items()][1:9]}
    return View(link(replace(records, events=tuple(_odd(list(records.events))), actors={**records.actors, **within})), settings, world)


def drafts(view: View, limits: Limits) -> Iterator[Draft]:
    found = Found.of(view)
    yield from chain.from_iterable(actor_pages(actor, view, found, limits) for actor in view.chronology.actors.values())
    yield from chain.from_iterable(country_pages(country, view, found, limits) for country in view.chronology.countries.values())
    years = years_of(view, limits)
    yield from chain.from_iterable(year_pages(year, view, years, limits) for year in years)
    yield from chain.from_iterable(kind_pages(kind, view, limits) for kind in view.chronology.by_kind)
    yield from chain.from_iterable(storyline_pages(tag, view, limits) for tag in view.chronology.by_tag)
    makers = (ledger_pages, actor_index_pages, corrections_pages)
    yield from chain.from_iterable(make(view, limits) for make in makers)


@pytest.fixture(scope="module")
def pages(many: View) -> Mapping[str, Page]:
    """Every page that lists anything, by address."""
    ours = templates(many, "../../")
    made = [finish(draft, ours, many.settings) for draft in drafts(many, SMALL)]
    assert len({page.address for page in made}) == len(made)
    return {page.address: page for page in made}


@pytest.fixture(scope="module")
def bodies(many: View, pages: Mapping[str, Page]) -> Mapping[str, str]:
    """The HTML of those pages and of the hand-written ones that list anything."""
    written = {name: (ROOT / "content" / "pages" / f"{name}.md").read_text("utf-8") for name in WRITTEN}
    address = {name: "" if name == "index" else f"{name}/" for name in WRITTEN}
    blocks = {address[name]: fill(text, many, "../" * address[name].count("/"), SMALL).html for name, text in written.items()}
    return {**{page.address: page.body for page in pages.values()}, **blocks}


def is_part(page: Page) -> bool:
    return 'data-record="part"' in page.body


def links(address: str, body: str) -> set[str]:
    """Where the links of a page lead, from the site's root."""
    found = (urljoin(f"/{address}", link) for link in re.findall(r'href="([^"]+)"', body))
    return {link.removeprefix("/") for link in found if link.startswith("/")}


def reached(bodies: Mapping[str, str], address: str) -> set[str]:
    """The events that a page leads to by itself, its own parts, and years where it is that of all events."""
    folder = address.rstrip("/")
    own = {f"{folder}/", *(each for each in bodies if each.startswith(f"{folder}--") and "--pledges-" not in each)}
    seen: set[str] = set()
    todo = [address]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo += [each for link in links(at, bodies[at]) if (each := urlsplit(link).path) in own or (address == "events/" and each.startswith("years/2"))]
    return {link for at in seen for link in links(at, bodies[at]) if re.fullmatch("events/[^/]+/", link)}


def test_no_page_lists_more_than_the_limit(bodies: Mapping[str, str]) -> None:
    coverage = bodies["coverage/"]  # which has a limit of its own
    cards = {address: body.count('<svg role="img"><title>') for address, body in bodies.items() if body is not coverage and address}
    pledges = {address: body.count('<td role="cell" data-label="By">') for address, body in bodies.items()}
    members = {address: [part.count("<tr>") - 1 for part in re.findall(r'aria-label="Membership">.*?</table>', body, re.S)] for address, body in bodies.items()}
    actors = {address: len(re.findall(r'<li><a href="[./]*actors/[a-z]', body)) for address, body in bodies.items() if address.startswith("actors")}
    chips = [html.count("<li>") for body in bodies.values() for html in re.findall(r'id="actors">.*?</ul>', body, re.S)]
    includes = [len(re.findall("actors/[a-z]", html)) for body in bodies.values() for html in re.findall("<dt>Includes</dt>.*?</dd>", body, re.S)]
    corrected = {address: len(re.findall('<ul class="corrections">.*?</ul>', body, re.S)) for address, body in bodies.items()}
    assert {address: count for address, count in cards.items() if count > SMALL.listed} == {}
    assert {address: count for address, count in pledges.items() if count > SMALL.listed} == {}
    assert {address: counts for address, counts in members.items() if max(counts, default=0) > SMALL.listed} == {}
    assert {address: count for address, count in actors.items() if count > SMALL.actors} == {}
    assert max(chips) == max(includes) == SMALL.listed
    assert max(corrected.values()) == 1
    assert all(body.count("What ") <= SMALL.listed for address, body in bodies.items() if address.startswith("corrections"))
    assert max(cards.values()) == max(pledges.values()) == max(map(max, filter(None, members.values()))) == SMALL.listed
    assert sum(address.count("--") for address in bodies) > 500


def test_every_event_is_reached_from_each_of_its_lists(many: View, bodies: Mapping[str, str]) -> None:
    chronology = many.chronology
    lists = {
        **{f"actors/{id}/": events for id, events in chronology.by_actor.items()},
        **{f"countries/{code.lower()}/": events for code, events in chronology.by_country.items()},
        **{f"kinds/{kind}/": events for kind, events in chronology.by_kind.items()},
        **{f"storylines/{tag}/": events for tag, events in chronology.by_tag.items()},
        **{f"years/{year}/": [event for event in events if str(event.date.year) == year] for year, events in chronology.by_year.items()},
        "events/": chronology.events,
    }
    assert max(map(len, lists.values())) == EVENTS
    for address, events in lists.items():
        assert {f"events/{event.id}/" for event in events} - reached(bodies, address) == set(), address


def test_every_pledge_correction_and_actor_is_on_some_page_that_is_linked(many: View, bodies: Mapping[str, str]) -> None:
    seen: set[str] = set()
    todo = ["pledges/", "corrections/", "actors/"]
    while todo:
        at = todo.pop()
        if at not in seen and at in bodies and at.split("/")[0] in ("pledges", "ledger", "corrections", "corrections-log", "actors", "actors-by-kind"):
            seen.add(at)
            todo += [urlsplit(link).path for link in links(at, bodies[at])]
    rows = {id for at in seen if at.startswith(("pledges", "ledger")) for id in re.findall(r'<tr role="row" id="([^"]+)"', bodies[at])}
    assert rows == {f"{entry.event.id}--{entry.pledge.id}" for entry in many.chronology.pledges}
    told = {what for at in seen if at.startswith("corrections") for what in re.findall(r"What \d+\.", bodies[at])}
    assert told == {correction.what for event in many.chronology.events for correction in event.corrections}
    named = {link for at in seen if at.startswith("actors") for link in links(at, bodies[at])}
    assert {f"actors/{id}/" for id in many.chronology.actors} <= named


def test_every_link_to_a_listing_leads_to_a_page_and_an_id_in_it(many: View, bodies: Mapping[str, str]) -> None:
    others = {f"{path.stem}/" for path in (ROOT / "content" / "pages").glob("*.md")} | {f"events/{id}/" for id in many.chronology.by_id}
    for address, body in bodies.items():
        for target in links(address, body):
            parts = urlsplit(target)
            assert parts.path in bodies or parts.path in others or parts.path == "assets/kinds.svg" or parts.path.startswith("assets/maps/"), (address, target)
            if parts.fragment and parts.path in bodies and parts.path.count("/") == 2:
                assert f'id="{parts.fragment}"' in bodies[parts.path], (address, target)


def test_no_id_stands_twice_in_a_page(bodies: Mapping[str, str]) -> None:
    for address, body in bodies.items():
        assert [id for id, count in Counter(re.findall(r' id="([^"]+)"', body)).items() if count > 1] == [], address


def test_titles_and_addresses_are_unique_and_two_folders_deep(pages: Mapping[str, Page]) -> None:
    assert [title for title, count in Counter(page.title for page in pages.values()).items() if count > 1] == []
    assert all(address.count("/") == 2 and address.endswith("/") for address in pages)


def test_a_part_says_where_it_stands_and_is_no_record_of_the_search(pages: Mapping[str, Page], settings: Settings) -> None:
    parts = [page for page in pages.values() if is_part(page)]
    for page in parts:
        data, crumbs = json.loads(re.findall(r'ld\+json">(.*?)</script>', page.head)[0])["@graph"]
        assert (data["@type"], data["name"], data["url"]) == ("CollectionPage", page.title, settings.url + page.address)
        *above, itself = crumbs["itemListElement"]
        assert "item" not in itself
        trail = [*(item["item"].removeprefix(settings.url) for item in above), page.address]
        assert (trail[0], trail[-1]) == ("", page.address)
        assert data["isPartOf"]["url"] == settings.url + trail[2 if trail[2] in pages and not is_part(pages[trail[2]]) else 1]
        assert all(address in pages for address in trail[2:])
        assert "data-pagefind-body" not in page.body
        assert 15 <= len(page.description) <= 200
    assert {page.address.split("/")[0] for page in parts} == {
        *("actors", "countries", "years", "kinds", "storylines", "ledger", "actors-by-kind", "corrections-log"),
    }
    assert all("data-pagefind-body" in page.body for page in pages.values() if not is_part(page))


def test_a_part_is_edited_where_its_whole_is(pages: Mapping[str, Page]) -> None:
    for page in filter(is_part, pages.values()):
        whole = page.address.split("--")[0] + "/"
        assert whole not in pages or page.edit == pages[whole].edit


def test_a_month_of_a_kind_has_a_title_a_trail_and_numbered_parts(pages: Mapping[str, Page], many: View) -> None:
    counts = Counter(event.kind for event in many.chronology.events if event.date.text == "2019-04-01")
    kind, count = counts.most_common(1)[0]
    assert count > SMALL.listed
    plural = many.word("kinds", kind).plural
    one, two = pages[f"kinds/{kind}--2019-04/"], pages[f"kinds/{kind}--2019-04-2/"]
    assert (one.title, two.title) == (f"{plural}: April 2019, part 1", f"{plural}: April 2019, part 2")
    crumbs = re.findall(r'<li><a href="../../([^"]*)">([^<]+)</a></li>', two.body.split("</nav>")[0])
    assert [name for _, name in crumbs] == ["Home", "Kinds", plural, "2019", "April"]
    assert crumbs[3][0] == f"kinds/{kind}--2019/"
    assert f'<a rel="next" href="../../{two.address}">' in one.body
    assert f'<a rel="prev" href="../../{one.address}">' in two.body
    assert '<strong aria-current="page">Part 2</strong>' in two.body
    assert f'<a href="../../{one.address}">April</a>' in pages[f"kinds/{kind}--2019/"].body


def test_parts_lead_to_each_other_in_both_directions(pages: Mapping[str, Page]) -> None:
    ways = {"next": re.compile(r'rel="next" href="../../([^"]+)"'), "prev": re.compile(r'rel="prev" href="../../([^"]+)"')}
    for page in filter(is_part, pages.values()):
        for way, back in (("next", "prev"), ("prev", "next")):
            for address in ways[way].findall(page.body):
                if is_part(pages[address]) and "contents" not in (heading.id for heading in (*page.headings, *pages[address].headings)):
                    assert ways[back].findall(pages[address].body) == [page.address]


def test_a_list_within_the_limit_stays_on_its_page(many: View) -> None:
    assert [draft.trail for draft in drafts(many, Limits()) if draft.record == "part"] == []


def test_a_list_as_long_as_the_limit_stays_and_one_longer_is_split(many: View) -> None:
    kind, events = max(many.chronology.by_kind.items(), key=lambda pair: len(pair[1]))
    for most, split in ((len(events), False), (len(events) - 1, True)):
        addresses = [draft.trail[-1][1] for kind in many.chronology.by_kind for draft in kind_pages(kind, many, Limits(most))]
        assert any(address.startswith(f"kinds/{kind}--") for address in addresses) == split


def test_all_events_lead_to_the_months_of_years_that_are_not_split(many: View) -> None:
    limits = Limits(EVENTS - 1)
    ours = templates(many, "../../")
    years = {
        page.address: page.body
        for page in (
            finish(draft, ours, many.settings)
            for draft in chain.from_iterable(year_pages(year, many, years_of(many, limits), limits) for year in many.chronology.by_year)
        )
    }
    found = [link.split("#") for link in links("events/", fill("<!-- chronology: events -->", many, "../", limits).html) if "#month-" in link]
    assert len(found) > len(years)
    assert [pair for pair in found if f'id="{pair[1]}"' not in years[pair[0]]] == []


def test_pledges_stand_with_who_made_and_who_received_them_in_the_year_of_their_announcement(many: View, bodies: Mapping[str, str]) -> None:
    for code in many.chronology.countries:
        address = f"countries/{code.lower()}"
        lists = [body for at, body in bodies.items() if at == f"{address}/" or at.startswith(f"{address}--pledges-")]
        rows = {id for body in lists for id in re.findall(r'<tr role="row" id="([^"]+)"', body)}
        expected = {f"{it.event.id}--{it.pledge.id}" for it in many.chronology.pledges if code in (it.pledge.by, *it.pledge.for_)}
        assert rows == expected, code
    for address, body in bodies.items():
        if match := re.search(r"(?:ledger/|--pledges-)(\d{4})", address):
            years = re.findall(r'<tr role="row" id="[^"]+">\s*<td role="cell"><time class="when" datetime="(\d{4})', body)
            assert set(years) <= {match[1]}, address


def test_what_a_page_does_not_show_it_counts(many: View, bodies: Mapping[str, str]) -> None:
    assert re.search(r"And \d+ more before these; the <a", bodies["countries/fr/"])
    assert any("more, which stand under the" in body for address, body in bodies.items() if address.startswith("years/"))
    today = replace(many, settings=replace(many.settings, today="2026-04-01"))
    home = fill("<!-- chronology: home -->", today, "", SMALL).html
    assert re.search(r'<ul class="plain"><li><a [^>]+>20\d\d: [^<]+</a></li></ul><p class="quiet">And \d+ more before these', home)


@pytest.mark.parametrize(("name", "key"), [("Ärzte", "a"), ("zebra", "z"), ("داعش", OTHER), ("’Aden", OTHER), ("5th Corps", OTHER), ("Łódź", OTHER)])
def test_names_stand_under_their_first_latin_letter(name: str, key: str) -> None:
    assert letter(name) == key
