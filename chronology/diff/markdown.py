"""A diff as GitHub's Markdown, for the summary of a job: what strangers wrote stands in it as text and nothing else."""

import re
from collections.abc import Iterator

from chronology.diff.compare import RecordChange, address_of
from chronology.diff.report import Report, cut_spans
from chronology.diff.tell import Line
from chronology.problem import printable

MAX_BYTES = 900_000
"""A job's summary holds one megabyte; what is above that is counted, not told."""
_ACTIVE = re.compile(r"[\\`*_\[\]<>#!|~&@$^{}]")
"""What means something to Markdown, HTML or GitHub in the midst of a line."""
_START = re.compile(r"^(\d*)([-+=.)])")
"""What may mean something where a line begins."""
_LINKS = re.compile(r"[@#:](?=\S)|\b(?:www|gh)(?=[.-])", re.IGNORECASE)
"""What GitHub makes a link or a picture of, even in plain text: mentions, numbers of issues, addresses, `:names:` of pictures."""
_MARKS = {"": ("", ""), "del": ("<del>", "</del>"), "ins": ("<ins>", "</ins>")}


def escaped(text: str) -> str:
    """One line that shows as `text`, in Markdown as in HTML. A zero-width space parts what would become a link."""
    line = "".join(c if c.isprintable() else "\\" + f"u{ord(c):04x}" for c in " ".join(text.split()))
    parted = _LINKS.sub(lambda match: f"{match[0]}\u200b", line)
    return _START.sub(lambda match: f"{match[1]}{_entity(match[2])}", _ACTIVE.sub(lambda match: _entity(match[0]), parted)).replace("\u200b", "&#8203;")


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def as_markdown(report: Report) -> str:
    """A heading with the counts, what stops the change, then each record as a part that opens."""
    top = [f"### What changes between {escaped(report.base)} and {escaped(report.head_name)}", escaped(report.count) + "."]
    top += [f"**Stopped:** {escaped(report.stops)}."] * bool(report.stops)
    top += [f"**{note.severity.capitalize()}:** {escaped(note.text)}." for note in report.notes]
    top += [part for name, problems in report.problems for part in _problems(name, [str(problem) for problem in problems])]
    parts, size = list(top), sum(len(part.encode()) for part in top)
    for index, change in enumerate(report.diff.changes):
        part = _record(report, change)
        size += len(part.encode()) + 2
        if size > MAX_BYTES:
            parts.append(f"{len(report.diff.changes) - index} more records are not shown here.")
            break
        parts.append(part)
    return "\n\n".join(parts)


def _problems(name: str, problems: list[str]) -> Iterator[str]:
    yield f"**Not read at {escaped(name)}:**"
    yield "\n".join(f"- {escaped(problem)}" for problem in problems[:100])
    if len(problems) > 100:
        yield f"{len(problems) - 100} more problems are not shown here."


def _record(report: Report, change: RecordChange) -> str:
    items = [f"- {_line(line)}" for line in report.lines(change)]
    items += [f"- **{note.severity.capitalize()}:** {escaped(note.text)}" for note in change.notes]
    if below := address_of(change):
        items.append(f"- Page: <{printable(report.address(change))}>" if report.site else f"- Page: {escaped(below)}")
    summary = f"<b>{escaped(change.kind)}</b> {escaped(report.headline(change).removeprefix(change.kind))}"
    if not items:
        return f"- {escaped(report.headline(change))}"
    return f"<details><summary>{summary}</summary>\n\n" + "\n".join(items) + "\n\n</details>"


def _line(line: Line) -> str:
    return "".join(_piece(text, mark) for text, mark in cut_spans(line))


def _piece(text: str, mark: str) -> str:
    """A piece with the white space around it outside its marks."""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ") * bool(text.strip())
    return f"{before}{_MARKS[mark][0]}{escaped(text)}{_MARKS[mark][1]}{after}"
