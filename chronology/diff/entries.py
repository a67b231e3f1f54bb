"""What the entries of lists are called, and what they say, in a few words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale

from chronology.records.dates import Date
from chronology.records.load import Records
from chronology.records.model.actor import Alias, Belonging, Designation, Post
from chronology.records.model.base import Correction, Source
from chronology.records.model.event import Dispute, Figure, Involvement, MembershipChange, Place, Pledge, PledgeState, Position
from chronology.records.model.part import Model, fields_of, yaml_key

SHORT = 80
"""How much of a text is quoted within a line."""
_TERRITORIES = Locale("en").territories
NOUNS = {
    "aliases": "alias",
    "countries": "country",
    "disputes": "dispute",
    "figures": "figure",
    "history": "state",
    "joins": "joining of",
    "leaves": "leaving of",
    "relations": "relation",
}
"""What one entry of a list is called, where the list's key without its `s` does not say it."""


@dataclass(frozen=True)
class Names:
    """What actors and countries are called, after the change if they are still there."""

    before: Records
    after: Records

    def of(self, party: str) -> str:
        actor = self.after.actors.get(party) or self.before.actors.get(party)
        return actor.name if actor else str(_TERRITORIES.get(party, party))


def noun(key: str) -> str:
    """What one entry of the list `key` is called."""
    return NOUNS.get(key) or (key[:-1] if key.endswith("s") and not key.endswith("ss") else key)


def cut(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 3]}..."


def shown_value(value: Any) -> str:
    """A value within a line: numbers with commas, texts of several words in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Date):
        return value.text
    if isinstance(value, str):
        return f'"{cut(value)}"' if len(value.split()) > 1 else cut(value)
    if isinstance(value, tuple):
        return ", ".join(map(shown_value, value)) or "nothing"
    if isinstance(value, Model):
        return f"({filled(value)})"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {shown_value(inner)}" for key, inner in value.items()) or "nothing"
    return str(value)


def filled(part: Model, but: tuple[str, ...] = ()) -> str:
    """The fields that are not as they are when nothing is written, each with its value."""
    fields = [(name, getattr(part, name)) for name, info in fields_of(type(part)).items() if name not in but and getattr(part, name) != info.default]
    return ", ".join(f"{yaml_key(name)} {shown_value(value)}" for name, value in fields if value != () and value != {})


def amount(figure: Figure) -> str:
    """A figure's number with its currency and unit: `30`, `30-35`, `at least 30`, `USD 436,000,000`."""
    if figure.value is not None:
        number = f"{figure.value:,}"
    elif figure.at_least is not None:
        number = f"at least {figure.at_least:,}"
    else:
        number = "-".join("?" if end is None else f"{end:,}" for end in (figure.min, figure.max))
    return " ".join(word for word in (figure.currency, number, figure.unit) if word)


def _figure(figure: Figure, names: Names) -> str:
    by = f", per {names.of(figure.by)}" if figure.by else ""
    return f"{figure.what}{by}{f', as of {figure.as_of.text}' if figure.as_of else ''}"


def _involvement(part: Involvement, names: Names) -> str:
    return f"{names.of(part.id)} as {part.role}{f', by {names.of(part.by)}' if part.by else ''}"


def _post(post: Post, names: Names) -> str:
    return f"{shown_value(post.title)}{f' of {names.of(post.of)}' if post.of else ''}"


def _change(change: MembershipChange, names: Names) -> str:
    return f"{names.of(change.organisation)} ({', '.join(map(names.of, change.members))})"


LABELS: Mapping[type[Model], tuple[Callable[[Any, Names], str], tuple[str, ...]]] = {
    Alias: (lambda alias, names: shown_value(alias.name), ("name",)),
    Belonging: (lambda belonging, names: names.of(belonging.id), ("id",)),
    Correction: (lambda correction, names: f"of {correction.date.text}", ("date",)),
    Designation: (lambda designation, names: f"by {names.of(designation.by)}", ("by",)),
    Dispute: (lambda dispute, names: shown_value(dispute.question), ("question",)),
    Figure: (_figure, ("what", "by", "as_of", "value", "min", "max", "at_least", "currency", "unit")),
    Involvement: (_involvement, ("id", "role", "by")),
    MembershipChange: (_change, ("organisation", "members")),
    Place: (lambda place, names: f"{place.name} ({place.country})", ("name", "country")),
    Pledge: (lambda pledge, names: pledge.id, ("id",)),
    PledgeState: (lambda state, names: f"{state.state} ({state.date.text})", ("state", "date")),
    Position: (lambda position, names: shown_value(position.says), ("says",)),
    Post: (_post, ("title", "of")),
}
"""How an entry is called, and the fields that its name already tells. An entry of another model is called by its first two fields."""


def label(part: Model, names: Names) -> str:
    """What an entry is called among those of its list."""
    called = LABELS.get(type(part))
    if called:
        return called[0](part, names)
    return ", ".join(shown_value(getattr(part, name)) for name in list(fields_of(type(part)))[:2])


def told(part: Model) -> str:
    """What an entry says beyond its name."""
    if isinstance(part, Figure):
        rest = filled(part, LABELS[Figure][1])
        return f"{amount(part)}; {rest}" if rest else amount(part)
    if isinstance(part, Source):
        return f"{shown_value(part.title)}, {part.publisher}"
    return filled(part, LABELS[type(part)][1] if type(part) in LABELS else tuple(list(fields_of(type(part)))[:2]))
