"""What was measured, as text and as JSON."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from math import log

from bench.measure import Row, as_json, ratio
from bench.reading import Reading
from bench.waiting import Wait

BASES = {"check": ("libyaml parse", "libyaml load"), "libyaml load": ("libyaml parse",), "libyaml parse": ()}
"""What a subject is compared to, where that is not Hugo; the first stands in the table of costs."""
ALWAYS_COLD = ("libyaml parse", "libyaml load")
"""What keeps nothing between two runs, so that every mode is compared to one."""
HEAD = ("events", "subject", "mode", "wall s", "cpu s", "peak MB", "files", "MB", "wall", "cpu", "of", "rounds")


@dataclass(frozen=True)
class Ratio:
    """What a subject took in units of another, in the same mode at the same number of events."""

    subject: str
    mode: str
    events: int
    of: str
    wall: float
    cpu: float


def ratios(rows: Sequence[Row]) -> list[Ratio]:
    """Of every row to each of its bases that was run."""
    found = []
    for row in rows:
        for base in BASES.get(row.subject, ("hugo",)):
            both = ratio(row, rows, base, "cold" if base in ALWAYS_COLD else row.mode)
            if both and base != row.subject:
                found.append(Ratio(row.subject, row.mode, row.events, base, *both))
    return found


def ratio_table(rows: Sequence[Row]) -> str:
    """Ours alone: our build to Hugo's, our check to libyaml."""
    lines = [("events", "what", "mode", "to", "wall", "cpu")]
    for it in ratios(rows):
        if it.subject in ("chronology", "check"):
            lines.append((str(it.events), it.subject, it.mode, it.of, f"{it.wall:.2f}", f"{it.cpu:.2f}"))
    return aligned(lines)


def _first_ratio(row: Row, rows: Sequence[Row]) -> tuple[str, str, str]:
    """Wall and processor time in units of the subject's first base, and that base's name."""
    for it in ratios([row, *(other for other in rows if other is not row)]):
        if (it.subject, it.mode, it.events) == (row.subject, row.mode, row.events):
            return f"{it.wall:.2f}", f"{it.cpu:.2f}", it.of
    return "", "", ""


def as_table(rows: Sequence[Row]) -> str:
    lines: list[Sequence[str]] = [HEAD]
    for row in rows:
        if not row.rounds:
            lines.append((str(row.events), row.subject, row.note))
            continue
        cost = (f"{row.wall:.2f}", f"{row.cpu:.2f}", f"{row.memory / 1e6:.0f}")
        built = (str(row.files), f"{row.bytes / 1e6:.1f}") if row.files else ("", "")
        lines.append((str(row.events), row.subject, row.mode, *cost, *built, *_first_ratio(row, rows), row.note))
    return aligned(lines)


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns of one width each: numbers to the right, words to the left."""
    full = [line for line in lines if len(line) == len(lines[0])]
    widths = [max(len(line[n]) for line in full) for n in range(len(lines[0]))]
    left = [any(cell and not cell.replace(".", "").isdigit() for cell in (line[n] for line in full[1:])) for n in range(len(widths))]

    def one(line: Sequence[str]) -> str:
        cells = zip(line, widths, left, strict=False)
        return "  ".join(cell.ljust(width) if to_left else cell.rjust(width) for cell, width, to_left in cells).rstrip()

    return "\n".join(map(one, lines))


@dataclass(frozen=True)
class Growth:
    """The exponents by which a subject's costs grow between the least and the most events of a run: 1 is linear."""

    subject: str
    mode: str
    least: int
    most: int
    wall: float
    cpu: float
    memory: float


def growth(rows: Iterable[Row]) -> list[Growth]:
    """Of every subject and mode that was run with different numbers of events."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.rounds:
            groups.setdefault((row.subject, row.mode), []).append(row)
    found = []
    for (subject, mode), same in groups.items():
        least, most = min(same, key=lambda row: row.events), max(same, key=lambda row: row.events)
        if least.events < most.events:
            times = log(most.events / least.events)
            costs = [(most.wall, least.wall), (most.cpu, least.cpu), (most.memory, least.memory)]
            exponents = [log(more / less) / times if more and less else 0.0 for more, less in costs]
            found.append(Growth(subject, mode, least.events, most.events, exponents[0], exponents[1], exponents[2]))
    return found


def growth_table(rows: Sequence[Row]) -> str:
    lines = [("grows with events to the power of", "mode", "from", "to", "wall", "cpu", "peak")]
    for it in growth(rows):
        lines.append((it.subject, it.mode, str(it.least), str(it.most), f"{it.wall:.2f}", f"{it.cpu:.2f}", f"{it.memory:.2f}"))
    return aligned(lines)


def reading_table(readings: Sequence[Reading]) -> str:
    """Sizes in kilobytes, gzipped where nothing else is said."""
    lines = [("events", "subject", "pages", "event page", "raw", "first visit", "its sitemap", "second page", "disk an event", "largest", "raw", "which")]
    for it in readings:
        sizes = (it.event_page, it.event_page_raw, it.first_visit, it.of_that_sitemap, it.second_page, it.disk_per_event, it.largest, it.largest_raw)
        lines.append((str(it.events), it.subject, str(it.pages), *(f"{size / 1000:.1f}" for size in sizes), it.largest_name))  # type: ignore[arg-type]
    return aligned(lines)


def wait_table(waits: Sequence[Wait]) -> str:
    return aligned([("events", "somebody waits for", "s", "at most s", "at most KB"), *(it.cells for it in waits)])


def document(rows: Sequence[Row], readings: Sequence[Reading], waits: Sequence[Wait]) -> dict[str, object]:
    """All of it, with what it was measured on."""
    names = ("mkdocs", "mkdocs-material", "pagefind", "hugo", "pyyaml")
    return {
        "machine": {"system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count(), "python": sys.version.split()[0]},
        "versions": {name: _version(name) for name in names},
        "rows": as_json(rows),
        "ratios": [asdict(it) for it in ratios(rows)],
        "growth": [asdict(it) for it in growth(rows)],
        "pages": [asdict(it) for it in readings],
        "waits": [asdict(it) for it in waits],
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
