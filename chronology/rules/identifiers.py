"""Where else a record is known."""

import re
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Actor, Event
from chronology.rules.rule import Finding, rule


def _forms(record: Event | Actor, records: Records) -> Iterator[Finding]:
    words = records.vocabulary.words("identifiers")
    for scheme, value in record.identifiers.items():
        if len(value) > 100 or not re.fullmatch(words[scheme].pattern, value):
            yield Finding(("identifiers", scheme), f"{shown(value)} has not the form of {words[scheme].name}", f"the form is {words[scheme].pattern}")


@rule(Event)
def unknown_identifier_form(event: Event, records: Records) -> Iterator[Finding]:
    """An event's identifier has the form of its scheme.

    Bad:  identifiers: {wikidata: "123"}
    Good: identifiers: {wikidata: Q123}
    """
    yield from _forms(event, records)


@rule(Actor)
def unknown_actor_identifier_form(actor: Actor, records: Records) -> Iterator[Finding]:
    """An actor's identifier has the form of its scheme.

    Bad:  identifiers: {wikidata: "123"}
    Good: identifiers: {wikidata: Q123}
    """
    yield from _forms(actor, records)
