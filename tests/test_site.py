"""The built site: every page whole, every link alive, every record reachable."""

import json
import re
from collections import Counter
from gzip import compress
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from chronology.records.load import Records, load
from tests.building import ROOT
from tests.pages import Document, dead, read_all, within

pytestmark = pytest.mark.site

EDIT = "https://repository.example/edit/main/"
ALL_FOLDERS = ("events", "actors", "countries", "years", "kinds", "storylines")


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, Document]:
    """Every page, by address."""
    return read_all(site)


@pytest.fixture(scope="session")
def real() -> Records:
    return load(ROOT / "content")


def is_record(document: Document) -> bool:
    return document.address.count("/") == 2 and document.address.split("/")[0] in ALL_FOLDERS


def wrong(documents: dict[str, Document], holds: object) -> list[str]:
    assert callable(holds)
    return [address for address, document in documents.items() if not holds(document)]


def test_every_link_fragment_and_asset_leads_somewhere(documents: dict[str, Document], site: Path, site_url: str) -> None:
    faults = Counter(
        f"{link} on {address}: {why}"
        for address, document in documents.items()
        for _, link in document.links
        if (why := dead(documents, site, site_url, address, link))
    )
    assert [fault for fault, _ in faults.most_common(20)] == []


def test_every_address_in_a_stylesheet_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", path.read_text("utf-8")):
            if not address.startswith(("data:", "#")):
                assert (path.parent / urlsplit(address).path).is_file(), (path.name, address)


def test_every_record_has_a_page(documents: dict[str, Document], real: Records) -> None:
    wanted = {f"events/{event.id}/" for event in real.events} | {f"actors/{id}/" for id in real.actors}
    wanted |= {f"countries/{code.lower()}/" for code in real.countries} | {f"{moved.record}s/{moved.id}/" for moved in real.moved}
    assert wanted - set(documents) == set()


def test_every_page_has_one_main_heading(documents: dict[str, Document]) -> None:
    assert wrong(documents, lambda document: document.h1 == 1) == []


def test_every_page_has_a_title_of_its_own_with_the_sites_name(documents: dict[str, Document]) -> None:
    assert wrong(documents, lambda document: "Coalition Chronology" in document.title) == []
    titles = Counter(document.title for document in documents.values() if document.address != "404.html")
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_a_description_of_sane_length(documents: dict[str, Document]) -> None:
    assert wrong(documents, lambda document: 15 <= len(document.metas.get("description", "")) <= 200) == []


def test_every_page_says_its_own_address(documents: dict[str, Document], site_url: str) -> None:
    pages = {address: document for address, document in documents.items() if address != "404.html"}
    assert wrong(pages, lambda document: document.canonical == [site_url + document.address]) == []
    assert wrong(pages, lambda document: document.is_tombstone or document.metas.get("og:url") == site_url + document.address) == []


def test_every_page_can_be_edited_where_it_is_made(documents: dict[str, Document]) -> None:
    pages = {address: document for address, document in documents.items() if address != "404.html"}
    assert wrong(pages, lambda document: len(document.edits) == 1 and document.edits[0].startswith(EDIT)) == []
    paths = {address: document.edits[0].removeprefix(EDIT) for address, document in pages.items()}
    assert {address: path for address, path in paths.items() if not (ROOT / path).exists()} == {}


def test_an_event_and_an_actor_are_edited_in_their_own_file(documents: dict[str, Document], real: Records) -> None:
    for event in real.events:
        assert documents[f"events/{event.id}/"].edits == [EDIT + event.origin.path]
    for actor in real.actors.values():
        assert documents[f"actors/{actor.id}/"].edits == [EDIT + actor.origin.path]


def test_no_id_stands_twice_in_a_page(documents: dict[str, Document]) -> None:
    twice = {address: [id for id, count in Counter(document.ids).items() if count > 1] for address, document in documents.items()}
    assert {address: ids for address, ids in twice.items() if ids} == {}


def test_every_record_tells_machines_what_it_is(documents: dict[str, Document], site_url: str) -> None:
    for document in documents.values():
        if not is_record(document) or document.is_tombstone:
            continue
        (text,) = document.json_ld
        data, crumbs = json.loads(text)["@graph"]
        assert data["url"] == site_url + document.address
        assert [item["item"] for item in crumbs["itemListElement"][:-1]] == [urljoin(site_url + document.address, link) for link in document.crumbs]
        assert "item" not in crumbs["itemListElement"][-1]


def test_every_record_has_breadcrumbs_from_home_to_what_is_above_it(documents: dict[str, Document], site_url: str) -> None:
    for document in filter(is_record, documents.values()):
        trail = [within(site_url, document.address, link) for link in document.crumbs]
        assert trail[0] == "", document.address
        assert document.address not in trail
        assert len(trail) >= 2
        assert all(address in documents for address in trail)


def test_the_sitemap_lists_exactly_all_pages(documents: dict[str, Document], site: Path, site_url: str) -> None:
    listed = [element.text or "" for element in ElementTree.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = [address for address, document in documents.items() if address != "404.html" and not document.is_tombstone]
    assert sorted(listed) == sorted(site_url + address for address in pages)
    assert not (site / "sitemap.xml.gz").exists()


def test_every_event_can_be_reached_from_home_by_plain_links(documents: dict[str, Document], site_url: str, real: Records) -> None:
    seen: set[str] = set()
    todo = [""]
    while todo:
        address = todo.pop()
        if address in seen or address not in documents:
            continue
        seen.add(address)
        found = (within(site_url, address, link) for link in documents[address].anchors())
        todo += [urlsplit(target).path for target in found if target is not None]
    assert {f"events/{event.id}/" for event in real.events} - seen == set()
    assert set(documents) - seen - {"404.html"} - {address for address, document in documents.items() if document.is_tombstone} == set()


def test_the_data_file_has_every_event(site: Path, site_url: str, real: Records) -> None:
    data = json.loads((site / "api/v1/events.json").read_text("utf-8"))
    assert {event["id"] for event in data["events"]} == {event.id for event in real.events}
    assert {event["address"] for event in data["events"]} == {f"{site_url}events/{event.id}/" for event in real.events}


def test_no_page_runs_or_loads_anything_from_elsewhere(documents: dict[str, Document], site_url: str) -> None:
    loading = ("script", "link", "img", "iframe", "object", "embed", "source", "video", "audio", "use", "image")
    for address, document in documents.items():
        elsewhere = [link for tag, link in document.links if tag in loading and within(site_url, address, link) is None]
        assert elsewhere == [], address
        assert not re.search(r"<[a-z][^<>]*\son[a-z]+\s*=", document.text), address


def around(document: Document) -> dict[str, object]:
    """What stands around the article, without what may differ: the way to the root, the title, what is marked as active."""
    text = re.sub(r"\.\.(/\.\.)*", "ROOT", unescape(document.text)).replace(document.title.rsplit(" - ", 1)[0], "TITLE")
    text = re.sub(r' aria-current="(page|true)"', "", text)
    text = re.sub(r"\s+", " ", text)
    body = text[text.index("<body") :]
    return {
        "body": re.findall(r"<body[^>]*>", text),
        "before the header": body[body.index(">") : body.index("<header")].replace(re.findall(r'href="(#[^"]*)" class="md-skip"', body)[0], "#"),
        "header": re.findall(r"<header.*?</header>", text),
        "between header and page": [body[body.index("</header>") : body.index("<main")]],
        "footer": re.findall(r'<footer class="md-footer".*?</footer>', text),
        "after the footer": text[text.rindex("</footer>") :],
        "styles": re.findall(r'<link rel="stylesheet"[^>]*>', text),
        "scripts": re.findall(r"<script(?![^>]*ld\+json).*?</script>", text),
    }


def test_what_stands_around_an_article_stays_small(documents: dict[str, Document]) -> None:
    for document in filter(is_record, documents.values()):
        around = document.text[: document.text.index("<article")] + document.text[document.text.index("</article>") :]
        contents, head = "".join(re.findall('<ul [^>]*"toc">.*?</ul>', around, re.S)), around[: around.index("</head>")]
        assert len(around) - len(contents) - len(head) < 5500, document.address


def test_every_event_weighs_little(documents: dict[str, Document]) -> None:
    events = {address: document for address, document in documents.items() if address.startswith("events/") and is_record(document)}
    assert wrong(events, lambda document: len(compress(document.text.encode())) < 15_000) == []


def test_what_roles_mean_stands_where_events_say_it_does(documents: dict[str, Document], real: Records) -> None:
    method = unescape(documents["method/"].text)
    assert "roles" in documents["method/"].ids
    assert [word.definition for word in real.vocabulary.words("roles").values() if word.definition not in method] == []


@pytest.mark.parametrize("folder", ALL_FOLDERS)
def test_a_record_and_a_hand_written_page_share_the_theme(documents: dict[str, Document], folder: str) -> None:
    record = next(document for address, document in documents.items() if address.startswith(f"{folder}/") and is_record(document))
    ours, theirs = around(record), around(documents["privacy/"])
    for part, found in theirs.items():
        assert found, part
        assert ours[part] == found, part
