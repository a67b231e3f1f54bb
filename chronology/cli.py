"""The command line: the only module of the package that prints."""

import sys
from pathlib import Path

import click

from chronology.records.load import load
from chronology.records.schema import schema_files
from chronology.report import as_text
from chronology.rules import check as check_records
from chronology.write import write


@click.group()
def main() -> None:
    """Check and publish a curated chronology."""


@main.command()
@click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"), show_default=True, help="The folder of records."
)
def check(content: Path) -> None:
    """Say everything that is wrong with the records. Exit code 1 where there are errors."""
    records = load(content)
    problems = check_records(records)
    if problems:
        click.echo(as_text(problems))
    else:
        click.echo(f"{len(records.events)} events, {len(records.actors)} actors, {len(records.countries)} countries: no problems")
    sys.exit(any(problem.severity == "error" for problem in problems))


@main.command()
@click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"), show_default=True, help="The folder of records."
)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=Path("schema"), show_default=True, help="Where the schemas go.")
def schema(content: Path, to: Path) -> None:
    """Write the JSON Schemas of the records, made from the models and the vocabulary."""
    count = write(schema_files(load(content).vocabulary), to)
    click.echo(f"{count} schemas written to {to}/")
