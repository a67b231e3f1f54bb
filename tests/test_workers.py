"""Several processes: the results in order, faults of a child are the parent's, and nobody is left behind."""
# mypy: disable-error-code="func-returns-value"

import fcntl
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chronology import workers
from chronology.build import means
from chronology.problem import BuildError
from chronology.workers import Started, arriving, spread

PARENT = os.getpid()


def children() -> set[str]:
    """Ids of this process's children, ended ones included."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.fixture(autouse=True)
def _nobody_is_left() -> Iterator[None]:
    """Neither a process, ended ones included, nor a pipe."""
    before = children(), files()
    yield
    assert (children(), files()) == before


def files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


def named(number: int) -> bytes:
    time.sleep(0.002 * (number % 3))
    return f"{number}".encode()


def in_a_child(work: workers.Work) -> workers.Work:
    """Does a task in a child; the parent leaves all tasks to the children."""

    def task(number: int) -> bytes:
        if os.getpid() == PARENT:
            time.sleep(0.3)
            return b""
        return work(number)

    return task


@pytest.mark.parametrize("processes", [1, 2, 3, 50])
@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_results_come_in_the_order_of_the_tasks(count: int, processes: int) -> None:
    assert spread(count, named, processes) == [f"{number}".encode() for number in range(count)]


def test_all_processes_work() -> None:
    assert len(set(spread(30, lambda number: (time.sleep(0.01), str(os.getpid()).encode())[1], 3))) == 3


def test_large_results_come_whole() -> None:
    assert spread(6, lambda number: bytes([number]) * 3_000_000, 3) == [bytes([number]) * 3_000_000 for number in range(6)]


def fails(number: int) -> bytes:
    raise KeyError(f"task {number}")


def says(number: int) -> bytes:
    raise BuildError("in one line")


def lacks(number: int) -> bytes:
    return Path("/nowhere/at/all").read_bytes()


class OddError(Exception):
    """An error that cannot be made from its words alone."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)
        self.two = lambda: two


def oddly(number: int) -> bytes:
    raise OddError("odd words", "more")


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(
    ("work", "error", "words"),
    [(fails, KeyError, "task"), (says, BuildError, "^in one line$"), (lacks, FileNotFoundError, "/nowhere/at/all"), (oddly, Exception, "odd words")],
)
def test_an_exception_in_a_task_is_raised_in_the_parent(processes: int, work: workers.Work, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        spread(2, in_a_child(work) if processes > 1 else work, processes)


def test_an_exception_in_the_parent_ends_the_children() -> None:
    def work(number: int) -> bytes:
        if os.getpid() == PARENT:
            raise KeyError(number)
        time.sleep(60)
        return b""

    began = time.monotonic()
    with pytest.raises(KeyError):
        spread(3, work, 3)
    assert time.monotonic() - began < 10


def test_a_child_that_is_killed_ends_the_build_in_a_line() -> None:
    def work(number: int) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(BuildError, match="ended from outside"):
        spread(2, in_a_child(work), 2)


def test_a_child_that_is_killed_while_it_hands_over_ends_the_build_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def half(file: int, data: memoryview) -> int:
        if os.getpid() == PARENT:
            return write(file, data)
        if len(data) > 500:
            write(file, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return write(file, data)

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(BuildError, match="ended from outside"):
        spread(2, in_a_child(lambda number: bytes(1000)), 2)


def test_results_arrive_while_others_are_made() -> None:
    """Each once and whole; some of a child before the last of this process."""
    own: list[int] = []

    def work(number: int) -> bytes:
        time.sleep(0.05)
        if os.getpid() == PARENT:
            own.append(number)
        return bytes([number]) * 100_000

    came = []
    for number, data in arriving(20, work, 3):
        assert data == bytes([number]) * 100_000
        came.append(number)
    assert sorted(came) == list(range(20))
    assert not set(came[: came.index(own[-1])]) <= set(own)


def test_who_takes_no_more_results_leaves_nobody_behind() -> None:
    with closing(arriving(100, named, 3)) as results:
        next(results)


def test_results_that_nobody_asks_for_are_not_begun() -> None:
    with closing(arriving(6, named, 3)):
        pass


@pytest.mark.parametrize("fault", [OSError(24, "Too many open files"), AttributeError("memfd_create")])
def test_where_no_file_in_memory_can_be_made_one_on_the_disk_serves(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def fails(name: str) -> int:
        raise fault

    monkeypatch.setattr(os, "memfd_create", fails)
    assert spread(20, named, 3) == [f"{number}".encode() for number in range(20)]


def test_where_a_pipe_can_be_made_for_no_child_nothing_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, made = os.pipe, list[tuple[int, int]]()

    def second_fails() -> tuple[int, int]:
        if made:
            raise OSError(24, "Too many open files")
        made.append(pipe())
        return made[0]

    monkeypatch.setattr(os, "pipe", second_fails)
    with pytest.raises(OSError, match="Too many"):
        spread(4, named, 3)


def test_a_signal_that_comes_while_a_child_is_made_ends_the_program_when_it_knows_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, children = os.fork, list[int]()

    def long(number: int) -> bytes:
        time.sleep(60)
        return b""

    def disturbed() -> int:
        child = fork()
        if child:
            children.append(child)
            signal.raise_signal(signal.SIGINT)
        return child

    monkeypatch.setattr(os, "fork", disturbed)
    with pytest.raises(KeyboardInterrupt):
        Started(100, long, 3)
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_a_program_with_threads_may_share_out_work_and_is_not_warned(monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder) -> None:
    """Python 3.12 and later warn whoever forks beside threads, as a server does."""
    fork, done = os.fork, threading.Event()

    def warns() -> int:
        warnings.warn("This process is multi-threaded", DeprecationWarning, stacklevel=2)
        return fork()

    monkeypatch.setattr(os, "fork", warns)
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert spread(20, named, 3) == [f"{number}".encode() for number in range(20)]
    done.set()
    thread.join()
    assert not recwarn


def test_a_child_that_exits_ends_the_build_in_a_line() -> None:
    with pytest.raises(BuildError, match="ended from outside"):
        spread(2, in_a_child(lambda number: sys.exit(0)), 2)


def test_where_no_further_child_can_be_made_those_made_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork
    made: list[int] = []

    def second_fails() -> int:
        if made:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        made.append(fork())
        return made[0]

    monkeypatch.setattr(os, "fork", second_fails)
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    with pytest.raises(BlockingIOError):
        spread(4, named, 3)
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before


def test_more_tasks_than_fit_are_refused() -> None:
    assert len(spread(8192, lambda number: b"", 2)) == 8192
    with pytest.raises(ValueError, match="8193 tasks are more than 8192"):
        spread(8193, lambda number: b"", 2)
    assert len(spread(8193, lambda number: b"", 1)) == 8193


def test_where_pipes_are_small_many_tasks_are_refused_and_nothing_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = os.pipe

    def small() -> tuple[int, int]:
        ends = pipe()
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, 4096)
        return ends

    monkeypatch.setattr(os, "pipe", small)
    assert len(spread(1024, lambda number: b"", 2)) == 1024
    with pytest.raises(BuildError, match="no room"):
        spread(1025, lambda number: b"", 2)


@pytest.mark.parametrize("processes", [-1, "two", "2", True, None, 1.5])
def test_what_is_no_number_of_processes_is_told(tmp_path: Path, processes: Any) -> None:
    with pytest.raises(BuildError, match="not a number of processes; write 1 or more"):
        means(tmp_path, processes)


def test_one_task_is_done_without_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise OSError("a process is made")

    monkeypatch.setattr(os, "fork", fork)
    assert spread(1, lambda number: b"%d" % number, 2) == [b"0"]
    assert spread(0, lambda number: b"", 2) == []
    with pytest.raises(OSError, match="a process is made"):
        spread(2, lambda number: b"", 2)
