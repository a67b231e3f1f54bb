"""The whole way: content to values before the engine runs, values to files after it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from chronology.cache import Cache, cache_of, code_version
from chronology.exports.events_json import events_json
from chronology.exports.sitemap import sitemaps
from chronology.exports.sprite import sprite
from chronology.link import link
from chronology.maps import frame_svg, load_world
from chronology.problem import Problem
from chronology.publish import Made, make_pages, map_path
from chronology.readings import readings
from chronology.records.load import load
from chronology.records.reader import read_icon, read_page, read_world
from chronology.records.schema import schema_files
from chronology.render.environment import COMPILED
from chronology.render.page import Settings
from chronology.render.shell import cut
from chronology.render.view import View
from chronology.rules import check
from chronology.search import index
from chronology.search.reader import search_json
from chronology.workers import processors
from chronology.write import Claim, discard, prove_whole, swap, write

TEMPLATES = "templates"
"""Under what name compiled templates are kept."""
Progress = Callable[[str], None]
"""Takes one line about what was done."""


@dataclass(frozen=True)
class Means:
    """What a build may use."""

    cache: Cache
    processes: int


def means(content: Path, processes: int = 0) -> Means:
    """The cache beside `content`, and so many processes; as many as there are processors where the number is 0."""
    return Means(cache_of(content), processes or processors())


@dataclass(frozen=True)
class Prepared:
    """The content, read and checked. `view` is None where there are errors."""

    view: View | None
    problems: Sequence[Problem]


def prepare(content: Path, settings: Settings, using: Means) -> Prepared:
    """Reads and checks the content; returns problems, never raises for one."""
    COMPILED.known.update(using.cache.read(TEMPLATES, code_version()) or {})
    records = load(content, Day.fromisoformat(settings.today), readings=readings(using.cache, using.processes))
    problems = check(records)
    if any(problem.severity == "error" for problem in problems):
        return Prepared(None, problems)
    return Prepared(View(link(records), settings, load_world(read_world())), problems)


def publish(view: View, claimed: Claim, shell: str, icons: Path, addresses: Sequence[str], progress: Progress, using: Means, search: bool = True) -> None:
    """Adds all generated files to the engine's site in `claimed.new`, makes the search index, and puts it in the place of the published one.

    `shell` is the path of the engine's marked page in there, `icons` the folder of the theme's icons,
    `addresses` are those of the hand-written pages. Without `search`, no search index is made.
    """
    staging = claimed.new
    frame = cut(read_page(staging / shell))
    discard(staging / shell.split("/")[0])
    made = make_pages(view, frame, claimed, using.cache, using.processes)
    chronology = view.chronology
    kept = f", {made.kept} of them as they were" if made.kept else ""
    progress(f"{len(made.addresses)} pages of {len(chronology.events)} events, {len(chronology.actors)} actors, {len(chronology.countries)} countries{kept}")
    gone = {f"{moved.record}s/{moved.id}/" for moved in chronology.moved}
    all_addresses = [*addresses, *(address for address in made.addresses if address not in gone)]
    written = write(_files(view, icons, all_addresses, made), staging)
    progress(f"{len(written)} maps, icons and data files")
    discard(staging / "sitemap.xml.gz")
    if search:
        index(staging, claimed.lock)
        prove_whole(staging / "pagefind")
        progress("search index")
    swap(claimed)
    made.remember()
    if using.cache.read(TEMPLATES, code_version()) != COMPILED.known:
        using.cache.write(TEMPLATES, code_version(), COMPILED.known)


def _files(view: View, icons: Path, addresses: Sequence[str], made: Made) -> Iterator[tuple[str, str]]:
    kinds: Mapping[str, str] = {kind: read_icon(icons, word.icon) for kind, word in view.chronology.vocabulary.words("kinds").items()}
    yield "assets/kinds.svg", sprite(kinds)
    for frame in view.frames.values():
        if map_path(frame.id) not in made.maps:
            yield map_path(frame.id), frame_svg(view.world, frame)
    yield "assets/search.json", search_json(view.chronology, view.names)
    yield "api/v1/events.json", events_json(view.chronology, view.settings, made.lines)
    for name, text in schema_files(view.chronology.vocabulary):
        yield f"schema/{name}", text
    yield from sitemaps(addresses, view.settings.url)


__all__ = ["Means", "Prepared", "Settings", "means", "prepare", "publish"]
