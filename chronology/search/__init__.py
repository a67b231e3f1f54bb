"""The search index, made by Pagefind from the written pages."""

import subprocess
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from chronology.problem import BuildError

TIMEOUT = 1800
"""Seconds; a hundred times what ten thousand events take."""
_NOT_TEXT = (".headerlink", ".cite", ".visually-hidden", ".kicker")
"""What stands in a page but is no text of it: marks of footnotes, labels, words for screen readers."""


class SearchError(BuildError):
    """The index could not be made."""


def index(site: Path) -> None:
    """Makes the search index of the pages below `site` in `site/pagefind/`; raises SearchError."""
    command = [get_executable(), "--site", str(site), "--quiet", "--force-language", "en", "--exclude-selectors", ", ".join(_NOT_TEXT)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise SearchError(f"the search index was not made within {TIMEOUT} seconds") from None
    if done.returncode:
        raise SearchError(f"the search index could not be made: {(done.stderr or done.stdout).strip()}")
