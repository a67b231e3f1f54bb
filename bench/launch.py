"""Starts one program and writes down what it took: `python -I -S launch.py REPORT LOG COMMAND...`.

A program of its own that imports next to nothing, as a process inherits the peak of memory of the one that starts it.
"""

import os
import sys
import time


def launch(report: str, log: str, command: list[str]) -> None:
    """Writes `exit-code wall-seconds cpu-seconds peak-kilobytes`."""
    outputs = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    inputs = os.open(os.devnull, os.O_RDONLY)
    actions = [(os.POSIX_SPAWN_DUP2, inputs, 0), (os.POSIX_SPAWN_DUP2, outputs, 1), (os.POSIX_SPAWN_DUP2, outputs, 2)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    with open(report, "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(f"{os.waitstatus_to_exitcode(status)} {wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")


if __name__ == "__main__":
    launch(sys.argv[1], sys.argv[2], sys.argv[3:])
