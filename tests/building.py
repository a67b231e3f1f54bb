"""Builds sites for tests, as a stranger's machine would: with a bare environment."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny" / "content"
TODAY = date(2024, 2, 29)
EPOCH = 1_709_210_096
"""The builds' clock: 29 February 2024."""


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """No secrets, no settings of this machine."""
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"])
    return {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(EPOCH), **more}


def mkdocs(project: Path, site: Path, address: str = "https://chronology.example/", **more: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of the project's folder into `site`; standard error stands in the output."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(project / "mkdocs.yml"), "--site-dir", str(site)]
    environment = bare_environment(site.parent, SITE_URL=address, **more)
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
