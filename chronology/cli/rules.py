"""`chronology rules`: what is checked."""

import click

from chronology.problem import printable
from chronology.rules import CATALOGUE


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
def rules(names: tuple[str, ...]) -> None:
    """List every rule, or explain those that are named, each with an example of what breaks it and of what does not."""
    unknown = [name for name in names if name not in CATALOGUE]
    if unknown:
        raise click.BadParameter(f"no rule has the name {', '.join(map(printable, unknown))}", param_hint="NAME")
    if not names:
        width = max(map(len, CATALOGUE))
        for rule in CATALOGUE.values():
            click.echo(f"{rule.name:<{width}}  {rule.severity:<7}  {rule.summary}")
        return
    for name in names:
        rule = CATALOGUE[name]
        click.echo(f"{rule.name} ({rule.severity})\n{rule.summary}\n\nbad:\n{_indented(rule.bad)}\n\ngood:\n{_indented(rule.good)}\n")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
