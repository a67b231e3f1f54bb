"""The command line: one module a command; only they print."""

from importlib import import_module
from typing import Any

import click

MODULES = {name: name for name in ("build", "check", "diff", "fmt", "new", "rules", "schema")} | {"merge": "build"}
"""Where each command is."""


class _Commands(click.Group):
    """Loads a command when it is called: to load all of them takes as long as to check a thousand records."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> Any:
        return getattr(import_module(f"chronology.cli.{MODULES[cmd_name]}"), cmd_name) if cmd_name in MODULES else None


@click.group(cls=_Commands, commands=dict.fromkeys(MODULES))
def main() -> None:
    """Check, write and publish a curated chronology."""
