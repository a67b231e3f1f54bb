"""Records with every field of their models; the words in text fields do not matter, since payloads take their place."""

from typing import Any

LEFT_OUT = {"min", "max", "at-least", "plural-of"}
"""Fields without text that exclude others."""


def name(n: int) -> str:
    return f"payload-{n:02}"


def source(number: int) -> dict[str, Any]:
    address = f"https://source{number}.example.org/a"
    about = {"title": "", "publisher": "", "agency": [""], "author": "", "note": ""}
    dates = {"published": "2021-06-28", "consulted": "2022-01-02"}
    return {**about, **dates, "url": address, "archive": f"https://archive.example.org/{number}", "language": "ar", "read": "full"}


def sources(text: str) -> dict[str, Any]:
    """Two sources; the second's short name is itself an attack, as far as such a name may be one."""
    return {"plain": source(1), key(text): source(2)}


def key(text: str) -> str:
    return "".join(text.split()).translate({ord(sign): None for sign in "[]^\0\x1b\x07\u200b\u202e\u202c"})[:60]


def corrections(text: str) -> list[Any]:
    return [{"date": "2022-02-01", "what": "", "why": "", "sources": ["plain", key(text)]}]


def event(n: int, code: str, text: str) -> dict[str, Any]:
    who, cited = name(n), {"sources": ["plain", key(text)]}
    figure = {"what": who, "value": "5", "currency": "USD", "unit": "", "by": code, "as-of": "2021-06-28", "preferred": "true", "why": "", "note": "", **cited}
    rival = {**figure, "value": "6", "preferred": "false", "why": None}
    state = {"date": "2021-06-28", "state": who, "amount": "3", "note": "", **cited}
    grant = {
        "id": "first",
        "by": code,
        "for": [who],
        "form": who,
        "purpose": who,
        "amount": "5",
        "currency": "USD",
        "quantity": "7",
        "unit": "",
        "note": "",
        **cited,
    }
    return {
        "title": "",
        "kind": who,
        "date": "2021-06-28",
        "capital-date": "2021-06-27",
        "announced": "2021-06-29",
        "summary": "",
        "places": [
            {"name": "", "country": "IT", "lat": "41.9", "lon": "12.5", "precision": who},
            {"name": "", "country": code, "precision": "country", "lat": None, "lon": None},
        ],
        "countries": [],
        "actors": [{"id": who, "role": who, "by": code, "note": "", **cited}],
        "account": "",
        "figures": [figure, rival],
        "pledges": [{**grant, "history": [state]}],
        "joins": [{"organisation": who, "members": [code], "date": "2021-06-28", "note": "", **cited}],
        "leaves": [{"organisation": who, "members": [code], "date": "2021-06-29", "note": "", **cited}],
        "disputes": [{"question": "", "note": "", "positions": [{"says": "", **cited}]}],
        "relations": {who: [name(n - 1)]} if n else {},
        "sources": sources(text),
        "grade": who,
        "identifiers": {who: ""},
        "tags": [who],
        "corrections": corrections(text),
    }


def actor(n: int, code: str, text: str) -> dict[str, Any]:
    cited = {"sources": ["plain", key(text)]}
    return {
        "name": "",
        "kind": name(n),
        "aliases": [{"name": "", "language": "ar", "note": ""}],
        "country": code,
        "part-of": [{"id": name(n - 1), "from": "2020", "until": "2022", "note": ""}] if n else [],
        "posts": [{"title": "", "of": code, "from": "2020", "until": "2022", **cited}],
        "active": "2013/..",
        "designations": [{"by": code, "as": "", "date": "2021", **cited}],
        "description": "",
        "sources": sources(text),
        "identifiers": {name(n): ""},
        "corrections": corrections(text),
    }


def country(text: str) -> dict[str, Any]:
    return {"name": "", "description": "", "sources": sources(text), "corrections": corrections(text)}


def moved(n: int) -> list[Any]:
    whole = {"id": f"gone-{n:02}", "record": "event", "date": "2023-01-09", "why": ""}
    return [{**whole, "to": name(n)}, {**whole, "id": f"left-{n:02}", "record": "actor", "to": None}]


def scope() -> dict[str, Any]:
    return {"begins": "2013", "why": ""}


WORD: dict[str, Any] = {
    "name": "",
    "definition": "",
    "plural": "",
    "inverse": "",
    "names": [""],
    "colour": "blue",
    "acts-for-country": "false",
    "acyclic": "false",
    "money": "true",
    "radius": "5",
    "pattern": ".+",
    "url": "https://known.example.org/{}",
    "storyline": "true",
    "icon": "bomb",
    "forms": [""],
    "instead": "",
    "except": [""],
    "countries": ["IT"],
}
"""Every key that a word of some list has."""
