"""Edits of a chronology by chance: whatever an editor may change, a kind of edit changes here."""

import json
from collections.abc import Callable
from pathlib import Path

from chronology.records.dates import parse_date
from tests.drafts import Draft, Value

Edit = Callable[[Draft], str]
"""Changes something; says what."""
EDITS: list[Edit] = []
DATES = ("2014-02-03", "2016", "2018-05", "2019-01-01/2021-02-03", "2015-06-07/..", "../2017-11", "2026-03-04", "2013-12-31", "2017-08~", "2020?")


def edit(function: Edit) -> Edit:
    EDITS.append(function)
    return function


@edit
def title(draft: Draft) -> str:
    id, event = draft.one("events")
    event["title"] = f"{event['title'].split(' (')[0]} ({draft.number()})"
    return id


@edit
def title_that_names_an_actor(draft: Draft) -> str:
    id, event = draft.one("events")
    event["title"] = f"{draft.one('actors')[1]['name']} counts {draft.number()}"
    return id


@edit
def summary(draft: Draft) -> str:
    id, event = draft.one("events")
    event["summary"] = f"Something else happened, {draft.number()} times."
    return id


@edit
def account(draft: Draft) -> str:
    id, event = draft.one("events")
    event["account"] = f"Looked at again, {draft.number()} times.{event['account'][event['account'].index('[^') :]}"
    return id


@edit
def account_that_names_an_actor(draft: Draft) -> str:
    id, event = draft.one("events")
    event["account"] = f"Said by {draft.one('actors')[1]['name']}, {draft.number()}.{event['account'][event['account'].index('[^') :]}"
    return id


@edit
def date(draft: Draft) -> str:
    """Also moves the file to the folder of its year."""
    id, event = draft.one("events")
    dated(event, draft.chance.choice(DATES))
    draft.changed = {**dict.fromkeys(draft.changed), _path(id, event): event}
    return f"{id} {event['date']}"


def dated(event: Value, text: str) -> None:
    event["date"] = text
    for source in event["sources"].values():
        source |= {"published": "2026-04-01", "consulted": "2026-04-02"}


def _path(id: str, event: Value) -> str:
    return f"events/{parse_date(event['date']).year}/{id}.yml"


@edit
def kind_and_grade(draft: Draft) -> str:
    id, event = draft.one("events")
    event["kind"], event["grade"] = draft.word("kinds"), draft.word("grades")
    return id


@edit
def place(draft: Draft) -> str:
    id, event = draft.one("events")
    event["places"] = [draft.place() for _ in range(draft.chance.randrange(3))]
    return id


@edit
def countries(draft: Draft) -> str:
    id, event = draft.one("events")
    event["countries"] = [draft.chance.choice(["AD", "LU", "MT", draft.code()])]
    return id


@edit
def actor_in_an_event(draft: Draft) -> str:
    id, event = draft.one("events")
    event.setdefault("actors", []).append({"id": draft.party(), "role": "participant", "note": f"Number {draft.number()}."})
    return id


@edit
def actor_out_of_an_event(draft: Draft) -> str:
    id, event = draft.one("events")
    event["actors"] = event.get("actors", [])[1:]
    return id


@edit
def relation(draft: Draft) -> str:
    id, event = draft.one("events")
    event["relations"] = {draft.word("relations"): [draft.id("events")]} if draft.chance.random() < 0.8 else {}
    return id


@edit
def pledge(draft: Draft) -> str:
    id, event = draft.one("events")
    key = next(iter(event["sources"]))
    states = [{"date": draft.chance.choice(DATES[:3]), "state": draft.word("states"), "sources": [key]}] if draft.chance.random() < 0.7 else []
    added = {"id": f"p{draft.number()}", "by": draft.party(), "for": [draft.party()], "form": "grant", "purpose": draft.word("purposes")}
    event["pledges"] = [*event.get("pledges", []), {**added, "amount": "1000", "currency": "USD", "sources": [key], "history": states}]
    return id


@edit
def membership(draft: Draft) -> str:
    id, event = draft.one("events")
    change: Value = {"organisation": draft.chance.choice(draft.names("actors")[:2]).split("/")[1][:-4], "members": [draft.party()]}
    if draft.chance.random() < 0.5:
        change["date"] = draft.chance.choice(DATES[:3])
    event[draft.chance.choice(["joins", "leaves"])] = [change]
    return id


@edit
def publisher(draft: Draft) -> str:
    id, event = draft.one("events")
    source = draft.chance.choice(list(event["sources"].values()))
    source["publisher"] = draft.chance.choice(["Reuters", "AP", "Associated Press", "Lamp Post", f"Paper {draft.number()}"])
    return id


@edit
def tags(draft: Draft) -> str:
    id, event = draft.one("events")
    event["tags"] = sorted({draft.word("tags"), draft.word("tags")}) if draft.chance.random() < 0.8 else []
    return id


@edit
def identifiers(draft: Draft) -> str:
    id, event = draft.one(draft.chance.choice(["events", "actors"]))
    event["identifiers"] = {"wikidata": f"Q{1 + draft.number()}"}
    return id


@edit
def correction(draft: Draft) -> str:
    id, record = draft.one(draft.chance.choice(["events", "actors", "countries"]))
    date = f"2026-0{1 + draft.chance.randrange(2)}-{1 + draft.chance.randrange(28):02}"
    record["corrections"] = [*record.get("corrections", []), {"date": date, "what": f"It was {draft.number()}.", "why": "It was miscounted."}]
    record["corrections"].sort(key=lambda each: each["date"])
    return id


@edit
def actor_name(draft: Draft) -> str:
    id, actor = draft.one("actors")
    actor["name"] = f"{draft.chance.choice('AEIÉØż')}{draft.chance.choice(['lder', 'mber'])} Board {draft.number()} (AB)"
    return id


@edit
def alias(draft: Draft) -> str:
    id, actor = draft.one("actors")
    added = {"name": draft.chance.choice([f"AKA {draft.number()}", "الدولة", draft.place()["name"]]), "language": draft.chance.choice(["en", "ar", "fr"])}
    actor["aliases"] = [*actor.get("aliases", [])[-2:], added]
    return id


@edit
def whole(draft: Draft) -> str:
    id, actor = draft.one("actors")
    dates = {draft.chance.choice(["from", "until"]): draft.chance.choice(["2014", "2016-07", "2019-01-01"])} if draft.chance.random() < 0.7 else {}
    actor["part-of"] = [{"id": draft.id("actors"), **dates}] if draft.chance.random() < 0.8 else []
    return id


@edit
def actor_kind(draft: Draft) -> str:
    id, actor = draft.one("actors")
    actor["kind"] = draft.word("actor-kinds")
    return f"{id} {actor['kind']}"


@edit
def actor_country(draft: Draft) -> str:
    id, actor = draft.one("actors")
    actor["country"] = draft.chance.choice([draft.code(), "AD", "MT"])
    return id


@edit
def posts_and_designations(draft: Draft) -> str:
    id, actor = draft.one("actors")
    key = next(iter(actor["sources"]))
    actor["posts"] = [{"title": f"Keeper {draft.number()}", "of": draft.party(), "from": "2015"}]
    actor["designations"] = [{"by": draft.party(), "as": "Wreckers", "date": "2016-07", "sources": [key]}]
    return id


@edit
def description(draft: Draft) -> str:
    id, record = draft.one(draft.chance.choice(["actors", "countries"]))
    if "description" in record:
        record["description"] = f"{record['description'].split(' Also ')[0].strip()} Also {draft.number()} lamps.[^{next(iter(record['sources']))}]\n"
    return id


@edit
def country_name(draft: Draft) -> str:
    code = draft.chance.choice([draft.code(), "AD", "MT"])
    name = f"countries/{code}.yml"
    value = draft.value(name) if name in draft.names("countries") else draft.changed.setdefault(name, {})
    value["name"] = f"{draft.chance.choice('AMZ')}land {draft.number()}"
    return code


@edit
def country_prose_gone(draft: Draft) -> str:
    name = draft.chance.choice(draft.names("countries")[1:] or [""])
    if name:
        draft.changed[name] = None
    return name


@edit
def vocabulary_word(draft: Draft) -> str:
    listing = draft.chance.choice(["kinds", "tags", "roles", "relations", "grades", "actor-kinds", "purposes", "forms", "figures", "states", "readings"])
    word = draft.chance.choice(list(draft.value(f"vocabulary/{listing}.yml").values()))
    word["name"] = f"{word['name'].split(' (')[0]} ({draft.number()})"
    return f"{listing}: {word['name']}"


@edit
def family(draft: Draft) -> str:
    draft.value("vocabulary/families.yml")["lamps"] = {"name": f"Lamps {draft.number()}", "definition": "Lamps.", "names": ["Lamp Post", "Lamp Gazette"]}
    return "lamps"


@edit
def event_gone(draft: Draft) -> str:
    name = draft.chance.choice(draft.names("events"))
    id = Path(name).stem
    draft.changed[name] = None
    for other in draft.names("events"):
        if f'"{id}"' in (text := (draft.content / other).read_text("utf-8")) or f" {id}" in text or f"[{id}" in text:
            draft.value(other)["relations"] = {}
    if draft.chance.random() < 0.5:
        _entomb(draft, {"id": id, "record": "event", "to": draft.id("events"), "date": "2026-01-20", "why": "It was merged."})
    return id


def _entomb(draft: Draft, stone: Value) -> None:
    path = draft.content / "moved.yml"
    draft.changed["moved.yml"] = [*(json.loads(path.read_text("utf-8")) if path.exists() else []), stone]


@edit
def tombstone(draft: Draft) -> str:
    actor = draft.chance.random() < 0.5
    to = draft.id("actors" if actor else "events")
    _entomb(draft, {"id": f"gone-{draft.number()}", "record": "actor" if actor else "event", "to": to, "date": "2026-01-20", "why": "It was merged."})
    return to


@edit
def event_added(draft: Draft) -> str:
    id, event = draft.one("events")
    new: Value = {**event, "title": f"New {draft.number()} things", "relations": {"together-with": [id]}}
    dated(new, draft.chance.choice(DATES))
    draft.changed = {_path(f"new-{draft.number()}", new): new}
    return str(new["title"])


@edit
def actor_added(draft: Draft) -> str:
    _, actor = draft.one("actors")
    (name,) = draft.changed
    number = draft.number()
    draft.changed = {f"actors/new-{number}.yml": {**actor, "name": f"New Body {number}", "aliases": [], "part-of": [Path(name).stem]}}
    return f"new-{number}"
