"""The whole way: content to values before the engine runs, values to files after it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from chronology.exports.events_json import events_json
from chronology.exports.sitemap import sitemap
from chronology.exports.sprite import sprite
from chronology.link import link
from chronology.maps import frame_svg, load_world
from chronology.problem import Problem
from chronology.records.load import load, read_icon, read_page, read_world
from chronology.records.schema import schema_files
from chronology.render.page import Settings
from chronology.render.pages import pages
from chronology.render.shell import Shell, cut
from chronology.render.view import View
from chronology.rules import check
from chronology.search import index
from chronology.search.reader import search_json
from chronology.write import Claim, discard, prove_whole, swap, write

Progress = Callable[[str], None]
"""Takes one line about what was done."""


@dataclass(frozen=True)
class Prepared:
    """The content, read and checked. `view` is None where there are errors."""

    view: View | None
    problems: Sequence[Problem]


def prepare(content: Path, settings: Settings) -> Prepared:
    """Reads and checks the content; returns problems, never raises for one."""
    records = load(content, Day.fromisoformat(settings.today))
    problems = check(records)
    if any(problem.severity == "error" for problem in problems):
        return Prepared(None, problems)
    return Prepared(View(link(records), settings, load_world(read_world())), problems)


def publish(view: View, claimed: Claim, shell: str, icons: Path, addresses: Sequence[str], progress: Progress, search: bool = True) -> None:
    """Adds all generated files to the engine's site in `claimed.new`, makes the search index, and puts it in the place of the published one.

    `shell` is the path of the engine's marked page in there, `icons` the folder of the theme's icons,
    `addresses` are those of the hand-written pages. Without `search`, no search index is made.
    """
    staging = claimed.new
    frame = cut(read_page(staging / shell))
    discard(staging / shell.split("/")[0])
    made: list[str] = []
    count = write(_pages(view, frame, made), staging)
    progress(f"{count} pages of {len(view.chronology.events)} events, {len(view.chronology.actors)} actors, {len(view.chronology.countries)} countries")
    gone = {f"{moved.record}s/{moved.id}/" for moved in view.chronology.moved}
    all_addresses = [*addresses, *(address for address in made if address not in gone)]
    count = write(_files(view, icons, all_addresses), staging)
    progress(f"{count} maps, icons and data files")
    discard(staging / "sitemap.xml.gz")
    if search:
        index(staging, claimed.lock)
        prove_whole(staging / "pagefind")
        progress("search index")
    swap(claimed)


def _pages(view: View, shell: Shell, made: list[str]) -> Iterator[tuple[str, str]]:
    for page in pages(view):
        made.append(page.address)
        yield f"{page.address}index.html", shell.fill(page, view.settings)


def _files(view: View, icons: Path, addresses: Sequence[str]) -> Iterator[tuple[str, str]]:
    kinds: Mapping[str, str] = {kind: read_icon(icons, word.icon) for kind, word in view.chronology.vocabulary.words("kinds").items()}
    yield "assets/kinds.svg", sprite(kinds)
    for frame in view.frames.values():
        yield f"assets/maps/{frame.id}.svg", frame_svg(view.world, frame)
    yield "assets/search.json", search_json(view.chronology, view.names)
    yield "api/v1/events.json", events_json(view.chronology, view.settings)
    for name, text in schema_files(view.chronology.vocabulary):
        yield f"schema/{name}", text
    yield "sitemap.xml", sitemap(addresses, view.settings.url)


__all__ = ["Prepared", "Settings", "prepare", "publish"]
