"""The search index, made by Pagefind from the written pages."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from chronology.claims import Claim
from chronology.problem import BuildError, shown
from chronology.records.reader import read_whole
from chronology.workers import spread
from chronology.write import discard, prove_whole, write

FOLDER = "pagefind"
"""Where in a site the index stands."""
TIMEOUT = 1800
"""Seconds; a hundred times what ten thousand events take."""
NICE = 10
"""How far an index that is made later stands back behind what a reader waits for, of 19."""
_NOT_TEXT = (".headerlink", ".cite", ".visually-hidden", ".kicker")
"""What stands in a page but is no text of it: marks of footnotes, labels, words for screen readers."""
_WANTED = "data-pagefind-body"
"""What the index takes of a page; it takes nothing of a page without, as there are others with it."""
_OPENED, _CLOSED = "<article", "</article>"
"""In what of a page it stands: the theme's frame of the content."""
_HEAP = 512
"""Pages that a process reads at once."""


class SearchError(BuildError):
    """The index could not be made."""


def _command(pages: Path, index: Path) -> list[str]:
    own = ["--site", str(pages), "--output-path", str(index)]
    return [get_executable(), *own, "--quiet", "--force-language", "en", "--exclude-selectors", ", ".join(_NOT_TEXT)]


def index(claimed: Claim, processes: int) -> None:
    """Makes the search index of the pages in `claimed.new`, in `pagefind/` there; raises BuildError or OSError.

    Pagefind is shown only the part of each page that it takes, as to read the frame around it takes as long again. It inherits the lock, so that no other
    build begins where it outlives this program.
    """
    claimed.articles.mkdir()
    names = [*_pages(claimed.new)]
    heaps = [names[start : start + _HEAP] for start in range(0, len(names), _HEAP)]
    if not any(spread(len(heaps), partial(_extract, heaps, claimed.new, claimed.articles), processes)):
        raise SearchError(f"the search index could not be made: no page of the site has `{_WANTED}`")
    try:
        done = subprocess.run(
            _command(claimed.articles, claimed.new / FOLDER),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=TIMEOUT,
            pass_fds=[claimed.lock],
        )
    except subprocess.TimeoutExpired:
        raise SearchError(f"the search index was not made within {TIMEOUT} seconds") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise SearchError(f"the search index could not be made: Pagefind says {shown(said, 300)}")
    prove_whole(claimed.new / FOLDER)  # as long as the articles take their room: without them a disk that was full is so no more
    discard(claimed.articles)


def _pages(site: Path) -> Iterator[str]:
    """The paths of all pages below a folder, from there."""
    top = str(site)
    for folder, _, names in os.walk(top):
        for name in names:
            if name.endswith(".html"):
                yield f"{folder[len(top) + 1 :]}/{name}".lstrip("/")


def _extract(heaps: Sequence[Sequence[str]], site: Path, folder: Path, number: int) -> bytes:
    """Writes what the index takes of some pages below another folder, each as a page of its own; returns nothing where it takes nothing."""
    articles = ((name, _article(_text(site, name))) for name in heaps[number])
    return b"+" if write(((name, f"<!doctype html><html><body>{article}</body></html>") for name, article in articles if _WANTED in article), folder) else b""


def _text(site: Path, name: str) -> str:
    data = read_whole(site / name)
    if data is None:
        raise SearchError(f"the search index could not be made: {shown(name)} cannot be read")
    return data.decode("utf-8", "replace")


def _article(page: str) -> str:
    start = page.find(_OPENED)
    return page[start : page.rfind(_CLOSED) + len(_CLOSED)] if start >= 0 else ""


class Later:
    """Makes the index of a site that is served already; until it is done, the one before is searched."""

    def __init__(self) -> None:
        self._under_way: subprocess.Popen[bytes] | None = None

    def start(self, site: Path) -> None:
        self.stop()
        command = _command(site, site / FOLDER)
        self._under_way = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._under_way.pid, NICE)

    def stop(self) -> None:
        """Ends what is under way: the site that it reads is about to change."""
        if self._under_way:
            self._under_way.kill()
            self._under_way.wait()
            self._under_way = None
