"""The command line: one module a command; only they print."""

import click

from chronology.cli.check import check
from chronology.cli.rules import rules
from chronology.cli.schema import schema


@click.group()
def main() -> None:
    """Check, write and publish a curated chronology."""


for command in (check, rules, schema):
    main.add_command(command)
