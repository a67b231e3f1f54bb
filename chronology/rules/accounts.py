"""Accounts and descriptions: every paragraph cites."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Country, Event
from chronology.records.model.base import Source
from chronology.records.nearest import did_you_mean
from chronology.rules.rule import Finding, rule

FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
"""A citation in prose: `[^key]`."""


def _prose(key: str, text: str, sources: dict[str, Source]) -> Iterator[Finding]:
    for paragraph in re.split(r"\n\s*\n", text.strip()) if text else ():
        cited = FOOTNOTE.findall(paragraph)
        if not cited and not paragraph.lstrip().startswith("#"):
            yield Finding((key,), f"the paragraph {shown(paragraph, 40)} cites no source", "end it with the footnotes of its sources, as in `[^ap]`")
        for name in dict.fromkeys(cited):
            if name not in sources:
                yield Finding(
                    (key,), f"the footnote {shown(name)} names no source", did_you_mean(name, sources) or f"sources: {', '.join(map(shown, sources))}"
                )


@rule(Event)
def uncited_account(event: Event, records: Records) -> Iterator[Finding]:
    """Every paragraph of an account cites a source of its event.

    Bad:  account: The market was full.
    Good: account: The market was full.[^ap]
    """
    yield from _prose("account", event.account, event.sources)


@rule(Actor)
def uncited_actor(actor: Actor, records: Records) -> Iterator[Finding]:
    """Every paragraph of an actor's description cites a source of its file.

    Bad:  description: It was founded in 2014.
    Good: description: It was founded in 2014.[^nato]
    """
    yield from _prose("description", actor.description, actor.sources)


@rule(Country)
def uncited_country(country: Country, records: Records) -> Iterator[Finding]:
    """Every paragraph about a country cites a source of its file.

    Bad:  description: It joined in 2014.
    Good: description: It joined in 2014.[^state]
    """
    yield from _prose("description", country.description or "", country.sources)
