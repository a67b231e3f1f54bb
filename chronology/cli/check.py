"""`chronology check`: everything that is wrong with the records."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from chronology.cli.options import content_option
from chronology.problem import BuildError, Problem, printable
from chronology.records.load import Records, load
from chronology.report import FORMATS
from chronology.rules import check as check_records
from chronology.today import today


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@content_option
@click.option("--format", "format", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How problems are told.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(paths: Sequence[Path], content: Path, format: str, strict: bool) -> None:
    """Say everything that is wrong with the records, or with the files and folders at PATH only.

    References are resolved against the whole content either way. Exit code 0 where nothing is wrong, 1 where there are
    errors, 2 where the command was used wrongly.
    """
    try:
        records = load(content, today())
    except BuildError as error:
        raise click.UsageError(str(error)) from None
    problems = _below(paths, content, check_records(records))
    if format == "text" and not problems:
        click.echo(_clean(paths, records))
    else:
        click.echo(FORMATS[format](problems))
    sys.exit(any(strict or problem.severity == "error" for problem in problems))


def _below(paths: Sequence[Path], content: Path, problems: Sequence[Problem]) -> list[Problem]:
    """The problems of what stands at or below one of `paths`; of everything where there is none."""
    if not paths:
        return list(problems)
    root = content.resolve()
    wanted = []
    for path in paths:
        absolute = path.absolute()
        resolved = absolute.parent.resolve() / absolute.name if absolute.is_symlink() else absolute.resolve()
        if not resolved.is_relative_to(root):
            raise click.BadParameter(f"{printable(path)} is not below {printable(content)}/", param_hint="PATH")
        wanted.append(printable((Path(content.name) / resolved.relative_to(root)).as_posix()))
    return [problem for problem in problems if any(problem.place.path == path or problem.place.path.startswith(f"{path}/") for path in wanted)]


def _clean(paths: Sequence[Path], records: Records) -> str:
    if paths:
        return f"{', '.join(printable(path) for path in paths)}: no problems"
    return f"{len(records.events)} events, {len(records.actors)} actors, {len(records.countries)} countries: no problems"
