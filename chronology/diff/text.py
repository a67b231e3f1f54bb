"""A diff as printable ASCII, for people at a terminal."""

from chronology.diff.report import Report, cut_spans
from chronology.diff.tell import Line
from chronology.problem import printable
from chronology.report import as_text as problems_as_text

MARKS = {"": ("", ""), "del": ("[-", "-]"), "ins": ("{+", "+}")}
"""What stands around words that went and came, as in `git diff --word-diff`."""


def as_text(report: Report) -> str:
    """Every record that changed and its differences, what could not be read, and the counts."""
    blocks = []
    for name, problems in report.problems:
        blocks.append(f"Not read at {printable(name)}:\n{problems_as_text(problems)}")
    for change in report.diff.changes:
        told = [printable(_ascii(report.headline(change)))]
        told += [f"  {printable(report.address(change))}"] * bool(report.address(change))
        told += [f"  {_line(line)}" for line in report.lines(change)]
        told += [f"  {note.severity}: {printable(note.text)}" for note in change.notes]
        blocks.append("\n".join(told))
    end = [f"{note.severity}: {printable(note.text)}" for note in report.notes]
    end += [f"stopped: {report.stops}"] * bool(report.stops)
    blocks.append("\n".join([*end, printable(report.count)]))
    return "\n\n".join(blocks)


def _ascii(text: str) -> str:
    return text.replace("→", "->")


def _line(line: Line) -> str:
    return "".join(f"{MARKS[mark][0]}{printable(_ascii(' '.join(text.split(chr(10)))))}{MARKS[mark][1]}" for text, mark in cut_spans(line))
