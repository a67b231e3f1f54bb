"""`python -m bench`: builds generated records with this project and with other generators, and says what each took."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Row, RunError
from bench.reading import Reading
from bench.rounds import EXTRAS, MODES, Comparison, profile
from bench.subjects import SUBJECTS
from bench.table import as_table, document, growth_table, ratio_table, reading_table, wait_table
from bench.waiting import Wait

NOTE = "Medians. cpu: user and system, of all processes. peak: of the largest single process. wall, cpu: times the subject named under `of`."
READING = "In KB, gzipped but for raw and disk. first visit: an event's page and all it loads, sitemap included. disk: the site, search index aside."

WAITING = "s: the median. Until the page of an edited event is there again; until the first result of a first search is painted, KB sent until then."


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.profile:
            with _folder() as base:
                print(profile(base, options.events[0]))
            return 0
        rows, readings, waits = _compare(options)
    except RunError as error:
        _say(str(error))
        return 1
    tables = ((as_table(rows), NOTE), (ratio_table(rows), ""), (growth_table(rows), ""), (reading_table(readings), READING), (wait_table(waits), WAITING))
    print("\n\n".join(part for table, note in tables if "\n" in table for part in (table, note) if part))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(document(rows, readings, waits), indent=1) + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--events", type=_numbers, default=[1000, 10000], metavar="N,...", help="numbers of events (1000,10000)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each is measured, by turns (5)")
    everything = [*SUBJECTS, *EXTRAS]
    parser.add_argument("--only", type=_names(everything), default=everything, metavar="NAME,...", help=f"of {', '.join(everything)}")
    parser.add_argument("--modes", type=_names(MODES), default=list(MODES), metavar="MODE,...", help=f"of {', '.join(MODES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there too")
    parser.add_argument("--profile", action="store_true", help="say where our own build of the first number of events spends its time")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _names(known: Sequence[str]):  # type: ignore[no-untyped-def]
    def names(text: str) -> list[str]:
        wanted = text.split(",")
        for name in wanted:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(known)}")
        return [name for name in known if name in wanted]

    return names


def _compare(options: argparse.Namespace) -> tuple[list[Row], list[Reading], list[Wait]]:
    rows: list[Row] = []
    readings: list[Reading] = []
    waits: list[Wait] = []
    for events in options.events:
        with _folder() as base:
            comparison = Comparison(base, events, options.only, options.modes, _say)
            comparison.measure(options.rounds)
            rows += comparison.rows()
            readings += comparison.readings
            waits += comparison.waits
    return rows, readings, waits


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder in memory where the system has one, so that no disk is measured; removed at the end."""
    memory = Path("/dev/shm")
    base = Path(tempfile.mkdtemp(prefix="chronology-bench-", dir=memory if memory.is_dir() else None))
    try:
        yield base
    finally:
        shutil.rmtree(base)


if __name__ == "__main__":
    sys.exit(main())
