"""Pages that were kept are those that would be made: after each of many edits by chance, a build that remembers and one that does not give the same bytes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from chronology.ahead import Ahead
from chronology.cache import Cache
from chronology.claims import claim, release, swap
from chronology.link import link
from chronology.maps import World
from chronology.publish import Made, Making
from chronology.published import Twin
from chronology.readings import readings
from chronology.records.load import load, one_by_one
from chronology.render.blocks import BLOCKS
from chronology.render.page import Settings
from chronology.render.shell import MARKS, Shell, cut, mark
from chronology.render.view import View
from chronology.rules import check
from tests.drafts import Draft, Undone, small_content
from tests.edits import EDITS, dated

pytestmark = pytest.mark.slow
LATER = date(2026, 6, 1)
"""A today after all that edits write."""
NONE = Cache(Path("nowhere"), None)
BLOCKS_WANTED = [(name, "") for name in BLOCKS]


def shell() -> Shell:
    entries = "".join(f"<li>{mark(each)} {mark(f'{each}-title')}</li>" for each in ("toc-first", "toc-second"))
    return cut(f"{' '.join(mark(name) for name in MARKS if not name.startswith('toc-'))}<ul>{entries}</ul>")


def view_of(content: Path, settings: Settings, world: World, cache: Cache) -> View:
    """Raises Undone where the content has errors."""
    records = load(content, LATER, readings=readings(cache, 1) if cache.key else one_by_one)
    if any(problem.severity == "error" for problem in check(records)):
        raise Undone
    return View(link(records), settings, world)


def published(view: View, site: Path, content: Path, cache: Cache, processes: int = 1) -> Made:
    """Builds the records' pages of a site."""
    claimed = claim(site, content)
    made = Making(view, shell(), Twin(claimed, cache, processes), processes).made()
    swap(claimed)
    made.remember([])
    release(claimed)
    return made


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


@dataclass
class Chronicle:
    """A made-up content, and its site as a build that remembers makes it."""

    folder: Path
    settings: Settings
    world: World

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def cache(self) -> Cache:
        return Cache(self.folder / "cache", bytes(32))

    def built(self, processes: int = 1) -> Made:
        """What a warm build makes; it is proven to be what a cold one does. Raises Undone, and builds nothing, where the content has errors."""
        view = view_of(self.content, self.settings, self.world, NONE)
        again = view_of(self.content, self.settings, self.world, self.cache)
        assert {**Ahead(BLOCKS_WANTED, again, self.cache, 1)} == {**Ahead(BLOCKS_WANTED, view, NONE, 1)}
        assert again.frames == view.frames
        warm = published(again, self.folder / "site", self.content, self.cache, processes)
        cold = published(view, self.folder / "fresh", self.content, NONE)
        assert differences(tree(self.folder / "site"), tree(self.folder / "fresh")) == []
        assert (warm.addresses, warm.published.lines, sorted(warm.maps)) == (cold.addresses, cold.published.lines, sorted(cold.maps))
        return warm

    def draft(self, seed: int = 1) -> Draft:
        return Draft(self.content, Random(seed))


@pytest.fixture
def chronicle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings, world: World) -> Chronicle:
    small_content(tmp_path / "content", monkeypatch)
    return Chronicle(tmp_path, settings, world)


@pytest.mark.parametrize(("seed", "edits"), [(1, 8), (2, 2 * len(EDITS))])
def test_after_any_edit_a_warm_build_is_as_a_cold_one(chronicle: Chronicle, seed: int, edits: int) -> None:
    chance = Random(seed)
    done: Counter[str] = Counter()
    chronicle.built()
    for number in range(edits):
        draft = Draft(chronicle.content, chance)
        change = EDITS[number % len(EDITS)] if number < 2 * len(EDITS) else chance.choice(EDITS)
        print(f"seed {seed}, edit {number}: {change.__name__} {change(draft)}")
        with draft.made():
            done["kept"] += chronicle.built().kept
            done[change.__name__] += 1
    assert done["kept"] > edits * 10
    assert edits < 2 * len(EDITS) or not {each.__name__ for each in EDITS} - set(done)


def change_of(chronicle: Chronicle, **changes: object) -> str:
    """Changes keys of the first event that can have them without breaking a rule; its id."""
    for name in chronicle.draft().names("events"):
        draft = chronicle.draft()
        draft.value(name).update(changes)
        with draft.made():
            chronicle.built()
            return Path(name).stem
    raise AssertionError("no event can be so")


def page(chronicle: Chronicle, address: str) -> str:
    return (chronicle.folder / "site" / address / "index.html").read_text("utf-8")


def test_an_event_that_goes_on_is_found_in_a_year_that_begins_later(chronicle: Chronicle) -> None:
    id = change_of(chronicle, date="2013-06-01/..", relations={})
    assert '"2026"' not in page(chronicle, f"events/{id}")
    draft = chronicle.draft()
    last = draft.names("events")[-1]
    value = draft.value(last)
    dated(value, "2026-03-04")
    draft.changed = {last: None, f"events/2026/{Path(last).name}": value}
    with draft.made():
        chronicle.built()
    assert '"2026"' in page(chronicle, f"events/{id}")


def test_a_correction_of_a_country_stands_in_a_log_of_several_pages(chronicle: Chronicle) -> None:
    corrections = [{"date": f"2026-01-{day:02}", "what": f"What {day}.", "why": "Why."} for day in range(1, 15)]
    change_of(chronicle, corrections=corrections)
    draft = chronicle.draft()
    draft.value(draft.names("countries")[0])["corrections"] = [{"date": "2026-01-15", "what": "Of a country.", "why": "Why."}]
    with draft.made():
        chronicle.built()
    assert "Of a country." in page(chronicle, "corrections-log/2026--01-2")


def test_a_map_that_no_page_shows_any_more_goes(chronicle: Chronicle) -> None:
    place = {"name": "Lamp Bay", "country": "NZ", "lat": "-41.3", "lon": "174.8", "precision": "city"}
    change_of(chronicle, places=[place])
    maps = set((chronicle.folder / "site" / "assets" / "maps").iterdir())
    change_of(chronicle, places=[])
    assert set((chronicle.folder / "site" / "assets" / "maps").iterdir()) < maps


def test_other_names_of_a_country_a_kind_an_actor_and_the_target_of_a_tombstone_show_everywhere(chronicle: Chronicle) -> None:
    id = change_of(chronicle, kind="meeting")
    draft = chronicle.draft()
    event = draft.value(draft.names("events")[0])
    code, actor = event["places"][0]["country"], next(each["id"] for each in event["actors"] if not each["id"].isupper())
    (chronicle.content / "moved.yml").write_text(f"- {{id: gone, to: {id}, date: 2026-01-20, why: It was merged.}}\n", "utf-8")
    chronicle.built()
    draft.value(f"actors/{actor}.yml")["name"] = "New Name of a Body"
    draft.value("vocabulary/kinds.yml")["meeting"]["name"] = "New name of a kind"
    country = f"countries/{code}.yml"
    draft.changed[country] = {**(draft.value(country) if country in draft.names("countries") else {}), "name": "New Land"}
    event["title"] = "New title of it all"
    for name, value in [*draft.changed.items()]:
        one = chronicle.draft()
        one.changed = {name: value}
        with one.made():
            chronicle.built()
    assert all(new in page(chronicle, f"events/{id}") for new in ("New Name of a Body", "New name of a kind", "New Land", "New title of it all"))
    assert "New title of it all" in page(chronicle, "events/gone")


@pytest.mark.parametrize(
    "changes", [{"kind": "state-body"}, {"country": "AD"}, {"part-of": ["a-whole"]}, {"aliases": [{"name": "Lamp Club", "language": "en"}]}]
)
def test_what_an_event_s_page_takes_from_an_actor_s_record_is_seen_there(chronicle: Chronicle, changes: dict[str, object]) -> None:
    draft = chronicle.draft()
    event = draft.names("events")[0]
    id = next(each["id"] for each in draft.value(event)["actors"] if not each["id"].isupper())
    actor = f"actors/{id}.yml"
    draft.value(actor).update({"kind": "organisation" if "kind" in changes else "state-body", "country": "MT", "part-of": [], "aliases": []})
    last = draft.names("events")[-1]
    draft.value(last)["countries"] = ["MT", "AD"]  # so that no country comes or goes
    draft.changed = {"actors/a-whole.yml": {**draft.value(actor), "name": "A Whole"}, actor: draft.value(actor), last: draft.value(last)}
    with draft.made():
        chronicle.built()
    before = page(chronicle, f"events/{Path(event).stem}")
    draft = chronicle.draft()
    draft.value(actor).update(changes)
    with draft.made():
        chronicle.built()
    assert page(chronicle, f"events/{Path(event).stem}") != before
