"""The pages of records: made by several processes, or taken from the published site where they would be the same."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chronology.cache import code_version
from chronology.claims import MARK
from chronology.digest import digest
from chronology.exports.events_json import Span, event_line, frame, laid_out
from chronology.maps import Frame, frame_svg
from chronology.published import Published, Result, Twin
from chronology.render.jobs import Job, jobs, look
from chronology.render.pages import pages_of
from chronology.render.shell import Shell
from chronology.render.view import View
from chronology.shard import WHOLE, Shard
from chronology.workers import MOST, Started, spread
from chronology.write import Signature, splice, unlink, write

PAGE = "index.html"
TOGETHER = 32
"""Events whose pages a process makes at once; fewer where there are few, more where there are very many."""
LISTING = 3
"""One process of so many does all lists, as they take a fifth of the time; of twice as many two share them."""


@dataclass(frozen=True)
class Made:
    """The pages that are there now."""

    pages: Mapping[str, Sequence[str]]
    """Paths of the pages by job, in the order of the jobs."""
    maps: Mapping[str, Signature]
    """The files of maps that are there."""
    kept: int
    """Pages that were taken from the published site."""
    published: Published
    twin: Twin
    inputs: bytes
    """A digest of all that the whole site is made of, whatever share of it this is."""

    @property
    def addresses(self) -> Sequence[str]:
        return [path.removesuffix(PAGE) for paths in self.pages.values() for path in paths]

    def remember(self, others: Iterable[str]) -> None:
        """To be called when the site is published, with the paths of what no record has made."""
        self.twin.remember(self.published, others)


class Making:
    """The pages of all records, or those of a shard, and the maps on them, for the next site.

    Other processes begin to make them at once, while this one makes the engine's.
    """

    def __init__(self, view: View, shell: Shell, twin: Twin, processes: int, shard: Shard = WHOLE) -> None:
        self._view, self._twin, self._processes = view, twin, processes
        self._own = digest(code_version(), look(view), repr(shell))
        everything = jobs(view)
        self._inputs = digest(self._own, b"".join(job.shows for job in everything))
        self._wanted = shard.of_all(everything)
        before, there = twin.published, twin.there
        self._before = before if before.own == self._own and before.maps.keys() <= there else Published()
        known = ((job, self._before.results.get(job.id)) for job in self._wanted)
        self._kept = {job.id: result for job, result in known if result and result.shows == job.shows and result.files.keys() <= there}
        groups = _groups([job for job in self._wanted if job.id not in self._kept], processes)
        self._tasks = Started(len(groups), partial(_work, groups, view, shell, twin.claimed.new), processes)

    def end(self) -> None:
        """Gives up what is not done yet."""
        self._tasks.end()

    def made(self) -> Made:
        """All pages, when they are there."""
        view, new = self._view, self._twin.claimed.new
        results = dict(self._kept)
        lines: dict[str, str | Span] = {**self._before.lines}
        frames: dict[str, Frame] = {}
        for data in self._tasks.results():
            found: _Share = pickle.loads(data)  # a fork of this program made it
            results |= found.results
            lines |= found.lines
            frames |= found.frames
        frames |= view.frames  # those of hand-written pages
        shown = {path for result in results.values() for path in result.maps}.union(map(map_path, view.frames))
        pages = {path for result in results.values() for path in result.files}
        unlink(self._twin.there - pages - shown, new)
        old = {path: signature for path, signature in self._before.maps.items() if path in shown}
        others = [frame for id, frame in frames.items() if map_path(id) not in old]
        maps = {**old, **_draw(view, others, new, self._processes)}
        pieces, spans = laid_out(frame(view.chronology, view.settings), {job.id: lines[job.id] for job in self._wanted if job.event})
        export = splice(MARK, pieces, self._twin.claimed.site / MARK, new)
        return Made(
            pages={job.id: list(results[job.id].files) for job in self._wanted},
            maps=maps,
            kept=sum(len(result.files) for result in self._kept.values()),
            published=Published(self._own, results, maps, export, spans),
            twin=self._twin,
            inputs=self._inputs,
        )


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

    results: Mapping[str, Result]
    """By job."""
    lines: Mapping[str, str]
    """What the export of events says of each, by job."""
    frames: Mapping[str, Frame]
    """The maps on the pages that were made."""


def _work(groups: Sequence[Sequence[Job]], view: View, shell: Shell, new: Path, number: int) -> bytes:
    results: dict[str, Result] = {}
    lines: dict[str, str] = {}
    used: dict[str, Frame] = {}
    of_blocks = dict(view.frames)
    for job in groups[number]:
        view.frames.clear()
        files = write(_pages(job, view, shell), new)
        results[job.id] = Result(job.shows, files, frozenset(map(map_path, view.frames)))
        if job.event:
            lines[job.id] = event_line(job.event, view.chronology, view.settings)
        used |= view.frames
    view.frames.clear()
    view.frames.update(of_blocks)
    return pickle.dumps(_Share(results, lines, used), 5)


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
