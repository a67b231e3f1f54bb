"""`chronology fmt`: one order of keys and one layout for records."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from chronology.authoring.formatting import formatted
from chronology.cli.options import below, content_option, paths_argument
from chronology.files import replace
from chronology.problem import Place, Problem, printable
from chronology.records.load import texts
from chronology.records.places import problem
from chronology.report import as_text


@click.command(short_help="Put records in one order and layout.")
@paths_argument
@content_option
@click.option("--check", is_flag=True, help="Change nothing; say which files would change.")
def fmt(paths: Sequence[Path], content: Path, check: bool) -> None:
    """Put the keys of every record in order, or of those at PATH only; values and comments stay as they are.

    Exit code 0 where all is in order, 1 where a file is not (with --check) or cannot be read, 2 where the command was used wrongly.
    """
    problems = []
    for path, name, found in _files(paths, content):
        if isinstance(found, Problem):
            problems.append(found)
        elif check:
            problems.append(Problem(Place(name), "is not formatted", "format", "run `chronology fmt`"))
        else:
            replace(path, found)
            click.echo(f"{name}: formatted")
    if problems:
        click.echo(as_text(problems))
    sys.exit(bool(problems))


def _files(paths: Sequence[Path], content: Path) -> Iterator[tuple[Path, str, str | Problem]]:
    """(path, name, new text) of every record that is not in the one form; a problem where it cannot be brought there."""
    wanted = below(paths, content)
    for path, model, text in texts(content):
        parts = path.relative_to(content).parts
        name = printable("/".join([content.name, *parts]))
        if not wanted(name):
            continue
        if isinstance(text, Problem):
            yield path, name, text
            continue
        made = formatted(text, model, len(parts))
        if fault := made.fault:
            yield path, name, problem(text, Place(name, fault.line, fault.column), fault.fact, fault.rule, fault.hint, width=fault.width)
        elif made.text != text:
            yield path, name, made.text
