"""What strangers write cannot run: a site whose every text is an attack, in a real browser, with its policy and without."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser import settled
from tests.building import copy_project, mkdocs
from tests.conftest import BELOW, _Handler, watch
from tests.hostile import CODES, Hostile, write
from tests.hostile_pages import write_pages
from tests.hostile_records import name
from tests.pages import read_all
from tests.payloads import PAYLOADS

pytestmark = [pytest.mark.site, pytest.mark.browser]

NUMBERS = range(len(PAYLOADS))
TELL = """
window.ran = n => console.error(`payload ${n} ran`);
addEventListener("securitypolicyviolation", event => console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
"""Before anything of a page runs: what ran, and what only the policy stopped, is an error."""
PROBE = """() => {
  const inside = [...document.querySelectorAll("main *, .site-search *")];
  for (const each of inside) {
    for (const type of ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "animationstart", "begin"]) each.dispatchEvent(new Event(type));
    if (!each.closest("a, button, input, select, label, summary, form")) each.dispatchEvent(new MouseEvent("click"));
  }
  const all = [...document.querySelectorAll("*")];
  const pairs = all.flatMap(each => [each.localName, ...[...each.attributes].map(attribute => `${each.localName} ${attribute.name}`)]);
  const leading = ({name}) => /^(xlink:)?href$|^src$|action$|^data$|^poster$/.test(name);
  const addresses = all.flatMap(each => [...each.attributes].filter(leading).map(({value}) => new URL(value, location).protocol));
  return {pairs: [...new Set(pairs)], protocols: [...new Set(addresses)]};
}"""
"""Moves over, focuses and clicks everything; gives the elements with their attributes, and the schemes of all addresses."""


@dataclass(frozen=True)
class Built:
    """A site and what was written into it."""

    site: Path
    hostile: Hostile


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    project = copy_project(folder / "project")
    for records in ("events", "actors", "countries"):
        shutil.rmtree(project / "content" / records)
    hostile = write(project / "content")
    write_pages(project)
    done = mkdocs(project, folder / "site", f"https://hostile.example{BELOW}")
    assert done.returncode == 0, done.stdout
    return Built(folder / "site", hostile)


class _Quiet(_Handler):
    """Answers what a browser asks of itself when it shows a file that is no page."""

    def do_GET(self) -> None:  # noqa: N802
        if self.path != "/favicon.ico":
            return super().do_GET()
        self.send_response(204)
        return self.end_headers()


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session", params=["with its policy", "without"])
def address(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the hostile site is served: escaping alone must hold, and the policy must have nothing to refuse."""
    folder = built.site
    if request.param == "without":
        folder = tmp_path_factory.mktemp("bare") / "site"
        shutil.copytree(built.site, folder)
        for path in folder.rglob("*.html"):
            text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text("utf-8"))
            assert count == 1, path
            path.write_text(text, "utf-8")
    with serve(folder) as url:
        yield url


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A page in which anything that runs, any request that leaves the site, and any dialog fails the test."""
    with opened(browser, address) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=True)
    context.add_init_script(TELL)
    page = context.new_page()
    faults = watch(page, address)

    def told(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", told)
    context.on("page", lambda other: faults.append(f"window: {other.url}"))
    yield page
    context.close()
    assert faults == []


def probe(page: Page, address: str) -> dict[str, Any]:
    page.goto(address or "./")
    return dict(page.evaluate(PROBE))


SEARCHES = ["search/?q=ran", "search/?q=script", "search/?q=evil.example.org", "search/?kind=constructor&sort=__proto__&year=__proto__"]


@pytest.fixture(scope="session")
def innocent(built: Built, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The elements and attributes of a site in which nobody attacks, and of the records whose text is good Markdown."""
    folder = tmp_path_factory.mktemp("innocent")
    done = mkdocs(copy_project(folder / "project"), folder / "site", f"https://hostile.example{BELOW}")
    assert done.returncode == 0, done.stdout
    found: set[str] = set()
    for site, addresses in ((folder / "site", [*read_all(folder / "site"), "search/?q=lamps", "search/?q=zzzz&kind=meeting"]), (built.site, kinds_of_pages(0))):
        with serve(site) as url, opened(browser, url) as page:
            for each in addresses:
                if each not in ("events/harbour-meeting/",) and "/gone-" not in each:
                    found |= set(probe(page, each)["pairs"])
                    if "?" in each:
                        settled(page)
                        found |= set(page.evaluate(PROBE)["pairs"])
    return found


def kinds_of_pages(n: int) -> list[str]:
    """Every page that one payload has to itself."""
    own = [f"{folder}/{name(n)}/" for folder in ("events", "actors", "kinds", "storylines")]
    return [*own, f"countries/{CODES[n].lower()}/", f"actors/left-{n:02}/"]


def refused(built: Built, n: int, *fields: str) -> bool:
    return any(number == n and where in fields for number, _, where in built.hostile.refused)


def test_every_text_field_of_every_kind_of_record_is_attacked(built: Built) -> None:
    assert len(built.hostile.fields) >= 87
    for one in ("events.title", "actors.aliases.*.name", "countries.description", "tags.*.definition", "moved.*.why", "events.sources.*.title"):
        assert one in built.hostile.fields


def test_what_the_checks_refuse_is_known(built: Built) -> None:
    characters = {"hidden-character", "yaml-character"}
    others = {(rule, where.split(".")[0]) for (_, _, where), rule in built.hostile.refused.items() if rule not in characters}
    links = {(rule, field) for rule in ("prose-link", "prose-image") for field in ("account", "description")}
    assert others <= links | {("title-length", "title"), ("unknown-identifier-form", "identifiers"), ("unknown-actor-identifier-form", "identifiers")}
    assert {n for (n, _, _), rule in built.hostile.refused.items() if rule in characters} == {56, 57}


def test_nothing_runs_on_any_page(reader: Page, built: Built, innocent: set[str]) -> None:
    addresses = [address for address in read_all(built.site) if not re.fullmatch(r"countries/..", address.rstrip("/")) and "/gone-" not in address]
    strange: dict[str, Any] = {}
    addresses += [f"countries/{CODES[n].lower()}/" for n in NUMBERS]
    if reader.request.get("./").text().count("Content-Security-Policy"):  # without it, every page is visited; with it, some of every kind
        addresses = [address for address in addresses if not re.search("[0-9]$", address.rstrip("/")) or re.search("[05]$", address.rstrip("/"))]
    for address in addresses:
        found = probe(reader, address)
        assert set(found["protocols"]) <= {"http:", "https:"}, address
        if new := set(found["pairs"]) - innocent:
            strange[address] = sorted(new)
    assert strange == {}


def test_a_payload_is_shown_as_it_was_written(reader: Page, built: Built) -> None:
    for n, text in enumerate(PAYLOADS):
        if refused(built, n, "title", "summary"):
            continue
        reader.goto(f"events/{name(n)}/")
        words = " ".join(text.split())
        assert " ".join((reader.locator("h1").text_content() or "").split()) == words
        assert " ".join((reader.locator(".dek").text_content() or "").split()) == words
        assert reader.title().startswith(" ".join(text.split(" ")).strip()[:20].strip())
        (data, _) = json.loads(reader.locator("script[type='application/ld+json']").text_content() or "")["@graph"]
        assert (data["name"], data["description"]) == (text.strip(), text.strip())


def test_nothing_runs_in_what_the_search_shows(reader: Page, innocent: set[str]) -> None:
    queries = [f"search/?{urlencode({'q': text, 'kind': text, 'sort': text})}" for text in PAYLOADS[1:60:4]]
    for address in [*SEARCHES, *queries]:
        reader.goto(address)
        settled(reader)
        found = reader.evaluate(PROBE)
        assert set(found["pairs"]) - innocent == set(), address
        assert set(found["protocols"]) <= {"http:", "https:"}
    reader.goto("search/?q=script")
    settled(reader)
    assert reader.locator(".search-result").count() == 20
    reader.locator(".search-more").click()
    expect(reader.locator(".search-result")).not_to_have_count(20)


def test_nothing_runs_in_the_box_on_the_way_and_under_a_hand(reader: Page) -> None:
    reader.goto(f"events/{name(10)}/")
    for link in reader.locator("article a:visible").all()[:40]:
        link.hover(force=True)
        link.focus()
    for query in ("script", "onerror", "evil", PAYLOADS[4]):
        box = reader.get_by_role("combobox", name="Search the chronology")
        box.fill(query)
        expect(reader.locator("#site-search-list")).to_be_visible()
    box.fill("onerror")
    expect(reader.locator(".site-search__option").first).to_be_visible()
    reader.locator(".site-search__option").first.click()
    reader.wait_for_url(lambda url: name(10) not in url)
    for folder in ("actors/", "kinds/", "storylines/", "pledges/", "method/", ""):
        reader.goto(folder or "./")
        reader.locator("article a[href*=payload]").nth(3).click()
        reader.wait_for_url(re.compile("payload"))
        expect(reader.locator("h1").first).to_be_visible()


def test_a_tombstone_only_leads_on(reader: Page) -> None:
    for n in NUMBERS[::6]:
        reader.goto(f"events/gone-{n:02}/")
        reader.wait_for_url(f"**/events/{name(n)}/")


@pytest.mark.parametrize(
    "path", ["api/v1/events.json", "assets/search.json", "assets/facets.json", "assets/kinds.svg", "sitemap.xml", "schema/event.v1.json", "assets/maps/*.svg"]
)
def test_nothing_runs_in_an_export(reader: Page, built: Built, path: str) -> None:
    for file in built.site.glob(path):
        reader.goto(file.relative_to(built.site).as_posix())


def test_exports_hold_the_text_as_it_was_written(built: Built) -> None:
    read: Callable[[str], Any] = lambda path: json.loads((built.site / path).read_text("utf-8"))  # noqa: E731
    titles = {event["id"]: event["title"] for event in read("api/v1/events.json")["events"]}
    labels = read("assets/facets.json")["actor"]
    for n in NUMBERS:
        assert refused(built, n, "title") or titles[name(n)] == PAYLOADS[n].strip()
        assert refused(built, n, "name") or labels[name(n)] == PAYLOADS[n].strip()
    for path in built.site.rglob("*.svg"):
        root = ElementTree.parse(path).getroot()
        assert not [element.tag for element in root.iter() if element.tag.endswith("}script") or any(key.startswith("on") for key in element.attrib)]
    assert all(".example/" in (loc.text or "") for loc in ElementTree.parse(built.site / "sitemap.xml").iter() if loc.tag.endswith("}loc"))
