"""Blocks of hand-written pages made ahead by another process, while this one reads the pages and makes the shell, or kept from the build before."""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

from chronology.cache import Cache, code_version
from chronology.digest import digest
from chronology.maps import Frame
from chronology.render.blocks import block
from chronology.render.jobs import faces, look
from chronology.render.view import View
from chronology.workers import Started

NAME = "blocks"
Name = tuple[str, str]
"""A block's name and the way from its page to the site's root."""
_Block = tuple[str, Mapping[str, Frame]]
"""A block's HTML, and the maps on it."""


class Ahead(Mapping[Name, str]):
    """The HTML of blocks; who asks for one waits until all are there."""

    def __init__(self, wanted: Sequence[Name], view: View, cache: Cache, processes: int) -> None:
        self._wanted, self._view, self._cache = list(dict.fromkeys(wanted)), view, cache
        self._version = digest(code_version(), look(view), faces(view))
        self._known: Mapping[Name, _Block] = cache.read(NAME, self._version) or {}
        self._missing = [name for name in self._wanted if name not in self._known]
        self._tasks = Started(len(self._missing), partial(_work, self._missing, view), processes)

    @cached_property
    def _made(self) -> Mapping[Name, str]:
        new = [pickle.loads(data) for data in self._tasks.results()]  # this program made them
        blocks: dict[Name, _Block] = {**self._known, **dict(zip(self._missing, new, strict=True))}
        if new:
            self._cache.write(NAME, self._version, {name: blocks[name] for name in self._wanted})
        for name in self._wanted:
            self._view.frames.update(blocks[name][1])
        return {name: blocks[name][0] for name in self._wanted}

    def end(self) -> None:
        """Gives up what is not done yet."""
        self._tasks.end()

    def __getitem__(self, key: Name) -> str:
        return self._made[key]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._wanted)

    def __len__(self) -> int:
        return len(self._wanted)


def _work(wanted: Sequence[Name], view: View, number: int) -> bytes:
    before = dict(view.frames)
    view.frames.clear()
    made: _Block = block(wanted[number][0], view, wanted[number][1]), dict(view.frames)
    view.frames.update(before)
    return pickle.dumps(made)
