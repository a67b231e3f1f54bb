"""Plain made-up prose: neutral sentences of realistic length about places, bodies and things that do not exist."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES = (
    *_words("Alder Amber Ash Barley Beacon Birch Cedar Clay Copper Coral Dune Elm Fern Flint Gravel Hazel Heron Juniper Larch Linden"),
    *_words("Maple Marsh Moss Oak Olive Pebble Pine Reed Rowan Saffron Sand Sorrel Stone Tamarisk Thyme Walnut Willow Yarrow"),
)
TOWNS = _words("Bridge Crossing Ford Gate Hill Junction Landing Market Meadow Mill Point Quay Ridge Road Spring Valley Well")
REACH = _words("Central Coastal Eastern Highland Inland Joint Lowland National Northern Regional River Southern United Upper Western")
FIELDS = _words("Aid Border Bridge Energy Grain Harbour Health Housing Harvest Land Liaison Market Rail Relief Road School Survey Trade Transit Water")
BODIES = _words("Agency Assembly Authority Board Bureau Command Commission Committee Council Office Secretariat Union")
PAPERS = _words("Bulletin Courier Dispatch Gazette Herald Journal Ledger Mail Monitor Observer Post Record Register Review Times Tribune")
THINGS = (
    *("a bridge", "a clinic", "a depot", "a ferry line", "a grain store", "a new camp", "a pumping station", "a rail yard", "a registration centre"),
    *("a relief route", "a road", "a school", "a staging area", "a supply point", "a survey", "a transit hall", "a warehouse", "a water main", "a winter plan"),
)
ACTS = _words("closes guards hands-over inspects moves opens repairs reviews secures takes-over visits withdraws-from")
DONE = ("closed", "counted", "handed over", "inspected", "moved", "opened again", "repaired", "searched", "set aside", "surveyed")
GOODS = ("blankets", "crates", "households", "lorries", "parcels", "pumps", "rooms", "sacks of grain", "tents", "vehicles", "wells", "workers")
WHEN = ("at dawn", "before noon", "during the night", "for a second day", "in the afternoon", "on the same day", "over the weekend", "shortly after")
PARTS = (
    "the eastern bank",
    "the lower town",
    "the market quarter",
    "the northern district",
    "the old station",
    "the outskirts",
    "the river road",
    "the upper valley",
)
REASONS = ("a lack of fuel", "heavy rain", "repairs on the line", "the state of the road", "a change of guard", "an earlier agreement", "the end of the season")

SENTENCES = (
    "The {body} said that {count} {goods} had been {done} in {part} {when}.",
    "A spokesperson for the {body} gave {reason} as the cause and said that work would go on.",
    "Reporters who reached {part} counted {count} {goods}, fewer than the {body} had named.",
    "Residents of {town} described {count} {goods} that were {done} {when}, without saying by whom.",
    "Both sides had agreed on the terms some weeks before, according to the {body}.",
    "It was the {nth} time in a year that {thing} in {town} was {done}.",
    "According to a later report, {thing} near {town} had been {done} because of {reason}.",
    "The {body} had asked for {count} {goods}; it received about half of them.",
    "No other body confirmed the number, and the {body} did not publish a list.",
    "Work in {part} of {town} was to last {count} days, and began {when}.",
    "The road to {town} was {done} {when}, after {count} {goods} had passed.",
    "Officials of the {body} met in {town} and left {when} without a statement.",
)
NTH = ("first", "second", "third", "fourth", "fifth", "sixth")


class Dice:
    """Chance that is the same on every machine: everything is drawn from one `Random`."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, items: Sequence[T]) -> T:
        return items[int(self.random.random() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items, in the order in which they were drawn."""
        return self.random.sample(items, min(count, len(items)))

    def number(self, least: int, most: int) -> int:
        return least + int(self.random.random() * (most - least + 1))

    def chance(self, share: float) -> bool:
        return self.random.random() < share


class Zipf(Sequence[T]):
    """Items of which the n-th is drawn with a weight of 1/n."""

    def __init__(self, items: Sequence[T]) -> None:
        self.items = items
        self.weights = list(accumulate(1 / n for n in range(1, len(items) + 1)))

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> T:  # type: ignore[override]
        return self.items[index]

    def draw(self, dice: Dice, count: int = 1) -> list[T]:
        """At most `count` items, each once."""
        return list(dict.fromkeys(dice.random.choices(self.items, cum_weights=self.weights, k=count)))


def sentence(dice: Dice, body: str, town: str) -> str:
    """A sentence that names the body or the town; it ends with a full stop."""
    text = dice.one(SENTENCES).format(
        body=body,
        town=town,
        count=dice.number(12, 980),
        goods=dice.one(GOODS),
        done=dice.one(DONE),
        part=dice.one(PARTS),
        when=dice.one(WHEN),
        thing=dice.one(THINGS),
        reason=dice.one(REASONS),
        nth=dice.one(NTH),
    )
    return text[0].upper() + text[1:]


def letters(number: int) -> str:
    """0 is `a`, 25 `z`, 26 `aa`: tells ids apart without digits."""
    text = ""
    while number >= 0:
        text = chr(97 + number % 26) + text
        number = number // 26 - 1
    return text


def slug(text: str) -> str:
    return "-".join(text.lower().replace(",", "").split())
