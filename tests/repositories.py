"""Small git repositories, made as a stranger's machine would: with a bare environment."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.building import bare_environment, copy_tiny

Edits = Mapping[str, str | None]
"""Text by path below the content folder; None deletes the file."""


def git(repository: Path, *words: str, data: bytes = b"") -> str:
    """What git answers in the repository's folder."""
    person = ["-c", "user.name=Tide Keeper", "-c", "user.email=keeper@tides.example", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    environment = bare_environment(repository.parent, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_DATE="1709210096 +0000", GIT_COMMITTER_DATE="1709210096 +0000")
    done = subprocess.run(["git", *person, *words], cwd=repository, env=environment, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def tiny_repository(folder: Path) -> Path:
    """The content folder of a repository whose only commit holds the tiny chronology; tagged `base`."""
    folder.mkdir(exist_ok=True)
    content = copy_tiny(folder / "content")
    git(folder, "init", "-q")
    commit(folder, "base")
    return content


def commit(repository: Path, tag: str) -> None:
    """Commits all that is in the work tree, and tags it."""
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "--allow-empty", "-m", tag)
    git(repository, "tag", tag)


def edit(content: Path, edits: Edits) -> None:
    for name, text in edits.items():
        path = content / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def replaced(content: Path, name: str, old: str, new: str) -> None:
    """Replaces a text in a file of the content, which must hold it."""
    text = (content / name).read_text("utf-8")
    assert old in text
    (content / name).write_text(text.replace(old, new), "utf-8")
