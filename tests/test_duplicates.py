"""An event told twice is found on a quiet day and on a crowded one, and across midnight."""

from typing import Any

import pytest

from chronology.records.load import Records
from chronology.records.model import Event
from chronology.records.model.base import Origin
from chronology.rules.duplicates import LOOKED_AT, event_twice


def event(id: str, records: Records, **changes: Any) -> Event:
    source = {"title": "Dark", "publisher": id, "url": f"https://{id}.example.org/", "language": "en", "consulted": "2022-01-02", "read": "full"}
    value = {
        "title": f"Lamp {id} goes {id} out",
        "kind": "political",
        "date": "2021-06-28",
        "summary": "A lamp went out.",
        "places": [{"name": f"Port {id}", "country": "NO", "precision": "exact"}],
        "account": "It went out.[^ap]",
        "sources": {"ap": source},
        "grade": "confirmed",
        **changes,
    }
    origin = Origin(id, f"content/events/2021/{id}.yml", "")
    return Event.model_validate(value, context={"origin": origin, "vocabulary": records.vocabulary})


@pytest.mark.parametrize("day", ["2021-06-28", "2021-06-29", "2021-06-26/2021-06-27"])
@pytest.mark.parametrize("others", [0, LOOKED_AT - 2, LOOKED_AT + 5])
def test_a_twin_is_found_however_many_others_there_are_on_its_day(records: Records, others: int, day: str) -> None:
    place = [{"name": "Bergen", "country": "NO", "precision": "exact"}]
    first = event("a-first", records, title="Lamps go out in Bergen", places=place)
    last = event("z-last", records, title="Lamps go out in Bergen harbour", places=place, date=day)
    crowd = [event(f"m-{n}", records) for n in range(others)]
    found = list(event_twice(Records(events=(first, *crowd, last), vocabulary=records.vocabulary), records))
    assert [(finding.entry, "`a-first`" in finding.fact) for finding in found] == [(last, True)]
    alone = event("z-last", records, title="Lamps go out in Bergen harbour", places=place, date="2021-07-03")
    assert not list(event_twice(Records(events=(first, *crowd, alone), vocabulary=records.vocabulary), records))
