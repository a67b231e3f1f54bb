"""The whole way: content to values before the engine runs, values to files after it."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from functools import cache, cached_property, partial
from pathlib import Path

from chronology.cache import Cache, Memory, cache_of, code_version
from chronology.claims import MARK, SHARE, Claim, adopt, hand_on, swap
from chronology.digest import digest
from chronology.exports.sitemap import sitemaps
from chronology.exports.sprite import sprite
from chronology.indexing import FOLDER, Later, index
from chronology.link import link
from chronology.maps import World, drawn
from chronology.merge import Share, share_text
from chronology.problem import BuildError, Problem, shown
from chronology.publish import Made, Making
from chronology.published import Twin
from chronology.readings import readings
from chronology.records.load import load
from chronology.records.reader import read_drawings, read_icon
from chronology.records.schema import schema_files
from chronology.records.vocabulary import Vocabulary
from chronology.render.environment import forget
from chronology.render.page import Settings
from chronology.render.shell import cut
from chronology.render.view import View
from chronology.rules import check
from chronology.rules.places import outlines
from chronology.search.reader import facets_json, search_json
from chronology.shard import WHOLE, Shard
from chronology.workers import Started, processors
from chronology.write import discard, heaps_in, remove, write

HEAP = 512
"""Folders that a process removes at once."""
SCHEMAS = "schemas"
"""Under what name JSON Schemas are kept."""
Progress = Callable[[str], None]
"""Takes one line about what was done."""


@dataclass(frozen=True)
class Means:
    """What a build may use."""

    cache: Cache
    processes: int


def means(content: Path, processes: int = 0, memory: Memory | None = None) -> Means:
    """The cache beside `content`, and so many processes; as many as there are processors where the number is 0. Raises BuildError for what is no number.

    A program that builds several times hands over a `memory`.
    """
    if type(processes) is not int or processes < 0:
        raise BuildError(f"PROCESSES is {shown(processes)}, not a number of processes; write 1 or more, or 0 for as many as there are processors")
    return Means(cache_of(content, memory), processes or processors())


@dataclass(frozen=True, eq=False)
class Prepared:
    """The content, read and linked, while another process checks it."""

    linked: View | Exception
    """As if there were no errors; with errors it may be wrong, or not be made at all."""
    checking: Started

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Waits for the check."""
        return pickle.loads(self.checking.results()[0])  # type: ignore[no-any-return]  # this program made it

    @property
    def view(self) -> View | None:
        """None where there are errors; waits for the check."""
        if any(problem.severity == "error" for problem in self.problems):
            return None
        if isinstance(self.linked, Exception):
            raise self.linked
        return self.linked


def prepare(content: Path, settings: Settings, using: Means) -> Prepared:
    """Reads and links the content, and begins to check it; raises for no problem of it."""
    forget()
    records = load(content, Day.fromisoformat(settings.today), readings=readings(using.cache, using.processes))
    checking = Started(1, lambda _: pickle.dumps(check(records)), using.processes)
    try:
        return Prepared(View(link(records), settings, _world()), checking)
    except Exception as error:  # records with errors cannot be linked
        return Prepared(error, checking)


@cache
def _world() -> World:
    return drawn(outlines(), read_drawings())


@dataclass(frozen=True)
class Engine:
    """What the engine knows."""

    icons: Path
    """The theme's icons."""
    addresses: Sequence[str]
    """Of the hand-written pages."""


def twin(claimed: Claim, using: Means) -> Twin:
    """Begins the next site as a twin of the published one."""
    return Twin(claimed, using.cache, using.processes)


def begin(view: View, twin: Twin, shell: str, using: Means, shard: Shard = WHOLE) -> Making:
    """Begins to make the pages of records; `shell` is the engine's marked page."""
    return Making(view, cut(shell), twin, using.processes, shard)


@dataclass(frozen=True)
class Search:
    """How the search index is made."""

    wanted: bool = True
    later: Later | None = None
    """Who makes it when the site is published; until then the one before is searched."""


def publish(view: View, making: Making, engine: Engine, using: Means, progress: Progress, search: Search, shard: Shard = WHOLE) -> None:
    """Adds all generated files to the engine's, makes the search index, and puts it in the place of the published one.

    Of a shard, what needs all pages is left to `merge`.
    """
    made = making.made()
    claimed = made.twin.claimed
    staging = claimed.new
    adopted = adopt(claimed)
    chronology = view.chronology
    kept = f", {made.kept} of them as they were" if made.kept else ""
    progress(f"{len(made.addresses)} pages of {len(chronology.events)} events, {len(chronology.actors)} actors, {len(chronology.countries)} countries{kept}")
    gone = {f"{moved.record}s/{moved.id}/" for moved in chronology.moved}
    files = list(_files(view, engine.icons, using.cache))
    if shard == WHOLE:
        files += sitemaps([*engine.addresses, *(address for address in made.addresses if address not in gone)], view.settings.url)
    else:
        files.append((SHARE, share_text(_share(engine, made, shard, sorted(gone), view.settings.url))))
        discard(staging / "sitemap.xml")
    written = write(files, staging)
    progress(f"{len([*written, MARK, *made.maps])} maps, icons and data files")
    discard(staging / "sitemap.xml.gz")
    discard(staging / FOLDER)
    if search.later:
        hand_on(claimed, FOLDER)
    elif search.wanted and shard == WHOLE:
        index(claimed, using.processes)
        progress("search index")
    swap(claimed)
    if search.later:
        search.later.start(claimed.site)
    heaps = [] if claimed.spare else heaps_in(claimed.new, HEAP)
    removing = Started(len(heaps), partial(_removed, heaps), using.processes)
    made.remember([*adopted, *written])
    removing.results()


def _removed(heaps: Sequence[Sequence[str]], number: int) -> bytes:
    """Removes some of what was published before: to remove all takes longer than to remember what is published now."""
    remove(heaps[number])
    return b""


def _files(view: View, icons: Path, cache: Cache) -> Iterator[tuple[str, str]]:
    """The files that do not depend on which pages are made here."""
    kinds: Mapping[str, str] = {kind: read_icon(icons, word.icon) for kind, word in view.chronology.vocabulary.words("kinds").items()}
    yield "assets/kinds.svg", sprite(kinds)
    yield "assets/search.json", search_json(view.chronology, view.names)
    yield "assets/facets.json", facets_json(view.chronology)
    for name, text in _schemas(view.chronology.vocabulary, cache):
        yield f"schema/{name}", text


def _schemas(vocabulary: Vocabulary, cache: Cache) -> Sequence[tuple[str, str]]:
    """The schemas' files; to make them takes a tenth of a second."""
    version = digest(code_version(), repr(vocabulary.lists))
    known: Sequence[tuple[str, str]] | None = cache.read(SCHEMAS, version)
    if known is None:
        known = [*schema_files(vocabulary)]
        cache.write(SCHEMAS, version, known)
    return known


def _share(engine: Engine, made: Made, shard: Shard, gone: Sequence[str], url: str) -> Share:
    jobs = [(id, paths, id in made.published.lines) for id, paths in made.pages.items()]
    return Share(shard.number, shard.count, made.inputs.hex(), url, engine.addresses, jobs, sorted(made.maps), gone)


__all__ = ["Engine", "Making", "Means", "Memory", "Prepared", "Search", "Settings", "Twin", "begin", "means", "prepare", "publish", "twin"]
