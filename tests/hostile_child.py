"""Reads and checks a content folder in a process of its own, and says what that took: `python -m tests.hostile_child CONTENT`."""

import json
import re
import resource
import sys
from pathlib import Path

from chronology.records.load import load
from chronology.rules import check
from tests.building import TODAY


def main() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    problems = check(load(Path(sys.argv[1]), TODAY))
    after = resource.getrusage(resource.RUSAGE_SELF)
    found = [f"{problem.place.path} [{problem.rule}]" for problem in problems]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    json.dump({"seconds": seconds, "megabytes": peak(), "problems": found}, sys.stdout)


def peak() -> int:
    """Megabytes at most. What `getrusage` gives on Linux counts the process that started this one too."""
    try:
        return int(re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))[0]) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
