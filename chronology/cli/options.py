"""Options that several commands take."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from chronology.problem import printable

content_option = click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"), show_default=True, help="The folder of records."
)
paths_argument = click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")


def below(paths: Sequence[Path], content: Path) -> Callable[[str], bool]:
    """Whether a file, named as problems name it, stands at or below one of `paths`; every file where there are none.

    A path that is not below `content` is a wrong use of the command.
    """
    wanted = [_named(path, content) for path in paths]
    return lambda name: not wanted or any(name == path or name.startswith(f"{path}/") for path in wanted)


def _named(path: Path, content: Path) -> str:
    absolute = path.absolute()
    resolved = absolute.parent.resolve() / absolute.name if absolute.is_symlink() else absolute.resolve()
    if not resolved.is_relative_to(content.resolve()):
        raise click.BadParameter(f"{printable(path)} is not below {printable(content)}/", param_hint="PATH")
    return printable((Path(content.name) / resolved.relative_to(content.resolve())).as_posix())
