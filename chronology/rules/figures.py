"""Figures: what is counted, by whom, in what."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.records.model.event import Figure
from chronology.records.model.part import fields_of, getter
from chronology.records.yaml import Loc
from chronology.rules.rule import Finding, rule
from chronology.rules.sources import event_citations

_number = getter(name for name in fields_of(Figure) if name not in ("sources", "preferred", "why"))


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

    Bad:  figures: [{what: members, value: 83, sources: [ap], preferred: true}, {what: members, value: 82, sources: [gazette]}]
    Good: figures: [{what: members, value: 83, sources: [ap], preferred: true, why: It is newer.}, {what: members, value: 82, sources: [gazette]}]
    """
    for n, figure in enumerate(event.figures):
        if figure.preferred and not figure.why:
            yield Finding(("figures", n, "preferred"), "a figure is preferred without a reason", "add `why:`")
    preferred = [(figure.what, figure.unit, figure.as_of and figure.as_of.text) for figure in event.figures if figure.preferred]
    for (what, _, _), count in Counter(preferred).items() if len(preferred) > 1 else ():
        if count > 1:
            yield Finding(("figures",), f"{count} figures of {shown(what)} are preferred", "prefer one, or tell them apart by `as-of` or `unit`")


@rule(Event)
def figure_without_source(event: Event, records: Records) -> Iterator[Finding]:
    """Every figure, pledge, state of a pledge and side of a dispute names a source.

    Bad:  figures: [{what: killed, value: 3, sources: []}]
    Good: figures: [{what: killed, value: 3, sources: [ap]}]
    """
    needed = ("figures", "pledges", "disputes")
    for way, parts in event_citations(event):
        for n, part in enumerate(parts):
            if not part.sources and way[0] in needed:
                yield Finding((*way, n, "sources"), "no source is named", "name the source that says so")


@rule(Event)
def figure_twice(event: Event, records: Records) -> Iterator[Finding]:
    """A figure that several sources give stands once, and names them all.

    Bad:  figures: [{what: killed, value: 3, sources: [ap]}, {what: killed, value: 3, sources: [gazette]}]
    Good: figures: [{what: killed, value: 3, sources: [ap, gazette]}]
    """
    if len(event.figures) < 2:
        return
    seen: set[tuple[object, ...]] = set()
    for n, figure in enumerate(event.figures):
        number = _number(figure)
        if number in seen:
            yield Finding(("figures", n), f"the figure of {shown(figure.what)} stands there already", "keep one, with the sources of both")
        seen.add(number)


@rule(Event)
def why_without_preferred(event: Event, records: Records) -> Iterator[Finding]:
    """A reason for preferring stands only beside what is preferred.

    Bad:  figures: [{what: members, value: 83, sources: [ap], why: It is newer.}, {what: members, value: 82, sources: [gazette]}]
    Good: figures: [{what: members, value: 83, sources: [ap], preferred: true, why: It is newer.}, {what: members, value: 82, sources: [gazette]}]
    """
    for n, figure in enumerate(event.figures):
        if figure.why and not figure.preferred:
            yield Finding(("figures", n, "why"), "a reason is given, but the figure is not preferred", "add `preferred: true`, or write it as `note:`")


@rule(Event, "warning")
def preferred_without_rival(event: Event, records: Records) -> Iterator[Finding]:
    """A figure is preferred to another of its kind.

    Bad:  figures: [{what: members, value: 83, sources: [ap], preferred: true, why: It is newer.}]
    Good: figures: [{what: members, value: 83, sources: [ap]}]
    """
    kinds = [figure.what for figure in event.figures]
    for n, figure in enumerate(event.figures):
        if figure.preferred and kinds.count(figure.what) == 1:
            yield Finding(("figures", n, "preferred"), f"there is no other figure of {shown(figure.what)}", "delete `preferred:` and `why:`, or add the rival")


def _whole(figure: Figure) -> bool:
    """Whether `figure-form` finds nothing in it."""
    forms = (figure.value is not None, figure.min is not None and figure.max is not None, figure.at_least is not None)
    return sum(forms) == 1 and (figure.low or 0) >= 0 and (figure.high is None or (figure.low or 0) <= figure.high)


@rule(Event, "warning")
def rivals_unmarked(event: Event, records: Records) -> Iterator[Finding]:
    """Of figures that contradict each other, one is preferred, or something says how they differ: a note, who counted, another day or unit.

    Bad:  figures: [{what: killed, value: 3, sources: [ap]}, {what: killed, value: 5, sources: [gazette]}]
    Good: figures: [{what: killed, value: 3, sources: [ap], note: Without the keeper.}, {what: killed, value: 5, sources: [gazette]}]
    """
    if len(event.figures) < 2:
        return
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, figure in enumerate(event.figures):
        groups[figure.what, figure.unit, figure.currency, figure.as_of].append(n)
    for rivals in groups.values():
        figures = [event.figures[n] for n in rivals]
        if not all(map(_whole, figures)) or any(figure.preferred or figure.note or figure.by for figure in figures):
            continue
        least = max(figure.low or 0 for figure in figures)
        highs = [figure.high for figure in figures if figure.high is not None]
        if highs and min(highs) < least:
            fact = f"figures of {shown(figures[0].what)} contradict each other, and nothing says why"
            yield Finding(("figures", rivals[-1]), fact, "add `note:` with what one counts that the other does not, or prefer one and say why")


@rule(Event, "warning")
def no_money(event: Event, records: Records) -> Iterator[Finding]:
    """An amount of money, and a promise of anything, is more than nothing.

    Bad:  figures: [{what: pledged, value: 0, currency: USD, sources: [ap]}]
    Good: figures: [{what: pledged, value: 7000000, currency: USD, sources: [ap]}]
    """
    numbers: list[tuple[Loc, str, int | None]] = [(("figures", n), "sum", figure.high) for n, figure in enumerate(event.figures) if figure.currency]
    for n, pledge in enumerate(event.pledges):
        numbers += [(("pledges", n, "amount"), "amount", pledge.amount), (("pledges", n, "quantity"), "quantity", pledge.quantity)]
    for loc, noun, number in numbers:
        if number == 0:
            yield Finding(loc, f"the {noun} is 0", "write how much it is, or leave it out where that is not known")
