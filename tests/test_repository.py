"""What stands in the repository: nothing of anybody's machine, and every package by its hash."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.building import ROOT

# Written so that this file does not match itself.
REGISTRIES = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg|crates|proxy\.golang|rubygems|artifactory|devpi|nexus)" + r"[.](?:org|com|io|net|local)\b")
FOLDERS = re.compile(r"(?<![\w.~/:*-])/(?:work|home|root|tmp)" + r"/(?=\w)")


def tracked() -> list[Path]:
    """The files that are in the repository or about to be."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}:{n}: {line.strip()[:99]}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return found


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRIES) == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    assert lines_with(FOLDERS) == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_every_required_package_has_a_version_and_a_hash(path: Path) -> None:
    text = path.read_text("utf-8").replace("\\\n", " ")
    lines = [line.split(" #")[0].strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._\[\],-]+==[^\s;]+( ?;[^-]+)?( +--hash=sha256:[0-9a-f]{64})+", line)] == []


def test_what_is_built_or_set_up_is_not_in_the_repository() -> None:
    made = re.compile(r"(^|/)(site|\.venv|node_modules|__pycache__|\.env)(/|$)")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [name for name in listed.stdout.splitlines() if made.search(name)] == []
