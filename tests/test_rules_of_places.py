"""Coordinates are told from wrong ones without a false alarm at coasts, borders, islands and lands that several claim."""

import pytest

from chronology.maps import World, country_at, is_near, kilometres_to, lies_in
from chronology.records.load import Records
from chronology.records.model import Event
from chronology.rules.places import place_in_another_country
from tests.test_rules_at_size import event


def told(records: Records, country: str, lat: float, lon: float, precision: str) -> list[str]:
    place = {"name": "There", "country": country, "lat": str(lat), "lon": str(lon), "precision": precision}
    first = event(0, 1, records)
    moved = Event.model_validate(
        {**first.model_dump(include={"title", "kind", "summary", "account", "grade"}), "date": "2021", "sources": {}, "places": [place]},
        context={"origin": first.origin, "vocabulary": records.vocabulary},
    )
    return [f"{finding.fact}: {finding.hint}" for finding in place_in_another_country(moved, records)]


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [
        ("XK", 42.66, 21.16),  # Pristina
        ("RS", 42.66, 21.16),
        ("UA", 44.95, 34.1),  # Simferopol
        ("SY", 33.12, 35.82),  # Quneitra
        ("PS", 31.78, 35.23),  # Jerusalem
        ("IL", 31.78, 35.23),
        ("MA", 27.15, -13.2),  # Laayoune
        ("SO", 9.56, 44.07),  # Hargeisa, which the map gives to nobody
        ("CY", 35.19, 33.36),  # Nicosia
        ("VA", 41.903, 12.454),
        ("MC", 43.738, 7.425),
        ("GI", 36.14, -5.35),
        ("SG", 1.29, 103.85),
        ("MV", 4.175, 73.51),  # Malé
        ("HK", 22.3, 114.17),
        ("FR", -20.88, 55.45),  # Saint-Denis, Réunion
        ("US", 40.749, -73.968),  # at the East River
        ("YE", 12.5, 47.5),  # a ship in the Gulf of Aden
        ("SY", 36.89, 38.35),  # Kobani, at the border
        ("FJ", -17, 179.99),
        ("RU", 66, -170.5),
        ("TK", -9.2, -171.8),
    ],
)
def test_a_place_that_may_be_right_is_let_be(records: Records, country: str, lat: float, lon: float) -> None:
    assert told(records, country, lat, lon, "city") == []


@pytest.mark.parametrize(
    ("country", "lat", "lon", "expected"),
    [
        ("IQ", 44.36, 33.31, "44.36, 33.31 lies in the sea, 1081 km from Iraq: swap `lat` and `lon`"),
        ("IQ", 36.19, 37.16, "36.19, 37.16 lies in Syria (SY), 342 km from Iraq: correct the coordinates or the country"),
        ("IT", 41.9, -12.5, "41.9, -12.5 lies in the sea, 1622 km from Italy: correct the coordinates or the country"),
    ],
)
def test_a_place_that_cannot_be_right_is_told(records: Records, country: str, lat: float, lon: float, expected: str) -> None:
    assert told(records, country, lat, lon, "city") == [expected]


def test_a_vague_place_may_lie_farther_off(records: Records) -> None:
    assert told(records, "IQ", 35.5, 40.5, "city")  # 66 km within Syria
    assert told(records, "IQ", 35.5, 40.5, "province") == []


def test_the_quick_question_gets_the_answer_of_the_slow_one(world: World) -> None:
    points = [(lat, lon) for lat in range(-87, 85, 19) for lon in range(-179, 180, 13)]
    for lat, lon in points:
        code = country_at(world, lat, lon)
        assert all(lies_in(world, other, lat, lon) == (other == code) for other in ("AQ", "FJ", "RU", "US", "BR"))
        assert code is None or lies_in(world, code, lat, lon)


def test_near_is_what_is_few_kilometres_away(world: World) -> None:
    for code, lat, lon in (("SY", 36.0, 37.0), ("RU", 66.0, -170.5), ("FJ", -17.0, 178.0), ("NO", 80.0, 40.0)):
        km = kilometres_to(world, code, lat, lon)
        assert is_near(world, code, lat, lon, km + 0.1)
        assert not is_near(world, code, lat, lon, km - 0.1)
