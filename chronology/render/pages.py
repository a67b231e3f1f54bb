"""A page for every record, in a fixed order."""

from collections.abc import Iterator

from chronology.render.draft import Draft, finish
from chronology.render.environment import environment
from chronology.render.listings import kind_pages, storyline_pages, year_pages
from chronology.render.page import Page
from chronology.render.records import actor_page, country_page, event_page, moved_page
from chronology.render.view import View

ROOT = "../../"
"""All records' pages stand two folders deep."""


def pages(view: View) -> Iterator[Page]:
    """Every record's page."""
    env = environment(view, ROOT)
    for draft in _drafts(view):
        yield finish(draft, env, view.settings)


def _drafts(view: View) -> Iterator[Draft]:
    chronology = view.chronology
    for event in chronology.events:
        yield event_page(event, view)
    for actor in chronology.actors.values():
        yield actor_page(actor, view)
    for country in chronology.countries.values():
        yield country_page(country, view)
    yield from year_pages(view)
    yield from kind_pages(view)
    yield from storyline_pages(view)
    for moved in chronology.moved:
        yield moved_page(moved, view, ROOT)
