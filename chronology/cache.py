"""What one run keeps for the next: files that only this user's programs can have written.

A cache holds pickles, which can do anything when they are read, and it stands in the project's folder, where a contributor could put one.
So each file begins with a keyed digest of the rest, and the key stands outside every project: what was truncated, changed, or made
elsewhere is not read.
"""

import hmac
import os
import pickle
import secrets
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from typing import Any

from chronology.digest import digest
from chronology.files import keep, keep_secret
from chronology.records.reader import read_plain, read_secret, read_whole

_MAC = 32
_KEY = 32
_LIBRARIES = ("yaml", "pydantic", "babel", "jinja2", "markdown_it", "nh3")
"""What records and pages are made with besides our own code."""


Memory = dict[str, tuple[bytes, tuple[int, ...], Any]]
"""What a program has kept or read, by name: (version, stamp of the file, value)."""


@dataclass(frozen=True)
class Cache:
    """A folder of kept files, or of none where `key` is None: then nothing is read and nothing kept."""

    folder: Path
    key: bytes | None
    memory: Memory | None = None
    """Of a program that builds several times; nobody changes the values in it."""

    def read(self, name: str, version: bytes) -> Any:
        """What was kept under a name by the same version; None where there is nothing, or nothing to be trusted."""
        if self.memory and name in self.memory and self.memory[name][:2] == (version, self._stamp(name)):
            return self.memory[name][2]
        value = self._read(name, version)
        self.remember(name, version, value)
        return value

    def remember(self, name: str, version: bytes, value: Any) -> None:
        """To be called with what was kept: a program that builds several times need not read it."""
        if self.memory is not None:
            self.memory[name] = version, self._stamp(name), value

    def _stamp(self, name: str) -> tuple[int, ...]:
        """What changes where a kept file does; nothing of one that is not there."""
        try:
            stat = (self.folder / name).stat(follow_symlinks=False)
        except OSError:
            return ()
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def _read(self, name: str, version: bytes) -> Any:
        data = read_plain(self.folder / name) if self.key else None
        if data is None or not secrets.compare_digest(self._mac(data[_MAC:], version), data[:_MAC]):
            return None
        return pickle.loads(memoryview(data)[_MAC:])  # the digest proves who wrote it

    def written(self, name: str) -> int:
        """When a file was kept, in nanoseconds as the system counts them; 0 where there is none."""
        try:
            return (self.folder / name).stat().st_mtime_ns
        except OSError:
            return 0

    def write(self, name: str, version: bytes, value: Any) -> None:
        self.keep(name, version, pickle.dumps(value, 5))
        self.remember(name, version, value)

    def keep(self, name: str, version: bytes, data: bytes) -> None:
        """Keeps a value that is pickled already."""
        if self.key:
            keep(self.folder / name, self._mac(data, version), data)

    def _mac(self, data: bytes, version: bytes) -> bytes:
        assert self.key
        made = hmac.new(self.key, version, "sha256")  # processors have instructions for it
        made.update(data)
        return made.digest()


def cache_of(content: Path, memory: Memory | None = None) -> Cache:
    """The cache of the project whose records stand in `content`; of nothing where a contributor could have made it a link."""
    project = content.resolve().parent
    folder = project / ".cache" / "chronology"
    return Cache(folder, None if folder.parent.is_symlink() or folder.is_symlink() else _key(project), memory)


@cache
def _key(project: Path) -> bytes | None:
    """The user's key; made where there is none yet, None where it can be neither read nor made, or would stand in the project."""
    home = os.environ.get("XDG_CACHE_HOME") or (f"{os.environ['HOME']}/.cache" if os.environ.get("HOME") else "")
    if not Path(home).is_absolute():
        return None
    path = Path(home, "chronology", "key")
    if path.resolve().is_relative_to(project):
        return None
    return _known(path) or (_known(path) if keep_secret(path, secrets.token_bytes(_KEY)) else None)


def _known(path: Path) -> bytes | None:
    key = read_secret(path)
    return key if key and len(key) == _KEY else None


@cache
def code_version() -> bytes:
    """Of all our own files, and of what they use."""
    return digest(python_version(), repr(_installed()), *_files(Path(str(resources.files("chronology")))))


def _installed() -> list[str]:
    """All packages beside those we use, by the names of the folders that tell their versions: to ask a package itself is to load it."""
    specs = [spec for name in _LIBRARIES if (spec := find_spec(name))]
    found = {Path(*(spec.submodule_search_locations or [str(spec.origin)])[:1]).parent for spec in specs}
    return sorted(path.name for folder in found for path in folder.glob("*-info"))


def _files(folder: Path) -> list[bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".jinja", ".json") and "__pycache__" not in path.parts)
    return [part for path in paths for part in (path.relative_to(folder).as_posix().encode(), read_whole(path) or b"")]
