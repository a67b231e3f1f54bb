"""The only writer of a site's files, and of what else is a folder of ours."""

import os
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from chronology.problem import BuildError, shown

_ROOM = 1_000_000
"""Bytes; as long as so many fit, no earlier write has failed for want of space."""
_BUFFER = 1 << 18
"""Bytes that are written at once."""
Signature = tuple[int, int, int, int]
"""What changes where a written file does: its number, size, time of change, and who may read it."""


def write(outputs: Iterable[tuple[str, str]], folder: Path) -> Mapping[str, Signature]:
    """Writes (path, text) pairs below `folder`; returns the paths with signatures.

    Paths come from ids and fixed names; one that leads out of `folder` raises ValueError. Strings stand for paths here: objects cost half as much as writing.
    """
    top = str(folder)
    written: dict[str, Signature] = {}
    for name, text in outputs:
        path = _made_way(top, name)
        file = _opened(path)
        try:
            data = memoryview(text.encode("utf-8"))
            while data:
                data = data[os.write(file, data) :]
            written[name] = _signature(os.fstat(file))
        except OSError as error:
            error.filename = error.filename or path
            raise
        finally:
            os.close(file)
    return written


def splice(name: str, pieces: Iterable[bytes | tuple[int, int]], other: Path, folder: Path) -> Signature:
    """Writes a file below `folder` out of texts and of spans, in bytes, of another file, which is not read where no piece is one; returns its signature."""
    path = _made_way(str(folder), name)
    try:
        with os.fdopen(_opened(path), "wb", _BUFFER) as file, ExitStack() as stack:
            source: int | None = None
            for piece in pieces:
                if isinstance(piece, bytes):
                    file.write(piece)
                    continue
                if source is None:
                    source = stack.enter_context(other.open("rb")).fileno()
                file.writelines(_span(source, *piece, other))
            file.flush()
            return _signature(os.fstat(file.fileno()))
    except OSError as error:
        error.filename = error.filename or path
        raise


def _span(source: int, start: int, end: int, named: Path) -> Iterator[bytes]:
    while start < end:
        data = os.pread(source, min(_BUFFER, end - start), start)
        if not data:
            raise BuildError(f"{shown(named, 300)} was cut while it was read; build once more")
        yield data
        start += len(data)


def _opened(path: str) -> int:
    """A new file: what has its name may have a second one in the published site, and must not change."""
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        try:
            os.unlink(path)
        except OSError:  # it is a folder
            discard(Path(path))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)


def take(names: Mapping[str, Signature], old: Path, folder: Path) -> Sequence[str]:
    """Gives files of another folder, which are as they were written, a second name below `folder`, if they have none there; returns those that are not so."""
    before, top = str(old), str(folder)
    return [name for name, signature in names.items() if not _taken(f"{before}/{name}", top, name, signature)]


def _taken(path: str, top: str, name: str, signature: Signature) -> bool:
    place = f"{top}/{name}"
    try:
        found = signature_at(place)
        if found == signature:
            return True
        if found:
            os.unlink(place)
        os.link(path, _made_way(top, name), follow_symlinks=False)
        if signature_at(place) == signature:
            return True
        os.unlink(place)
    except OSError:
        pass
    return False


def signature_at(path: str) -> Signature | None:
    """None where nothing is."""
    try:
        return _signature(os.stat(path, follow_symlinks=False))
    except (FileNotFoundError, NotADirectoryError):
        return None


def clear(folder: Path, expected: Container[str]) -> None:
    """Removes whatever is in a folder but expected files, and the folders in which nothing is left."""
    _clear(str(folder), "", expected)


def _clear(folder: str, within: str, expected: Container[str]) -> bool:
    """Whether anything is left."""
    left = False
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{within}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if _clear(entry.path, f"{name}/", expected):
                    left = True
                else:
                    os.rmdir(entry.path)
            elif name in expected:
                left = True
            else:
                os.unlink(entry.path)
    return left


def files_below(folder: Path, within: str = "") -> Sequence[str]:
    """The paths of all files in a folder, or in a folder within it, from the first; sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / within).rglob("*") if path.is_file())


def gather(names: Iterable[str], old: Path, folder: Path) -> None:
    """Gives files of another folder a second name below `folder`, or copies them where it lies on another disk."""
    for name in names:
        path = _made_way(str(folder), name)
        try:
            os.link(f"{old}/{name}", path, follow_symlinks=False)
        except OSError:
            shutil.copyfile(f"{old}/{name}", path, follow_symlinks=False)


def move(one: Path, other: Path) -> Sequence[str]:
    """Moves all files of a folder into another, in the place of what has their names there; returns their paths."""
    names = files_below(one)
    for name in names:
        os.replace(one / name, _made_way(str(other), name))
    return names


def unlink(names: Iterable[str], folder: Path) -> None:
    """Removes files below `folder` that are there, and the folders of which nothing is left."""
    for name in names:
        path = f"{folder}/{name}"
        with suppress(FileNotFoundError):
            os.unlink(path)
        with suppress(OSError):
            while (path := os.path.dirname(path)) != str(folder):
                os.rmdir(path)


def _made_way(folder: str, name: str) -> str:
    """The path of a file below `folder`, the folders on the way to it made."""
    if name.startswith("/") or ".." in name.split("/"):
        raise ValueError(f"{name} lies outside the folder")
    way = f"{folder}/{name.rpartition('/')[0]}"
    try:
        os.mkdir(way)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(way, exist_ok=True)
    return f"{folder}/{name}"


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_mode


def prove_whole(folder: Path) -> None:
    """Raises BuildError or OSError where the program that wrote `folder` met a full disk and did not say so, as Pagefind does."""
    probe = folder / "probe"
    try:
        probe.write_bytes(bytes(_ROOM))
    finally:
        probe.unlink(missing_ok=True)
    for path in folder.rglob("*"):
        if path.is_file() and not path.stat().st_size:
            raise BuildError(f"{shown(path, 300)} was written without a byte; is the disk full?")


def discard(path: Path) -> None:
    """Removes a file, a link, or a folder and what is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        remove((str(path),))
    else:
        path.unlink(missing_ok=True)


def heaps_in(folder: Path, size: int) -> Sequence[Sequence[str]]:
    """The folders two below a folder, in heaps of up to `size`, so that several processes may remove them; nothing where it is not there."""
    found = [path for way in _folders_in(str(folder)) for path in _folders_in(way)]
    return [found[start : start + size] for start in range(0, len(found), size)]


def _folders_in(folder: str) -> Sequence[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return ()


def remove(folders: Iterable[str]) -> None:
    """Removes folders of ours and what is in them."""
    for folder in folders:
        _empty(folder)
        os.rmdir(folder)


def _empty(folder: str) -> None:
    """Removes what is in a folder of ours: nobody else changes it meanwhile, so that this may be quicker than `shutil.rmtree`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _empty(entry.path)
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)
