"""The search index, made by Pagefind from the written pages."""

import subprocess
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from chronology.problem import BuildError, shown

TIMEOUT = 1800
"""Seconds; a hundred times what ten thousand events take."""
_NOT_TEXT = (".headerlink", ".cite", ".visually-hidden", ".kicker")
"""What stands in a page but is no text of it: marks of footnotes, labels, words for screen readers."""


class SearchError(BuildError):
    """The index could not be made."""


def _command(site: Path) -> list[str]:
    return [get_executable(), "--site", str(site), "--quiet", "--force-language", "en", "--exclude-selectors", ", ".join(_NOT_TEXT)]


def index(site: Path, lock: int) -> None:
    """Makes the search index of the pages below `site` in `site/pagefind/`; raises SearchError.

    Pagefind inherits the descriptor `lock`, so that no other build begins where it outlives this program.
    """
    try:
        done = subprocess.run(
            _command(site), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=TIMEOUT, pass_fds=[lock]
        )
    except subprocess.TimeoutExpired:
        raise SearchError(f"the search index was not made within {TIMEOUT} seconds") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise SearchError(f"the search index could not be made: Pagefind says {shown(said, 300)}")


class Later:
    """Makes the index of a site that is served already; until it is done, the one before is searched."""

    def __init__(self) -> None:
        self._under_way: subprocess.Popen[bytes] | None = None

    def start(self, site: Path) -> None:
        self.stop()
        self._under_way = subprocess.Popen(_command(site), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        """Ends what is under way: the site that it reads is about to change."""
        if self._under_way:
            self._under_way.kill()
            self._under_way.wait()
            self._under_way = None
