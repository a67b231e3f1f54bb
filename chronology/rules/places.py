"""Places: coordinates that agree with the country, with each other and with the map."""

from collections.abc import Iterator
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from chronology.maps import World, country_at, is_near, kilometres_to, lies_in, load_world
from chronology.problem import shown
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.records.model.event import Place
from chronology.records.reader import read_world
from chronology.rules.rule import Finding, rule

EARTH = 6371.0
"""Kilometres of its mean radius."""
COARSE = 25
"""Kilometres that the map's outlines, and towns across a border, are granted."""
AT_SEA = 400
"""Kilometres from a coast, somewhat more than the 200 nautical miles that are a country's own at most."""
APART = 30
"""Kilometres between two points that may still be one place."""
ONE_OF_ANOTHER = tuple(
    frozenset(codes.split())
    for codes in (
        "CN HK MO TW",
        "CN IN PK",
        "EH MA",
        "IL LB PS SY",
        "EG SD",
        "JP RU",
        "RS XK",
        "RU UA",
        "SD SS",
        "DK FO GL",
        "AX FI",
        "NO SJ",
        "AW BQ CW NL SX",
        "AS GU MP PR UM US VI",
        "AI BM FK GB GG GI GS IM IO JE KY MS PN SH TC VG",
        "BL FR GF GP MF MQ NC PF PM RE TF WF YT",
    )
)
"""Countries of which one holds or claims land of another: sources differ there, and the map can be no judge."""


@lru_cache(maxsize=1)
def outlines() -> World:
    """The lands, without what maps show of them."""
    return load_world(read_world())


def kilometres(a: Place, b: Place) -> float:
    """Between two places, along the globe (haversine formula); infinite where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    return 2 * EARTH * asin(sqrt(min(1.0, sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2)))


def _on_the_globe(place: Place) -> bool:
    on = place.lat is not None and place.lon is not None and -90 <= place.lat <= 90 and -180 <= place.lon <= 180
    return on and not place.lat == place.lon == 0


@rule(Event)
def place_coordinates(event: Event, records: Records) -> Iterator[Finding]:
    """Coordinates come in pairs, on the globe, with at most three decimals, and say how exact they are.

    Bad:  places: [{name: Rome, country: IT, lat: 141.9, lon: 12.5, precision: city}]
    Good: places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    """
    for n, place in enumerate(event.places):
        if (place.lat is None) != (place.lon is None):
            yield Finding(("places", n), "`lat` and `lon` stand together or not at all", "write both, or neither")
        if place.lat is None or place.lon is None:
            continue
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180) or place.lat == place.lon == 0:
            yield Finding(
                ("places", n, "lat"), f"{place.lat}, {place.lon} is not on the map", "write degrees north, then east: lat from -90 to 90, lon from -180 to 180"
            )
        if round(place.lat, 3) != place.lat or round(place.lon, 3) != place.lon:
            yield Finding(("places", n, "lat"), f"{place.lat}, {place.lon} is exact to less than 100 metres", "round to three decimals")


@lru_cache(maxsize=65536)
def _elsewhere(country: str, lat: float, lon: float, slack: int) -> str:
    """Where a point lies, if that is too far from its country; nothing otherwise, nor where the map knows no such country."""
    world = outlines()
    if country not in world.by_code or lies_in(world, country, lat, lon) or is_near(world, country, lat, lon, COARSE + slack):
        return ""
    found = country_at(world, lat, lon)
    if found and any({country, found} <= codes for codes in ONE_OF_ANOTHER):
        return ""
    if not found and (lies_in(world, None, lat, lon) or is_near(world, country, lat, lon, AT_SEA)):
        return ""
    distance = kilometres_to(world, country, lat, lon)
    land = f"in {world.names[found]} ({found})" if found else "in the sea"
    return f"{lat}, {lon} lies {land}, {distance:.0f} km from {world.names[country]}"


@rule(Event)
def place_in_another_country(event: Event, records: Records) -> Iterator[Finding]:
    """Coordinates lie in the country of their place, or so near that a coarse map cannot tell.

    Bad:  places: [{name: Rome, country: IT, lat: 12.5, lon: 41.9, precision: city}]
    Good: places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    """
    precisions = records.vocabulary.words("precisions")
    for n, place in enumerate(event.places):
        if place.lat is None or place.lon is None or not _on_the_globe(place):
            continue
        if fact := _elsewhere(place.country, place.lat, place.lon, precisions[place.precision].radius):
            swapped = abs(place.lon) <= 90 and lies_in(outlines(), place.country, place.lon, place.lat)
            hint = "swap `lat` and `lon`" if swapped else "correct the coordinates or the country"
            yield Finding(("places", n, "lat"), fact, hint)


@rule(Records, "warning")
def place_in_two_places(records: Records, _: Records) -> Iterator[Finding]:
    """Places of one name in one country lie close together.

    Bad:  places: [{name: Rome, country: IT, lat: 43.9, lon: 12.5, precision: city}]
          # events/2020/dark-night.yml
          date: 2020-06-28
          places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    Good: places: [{name: Rome, country: IT, lat: 41.91, lon: 12.5, precision: city}]
          # events/2020/dark-night.yml
          date: 2020-06-28
          places: [{name: Rome, country: IT, lat: 41.9, lon: 12.5, precision: city}]
    """
    precisions = records.vocabulary.words("precisions")
    first: dict[tuple[str, str], tuple[Event, Place]] = {}
    for event in records.events:
        for n, place in enumerate(event.places):
            if not _on_the_globe(place):
                continue
            other_event, other = first.setdefault((place.country, place.name.casefold()), (event, place))
            if place.lat == other.lat and place.lon == other.lon:
                continue
            apart = kilometres(place, other)
            if apart > APART + precisions[place.precision].radius + precisions[other.precision].radius:
                fact = f"{shown(place.name)} is {apart:.0f} km from where {shown(other_event.id)} has it"
                yield Finding(("places", n, "lat"), fact, "correct one of the two, or tell the two places apart by their names", entry=event)
