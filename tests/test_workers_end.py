"""Several processes: when the parent is told to end, its children end; when a child is, it tidies up nothing."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(program: str) -> "subprocess.Popen[str]":
    start = "import os, signal, sys, time\nfrom chronology.workers import spread\n"
    return subprocess.Popen([sys.executable, "-c", start + program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_what_was_printed_before_is_printed_once_and_what_tidies_up_runs_once() -> None:
    program = """
import atexit
atexit.register(lambda: print("end"))
sys.stdout.write("begin ")
try:
    spread(8, lambda number: (sys.stdout.flush(), b"")[1], 4)
finally:
    sys.stdout.write("done ")
"""
    with run(program) as child:
        assert child.communicate(timeout=30)[0] == "begin done end\n"


LONG = """
me = os.getpid()
def work(number):
    if os.getpid() != me:
        print(os.getpid(), flush=True)
    time.sleep(0.1 if os.getpid() != me else 60)
    return b""
"""


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_when_the_parent_is_ended_its_children_end_soon(name: str) -> None:
    heard = "".join(f"signal.signal(signal.{each}, signal.default_int_handler)\n" for each in ("SIGTERM", "SIGINT"))  # a shell's background may ignore them
    with run(f"{LONG}{heard}spread(1000, work, 2)") as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.send_signal(getattr(signal, name))
        parent.wait(10)
        until = time.monotonic() + 5
        while Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes() and time.monotonic() < until:
            time.sleep(0.02)
        assert not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes()
        parent.stdout.read()


def test_a_child_that_is_told_to_end_does_so_without_tidying_up() -> None:
    """It would give back the folder that the parent has claimed."""
    program = """
signal.signal(signal.SIGTERM, signal.default_int_handler)
me = os.getpid()
def work(number):
    if os.getpid() != me:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.3)
    return b""
try:
    spread(2, work, 2)
except BaseException as error:
    print(type(error).__name__)
finally:
    print("tidied")
"""
    with run(program) as child:
        assert child.communicate(timeout=30)[0] == "BuildError\ntidied\n"
