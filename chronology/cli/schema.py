"""`chronology schema`: the records' form, for editors."""

from pathlib import Path

import click

from chronology.cli.options import content_option
from chronology.records.load import load
from chronology.records.schema import schema_files
from chronology.write import write


@click.command()
@content_option
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=Path("schema"), show_default=True, help="Where the schemas go.")
def schema(content: Path, to: Path) -> None:
    """Write the JSON Schemas of the records, made from the models and the vocabulary."""
    count = len(write(schema_files(load(content).vocabulary), to))
    click.echo(f"{count} schemas written to {to}/")
