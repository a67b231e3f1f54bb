"""One run of one program: time, processor time, memory, and what it left behind."""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


class RunError(Exception):
    """A program that was to be measured failed."""


@dataclass(frozen=True)
class Cost:
    """What a run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, user and system, of the program and all it waited for."""
    memory: int
    """Bytes: the peak of the largest single process; the system does not tell the sum over a tree of processes."""

    def __add__(self, other: "Cost") -> "Cost":
        """One run after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


@dataclass(frozen=True)
class Size:
    """What a folder holds."""

    files: int
    bytes: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Runs a program in `folder` to its end; raises RunError with its output where it fails."""
    report, log = folder / ".report", folder / ".output"
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), str(report), str(log)]
    subprocess.run([*launcher, *command], cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, check=True)
    code, wall, cpu, kilobytes = report.read_text("ascii").split()
    if int(code):
        raise RunError(f"{' '.join(map(str, command))} ended with {code}:\n{log.read_text('utf-8', 'replace')[-3000:]}")
    report.unlink()
    log.unlink()
    return Cost(float(wall), float(cpu), int(kilobytes) * 1024)


def run_all(commands: Iterable[Sequence[str]], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Runs programs one after the other; their costs are added up."""
    return sum((run(command, folder, environment) for command in commands), Cost(0, 0, 0))


def size_of(folder: Path) -> Size:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Size(len(sizes), sum(sizes))


@dataclass(frozen=True)
class Row:
    """A subject in a mode at a number of events: medians over the rounds."""

    subject: str
    mode: str
    events: int
    rounds: int
    wall: float
    cpu: float
    memory: int
    files: int = 0
    bytes: int = 0
    note: str = ""
    """Why it was not run, or how much the rounds differ."""


def row(subject: str, mode: str, events: int, costs: Sequence[Cost], size: Size | None = None) -> Row:
    walls = [cost.wall for cost in costs]
    note = f"{min(walls):.2f}-{max(walls):.2f} s" if len(walls) > 1 else ""
    wall, cpu, memory = median(walls), median(cost.cpu for cost in costs), int(median(cost.memory for cost in costs))
    return Row(subject, mode, events, len(costs), wall, cpu, memory, size.files if size else 0, size.bytes if size else 0, note)


def ratio(row: Row, rows: Iterable[Row], to: str, mode: str | None = None) -> tuple[float, float] | None:
    """Wall and processor time of a row in units of the subject `to` in the same mode, or in `mode`, at the same number of events; None if that was not run."""
    for other in rows:
        if (other.subject, other.mode, other.events) == (to, mode or row.mode, row.events) and row.wall and other.wall and other.cpu:
            return row.wall / other.wall, row.cpu / other.cpu
    return None


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    return [asdict(row) for row in rows]
