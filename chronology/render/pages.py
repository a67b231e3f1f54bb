"""A page for every record, in a fixed order."""

from collections.abc import Iterator

from chronology.render.draft import finish
from chronology.render.environment import templates
from chronology.render.jobs import ROOT, Job, jobs
from chronology.render.page import Page
from chronology.render.view import View


def pages(view: View) -> Iterator[Page]:
    """Every record's page."""
    for job in jobs(view):
        yield from pages_of(job, view)


def pages_of(job: Job, view: View) -> Iterator[Page]:
    """The pages that one job makes."""
    found = templates(view, ROOT)
    for draft in job.drafts():
        yield finish(draft, found, view.settings)
