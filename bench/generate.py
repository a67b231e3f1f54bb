"""Realistic records for any number of events: countries and actors by Zipf's law, two to four sources each, about 1.5 KB an event."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from pathlib import Path
from typing import Any

import iso3166
import yaml

from bench.ground import ROOT
from bench.words import ACTS, BODIES, FIELDS, NAMES, PAPERS, REACH, THINGS, TOWNS, Dice, Zipf, letters, sentence, slug
from chronology.maps import World, lies_in, load_world
from chronology.records.reader import read_world
from chronology.write import write

SEED = 1
VOCABULARY = ROOT / "content" / "vocabulary"
COUNTRIES, ACTORS, PUBLISHERS, TOWNS_EACH = 90, 800, 60, 8
DESCRIBED = 30
"""Countries with prose of their own."""
FIRST, LAST = Day(2013, 5, 1), Day(2025, 12, 20)
CONSULTED = "2026-01-15"
OWN = ("events", "actors", "countries", "moved.yml")
"""What of `content/` is made here; the rest is the project's own."""
_TIES = ("follows", "responds-to", "implements")
_NOBODY = ("person", "leader")
"""Kinds of actors of which none are made up."""


@dataclass(frozen=True)
class Town:
    name: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Actor:
    id: str
    name: str


@dataclass(frozen=True)
class Setting:
    """Where and among whom everything happens."""

    words: dict[str, dict[str, dict[str, Any]]]
    """The project's vocabulary, by list."""
    countries: Zipf[str]
    towns: dict[str, list[Town]]
    actors: Zipf[Actor]
    publishers: Zipf[str]
    kinds: Zipf[str]
    tags: Zipf[str]


def records(count: int, seed: int = SEED, vocabulary: Path = VOCABULARY) -> Iterator[tuple[str, str]]:
    """(path below the content folder, YAML) of every country, actor and event; the same for the same numbers and words."""
    dice = Dice(seed)
    setting = _setting(dice, vocabulary)
    for code in setting.countries.items[:DESCRIBED]:
        yield f"countries/{code}.yml", as_yaml(_country(dice, setting, code))
    for number, actor in enumerate(setting.actors.items):
        yield f"actors/{actor.id}.yml", as_yaml(_actor(dice, setting, actor, number))
    days = sorted(FIRST + timedelta(dice.number(0, (LAST - FIRST).days)) for _ in range(count))
    titles: set[str] = set()
    ids: list[str] = []
    for number, day in enumerate(days):
        id, event = _event(dice, setting, number, day, titles, ids)
        ids.append(id)
        yield f"events/{day.year}/{id}.yml", as_yaml(event)


def write_content(folder: Path, count: int, seed: int = SEED) -> None:
    """A content folder of `count` events with the project's vocabulary, hand-written pages and scope."""
    shutil.copytree(ROOT / "content", folder, ignore=lambda at, names: [name for name in names if Path(at) == ROOT / "content" and name in OWN])
    write(records(count, seed), folder)


def _setting(dice: Dice, vocabulary: Path) -> Setting:
    words = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(vocabulary.glob("*.yml"))}
    world = load_world(read_world())
    codes = dice.some([code for code in sorted(iso3166.countries_by_alpha2) if code in world.by_code and world.by_code[code][0].area > 3000], COUNTRIES)
    named = [f"{name} {town}" for name in NAMES for town in TOWNS]
    bodies = [f"{reach} {field} {body}" for reach in REACH for field in FIELDS for body in BODIES]
    return Setting(
        words,
        Zipf(codes),
        {code: [_town(dice, world, code, name) for name in dice.some(named, TOWNS_EACH)] for code in codes},
        Zipf([Actor(slug(name), name) for name in dice.some(bodies, ACTORS)]),
        Zipf([*dice.some([f"{name} {paper}" for name in NAMES for paper in PAPERS], PUBLISHERS)]),
        Zipf(dice.some(list(words["kinds"]), len(words["kinds"]))),
        Zipf(dice.some(list(words["tags"]), len(words["tags"]))),
    )


def _town(dice: Dice, world: World, code: str, name: str) -> Town:
    """A place that lies in the country."""
    box = max(world.by_code[code], key=lambda part: part.area).box
    while True:
        lat = round(box.south + dice.random.random() * (box.north - box.south), 2)
        lon = round(box.west + dice.random.random() * (box.east - box.west), 2)
        lon = round((lon + 180) % 360 - 180, 2)
        if lies_in(world, code, lat, lon):
            return Town(name, code, lat, lon)


def _sources(dice: Dice, setting: Setting, published: Day, about: str, count: int) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for publisher in setting.publishers.draw(dice, count + 3)[:count]:
        day = published + timedelta(dice.number(0, 2))
        source = {"title": about, "publisher": publisher}
        if dice.chance(0.15):
            source["agency"] = f"{dice.one(NAMES)} Wire"
        key = slug(publisher)
        found[key.split("-")[0] if key.split("-")[0] not in found else key] = source | {
            "url": f"https://{key}.example.org/{day:%Y/%m/%d}/{letters(dice.number(0, 9_999_999))}",
            "published": day.isoformat(),
            "language": "en",
            "consulted": CONSULTED,
            "read": dice.one(("full", "full", "beginning", "excerpt")),
        }
        about = f"{dice.one(FIELDS)} work {dice.one(('goes on', 'is reviewed', 'is under way', 'makes news'))} as {dice.one(REACH).lower()} bodies meet"
    return found


def _prose(dice: Dice, keys: list[str], paragraphs: int, body: str, town: str) -> str:
    """Paragraphs of one or two sentences, in which every source is cited at least once."""
    uncited = list(keys)
    text = []
    for left in range(paragraphs, 0, -1):
        sentences = []
        most = 2 if left == paragraphs else dice.number(1, 2)
        for n in range(most):
            last = left == 1 and n == most - 1
            cited = uncited if last and uncited else [uncited.pop() if uncited else dice.one(keys)]
            sentences.append(sentence(dice, body, town) + "".join(f"[^{key}]" for key in cited))
        text.append(" ".join(sentences))
    return "\n\n".join(text)


def _country(dice: Dice, setting: Setting, code: str) -> dict[str, Any]:
    town = setting.towns[code][0]
    sources = _sources(dice, setting, LAST, f"Notes from {town.name}", 1)
    return {"description": _prose(dice, list(sources), 1, setting.actors[0].name, town.name), "sources": sources}


def _actor(dice: Dice, setting: Setting, actor: Actor, number: int) -> dict[str, Any]:
    code = setting.countries.draw(dice)[0]
    sources = _sources(dice, setting, FIRST, f"The {actor.name} and its work", dice.number(1, 2))
    initials = "".join(word[0] for word in actor.name.split())
    record: dict[str, Any] = {"name": actor.name, "kind": dice.one([kind for kind in setting.words["actor-kinds"] if kind not in _NOBODY])}
    record["aliases"] = [{"name": f"{initials}-{letters(number)}", "language": "en"}]
    if dice.chance(0.6):
        record["country"] = code
    if number and dice.chance(0.2):
        record["part-of"] = [setting.actors[dice.number(0, number - 1)].id]
    return record | {"description": _prose(dice, list(sources), 1, actor.name, setting.towns[code][0].name), "sources": sources}


def _title(dice: Dice, setting: Setting, town: Town, actor: Actor, titles: set[str]) -> str:
    while True:
        title = f"{actor.name} {dice.one(ACTS).replace('-', ' ')} {dice.one(THINGS)} {dice.one(('at', 'in', 'near', 'outside'))} {town.name}"
        if title not in titles:
            titles.add(title)
            return title
        actor, town = setting.actors.draw(dice)[0], dice.one(setting.towns[town.country])


def _date(dice: Dice, day: Day) -> str:
    if dice.chance(0.04):
        return f"{day:%Y-%m}"
    return f"{day}/{day + timedelta(dice.number(1, 4))}" if dice.chance(0.05) else day.isoformat()


def _event(dice: Dice, setting: Setting, number: int, day: Day, titles: set[str], earlier: list[str]) -> tuple[str, dict[str, Any]]:
    town = dice.one(setting.towns[setting.countries.draw(dice)[0]])
    actors = setting.actors.draw(dice, dice.number(1, 4))
    title = _title(dice, setting, town, actors[0], titles)
    sources = _sources(dice, setting, day + timedelta(1), title, dice.number(2, 4) if number % 3 else 2)
    keys = list(sources)
    roles = [role for role in setting.words["roles"] if role != "attributed-to"]
    event: dict[str, Any] = {
        "title": title,
        "kind": setting.kinds.draw(dice)[0],
        "date": _date(dice, day),
        "summary": sentence(dice, actors[0].name, town.name),
        "places": [{"name": town.name, "country": town.country, "lat": town.lat, "lon": town.lon, "precision": dice.one(("city", "city", "district"))}],
        "actors": [{"id": actor.id, "role": dice.one(roles)} for actor in actors],
        "account": _prose(dice, keys, dice.number(2, 3), actors[0].name, town.name),
    }
    if dice.chance(0.2):
        event["countries"] = setting.countries.draw(dice, 2)
    if dice.chance(0.4):
        event["figures"] = _figures(dice, setting, keys)
    if dice.chance(0.08):
        event["pledges"] = [_pledge(dice, setting, day, keys[0])]
    if earlier and dice.chance(0.4):
        event["relations"] = {dice.one(_TIES): dice.some(earlier[-300:], dice.number(1, 2))}
    event |= {"sources": sources, "grade": Zipf(list(setting.words["grades"])[:4]).draw(dice)[0]}
    if dice.chance(0.3):
        event["tags"] = setting.tags.draw(dice, 2)
    return f"{slug(title.split(' a ')[-1])}-{letters(number)}", event


def _figures(dice: Dice, setting: Setting, keys: list[str]) -> list[dict[str, Any]]:
    what = dice.one([word for word, entry in setting.words["figures"].items() if "money" not in entry])
    value = dice.number(3, 900)
    if dice.chance(0.3) and len(keys) > 1:
        return [
            {"what": what, "value": value, "sources": [keys[0]], "preferred": True, "why": "It names each place that was counted"},
            {"what": what, "min": value - value // 4, "max": value + value // 3 + 1, "sources": [keys[1]]},
        ]
    return [{"what": what, "at-least" if dice.chance(0.2) else "value": value, "sources": [dice.one(keys)]}]


def _pledge(dice: Dice, setting: Setting, day: Day, key: str) -> dict[str, Any]:
    by, for_ = dice.some(setting.countries.items, 2)
    return {
        "id": "aid",
        "by": by,
        "for": [for_],
        "form": dice.one(("grant", "loan")),
        "purpose": dice.one(list(setting.words["purposes"])),
        "amount": dice.number(1, 400) * 500_000,
        "currency": dice.one(("USD", "EUR", "GBP")),
        "sources": [key],
        "history": [{"date": day.isoformat(), "state": "announced", "sources": [key]}],
    }


def as_yaml(value: dict[str, Any], indent: str = "") -> str:
    """A record as its authors write it: long text in blocks, lists of mappings a line each. Knows only what is made here."""
    lines = []
    for key, item in value.items():
        if key in ("account", "description"):
            lines.append(f"{indent}{key}: |\n" + "".join(f"{indent}  {line}\n" if line else "\n" for line in item.split("\n")))
        elif key == "summary":
            lines.append(f"{indent}{key}: >-\n{indent}  {item}\n")
        elif isinstance(item, dict):
            lines.append(f"{indent}{key}:\n{as_yaml(item, indent + '  ')}")
        elif isinstance(item, list) and isinstance(item[0], dict):
            lines.append(f"{indent}{key}:\n" + "".join(f"{indent}  - {_flow(each)}\n" for each in item))
        else:
            lines.append(f"{indent}{key}: {_flow(item)}\n")
    return "".join(lines)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) and ": " in value else str(value)
