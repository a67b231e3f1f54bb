"""The pages of records: made by several processes, or taken from the published site where they would be the same."""

import os
import pickle
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from chronology.cache import Cache, code_version
from chronology.claims import Claim
from chronology.digest import digest
from chronology.exports.events_json import event_line
from chronology.maps import Frame, frame_svg
from chronology.render.jobs import Job, jobs, look
from chronology.render.pages import pages_of
from chronology.render.shell import Shell
from chronology.render.view import View
from chronology.shard import WHOLE, Shard
from chronology.workers import MOST, Started, spread
from chronology.write import Signature, discard, standing, take, unlink, write

NAME = "pages"
SITES = "sites"
PAGE = "index.html"
TOGETHER = 32
"""Events whose pages a process makes at once; fewer where there are few, more where there are very many."""
LISTING = 3
"""One process of so many does all lists, as they take a fifth of the time; of twice as many two share them."""


@dataclass(frozen=True)
class _Result:
    """What a job has made."""

    shows: bytes
    files: Mapping[str, Signature]
    """The pages by their paths from the site's root."""
    maps: frozenset[str]
    """Paths of the maps on them."""
    line: str = ""
    """What the export of events says, where it is an event's."""


@dataclass(frozen=True)
class _Published:
    """What the last build has made."""

    results: Mapping[str, _Result] = field(default_factory=dict)
    """By job."""
    maps: Mapping[str, Signature] = field(default_factory=dict)
    """The files of maps by their paths."""

    @property
    def files(self) -> Mapping[str, Signature]:
        """All of them."""
        return {name: signature for files in (self.maps, *(result.files for result in self.results.values())) for name, signature in files.items()}


@dataclass(frozen=True)
class _Sites:
    """What stands in a program's two sites; no signature of what no record has made."""

    site: Mapping[str, Signature | None]
    spare: Mapping[str, Signature | None] | None
    """None where it must be looked through."""


@dataclass(frozen=True)
class Made:
    """The pages that are there now."""

    pages: Mapping[str, Sequence[str]]
    """Paths of the pages by job, in the order of the jobs."""
    lines: Mapping[str, str]
    """What the export of events says of each, by job."""
    maps: Mapping[str, Signature]
    """The files of maps that are there."""
    kept: int
    """Pages that were taken from the published site."""
    published: _Published
    sites: _Sites | None
    """Before this one was made; None where nobody knew."""
    grown: bool
    """Whether it has grown from a spare."""
    claimed: Claim
    inputs: bytes
    """A digest of all that the whole site is made of, whatever share of it this is."""
    version: bytes
    cache: Cache

    @property
    def addresses(self) -> Sequence[str]:
        return [path.removesuffix(PAGE) for paths in self.pages.values() for path in paths]

    def remember(self, others: Iterable[str]) -> None:
        """To be called when the site is published: what is remembered is what stands there, with `others`, which no record has made."""
        if not self.claimed.spare:
            self.cache.write(NAME, self.version, self.published)
            return
        self.cache.remember(NAME, self.version, self.published)  # its site ends with the program
        site = {**self.published.files, **dict.fromkeys(others)}
        before = self.sites.site if self.sites else None
        spare = before if self.grown and self.claimed.new.is_dir() else _twin(self.claimed, self.published)
        self.cache.remember(SITES, os.fsencode(self.claimed.site), _Sites(site, spare))


class Making:
    """The pages of all records, or those of a shard, and the maps on them, for `claimed.new`.

    Other processes begin to make them at once, while this one makes the engine's.
    """

    def __init__(self, view: View, shell: Shell, claimed: Claim, cache: Cache, processes: int, shard: Shard = WHOLE) -> None:
        self._view, self._claimed, self._cache, self._processes = view, claimed, cache, processes
        own = digest(code_version(), look(view), repr(shell))
        self._version = digest(own, str(claimed.site), str(claimed.new.stat().st_mode))  # the mode tells the builder's mask
        self._before: _Published = cache.read(NAME, self._version) or _Published()
        self._sites: _Sites | None = cache.read(SITES, os.fsencode(claimed.site))
        cache.remember(SITES, b"", None)  # nobody knows any more, until this site is published
        self._there = standing(claimed.new, self._before.files, self._sites.spare if self._sites else None)
        if self._before.maps and not take(self._before.maps, claimed.site, claimed.new, self._there):
            self._before = _Published()
        everything = jobs(view)
        self._inputs = digest(own, *(job.shows for job in everything))
        self._wanted = shard.of_all(everything)
        groups = _groups(self._wanted, processes)
        self._tasks = Started(len(groups), partial(_work, groups, view, shell, claimed, self._before, self._there), processes)

    def end(self) -> None:
        """Gives up what is not done yet."""
        self._tasks.end()

    def made(self) -> Made:
        """All pages, when they are there."""
        view, before = self._view, self._before
        results: dict[str, _Result] = {}
        frames: dict[str, Frame] = {}
        kept = 0
        for data in self._tasks.results():
            for id, result in (found := pickle.loads(data)).results.items():  # a fork of this program made it
                results[id] = result or before.results[id]
                kept += 0 if result else len(results[id].files)
            frames |= found.frames
        frames |= view.frames  # those of hand-written pages
        shown = {path for result in results.values() for path in result.maps}.union(map(map_path, view.frames))
        pages = {path for result in results.values() for path in result.files}
        unlink({*before.maps, *self._there} - pages - shown, self._claimed.new)
        old = {path: signature for path, signature in before.maps.items() if path in shown}
        new = [frame for id, frame in frames.items() if map_path(id) not in old]
        maps = {**old, **_draw(view, new, self._claimed.new, self._processes)}
        return Made(
            pages={job.id: list(results[job.id].files) for job in self._wanted},
            lines={job.id: results[job.id].line for job in self._wanted if job.event},
            maps=maps,
            kept=kept,
            published=_Published(results, maps),
            sites=self._sites,
            grown=bool(self._there),
            claimed=self._claimed,
            inputs=self._inputs,
            version=self._version,
            cache=self._cache,
        )


def _twin(claimed: Claim, published: _Published) -> Mapping[str, Signature | None]:
    """Makes the spare what was published this moment, so that the next site has little to take; what stands in it then."""
    discard(claimed.new)
    claimed.new.mkdir()
    return published.files if take(published.files, claimed.site, claimed.new) else {}


def _groups(wanted: Sequence[Job], processes: int) -> Sequence[Sequence[Job]]:
    """What is done at once. Pages that list events stay together: an event looks the same on all of them, and is put down once in a process."""
    lists, events = [job for job in wanted if not job.event], [job for job in wanted if job.event]
    size = max(1, min(TOGETHER, len(events) // (processes * 4)), -(-2 * len(events) // MOST))
    together = max(1, -(-len(lists) // max(1, processes // LISTING)))
    chunks = ((lists, together), (events, size))
    return [jobs[start : start + size] for jobs, size in chunks for start in range(0, len(jobs), size)]


@dataclass(frozen=True)
class _Share:
    """What one task has done."""

    results: Mapping[str, _Result | None]
    """By job; None where the published pages stay."""
    frames: Mapping[str, Frame]
    """The maps on the pages that were made."""


def _work(groups: Sequence[Sequence[Job]], view: View, shell: Shell, claimed: Claim, before: _Published, there: Container[str], number: int) -> bytes:
    results: dict[str, _Result | None] = {}
    used: dict[str, Frame] = {}
    of_blocks = dict(view.frames)
    old, new = claimed.site, claimed.new
    for job in groups[number]:
        known = before.results.get(job.id)
        if known and known.shows == job.shows and take(known.files, old, new, there):
            results[job.id] = None
            continue
        view.frames.clear()
        files = write(_pages(job, view, shell), new)
        line = event_line(job.event, view.chronology, view.settings) if job.event else ""
        results[job.id] = _Result(job.shows, files, frozenset(map(map_path, view.frames)), line)
        used |= view.frames
    view.frames.clear()
    view.frames.update(of_blocks)
    return pickle.dumps(_Share(results, used), 5)


def _pages(job: Job, view: View, shell: Shell) -> Iterator[tuple[str, str]]:
    for page in pages_of(job, view):
        yield f"{page.address}{PAGE}", shell.fill(page, view.settings)


def _draw(view: View, drawn: Sequence[Frame], folder: Path, processes: int) -> Mapping[str, Signature]:
    """Writes the files of maps."""
    groups = [drawn[start::processes] for start in range(min(processes, len(drawn)))]

    def work(number: int) -> bytes:
        return pickle.dumps(write([(map_path(frame.id), frame_svg(view.world, frame)) for frame in groups[number]], folder))

    return {name: signature for data in spread(len(groups), work, processes) for name, signature in pickle.loads(data).items()}


def map_path(id: str) -> str:
    return f"assets/maps/{id}.svg"
