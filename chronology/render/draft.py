"""What a record's page is to hold, before its template is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from chronology.render import structured
from chronology.render.compiled import Templates
from chronology.render.headings import headings
from chronology.render.page import Page, Settings

Trail = list[tuple[str, str]]
"""The way from home to a page: (name, address from the site's root)."""


GUIDE = "content/README.md"
"""What to edit where a page has no file of its own: the guide says how to add one."""


@dataclass(frozen=True)
class Draft:
    """A page to be."""

    template: str
    record: str
    """What kind of record it shows: `event`, `actor`, `country`, `list`, `part`, `moved`."""
    trail: Trail
    """Ends with the page itself."""
    description: str
    edit: str
    """Path of the record in the repository."""
    values: Mapping[str, Any]
    """What the template takes."""
    data: dict[str, Any] = field(default_factory=dict)
    """The record as schema.org sees it; nothing for pages that machines shall pass over."""
    graph_type: str = "article"
    """Of Open Graph."""
    head: Markup = field(default_factory=Markup)
    """What else stands in `<head>`."""
    title: str = ""
    """Where it is not the last name of the trail."""


def finish(draft: Draft, templates: Templates, settings: Settings) -> Page:
    """The page of a draft."""
    name, address = draft.trail[-1]
    title = draft.title or name
    html = templates.render(draft.template, {"trail": draft.trail, "kind_of_record": draft.record, **draft.values})
    head = draft.head
    if draft.data:
        graph = structured.open_graph(title, address, settings, draft.graph_type)
        head += graph + "\n" + structured.script({"@graph": [draft.data, structured.breadcrumb(draft.trail, settings)]})
    return Page(address, title, draft.description, Markup(html), head, headings(html), draft.edit)


def short(text: str, length: int = 155) -> str:
    """The beginning of a text, whole words, for a description."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
