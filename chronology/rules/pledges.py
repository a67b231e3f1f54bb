"""Pledges: who promises what to whom, and how much of it came."""

from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule


@rule(Event)
def pledge_id_twice(event: Event, records: Records) -> Iterator[Finding]:
    """The ids of an event's pledges differ.

    Bad:  pledges:
          - {id: oil, by: SE, form: grant, purpose: humanitarian, sources: [ap]}
          - {id: oil, by: DK, form: loan, purpose: humanitarian, sources: [ap]}
    Good: pledges:
          - {id: swedish-oil, by: SE, form: grant, purpose: humanitarian, sources: [ap]}
          - {id: danish-oil, by: DK, form: loan, purpose: humanitarian, sources: [ap]}
    """
    ids = [pledge.id for pledge in event.pledges]
    for n, pledge in enumerate(event.pledges):
        if ids.count(pledge.id) > 1:
            yield Finding(("pledges", n, "id"), f"{shown(pledge.id)} names {ids.count(pledge.id)} pledges", "give each an id of its own")


@rule(Event)
def pledge_below_zero(event: Event, records: Records) -> Iterator[Finding]:
    """What is promised, and what came of it, is never below zero.

    Bad:  pledges: [{id: oil, by: SE, form: grant, purpose: humanitarian, amount: -7, currency: SEK, sources: [ap]}]
    Good: pledges: [{id: oil, by: SE, form: grant, purpose: humanitarian, amount: 7, currency: SEK, sources: [ap]}]
    """
    for n, pledge in enumerate(event.pledges):
        for key, number in (("amount", pledge.amount), ("quantity", pledge.quantity)):
            if number is not None and number < 0:
                yield Finding(("pledges", n, key), f"{number} is below zero", "write how much was promised; `reduced` and `withdrawn` are states")
        for m, state in enumerate(pledge.history):
            if state.amount is not None and state.amount < 0:
                yield Finding(("pledges", n, "history", m, "amount"), f"{state.amount} is below zero", "write how much it came to by then")


@rule(Event, "warning")
def state_exceeds_pledge(event: Event, records: Records) -> Iterator[Finding]:
    """No more is delivered than was promised.

    Bad:  pledges:
          - id: oil
            by: SE
            form: grant
            purpose: humanitarian
            amount: 7
            currency: SEK
            sources: [ap]
            history: [{date: 2021-07, state: delivered, amount: 70, sources: [ap]}]
    Good: pledges:
          - id: oil
            by: SE
            form: grant
            purpose: humanitarian
            amount: 7
            currency: SEK
            sources: [ap]
            history: [{date: 2021-07, state: delivered, amount: 6, sources: [ap]}]
    """
    for n, pledge in enumerate(event.pledges):
        for m, state in enumerate(pledge.history):
            if pledge.amount is not None and state.amount is not None and state.amount > pledge.amount:
                fact = f"{state.amount} is more than the {pledge.amount} that were promised"
                yield Finding(("pledges", n, "history", m, "amount"), fact, "correct one of the two, or tell what was added as a pledge of its own")


@rule(Event, "warning")
def pledge_to_itself(event: Event, records: Records) -> Iterator[Finding]:
    """Who promises something does so for another.

    Bad:  pledges: [{id: oil, by: SE, for: [SE], form: grant, purpose: humanitarian, sources: [ap]}]
    Good: pledges: [{id: oil, by: SE, for: [DK], form: grant, purpose: humanitarian, sources: [ap]}]
    """
    for n, pledge in enumerate(event.pledges):
        for m, recipient in enumerate(pledge.for_):
            if recipient == pledge.by:
                yield Finding(("pledges", n, "for", m), f"{shown(recipient)} promises it to itself", "name whom it is for, or leave out `for:`")
