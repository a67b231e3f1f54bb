"""Accounts and descriptions: every paragraph cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.markdown import tokens
from chronology.records.model import Actor, Country, Event, Record
from chronology.records.nearest import did_you_mean
from chronology.rules.parts import footnotes, line_of, sources_of
from chronology.rules.rule import Finding, rule

if TYPE_CHECKING:
    from markdown_it.token import Token

HINT = "end it with the footnotes of its sources, as in `[^ap]`"
_NOUNS = {"paragraph_open": "paragraph", "bullet_list_open": "list", "ordered_list_open": "list", "blockquote_open": "quote"}
_CODE = ("code_block", "fence")


@dataclass(frozen=True)
class _Block:
    """A paragraph, a list, a quote or a piece of code that is not part of another."""

    noun: str
    line: int
    texts: Sequence[Token]
    """The inline tokens in it, or the code."""

    @property
    def cites(self) -> bool:
        """Whether its last text ends what it says with a source: a list and a quote need no more."""
        return any(child.type == "footnote" for child in self.texts[-1].children or ()) if self.texts else False

    @property
    def introduces(self) -> bool:
        """Whether it leads over to the list or the quote after it."""
        text = "".join(child.content for child in self.texts[-1].children or () if child.type == "text") if self.texts else ""
        return self.noun == "paragraph" and text.rstrip().endswith(":")


def _blocks(text: str) -> Iterator[_Block]:
    inside: list[Token] = []
    opened: Token | None = None
    for token in tokens(text):
        if token.level == 0 and token.type in _CODE:
            yield _Block("code", line_of(token), [token])
        elif token.level == 0 and token.nesting == 1:
            opened, inside = token, []
        elif opened and token.level == 0 and token.nesting == -1:
            if opened.type in _NOUNS:
                yield _Block(_NOUNS[opened.type], line_of(opened), inside)
        elif token.type == "inline" or token.type in _CODE:
            inside.append(token)


def _uncited(text: str) -> Iterator[_Block]:
    """A paragraph that introduces a list or a quote and it bear each other out."""
    blocks = list(_blocks(text))
    for n, block in enumerate(blocks):
        before = blocks[n - 1] if n else None
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        led = block.noun in ("list", "quote") and before is not None and before.introduces and before.cites
        leads = block.introduces and after is not None and after.noun in ("list", "quote") and after.cites
        if block.texts and not (block.cites or led or leads):
            yield block


def _prose(record: Record) -> Iterator[Finding]:
    key, text = record.prose_key, record.prose
    sources = sources_of(record)
    if record.is_plain and all("[^" in paragraph for paragraph in text.split("\n\n")):
        return
    for block in _uncited(text):
        hint = "take away the backticks or the indentation, and cite its source" if block.noun == "code" else HINT
        yield Finding((key,), f"the {block.noun} {shown(block.texts[0].content.strip(), 40)} cites no source", hint, line=block.line)
    told: set[str] = set()
    for name, line in footnotes(text):
        if name not in sources and name not in told:
            told.add(name)
            hint = did_you_mean(name, sources) or f"sources: {', '.join(map(shown, sources))}"
            yield Finding((key,), f"the footnote {shown(name)} names no source", hint, line=line)


@rule(Event)
def uncited_account(event: Event, records: Records) -> Iterator[Finding]:
    """Every paragraph, list and quote of an account cites a source of its event.

    Bad:  account: |
            The market was full.[^ap][^gazette]

            It was dark, says `[^ap]`.
    Good: account: |
            The market was full.[^ap] Two things were said:

            - it was dark;
            - nobody saw it.[^gazette]
    """
    yield from _prose(event)


@rule(Actor)
def uncited_actor(actor: Actor, records: Records) -> Iterator[Finding]:
    """Every paragraph, list and quote of an actor's description cites a source of its file.

    Bad:  description: It was founded in 2014.
    Good: description: It was founded in 2014.[^ap]
    """
    yield from _prose(actor)


@rule(Country)
def uncited_country(country: Country, records: Records) -> Iterator[Finding]:
    """Every paragraph, list and quote about a country cites a source of its file.

    Bad:  description: It joined in 2014.
    Good: description: It joined in 2014.[^ap]
    """
    yield from _prose(country)
