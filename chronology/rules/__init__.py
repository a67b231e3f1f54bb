"""What records must mean, beyond their form: one small generator a rule, grouped by theme."""

from collections.abc import Mapping

from chronology.rules import (
    accounts,
    cycles,
    dates,
    days,
    duplicates,
    events,
    figures,
    files,
    forms,
    identifiers,
    ids,
    links,
    memberships,
    moved,
    periods,
    places,
    pledges,
    prose,
    references,
    sources,
    terms,
    texts,
    titles,
    wording,
)
from chronology.rules.rule import FORMS, RULES, Rule, check, check_alone

CATALOGUE: Mapping[str, Rule] = {rule.name: rule for rule in [*FORMS, *RULES]}
"""Every rule by name: those of form, then those of meaning."""

__all__ = [
    "CATALOGUE",
    "RULES",
    "Rule",
    "accounts",
    "check",
    "check_alone",
    "cycles",
    "dates",
    "days",
    "duplicates",
    "events",
    "figures",
    "files",
    "forms",
    "identifiers",
    "ids",
    "links",
    "memberships",
    "moved",
    "periods",
    "places",
    "pledges",
    "prose",
    "references",
    "sources",
    "terms",
    "texts",
    "titles",
    "wording",
]
