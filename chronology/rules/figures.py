"""Figures and pledges: what is counted, by whom, in what."""

from collections import Counter
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.rule import Finding, rule
from chronology.rules.sources import event_citations


@rule(Event)
def figure_form(event: Event, records: Records) -> Iterator[Finding]:
    """A figure has a `value`, or `min` and `max`, or `at-least`; only one of these, none below zero.

    Bad:  figures: [{what: killed, min: 35, max: 30, sources: [ap]}]
    Good: figures: [{what: killed, min: 30, max: 35, sources: [ap]}]
    """
    for n, figure in enumerate(event.figures):
        forms = [figure.value is not None, figure.min is not None and figure.max is not None, figure.at_least is not None]
        lone = (figure.min is None) != (figure.max is None)
        if sum(forms) != 1 or lone:
            yield Finding(
                ("figures", n),
                "a figure needs exactly one of `value`, `min` with `max`, `at-least`",
                "write `value: 30`, `min: 30` and `max: 35`, or `at-least: 30`",
            )
        elif figure.min is not None and figure.max is not None and figure.min > figure.max:
            yield Finding(("figures", n, "min"), f"the least is {figure.min}, more than the most, {figure.max}", "swap the two")
        if figure.low is not None and figure.low < 0:
            yield Finding(("figures", n), f"{figure.low} is below zero", "counts start at 0")


@rule(Event)
def money_without_currency(event: Event, records: Records) -> Iterator[Finding]:
    """Money has a currency, and only money has one.

    Bad:  figures: [{what: pledged, value: 2000000, sources: [ap]}]
    Good: figures: [{what: pledged, value: 2000000, currency: USD, sources: [ap]}]
    """
    words = records.vocabulary.words("figures")
    for n, figure in enumerate(event.figures):
        if words[figure.what].money != (figure.currency is not None):
            fact = "money stands without a currency" if figure.currency is None else f"{shown(figure.what)} is no money but has a currency"
            yield Finding(("figures", n), fact, "write `currency: USD` for money only")
    for n, pledge in enumerate(event.pledges):
        if (pledge.amount is None) != (pledge.currency is None):
            yield Finding(("pledges", n), "`amount` and `currency` stand together or not at all", "write both, as in `amount: 436000000` and `currency: USD`")
        for m, state in enumerate(pledge.history):
            if state.amount is not None and pledge.currency is None:
                yield Finding(
                    ("pledges", n, "history", m, "amount"), "an amount stands in a pledge without a currency", "give the pledge its `amount` and `currency`"
                )
        if (pledge.quantity is None) != (pledge.unit is None):
            yield Finding(("pledges", n), "`quantity` and `unit` stand together or not at all", "write both, as in `quantity: 200` and `unit: soldiers`")


@rule(Event)
def preferred_without_why(event: Event, records: Records) -> Iterator[Finding]:
    """Who prefers a figure says why, and prefers at most one of each kind.

    Bad:  figures: [{what: members, value: 83, sources: [state], preferred: true}]
    Good: figures: [{what: members, value: 83, sources: [state], preferred: true, why: counts both states and bodies}]
    """
    for n, figure in enumerate(event.figures):
        if figure.preferred and not figure.why:
            yield Finding(("figures", n, "preferred"), "a figure is preferred without a reason", "add `why:`")
    preferred = Counter((figure.what, figure.unit, figure.as_of and figure.as_of.text) for figure in event.figures if figure.preferred)
    for (what, _, _), count in preferred.items():
        if count > 1:
            yield Finding(("figures",), f"{count} figures of {shown(what)} are preferred", "prefer one, or tell them apart by `as-of` or `unit`")


@rule(Event)
def figure_without_source(event: Event, records: Records) -> Iterator[Finding]:
    """Every figure, pledge, state of a pledge and side of a dispute names a source.

    Bad:  figures: [{what: killed, value: 3, sources: []}]
    Good: figures: [{what: killed, value: 3, sources: [reuters]}]
    """
    needed = ("figures", "pledges", "disputes")
    for loc, names in event_citations(event):
        if loc[0] in needed and not names:
            yield Finding(loc, "no source is named", "name the source that says so")


@rule(Event)
def pledge_id_twice(event: Event, records: Records) -> Iterator[Finding]:
    """The ids of an event's pledges differ.

    Bad:  pledges: [{id: us, ...}, {id: us, ...}]
    Good: pledges: [{id: us-aid, ...}, {id: us-training, ...}]
    """
    counts = Counter(pledge.id for pledge in event.pledges)
    for n, pledge in enumerate(event.pledges):
        if counts[pledge.id] > 1:
            yield Finding(("pledges", n, "id"), f"{shown(pledge.id)} names {counts[pledge.id]} pledges", "give each an id of its own")
