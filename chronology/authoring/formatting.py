"""One order of keys and one layout for records; values and comments stay as they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronology.authoring.layout import layout
from chronology.authoring.order import FREE, Order, order_of, ordered
from chronology.authoring.tree import Collection, Entry, LayoutError, Node, Scalar
from chronology.records.model import Record
from chronology.records.schema import SCHEMAS
from chronology.records.yaml import Fault, parse

WIDTH = 160
"""How long a line may be on which a part stands between brackets."""
_SCHEMA = "# yaml-language-server:"
_HINT = "write it as the other records do"


@dataclass(frozen=True)
class Formatted:
    """A record's text in the one form, or why it was left as it is."""

    text: str
    fault: Fault | None = None


def formatted(text: str, model: type[Record], depth: int) -> Formatted:
    """The text in the one form; `depth` counts the folders between the repository and the file.

    Keys take the order of the model's fields; unknown ones follow, in the writer's order. Order within lists, sources,
    relations and identifiers stays. Each scalar keeps its own way of writing; a part between brackets becomes a block where it does not fit on a line.
    A comment goes with the key below it or on its line. Where anything would be lost, the text stays and `fault` says why.
    """
    ended = text.replace("\r\n", "\n")
    ended += "\n" * (not ended.endswith("\n"))
    before = parse(ended)
    if before.fault:
        return Formatted(text, before.fault)
    if not isinstance(before.value, dict):
        return Formatted(text, Fault("the file is no mapping of keys", "format", _HINT))
    order = order_of(model)
    try:
        root = layout(ended)
    except LayoutError as error:
        return Formatted(text, Fault(error.fact, "format", _HINT, error.line, error.column))
    comments = sorted(_comments(root))
    head = _head(root, model, depth)
    _sort(root, order)
    made = "\n".join([*head, *_block(root, 0)]) + "\n"
    if ordered(parse(made).value, order) != ordered(before.value, order) or not _kept(comments, made):
        return Formatted(text, Fault("the file cannot be formatted without changing what it says", "format", _HINT))
    return Formatted(made)


def _kept(comments: list[str], made: str) -> bool:
    """Whether all comments are in the text that was made, and no other but the schema's address."""
    try:
        found = sorted(_comments(layout(made)))
    except LayoutError:
        return False
    return found == comments or sorted(comment for comment in found if not comment.startswith(_SCHEMA)) == comments


def _comments(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        return
    yield from filter(None, node.tail)
    for entry in node.entries:
        yield from filter(None, [*entry.above, entry.beside.strip()])
        yield from _comments(entry.value)


def _sort(node: Node, order: Order) -> None:
    """Puts the keys of parts in order, in place."""
    if isinstance(node, Scalar):
        return
    for entry in node.entries:
        _sort(entry.value, order.below(entry.name) if node.mapping else order.each or FREE)
    if node.mapping and order.keys:
        rank = {key: number for number, key in enumerate(order.keys)}
        node.entries.sort(key=lambda entry: rank.get(entry.name, len(rank)))


def _head(root: Collection, model: type[Record], depth: int) -> list[str]:
    """Takes what stands above the first key: the schema's address, then comments on the whole file, which an empty line ends."""
    above = root.entries[0].above if root.entries else root.tail
    schema = [line for line in above if line.startswith(_SCHEMA)]
    rest = _spaced([line for line in above if not line.startswith(_SCHEMA)])
    cut = len(rest) - rest[::-1].index("") if "" in rest else 0
    above[:] = rest[cut:]
    name = next(name for name, of in SCHEMAS.items() if of is model)
    return (schema or [f"{_SCHEMA} $schema={'../' * depth}schema/{name}.v1.json"]) + rest[:cut]


def _spaced(lines: list[str]) -> list[str]:
    """The lines with one empty line where there were several, and none at the start."""
    return [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]


def _block(node: Collection, indent: int) -> list[str]:
    """The lines of a mapping or a list, one entry below the other."""
    space = " " * indent
    lines: list[str] = []
    for number, entry in enumerate(node.entries):
        own = _entry(entry, indent, f"{space}{entry.key}:" if node.mapping else f"{space}-")
        above = _spaced(["#", *entry.above])[1:] if number else [line for line in entry.above if line]
        lines += [space + line if line else "" for line in above] + own
    tail = _spaced(["#", *node.tail])[1:] if lines else _spaced(node.tail)
    while tail and not tail[-1]:
        tail.pop()
    return lines + [space + line if line else "" for line in tail]


def _entry(entry: Entry, indent: int, lead: str) -> list[str]:
    """The lines of a key and its value, or of an item; `lead` is what stands before the value."""
    if isinstance(entry.value, Scalar):
        return _scalar(entry, indent, lead)
    short = _flow(entry.value)
    if short is not None and (len(lead) + 1 + len(short) <= WIDTH or not entry.value.entries):
        return [f"{lead} {short}{entry.beside}"]
    if entry.key:
        return [lead + entry.beside, *_block(entry.value, indent + 2)]
    _hoist(entry)
    first, *more = _block(entry.value, indent + 2)
    return [f"{lead} {first.lstrip(' ')}", *more]


def _hoist(item: Entry) -> None:
    """Moves the comments above the first entry of an item, and that beside its dash, above the item."""
    assert isinstance(item.value, Collection)
    first = item.value.entries[0]
    if not first.key and isinstance(first.value, Collection) and first.value.entries and not first.value.flow:
        _hoist(first)
    item.above += [line for line in (item.beside.strip(), *first.above) if line]
    item.beside, first.above = "", []


def _scalar(entry: Entry, indent: int, lead: str) -> list[str]:
    assert isinstance(entry.value, Scalar)
    first, *more = entry.value.lines
    space = " " * (indent + 2)
    if entry.value.block:
        first = re.sub(r"^([|>][+-]?)[1-9]", r"\g<1>2", first)
        return [f"{lead} {first}", *(space + line if line else "" for line in more)]
    lines = [f"{lead} {first}".rstrip(" "), *(space + line if line else "" for line in more)]
    lines[-1] += entry.beside
    return lines


def _flow(node: Node) -> str | None:
    """A part as it stands between brackets on one line; None where it holds comments or long text, or was written as a block."""
    if isinstance(node, Scalar):
        return None if len(node.lines) > 1 else node.lines[0]
    if not node.flow or node.tail:
        return None
    parts = []
    for entry in node.entries:
        value = _flow(entry.value)
        if value is None or entry.above or entry.beside:
            return None
        key = f"{entry.key}: " if entry.colon else entry.key
        parts.append(key + value if node.mapping else value)
    return f"{{{', '.join(parts)}}}" if node.mapping else f"[{', '.join(parts)}]"
