"""Builds sites for tests, as a stranger's machine would: with a bare environment."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from chronology.records.load import Published

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny" / "content"
TODAY = date(2024, 2, 29)
BEFORE = Published("v1", events=frozenset({"harbour-conference", "harbour-meeting"}), actors=frozenset({"kelp-league"}))
"""What an earlier revision of the tiny chronology held."""
EPOCH = 1_709_210_096
"""The builds' clock: 29 February 2024."""
REAL_TODAY = date.fromisoformat(
    max(re.findall(r"consulted: (\d{4}-\d{2}-\d{2})", " ".join(path.read_text("utf-8") for path in ROOT.glob("content/*/**/*.yml"))))
)
"""What builds of the real content take for today: the last day on which somebody read a source for it."""


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """No secrets, no settings of this machine."""
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"])
    return {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(EPOCH), **more}


def mkdocs(project: Path, site: Path, address: str = "https://chronology.example/", **more: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of the project's folder into `site`; standard error stands in the output."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(project / "mkdocs.yml"), "--site-dir", str(site)]
    clock = {"SOURCE_DATE_EPOCH": str(int(datetime.combine(REAL_TODAY, time(12), UTC).timestamp()))} if project == ROOT else {}
    environment = bare_environment(site.parent, SITE_URL=address, **{**clock, **more})
    return subprocess.run(
        command, cwd=site.parent, env=environment, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False
    )


def copy_tiny(content: Path) -> Path:
    """The tiny content with the real vocabulary."""
    shutil.copytree(TINY, content)
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary")
    return content


def copy_project(folder: Path) -> Path:
    """The project as far as the engine needs it, with the tiny content and the real hand-written pages."""
    copy_tiny(folder / "content")
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    shutil.copytree(ROOT / "chronology" / "theme", folder / "chronology" / "theme")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
