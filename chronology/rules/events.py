"""Who did it: what is said must be said by somebody."""

from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule


@rule(Event)
def attributed_by_nobody(event: Event, records: Records) -> Iterator[Finding]:
    """Who says that an actor did it is named.

    Bad:  actors: [{id: islamic-state, role: attributed-to}]
    Good: actors: [{id: islamic-state, role: attributed-to, by: iraqi-government}]
    """
    for n, involvement in enumerate(event.actors):
        if involvement.role == "attributed-to" and not involvement.by and not involvement.sources:
            yield Finding(("actors", n, "role"), f"it is not said who attributes it to {shown(involvement.id)}", "add `by:` with an actor, or `sources:`")
