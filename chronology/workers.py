"""The same work by several processes: tasks are shared out among forks of this program, which hand back bytes."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from traceback import format_exception
from typing import NoReturn

from chronology.problem import BuildError

Work = Callable[[int], bytes]
"""Does the task of a number."""
_NUMBER = 4
"""Bytes of a task's number in the queue."""
MOST = 8192
"""Tasks that fit into a pipe, which is the queue: so many are ready before anybody asks."""
_ENDS = (signal.SIGINT, signal.SIGTERM)
"""What the parent tidies up after, and a child just ends by."""


def processors() -> int:
    """How many processes can work at once; 1 where programs cannot fork safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def spread(count: int, work: Work, processes: int) -> Sequence[bytes]:
    """The results of tasks 0 to `count` - 1, in this order, by up to so many processes; an exception in one of them is raised here."""
    return Started(count, work, min(count, processes)).results()


class Started:
    """Tasks that other processes begin at once, while this one does something else; it joins in when the results are asked for."""

    def __init__(self, count: int, work: Work, processes: int) -> None:
        self._count, self._work = count, work
        self._children: list[tuple[int, int]] = []
        self._queue: int | None = None
        if processes < 2 or not count:
            return
        if count > MOST:
            raise ValueError(f"{count} tasks are more than {MOST}; make them larger")
        self._queue = _queue(count)
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            for _ in range(min(count, processes - 1)):
                self._children.append(_fork(self._queue, work))
        except BaseException:
            self.end()  # those that are there are ended where one more cannot be made
            raise

    def results(self) -> Sequence[bytes]:
        """Those of all tasks, in the order of their numbers; raises what a task raised."""
        if self._queue is None:
            return [self._work(number) for number in range(self._count)]
        try:
            done = _work_off(self._queue, self._work)
            for _, pipe in self._children:
                done |= _received(pipe)
        finally:
            self.end()
        return [done[number] for number in range(self._count)]

    def end(self) -> None:
        """Ends the other processes: they have sent all they had, or nobody wants it any more."""
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None
        while self._children:
            child, pipe = self._children.pop()
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _queue(count: int) -> int:
    """A pipe that holds the tasks' numbers and then ends."""
    queue, end = os.pipe()
    numbers = b"".join(number.to_bytes(_NUMBER, "big") for number in range(count))
    os.set_blocking(end, False)  # a user of very many pipes is given small ones
    try:
        if os.write(end, numbers) < len(numbers):
            raise BlockingIOError
    except BlockingIOError:
        os.close(queue)
        raise BuildError("this system has no room for a list of tasks; build with one process") from None
    finally:
        os.close(end)
    return queue


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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)  # or the child would tidy up what is the parent's
    try:
        child = os.fork()
        if not child:
            _serve(queue, work, parent, end, before)
    except OSError:
        os.close(result)
        os.close(end)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(end)
    return child, result


def _serve(queue: int, work: Work, parent: int, end: int, mask: Iterable[int]) -> NoReturn:
    """What a child does: works, sends what it has done, and ends whatever happens."""
    try:
        for each in _ENDS:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        try:
            answer: dict[int, bytes] | Exception = _work_off(queue, work, parent)
        except Exception as error:  # the parent raises it
            answer = _sendable(error)
        with os.fdopen(end, "wb") as pipe:
            pickle.dump(answer, pipe)
    finally:
        os._exit(0)  # nothing of the parent's, such as the folder it has claimed, is to be tidied up here


def _sendable(error: Exception) -> Exception:
    """The error, or what it says where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its makers had in mind
        return RuntimeError("".join(format_exception(error)))
    return error


def _received(pipe: int) -> dict[int, bytes]:
    with os.fdopen(os.dup(pipe), "rb") as file:
        try:
            answer = pickle.load(file)  # it comes from a fork of this program
        except (EOFError, pickle.UnpicklingError):
            raise BuildError("a process of this build was ended from outside") from None
    if isinstance(answer, Exception):
        raise answer
    return dict(answer)
