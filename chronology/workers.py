"""The same work by several processes: tasks are shared out among forks of this program, which hand back bytes as they go."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from mmap import ACCESS_READ, mmap
from struct import Struct
from traceback import format_exception
from typing import NoReturn
from warnings import catch_warnings, simplefilter

from chronology.problem import BuildError

Work = Callable[[int], bytes]
"""Does the task of a number."""
_NUMBER = 4
"""Bytes of a task's number in the queue."""
_HEAD = Struct(">IQ")
"""Before each result: its task's number, and how many bytes it has."""
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


def arriving(count: int, work: Work, processes: int) -> Generator[tuple[int, bytes]]:
    """As `spread`, but each result with its task's number as it comes: what is made of it here is work that the others need not wait for.

    What others have done is looked for after each task of this process.
    """
    yield from Started(count, work, min(count, processes)).arriving()


class _Child:
    """Another process: what it has done stands in a file without a name, how it ended comes through a pipe."""

    def __init__(self, id: int, pipe: int, file: int) -> None:
        self.id, self.pipe, self.file = id, pipe, file
        self._at = 0

    def news(self) -> Iterator[tuple[int, bytes]]:
        """What it has done since this was asked last."""
        there = os.fstat(self.file).st_size
        while self._at + _HEAD.size <= there:
            number, length = _HEAD.unpack(os.pread(self.file, _HEAD.size, self._at))
            end = self._at + _HEAD.size + length
            if end > there:
                return
            with mmap(self.file, end, access=ACCESS_READ) as whole:
                yield number, whole[end - length : end]
            self._at = end

    def close(self) -> None:
        os.close(self.pipe)
        os.close(self.file)


class Started:
    """Tasks that other processes begin at once, while this one does something else; it joins in when the results are asked for."""

    def __init__(self, count: int, work: Work, processes: int) -> None:
        self._count, self._work = count, work
        self._children: list[_Child] = []
        self._queue: int | None = None
        if processes < 2 or not count:
            return
        if count > MOST:
            raise ValueError(f"{count} tasks are more than {MOST}; make them larger")
        self._queue = _queue(count)
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            with _undisturbed():
                for _ in range(min(count, processes - 1)):
                    self._children.append(_fork(self._queue, work))
        except BaseException:
            self.end()  # those that are there are ended where one more cannot be made
            raise

    def results(self) -> Sequence[bytes]:
        """Those of all tasks, in the order of their numbers; raises what a task raised."""
        done = dict(self.arriving())
        return [done[number] for number in range(self._count)]

    def arriving(self) -> Generator[tuple[int, bytes]]:
        """Number and result of each task, as they come; raises what a task raised."""
        if self._queue is None:
            for number in range(self._count):
                yield number, self._work(number)
            return
        try:
            for number in _tasks(self._queue):
                yield number, self._work(number)
                for child in self._children:
                    yield from child.news()
            for child in self._children:
                _raise_what_ended(child.pipe)
                yield from child.news()
        finally:
            self.end()

    def end(self) -> None:
        """Ends the other processes: they have sent all they had, or nobody wants it any more."""
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None
        while self._children:
            child = self._children.pop()
            child.close()
            with suppress(ProcessLookupError):
                os.kill(child.id, signal.SIGKILL)
            os.waitpid(child.id, 0)


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


def _tasks(queue: int, parent: int | None = None) -> Iterator[int]:
    """Takes tasks from the queue until it is empty, or until the parent has gone."""
    while (number := os.read(queue, _NUMBER)) and parent in (None, os.getppid()):
        yield int.from_bytes(number, "big")


def _nameless() -> int:
    """A file without a name, in memory where the system has that and lets us."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            return os.memfd_create("results")
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        return os.dup(file.fileno())


def _fork(queue: int, work: Work) -> _Child:
    """A child that works off the queue."""
    parent = os.getpid()
    file = _nameless()
    try:
        pipe, end = os.pipe()
    except OSError:
        os.close(file)
        raise
    made = _Child(0, pipe, file)
    try:
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # a server's threads hold no lock that work asks for: they read files, and wait
            made.id = os.fork()
        if not made.id:
            _serve(queue, work, parent, made.file, end)
    except OSError:
        made.close()
        raise
    finally:
        os.close(end)
    return made


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What would end the program waits until it knows all its children, and ends none of them as if it were the parent."""
    came: list[int] = []
    before = {each: signal.signal(each, lambda number, _: came.append(number)) for each in _ENDS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_DFL if handler is None else handler)
        for number in came:
            signal.raise_signal(number)


def _serve(queue: int, work: Work, parent: int, file: int, end: int) -> NoReturn:
    """What a child does: works, hands over what it has done, and ends whatever happens."""
    try:
        for each in _ENDS:
            signal.signal(each, signal.SIG_DFL)
        fault: Exception | None = None
        try:
            for number in _tasks(queue, parent):
                _put(file, number, work(number))
        except Exception as error:  # the parent raises it
            fault = _sendable(error)
        with os.fdopen(end, "wb") as pipe:
            pickle.dump(fault, pipe)
    finally:
        os._exit(0)  # nothing of the parent's, such as the folder it has claimed, is to be tidied up here


def _put(file: int, number: int, data: bytes) -> None:
    """Appends a result; the parent takes no notice of it before it is whole."""
    for piece in (_HEAD.pack(number, len(data)), data):
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(file, rest) :]


def _sendable(error: Exception) -> Exception:
    """The error, or what it says where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # whatever its makers had in mind
        return RuntimeError("".join(format_exception(error)))
    return error


def _raise_what_ended(pipe: int) -> None:
    """Waits for the end of a child; raises what ended it, if it did not come to its end."""
    with os.fdopen(os.dup(pipe), "rb") as file:
        try:
            fault: Exception | None = pickle.load(file)  # it comes from a fork of this program
        except (EOFError, pickle.UnpicklingError):
            raise BuildError("a process of this build was ended from outside") from None
    if fault:
        raise fault
