"""The walls of the house: the data flows one way, the core knows no engine, rooms are small."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import ROOT

MODULES = sorted([*(ROOT / "chronology").rglob("*.py"), *(ROOT / "hooks").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
PRINTERS = {"chronology/maps/make_world.py"}
CLOCK = "chronology/today.py"
REVISION = "chronology/records/revision.py"  # which lays out what git holds in a temporary folder
READERS = {"chronology/records/reader.py", REVISION, "chronology/maps/make_world.py"}
WRITERS = {"chronology/claims.py", "chronology/write.py", "chronology/files.py", REVISION, "chronology/maps/make_world.py"}


def core() -> list[tuple[str, ast.Module]]:
    paths = (path for path in MODULES if path.is_relative_to(ROOT / "chronology"))
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths]


def test_a_module_imports_only_from_the_stages_before_it() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300, "build a wall"


def test_the_core_imports_no_engine() -> None:
    imported = {
        (path, name.split(".")[0])
        for path, tree in core()
        for node in ast.walk(tree)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    }
    assert [pair for pair in sorted(imported) if pair[1] in ("mkdocs", "material", "properdocs", "zensical")] == []


def calls(names: set[str]) -> set[str]:
    """The modules of the core that call a function or a method of one of these names."""
    return {
        path
        for path, tree in core()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in names
    }


def test_one_module_reads_one_writes_and_one_prints() -> None:
    assert calls({"read_text", "read_bytes"}) <= READERS
    assert calls({"open"}) <= READERS | {"chronology/claims.py", "chronology/write.py", "chronology/files.py"}  # the first locks the folder it prepares
    assert calls({"write_text", "write_bytes", "rmtree", "rename"}) <= WRITERS
    assert {path for path in calls({"print", "echo", "exit"}) if not path.startswith("chronology/cli/")} <= PRINTERS


def test_nothing_in_the_core_asks_the_time_or_chance() -> None:
    asking = {"now", "utcnow", "time", "perf_counter", "random", "uuid4", "getenv"}
    assert calls(asking) <= {CLOCK}
    assert {path for path in calls({"today"}) if not path.startswith("chronology/cli/")} <= {CLOCK}
