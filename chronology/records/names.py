"""Names of files and folders: which of them every system can check out, and what else may have been meant."""

import re

from chronology.problem import shown
from chronology.records.nearest import did_you_mean
from chronology.records.types import is_id
from chronology.records.vocabulary import LISTS

TOP = {"events", "actors", "countries", "vocabulary", "pages", "examples", "moved.yml", "scope.yml", "README.md", "LICENSE.md"}
"""What stands in the content folder; names without a dot are folders."""
LISTS_FILES = {f"{name}.yml" for name in LISTS}
"""What stands in the folder of words."""
KEEPS = ".gitkeep"
"""Keeps an otherwise empty folder in git; the only hidden file that nobody is told of."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\.|$)", re.IGNORECASE)
_UNWRITABLE = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def wrong_name(name: str) -> str:
    """Why some system cannot check out a file or folder of this name; empty where every system can. Ids have a rule of their own."""
    if _RESERVED.match(name) and not (name.endswith(".yml") and is_id(name.removesuffix(".yml"))):
        return f"Windows keeps the name {shown(name.partition('.')[0])} for a device"
    if found := _UNWRITABLE.search(name):
        return f"{shown(name)} has the character {shown(found[0])}, which no name on Windows has"
    if name.endswith((".", " ")):
        return f"{shown(name)} ends with a {'dot' if name.endswith('.') else 'space'}, which no name on Windows does"
    return ""


def is_left_behind(name: str) -> bool:
    """Whether a system or an editor leaves such files behind, unasked: hidden ones and copies."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".bak", ".orig", ".tmp")) or name in ("Thumbs.db", "desktop.ini")


def meant(name: str, known: set[str]) -> str:
    """A hint for a name that stands where only known ones do."""
    guess = did_you_mean(name.lower() + ("" if "." in name or name.lower() in known else ".yml"), known) or did_you_mean(name.lower(), known)
    return guess or f"move or delete it; what belongs here: {', '.join(sorted(known))}"


def instead(name: str, folders: bool) -> str:
    """A hint for what is neither a record's file nor, with `folders`, a folder on the way to one."""
    if name.lower().endswith((".yaml", ".yml")) and not name.endswith(".yml"):
        return f"name it {shown(name[: name.rindex('.')] + '.yml', 80)}"
    if folders and name.endswith(".yml"):
        return "move it into the folder of its year, as in events/2021/"
    return "move or delete it"
