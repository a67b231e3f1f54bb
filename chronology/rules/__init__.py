"""What records must mean, beyond their form: one small generator a rule, grouped by theme."""

from chronology.rules import accounts, dates, events, figures, identifiers, moved, references, sources
from chronology.rules.rule import RULES, Rule, check

__all__ = ["RULES", "Rule", "accounts", "check", "dates", "events", "figures", "identifiers", "moved", "references", "sources"]
