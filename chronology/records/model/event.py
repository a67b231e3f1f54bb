"""One event: what happened, when, where, who, who says so."""

from typing import Annotated

from chronology.records.model.base import Corrections, Identifiers, Ids, Keys, Listed, Mapped, Record, Sources, Tags
from chronology.records.model.part import Part, part
from chronology.records.types import (
    Boolean,
    Country,
    Currency,
    Decimal,
    EdtfDate,
    FigureName,
    FormName,
    GradeName,
    Id,
    Integer,
    KindName,
    Line,
    Party,
    PrecisionName,
    Prose,
    PurposeName,
    RelationName,
    RoleName,
    StateName,
)


@part
class Place(Part):
    """Where an event happened."""

    name: Line
    """The place's usual English name."""
    country: Country
    """The country it lies in, by ISO 3166-1."""
    lat: Decimal | None = None
    """Degrees north, at most three decimals."""
    lon: Decimal | None = None
    """Degrees east, at most three decimals."""
    precision: PrecisionName
    """How exactly the place is known; decides whether a map shows a point or an area."""


@part
class Involvement(Part):
    """An actor or a state in a role."""

    id: Party
    """An actor's id, or an ISO code for a state as such."""
    role: RoleName
    """What it had to do with the event."""
    by: Party | None = None
    """Who says so, for `attributed-to`."""
    sources: Keys = ()
    """Short names of the sources that say so."""
    note: Line | None = None
    """What a reader should know about its part."""


@part
class Figure(Part):
    """A number as one source family gives it; rivals stand side by side."""

    what: FigureName
    """What is counted."""
    value: Integer | None = None
    """The number; or `min` and `max`, or `at-least`."""
    min: Integer | None = None
    """The lower end of a range."""
    max: Integer | None = None
    """The upper end of a range."""
    at_least: Integer | None = None
    """More than or at least so many, with no upper end."""
    currency: Currency | None = None
    """For money."""
    unit: Line | None = None
    """Where the word itself does not say: percent, square kilometres."""
    by: Party | None = None
    """Who counted, where that is not the source itself."""
    as_of: EdtfDate | None = None
    """The day the number stood so."""
    sources: Keys
    """Short names of the sources that give it."""
    preferred: Boolean = False
    """Whether the curators prefer it to its rivals."""
    why: Line | None = None
    """Why it is preferred."""
    note: Line | None = None
    """What a reader should know about the number."""

    @property
    def low(self) -> int | None:
        return next((n for n in (self.value, self.min, self.at_least) if n is not None), None)

    @property
    def high(self) -> int | None:
        """None where there is no upper end."""
        return self.value if self.value is not None else self.max


@part
class PledgeState(Part):
    """How far a pledge had come on a day."""

    date: EdtfDate
    """The day of the state."""
    state: StateName
    """How far the pledge had come."""
    amount: Integer | None = None
    """Where only part of it came so far, in the pledge's currency."""
    sources: Keys
    """Short names of the sources that say so."""
    note: Line | None = None
    """What a reader should know about the state."""


@part
class Pledge(Part):
    """A promise of money, goods or forces."""

    id: Id
    """Unique within the event."""
    by: Party
    """Who promised."""
    for_: Annotated[tuple[Party, ...], Listed] = ()
    """For whom: states or actors."""
    form: FormName
    """Grant, loan, troops, ...; never added up across forms."""
    purpose: PurposeName
    """What for; never added up across purposes."""
    amount: Integer | None = None
    """Money in full units of the currency."""
    currency: Currency | None = None
    """ISO 4217."""
    quantity: Integer | None = None
    """Count of what is not money."""
    unit: Line | None = None
    """What the quantity counts: soldiers, aircraft."""
    sources: Keys
    """Short names of the sources that report it."""
    note: Line | None = None
    """What a reader should know about the pledge."""
    history: Annotated[tuple[PledgeState, ...], Listed] = ()
    """Dated states, oldest first."""

    @property
    def state(self) -> str | None:
        """The latest state."""
        return self.history[-1].state if self.history else None


@part
class MembershipChange(Part):
    """Who joined or left what."""

    organisation: Id
    """The actor that has members."""
    members: Annotated[tuple[Party, ...], Listed]
    """Who joined or left: states or actors."""
    date: EdtfDate | None = None
    """Where it is not the event's."""
    sources: Keys = ()
    """Short names of the sources that say so."""
    note: Line | None = None
    """What a reader should know about the change."""


@part
class Position(Part):
    """What one side says."""

    says: Line
    """Who says what, in a sentence."""
    sources: Keys
    """Short names of the sources that report it."""


@part
class Dispute(Part):
    """What sources contradict each other about, beyond numbers."""

    question: Line
    """What the sources disagree on, as a question without its mark."""
    positions: Annotated[tuple[Position, ...], Listed]
    """What each side says."""
    note: Line | None = None
    """What a reader should know about the dispute."""


class Event(Record):
    """An event file: `content/events/<year>/<id>.yml`."""

    prose_key = "account"

    title: Line
    """Who did what, where; about 90 characters at most, no date."""
    kind: KindName
    """What kind of event it is."""
    date: EdtfDate
    """The local day of the act."""
    capital_date: EdtfDate | None = None
    """The day in a capital that announced it, where its clock showed another."""
    announced: EdtfDate | None = None
    """The day it was announced, where that differs."""
    summary: Line
    """One or two sentences that stand alone in a list."""
    places: Annotated[tuple[Place, ...], Listed] = ()
    """Where it happened; left out where it happened nowhere in particular."""
    countries: Annotated[tuple[Country, ...], Listed] = ()
    """Concerned beyond those of places, actors and pledges."""
    actors: Annotated[tuple[Involvement, ...], Listed] = ()
    """Who had to do with it, each in a role."""
    account: Prose
    """The full account in Markdown; every paragraph cites a source as a footnote `[^key]`."""
    figures: Annotated[tuple[Figure, ...], Listed] = ()
    """Numbers that sources give; rivals stand side by side."""
    pledges: Annotated[tuple[Pledge, ...], Listed] = ()
    """What was promised, by whom, for whom."""
    joins: Annotated[tuple[MembershipChange, ...], Listed] = ()
    """Who became a member of what."""
    leaves: Annotated[tuple[MembershipChange, ...], Listed] = ()
    """Who ended a membership."""
    disputes: Annotated[tuple[Dispute, ...], Listed] = ()
    """What sources contradict each other about, beyond numbers."""
    relations: Annotated[dict[RelationName, Ids], Mapped] = {}
    """Ids of other events, by relation."""
    sources: Sources
    """By a short name that footnotes and `sources:` lists use."""
    grade: GradeName
    """How well the event is borne out."""
    identifiers: Identifiers = {}
    """What others call it: schemes and values, only such as are known to be right."""
    tags: Tags = ()
    """Subjects and storylines that it belongs to."""
    corrections: Corrections = ()
    """Changes since it was published, oldest first; never deleted."""
