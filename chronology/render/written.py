"""What strangers write into the hand-written pages: the engine's HTML of it, so that it cannot run.

The engine lets raw HTML and any attribute through, puts front matter into pages as it stands, and publishes whatever else lies beside the pages.
"""

from pathlib import PurePosixPath
from typing import Any

import nh3
from markupsafe import escape

from chronology.problem import BuildError, shown
from chronology.records.types import is_id

_LOADING = {"img", "area", "map"}
_EVERYWHERE = {"id", "class", "title", "role", "lang", "dir", "aria-label", "aria-labelledby"}


class StrayFileError(BuildError):
    """Beside the pages lies what is no page."""


def _kept(element: str, attribute: str, value: str) -> str | None:
    """The theme finds its own parts by ids that begin with two underscores."""
    return None if attribute == "id" and value.startswith("__") else value


_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS - _LOADING,
    attributes={"*": _EVERYWHERE, "a": {"href"}, "ol": {"start"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "time": {"datetime"}},
    attribute_filter=_kept,
    url_schemes={"http", "https"},
    strip_comments=False,
    link_rel=None,
)


def cleaned(html: str) -> str:
    """`html` with an allow-list's elements and attributes only; comments stay, since they name the places of blocks."""
    return _CLEANER.clean(html)


def escaped(value: Any) -> Any:
    """Front matter with all its text escaped, since the theme escapes none; nor can a title in the navigation pass for a mark of the shell."""
    if isinstance(value, dict):
        return {str(escape(key)): escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [escaped(item) for item in value]
    return escape(value).replace("@@", "&#64;&#64;") if isinstance(value, str) else value


def check_file(path: str, is_link: bool) -> None:
    """Raises StrayFileError for a file beside the pages that is no page; `path` begins at the pages' folder."""
    name = PurePosixPath(path)
    if is_link:
        raise StrayFileError(f"{shown(path)} is a link; put the page itself there")
    if name.suffix != ".md" or not all(map(is_id, name.with_suffix("").parts)):
        raise StrayFileError(f"{shown(path)} is no page: only Markdown files belong here, named in lower-case words joined by hyphens")
