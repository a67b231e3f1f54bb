"""Markdown: only what the page will show as it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chronology.problem import shown
from chronology.records.addresses import wrong_address
from chronology.records.load import Records
from chronology.records.markdown import HEADINGS, tokens
from chronology.records.model import Record
from chronology.rules.parts import line_of
from chronology.rules.rule import Finding, rule

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]{0,200}>|<!--")
_LINK = re.compile(r"\[[^\]\n]{0,200}\]\([^)\n]{0,200}\)")


def _texts(text: str) -> Iterator[tuple[Token, Token, Token | None]]:
    """Every piece of text that stands in a paragraph, an item or a heading: its block, itself, what follows it."""
    for block in tokens(text):
        children = block.children or []
        for n, child in enumerate(children):
            if child.type == "text":
                yield block, child, children[n + 1] if n + 1 < len(children) else None


def _line(block: Token, piece: str) -> int:
    """The line of `piece` in a text, from 0."""
    at = block.content.find(piece)
    return line_of(block) + (block.content.count("\n", 0, at) if at > 0 else 0)


@rule(Record, "warning")
def prose_html(record: Record, records: Records) -> Iterator[Finding]:
    """Prose holds no HTML: readers would see the tags.

    Bad:  account: The lamps <b>went</b> out.[^ap][^gazette]
    Good: account: The lamps **went** out.[^ap][^gazette]
    """
    if record.is_plain:
        return
    key, text = record.prose_key, record.prose
    for block, piece, _ in _texts(text):
        if found := _TAG.search(piece.content):
            yield Finding((key,), f"HTML is shown as it stands: {shown(found[0], 40)}", "write Markdown: `**bold**`, `*italic*`", line=_line(block, found[0]))


@rule(Record)
def prose_image(record: Record, records: Records) -> Iterator[Finding]:
    """Prose holds no images: no picture is shown from elsewhere.

    Bad:  account: The lamps went out ![dark](https://ap.example.org/dark.jpg).[^ap][^gazette]
    Good: account: The lamps went out.[^ap][^gazette]
    """
    if record.is_plain:
        return
    key, text = record.prose_key, record.prose
    for block, piece, after in _texts(text):
        if "![" in piece.content or (piece.content.endswith("!") and after is not None and after.type == "link_open" and after.markup == ""):
            yield Finding((key,), "an image is not shown", "describe what matters in words, and cite the page it stands on", line=_line(block, "!["))


@rule(Record)
def prose_link(record: Record, records: Records) -> Iterator[Finding]:
    """A link in prose leads to a page that everybody can open.

    Bad:  account: The [lamps](javascript:alert(1)) went out.[^ap][^gazette]
    Good: account: The [lamps](https://ap.example.org/lamps) went out.[^ap][^gazette]
    """
    if record.is_plain:
        return
    key, text = record.prose_key, record.prose
    hint = "write the address from https:// on, or leave the words without a link"
    for block, piece, _ in _texts(text):
        if found := _LINK.search(piece.content):
            yield Finding((key,), f"{shown(found[0])} is no link, and is shown as it stands", hint, line=_line(block, found[0]))
    for block in tokens(text):
        for child in block.children or ():
            address = str(child.attrGet("href")) if child.type == "link_open" else None
            if address is not None and (wrong := wrong_address(address)):
                yield Finding((key,), f"the link leads nowhere: {wrong.fact}", wrong.hint, line=_line(block, address))


@rule(Record)
def prose_heading(record: Record, records: Records) -> Iterator[Finding]:
    """A heading in prose stands below those of its page: it has three or four `#`.

    Bad:  account: |
            # The lamps

            They went out.[^ap][^gazette]
    Good: account: |
            ### The lamps

            They went out.[^ap][^gazette]
    """
    if record.is_plain:
        return
    key, text = record.prose_key, record.prose
    for token in tokens(text):
        if token.type == "heading_open" and token.tag not in HEADINGS:
            hint = "leave an empty line before the dashes" if token.markup in ("-", "=") else "write `### ` or `#### ` before it"
            yield Finding((key,), f"a heading of level {token.tag[1:]} is not shown as one", hint, line=line_of(token))
