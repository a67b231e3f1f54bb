"""What was measured, as text and as JSON."""

import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from math import log

from bench.measure import Row, as_json, ratio
from bench.pages import Reading

BASE = {"check": "libyaml parse"}
"""What a subject is compared to, where that is not Hugo."""
HEAD = ("events", "subject", "mode", "wall s", "cpu s", "peak MB", "files", "MB", "wall", "cpu", "of", "rounds")


def ratios(row: Row, rows: Sequence[Row]) -> tuple[str, str, str]:
    """Wall and processor time in units of the subject's base, and that base's name."""
    base = BASE.get(row.subject, "libyaml parse" if row.subject.startswith("libyaml") else "hugo")
    found = ratio(row, rows, base)
    return (f"{found[0]:.2f}", f"{found[1]:.2f}", base) if found else ("", "", "")


def as_table(rows: Sequence[Row]) -> str:
    lines: list[Sequence[str]] = [HEAD]
    for row in rows:
        if not row.rounds:
            lines.append((str(row.events), row.subject, row.note))
            continue
        cost = (f"{row.wall:.2f}", f"{row.cpu:.2f}", f"{row.memory / 1e6:.0f}")
        built = (str(row.files), f"{row.bytes / 1e6:.1f}") if row.files else ("", "")
        lines.append((str(row.events), row.subject, row.mode, *cost, *built, *ratios(row, rows), row.note))
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


def growth(rows: Iterable[Row]) -> list[tuple[str, str, float, float]]:
    """(subject, mode, exponent of wall time, of processor time) between the least and the most events: 1 is linear."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.rounds:
            groups.setdefault((row.subject, row.mode), []).append(row)
    found = []
    for (subject, mode), same in groups.items():
        least, most = min(same, key=lambda row: row.events), max(same, key=lambda row: row.events)
        if least.events < most.events:
            times = log(most.events / least.events)
            found.append((subject, mode, log(most.wall / least.wall) / times, log(most.cpu / least.cpu) / times))
    return found


def reading_table(readings: Sequence[Reading]) -> str:
    head = ("events", "subject", "pages", "event gzip KB", "raw KB", "largest gzip KB", "raw KB", "which")
    lines = [head]
    for it in readings:
        kilobytes = [f"{size / 1000:.1f}" for size in (it.event_page, it.event_page_raw, it.largest, it.largest_raw)]
        lines.append((str(it.events), it.subject, str(it.pages), kilobytes[0], kilobytes[1], kilobytes[2], kilobytes[3], it.largest_name))
    return aligned(lines)


def document(rows: Sequence[Row], readings: Sequence[Reading]) -> dict[str, object]:
    """All of it, with what it was measured on."""
    names = ("mkdocs", "mkdocs-material", "pagefind", "hugo", "pyyaml")
    return {
        "machine": {"system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count(), "python": sys.version.split()[0]},
        "versions": {name: _version(name) for name in names},
        "rows": as_json(rows),
        "growth": [dict(zip(("subject", "mode", "wall", "cpu"), each, strict=True)) for each in growth(rows)],
        "pages": [asdict(it) for it in readings],
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
