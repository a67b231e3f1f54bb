"""`chronology build` and `chronology merge`: the site, or a share of it; the site of all shares."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from chronology.claims import claim, release, why
from chronology.cli.options import content_option
from chronology.merge import merge as merge_shares
from chronology.problem import BuildError
from chronology.shard import shard_of

ENGINE = "mkdocs"
"""The program that makes the hand-written pages, and calls the rest: `python -m mkdocs build`."""
site_option = click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=Path("site"), show_default=True, help="The folder to build into."
)


@click.command()
@site_option
@click.option("--shard", default="", metavar="I/N", help="Make the I-th of N shares of the pages only; `chronology merge` joins them.")
@click.option("--processes", type=click.IntRange(min=0), default=0, help="How many processes make pages; 0 stands for as many as there are processors.")
def build(site: Path, shard: str, processes: int) -> None:
    """Build the site of the project in this folder, or a share of it, as `mkdocs build --strict` does."""
    try:
        shard_of(shard)
    except BuildError as error:
        raise click.BadParameter(str(error), param_hint="--shard") from None
    settings = {"SHARD": shard, **({"PROCESSES": str(processes)} if processes else {})}
    done = subprocess.run([sys.executable, "-m", ENGINE, "build", "--strict", "--site-dir", str(site)], env={**os.environ, **settings}, check=False)
    sys.exit(done.returncode)


@click.command()
@click.argument("shares", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="SHARE...")
@site_option
@content_option
@click.option("--search/--no-search", default=True, show_default=True, help="Whether the search index is made.")
def merge(shares: Sequence[Path], site: Path, content: Path, search: bool) -> None:
    """Join the shares of a site that `chronology build --shard` has made, and make what needs them all: exports, sitemap, search index."""
    try:
        claimed = claim(site, content)
        try:
            merge_shares(shares, claimed, click.echo, search)
        finally:
            release(claimed)
    except (BuildError, OSError) as error:
        raise click.ClickException(why(error) if isinstance(error, OSError) else str(error)) from None
