"""Blocks of hand-written pages made ahead by another process, while this one reads the pages and makes the shell."""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

from chronology.maps import Frame
from chronology.render.blocks import block
from chronology.render.view import View
from chronology.workers import Started


class Ahead(Mapping[tuple[str, str], str]):
    """The HTML of blocks by name and the way from their page to the site's root; who asks for one waits until all are there."""

    def __init__(self, wanted: Sequence[tuple[str, str]], view: View, processes: int) -> None:
        self._wanted, self._view = list(dict.fromkeys(wanted)), view
        self._tasks = Started(len(self._wanted), partial(_work, self._wanted, view), processes)

    @cached_property
    def _made(self) -> Mapping[tuple[str, str], str]:
        results: list[tuple[str, dict[str, Frame]]] = [pickle.loads(data) for data in self._tasks.results()]  # this program made them
        for _, frames in results:
            self._view.frames.update(frames)
        return dict(zip(self._wanted, (text for text, _ in results), strict=True))

    def end(self) -> None:
        """Gives up what is not done yet."""
        self._tasks.end()

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self._made[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._wanted)

    def __len__(self) -> int:
        return len(self._wanted)


def _work(wanted: Sequence[tuple[str, str]], view: View, number: int) -> bytes:
    """The block, and the maps on it."""
    before = dict(view.frames)
    view.frames.clear()
    made = block(wanted[number][0], view, wanted[number][1]), dict(view.frames)
    view.frames.update(before)
    return pickle.dumps(made)
