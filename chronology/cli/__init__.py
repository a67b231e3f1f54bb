"""The command line: one module a command; only they print."""

import click

from chronology.cli.build import build, merge
from chronology.cli.check import check
from chronology.cli.diff import diff
from chronology.cli.fmt import fmt
from chronology.cli.new import new
from chronology.cli.rules import rules
from chronology.cli.schema import schema


@click.group()
def main() -> None:
    """Check, write and publish a curated chronology."""


for command in (build, check, diff, fmt, merge, new, rules, schema):
    main.add_command(command)
