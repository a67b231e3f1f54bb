"""The same work by several processes: tasks are shared out among forks of this program, which hand back bytes."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from chronology.problem import BuildError

Work = Callable[[int], bytes]
"""Does the task of a number."""
_NUMBER = 4
"""Bytes of a task's number in the queue."""
_MOST = 8192
"""Tasks that fit into a pipe, which is the queue: so many are ready before anybody asks."""


def processors() -> int:
    """How many processes can work at once; 1 where programs cannot fork safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def spread(count: int, work: Work, processes: int) -> Sequence[bytes]:
    """The results of tasks 0 to `count` - 1, in this order, by up to so many processes; an exception in one of them is raised here."""
    if min(count, processes) < 2:
        return [work(number) for number in range(count)]
    if count > _MOST:
        raise ValueError(f"{count} tasks are more than {_MOST}; make them larger")
    queue, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(count)))
    os.close(end)
    sys.stdout.flush()
    sys.stderr.flush()
    children = [_fork(queue, work) for _ in range(min(count, processes) - 1)]
    try:
        done = _work_off(queue, work)
        for _, pipe in children:
            done |= _received(pipe)
    finally:
        os.close(queue)
        for child, pipe in children:
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)  # it has sent all it had, or nobody wants it any more
            os.waitpid(child, 0)
    return [done[number] for number in range(count)]


def _work_off(queue: int, work: Work, parent: int | None = None) -> dict[int, bytes]:
    """Takes tasks from the queue until it is empty, or until the parent has gone."""
    done: dict[int, bytes] = {}
    while (number := os.read(queue, _NUMBER)) and parent in (None, os.getppid()):
        task = int.from_bytes(number, "big")
        done[task] = work(task)
    return done


def _fork(queue: int, work: Work) -> tuple[int, int]:
    """A child that works off the queue: its id, and the pipe from which to read what it has done."""
    parent = os.getpid()
    result, end = os.pipe()
    child = os.fork()
    if child:
        os.close(end)
        return child, result
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        try:
            answer: dict[int, bytes] | Exception = _work_off(queue, work, parent)
        except Exception as error:  # the parent raises it
            answer = error
        with os.fdopen(end, "wb") as pipe:
            pickle.dump(answer, pipe)
    finally:
        os._exit(0)  # nothing of the parent's, such as the folder it has claimed, is to be tidied up here


def _received(pipe: int) -> dict[int, bytes]:
    with os.fdopen(os.dup(pipe), "rb") as file:
        try:
            answer = pickle.load(file)  # it comes from a fork of this program
        except EOFError:
            raise BuildError("a process of this build was ended from outside") from None
    if isinstance(answer, Exception):
        raise answer
    return dict(answer)
