"""`chronology check`: everything that is wrong with the records."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from chronology.cli.options import below, content_option, paths_argument
from chronology.problem import BuildError, printable
from chronology.readings import kept_readings
from chronology.records.load import Records, load
from chronology.records.revision import RevisionError, published_at
from chronology.report import FORMATS
from chronology.rules import check as check_records
from chronology.today import today
from chronology.workers import processors

NAMED = 3
"""Paths that are named where nothing is wrong; of more, how many there are."""


@click.command()
@paths_argument
@content_option
@click.option("--format", "format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How problems are told.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--base", metavar="REV", help="Hold the ids to those that this git revision published.")
def check(paths: Sequence[Path], content: Path, format: str, strict: bool, base: str | None) -> None:
    """Say everything that is wrong with the records, or with the files and folders at PATH only.

    References are resolved against the whole content either way. Exit code 0 where nothing is wrong, 1 where there are
    errors, 2 where the command was used wrongly.
    """
    processes = processors()
    try:
        published = published_at(content, base) if base is not None else None
        records = load(content, today(), published, kept_readings(content, processes))
        found = check_records(records, processes)
    except (BuildError, RevisionError) as error:
        raise click.UsageError(str(error)) from None
    wanted = below(paths, content)
    problems = [problem for problem in found if wanted(problem.place.path)]
    if format == "text" and not problems:
        click.echo(_clean(paths, records))
    else:
        click.echo(FORMATS[format](problems))
    sys.exit(any(strict or problem.severity == "error" for problem in problems))


def _clean(paths: Sequence[Path], records: Records) -> str:
    if paths:
        others = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
        return f"{', '.join(printable(path) for path in paths[:NAMED])}{others}: no problems"
    return f"{len(records.events)} events, {len(records.actors)} actors, {len(records.countries)} countries: no problems"
