"""Asking for a record's fields in a terminal: plain questions, each answer judged at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click
import questionary

from chronology.authoring.fields import Field, choices, fault, plain
from chronology.problem import printable, shown
from chronology.records.load import Records
from chronology.records.nearest import did_you_mean

_BEGIN = """Each answer is checked as you give it. The file is written after the last one, and you can change it then.
Ctrl-C stops, and shows what you have answered so far.
"""
WIDTH = 100
"""How much of one line is shown below an answer."""


def ask(fields: Sequence[Field], answers: dict[str, Any], records: Records) -> None:
    """Puts what is not answered yet into `answers`, by option, one by one: whoever stops loses nothing."""
    click.echo(_BEGIN)
    for field in fields:
        if field.many and not answers[field.option]:
            _several(field, answers[field.option], records)
        elif not answers[field.option]:
            answers[field.option] = _one(field, records)


def ask_id(proposal: str, wrong: Callable[[str], str]) -> str:
    """The record's id; `wrong` says what is wrong with one, or nothing."""
    question = "Its id, which is its address for ever (Enter takes it):"
    return _answer(questionary.text(question, default=proposal, validate=lambda text: wrong(text.strip()) or True))


def _one(field: Field, records: Records, required: bool | None = None) -> str:
    needed = field.required if required is None else required
    words = choices(field, records)
    ways = "; ".join(["Tab lists the words"] * bool(words) + ["Enter for none"] * (not needed))
    question = f"{field.question}{f' ({ways})' * bool(ways)}:"
    validate = partial(judged, field, records=records, needed=needed)
    if not words:
        return plain(field, _answer(questionary.text(question, validate=validate)))
    meanings = {word: meaning[:WIDTH] for word, meaning in words.items()}
    return plain(field, _answer(questionary.autocomplete(question, list(words), meta_information=meanings, validate=validate, ignore_case=True)))


def judged(field: Field, text: str, records: Records, needed: bool) -> bool | str:
    """Whether an answer is taken, or what is said below it, where there is one line."""
    text = text.strip()
    if not text:
        return "this needs an answer" if needed else True
    wrong = fault(field, text, records)
    if len(wrong) > WIDTH and (words := choices(field, records)):
        return f"{shown(text)} is none of the words; {did_you_mean(text, words) or 'Tab lists them'}"
    return wrong or True


def _several(field: Field, found: list[Any], records: Records) -> None:
    """Puts answers into `found` until one is empty."""
    first, *more = field.parts or (field,)
    while answer := _one(first, records, required=False):
        if not more:
            found.append(answer)
            continue
        part = {first.option: answer} | {each.option: _one(each, records) for each in more}
        part = {key: value for key, value in part.items() if value}
        if wrong := fault(field, part, records):
            click.echo(f"{printable(wrong)}; give it once more")
        else:
            found.append(part)


def _answer(question: questionary.Question) -> str:
    return str(question.unsafe_ask()).strip()
