"""What stands in the content folder: which files are records, and what else must not be there. Looks at names, opens nothing."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chronology.problem import Place, Problem, Severity, printable, shown
from chronology.records import names

Kind = Literal["file", "folder", "other", "nothing"]


@dataclass(frozen=True)
class Folder:
    """The content folder, and how its files are named in messages."""

    root: Path
    problems: list[Problem]

    def name(self, path: Path) -> str:
        return printable(f"{self.root.name}{str(path).removeprefix(str(self.root)).replace(os.sep, '/')}")

    def report(self, path: Path, rule: str, fact: str, hint: str = "", severity: Severity = "error") -> None:
        self.problems.append(Problem(Place(self.name(path)), fact, rule, hint, severity))

    def kind(self, path: Path) -> Kind:
        """What stands at `path`, without following links; reports what nothing can be read from."""
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return "nothing"
        except OSError as error:
            self.report(path, "unreadable", f"it cannot be looked at: {error.strerror}", "make it and its folder readable, or delete it")
            return "other"
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return "file" if stat.S_ISREG(mode) else "folder"
        self.report(path, "not-a-file", "is neither a plain file nor a folder", "put the record itself here")
        return "other"

    def listed(self, top: Path) -> Iterator[tuple[str, Kind]]:
        """The names of what stands in a folder, sorted; reports names that not every system can hold, and leaves out what is not meant to be read."""
        try:
            with os.scandir(top) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.report(top, "unreadable", f"the folder cannot be read: {error.strerror}", "make it readable")
            return
        for entry in entries:
            if fact := names.wrong_name(entry.name):
                self.report(top / entry.name, "file-name", fact, "give it another name")
            elif (kind := "file" if entry.is_file(follow_symlinks=False) else self.kind(top / entry.name)) == "file" and names.is_left_behind(entry.name):
                if entry.name != names.KEEPS:
                    self.report(top / entry.name, "stray-file", f"{shown(entry.name)} is no record: a system or an editor left it here", "delete it", "warning")
            elif kind != "other":
                yield entry.name, kind

    def files(self, below: str, depth: int) -> Iterator[str]:
        """The YAML files `depth` folders below `below` by their ways from the root, sorted; reports what is neither that nor a folder on the way."""
        top = self.root / below
        if self.kind(top) != "folder":
            return
        for name, kind in self.listed(top):
            if kind == "folder" and depth:
                yield from self.files(f"{below}/{name}", depth - 1)
            elif kind == "file" and not depth and name.endswith(".yml"):
                yield f"{below}/{name}"
            else:
                expected = "folders" if depth else "files that end in .yml"
                self.report(top / name, "stray-file", f"{shown(name)} stands where only {expected} belong", names.instead(name, bool(depth)))

    def check(self, below: str, known: set[str]) -> None:
        """Reports what does not belong in a folder of which every name is known."""
        top = self.root / below
        for name, kind in self.listed(top):
            if name not in known:
                self.report(top / name, "stray-file", f"{shown(name)} is read by nobody", names.meant(name, known))
            elif (kind == "file") != ("." in name):
                wanted = "file" if "." in name else "folder"
                self.report(top / name, "stray-file", f"a {kind} stands where a {wanted} belongs", f"make {shown(name)} a {wanted}")
