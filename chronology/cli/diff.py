"""`chronology diff`: what changed in the meaning of records."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from chronology.cli.options import content_option
from chronology.diff.as_json import as_json
from chronology.diff.compare import compare
from chronology.diff.markdown import as_markdown
from chronology.diff.report import Report
from chronology.diff.text import as_text
from chronology.problem import shown
from chronology.records.addresses import is_url
from chronology.records.revision import RevisionError, Snapshot, content_at, touched

FORMATS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command(short_help="Say in words what changed in records.")
@click.argument("base")
@click.argument("head", required=False, default="")
@content_option
@click.option("--format", "format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How changes are told.")
@click.option("--site", metavar="URL", default="", help="Where the site is published; adds each record's address.")
@click.option("--allow-mass-removal", is_flag=True, help="Pass where more than a fifth of the events or actors is gone.")
def diff(base: str, head: str, content: Path, format: str, site: str, allow_mass_removal: bool) -> None:
    """Say in words what changed in the meaning of records from the revision BASE to the revision HEAD, or to the work tree.

    What a branch itself changed is told from where it began: `chronology diff $(git merge-base main HEAD)`. Exit code 0,
    also where there are changes; 1 where records of HEAD could not be read or too many are gone; 2 where the command was used wrongly.
    """
    if site and not is_url(site):
        raise click.BadParameter(f"{shown(site)} is not an address", param_hint="--site")
    content = content.resolve()
    try:
        with content_at(content, base) as before, _head(content, head) as after:
            report = Report(
                compare(before.load(), after.load(before.lists)),
                base,
                head,
                touched(before.folder, after.folder),
                f"{site.rstrip('/')}/" if site else "",
                allow_mass_removal,
            )
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    click.echo(FORMATS[format](report))
    sys.exit(bool(report.stops or report.diff.after.problems))


@contextmanager
def _head(content: Path, revision: str) -> Iterator[Snapshot]:
    """What is compared with the base: a revision, or the work tree where none is named."""
    if not revision:
        yield Snapshot(content)
        return
    with content_at(content, revision) as snapshot:
        yield snapshot
