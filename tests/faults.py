"""What tests of faults share: builds that are hurt on their way, and how to tell a whole site."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.building import bare_environment, copy_project

ADDRESS = "https://chronology.example/"
DIE = "import os\ndef die(): os.killpg(0, 9)\n"
"""Ends the child and what it has started, as a power switch does; for `start`, whose children lead a group of their own."""


def tree(folder: Path) -> dict[str, bytes]:
    """Every file by its path, without the search index, which its maker does not make reproducible."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {name: path.read_bytes() for path in paths if not (name := path.relative_to(folder).as_posix()).startswith("pagefind/")}


def assert_the_index_is_whole(site: Path) -> None:
    """As far as its own first file tells: the languages, their files, one fragment a page, each to be unpacked to its end."""
    index = site / "pagefind"
    for language in json.loads((index / "pagefind-entry.json").read_text("utf-8"))["languages"].values():
        assert len(list((index / "fragment").iterdir())) == language["page_count"]
        assert (index / f"wasm.{language['wasm']}.pagefind").is_file()
        assert (index / f"pagefind.{language['hash']}.pf_meta").is_file()
    packed = [path for path in index.rglob("*.pf_*") if path.is_file()]
    assert any(path.suffix == ".pf_index" for path in packed)
    assert all(gzip.decompress(path.read_bytes()) for path in packed)
    assert (index / "pagefind.js").stat().st_size > 10_000


def litter(site: Path) -> list[str]:
    """What stands beside a site and is not it."""
    return sorted(path.name for path in site.parent.iterdir() if path.name.startswith(f".{site.name}"))


def two_projects(folder: Path) -> tuple[Path, Path]:
    """Two projects whose sites differ in a page and in an event."""
    one, two = copy_project(folder / "one"), copy_project(folder / "two")
    (two / "content" / "pages" / "about.md").write_text("# About\n\nAnother text.\n")
    event = two / "content" / "events" / "2019" / "harbour-conference.yml"
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Another ", 1), "utf-8")
    return one, two


def command(project: Path, site: Path | str, before: str = "", run: str = "build") -> list[str]:
    """MkDocs as a Python program that runs the lines `before` first."""
    rest = ["--strict", "--site-dir", str(site)] if run == "build" else []
    start = "import sys\nfrom mkdocs.__main__ import cli\ncli(sys.argv[1:], prog_name='mkdocs')"
    return [sys.executable, "-c", f"{before}\n{start}", run, "--config-file", str(project / "mkdocs.yml"), *rest]


def start(project: Path, site: Path | str, before: str = "", home: Path | None = None, **more: str) -> "subprocess.Popen[str]":
    """A strict build in a process group of its own; what it says stands in its `stdout`."""
    home = home or Path(site).parent
    environment = {**bare_environment(home), "SITE_URL": ADDRESS, **more}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command(project, site, before), cwd=home, env=environment, encoding="utf-8", errors="replace", start_new_session=True, **pipes)  # type: ignore[call-overload, no-any-return]


def build(project: Path, site: Path | str, before: str = "", home: Path | None = None, **more: str) -> tuple[int, str]:
    """The exit code of a strict build and what it said."""
    with start(project, site, before, home, **more) as child:
        try:
            said, _ = child.communicate(timeout=60)
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
    return child.returncode, said


def last_line(said: str) -> str:
    return said.strip().splitlines()[-1]
