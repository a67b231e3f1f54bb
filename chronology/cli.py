"""The command line: the only module of the package that prints."""

import sys
from pathlib import Path

import click

from chronology.records.load import load
from chronology.report import as_text
from chronology.rules import check as check_records


@click.group()
def main() -> None:
    """Check and publish a curated chronology."""


@main.command()
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"), show_default=True, help="The folder of records.")
def check(content: Path) -> None:
    """Say everything that is wrong with the records. Exit code 1 where there are errors."""
    records = load(content)
    problems = check_records(records)
    if problems:
        click.echo(as_text(problems))
    else:
        click.echo(f"{len(records.events)} events, {len(records.actors)} actors, {len(records.countries)} countries: no problems")
    sys.exit(any(problem.severity == "error" for problem in problems))
