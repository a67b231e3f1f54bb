"""The search index, made by Pagefind from the written pages."""

import subprocess
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

_NOT_TEXT = (".headerlink", ".cite", ".visually-hidden", ".kicker")
"""What stands in a page but is no text of it: marks of footnotes, labels, words for screen readers."""


class SearchError(Exception):
    """The index could not be made."""


def index(site: Path) -> None:
    """Makes the search index of the pages below `site` in `site/pagefind/`; raises SearchError."""
    command = [get_executable(), "--site", str(site), "--quiet", "--force-language", "en", "--exclude-selectors", ", ".join(_NOT_TEXT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    if done.returncode:
        raise SearchError(f"the search index could not be made: {(done.stderr or done.stdout).strip()}")
