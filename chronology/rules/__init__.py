"""What records must mean, beyond their form: one small generator a rule, grouped by theme."""

from collections.abc import Mapping

from chronology.rules import accounts, dates, events, figures, files, forms, identifiers, moved, references, sources, terms
from chronology.rules.rule import FORMS, RULES, Rule, check

CATALOGUE: Mapping[str, Rule] = {rule.name: rule for rule in [*FORMS, *RULES]}
"""Every rule by name: those of form, then those of meaning."""

__all__ = [
    "CATALOGUE",
    "RULES",
    "Rule",
    "accounts",
    "check",
    "dates",
    "events",
    "figures",
    "files",
    "forms",
    "identifiers",
    "moved",
    "references",
    "sources",
    "terms",
]
