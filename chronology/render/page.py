"""What is rendered: a page's parts, before it stands in a shell."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Page:
    """A record's page. All text is plain but `head` and `body`, which are HTML."""

    address: str
    """From the site's root, with a slash at its end: `events/x/`."""
    title: str
    description: str
    body: Markup
    head: Markup
    """What stands in `<head>` besides the theme's: Open Graph, JSON-LD."""
    headings: Sequence[Heading]
    edit: str
    """Path of the record in the repository."""


@dataclass(frozen=True)
class Block:
    """Generated HTML for a place in a hand-written page."""

    html: Markup
    headings: Sequence[Heading] = ()


@dataclass(frozen=True)
class Settings:
    """What the site's configuration says."""

    name: str
    url: str
    """Absolute, with a slash at its end."""
    edit_url: str
    """Absolute address to which a file's path is added to edit it."""
    today: str
    """The day of the build, ISO 8601."""
    language: str = "en"
