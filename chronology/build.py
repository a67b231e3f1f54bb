"""The whole way: content to values before the engine runs, values to files after it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date as Day
from pathlib import Path

from chronology.cache import Cache, cache_of, code_version
from chronology.exports.events_json import events_text
from chronology.exports.events_json import frame as events_frame
from chronology.exports.sitemap import sitemaps
from chronology.exports.sprite import sprite
from chronology.link import link
from chronology.maps import load_world
from chronology.merge import Share, share_text
from chronology.problem import Problem
from chronology.publish import Made, make_pages
from chronology.readings import readings
from chronology.records.load import load
from chronology.records.reader import read_drawings, read_icon, read_page, read_world
from chronology.records.schema import schema_files
from chronology.render.environment import COMPILED
from chronology.render.page import Settings
from chronology.render.shell import cut
from chronology.render.view import View
from chronology.rules import check
from chronology.search import Later, index
from chronology.search.reader import search_json
from chronology.shard import WHOLE, Shard
from chronology.workers import processors
from chronology.write import SHARE, Claim, discard, files_below, gather, prove_whole, swap, write

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
    return Prepared(View(link(records), settings, load_world(read_world(), read_drawings())), problems)


@dataclass(frozen=True)
class Engine:
    """What the engine leaves to be filled."""

    shell: str
    """Path of its marked page in the site."""
    icons: Path
    """The theme's icons."""
    addresses: Sequence[str]
    """Of the hand-written pages."""


def publish(
    view: View, claimed: Claim, engine: Engine, using: Means, progress: Progress, search: bool = True, shard: Shard = WHOLE, later: Later | None = None
) -> None:
    """Adds all generated files to the engine's site in `claimed.new`, makes the search index, and puts it in the place of the published one.

    Without `search`, no search index is made; with `later`, it is made when the site is published. Of a shard, what needs all pages is left to `merge`.
    """
    if later:
        later.stop()
    staging = claimed.new
    frame = cut(read_page(staging / engine.shell))
    discard(staging / engine.shell.split("/")[0])
    made = make_pages(view, frame, claimed, using.cache, using.processes, shard)
    chronology = view.chronology
    kept = f", {made.kept} of them as they were" if made.kept else ""
    progress(f"{len(made.addresses)} pages of {len(chronology.events)} events, {len(chronology.actors)} actors, {len(chronology.countries)} countries{kept}")
    gone = {f"{moved.record}s/{moved.id}/" for moved in chronology.moved}
    files = list(_files(view, engine.icons))
    if shard == WHOLE:
        files.append(("api/v1/events.json", events_text(events_frame(chronology, view.settings), made.lines.values())))
        files += sitemaps([*engine.addresses, *(address for address in made.addresses if address not in gone)], view.settings.url)
    else:
        files.append((SHARE, share_text(_share(view, engine, made, shard, sorted(gone)))))
    written = write(files, staging)
    progress(f"{len(written) + len(made.maps)} maps, icons and data files")
    discard(staging / "sitemap.xml.gz")
    if shard != WHOLE:
        discard(staging / "sitemap.xml")
    elif search and later:
        gather(files_below(claimed.site, "pagefind"), claimed.site, staging)
    elif search:
        index(staging, claimed.lock)
        prove_whole(staging / "pagefind")
        progress("search index")
    swap(claimed)
    if search and later:
        later.start(claimed.site)
    made.remember()
    if using.cache.read(TEMPLATES, code_version()) != COMPILED.known:
        using.cache.write(TEMPLATES, code_version(), COMPILED.known)


def _files(view: View, icons: Path) -> Iterator[tuple[str, str]]:
    """The files that do not depend on which pages are made here."""
    kinds: Mapping[str, str] = {kind: read_icon(icons, word.icon) for kind, word in view.chronology.vocabulary.words("kinds").items()}
    yield "assets/kinds.svg", sprite(kinds)
    yield "assets/search.json", search_json(view.chronology, view.names)
    for name, text in schema_files(view.chronology.vocabulary):
        yield f"schema/{name}", text


def _share(view: View, engine: Engine, made: Made, shard: Shard, gone: Sequence[str]) -> Share:
    frame = events_frame(view.chronology, view.settings)
    jobs = [(id, paths, made.lines.get(id, "")) for id, paths in made.pages.items()]
    return Share(shard.number, shard.count, made.inputs.hex(), view.settings.url, engine.addresses, jobs, sorted(made.maps), gone, asdict(frame))


__all__ = ["Engine", "Means", "Prepared", "Settings", "means", "prepare", "publish"]
