"""Records as the peers' authors would write them: Markdown with front matter. What their templates can work out is left to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bench.ground import ROOT
from chronology.records.model import Event
from chronology.render.view import View
from chronology.render.words import amount, listed, plural, promised, when

Files = Iterator[tuple[str, str]]
"""(path, text) of input files."""
WRITTEN = ("pledges", "search", "about", "method", "sources", "coverage", "naming", "corrections", "contribute", "rules", "accessibility", "privacy")
"""Hand-written pages that the navigation names, besides those that templates make."""


@dataclass(frozen=True)
class Dialect:
    """How a peer wants its files."""

    term: str = ".md"
    """What the file of an actor, a country, ... is called after its name."""
    pages: str = "content"
    """Where hand-written pages stand."""
    notes: str = "## Sources\n\n{}\n"
    """What stands before the footnotes; the place is for how many sources there are and of whom."""


def markdown(view: View, dialect: Dialect) -> Files:
    """The content of a peer."""
    for event in view.chronology.events:
        path = "/".join(event.origin.path.split("/")[-2:]).removesuffix(".yml")
        yield f"content/events/{path}.md", _front(_event(view, event), _body(view, event, dialect, _families(view, event)))
    for folder, name, text in _records(view, dialect):
        yield f"content/{folder}/{name}{dialect.term}", text
    for name in WRITTEN:
        front = yaml.safe_load((ROOT / "content" / "pages" / f"{name}.md").read_text("utf-8").split("---\n", 2)[1])
        yield f"{dialect.pages}/{name}.md", _front({key: front[key] for key in ("title", "description")}, front["description"] + "\n")


def _front(values: Mapping[str, Any], body: str) -> str:
    return f"---\n{yaml.dump(dict(values), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1000)}---\n{body}"


def _body(view: View, record: Any, dialect: Dialect, families: str = "") -> str:
    """Prose, and its sources as footnotes."""
    notes = [f"[^{key}]: {_note(view, source)}" for key, source in record.sources.items()]
    return "\n".join([record.prose, "", *([dialect.notes.format(families)] if notes else []), *notes, ""])


def _note(view: View, source: Any) -> str:
    """A source as its footnote tells it: title, publisher, date, language, how much was read and when, host."""
    by = source.publisher + (f", carrying {listed(source.agency)}" if source.agency and source.agency != (source.publisher,) else "")
    read = view.word("readings", source.read).name
    return f"[{source.title}]({source.url}) {by}, {when(source.published)}. [{read}](/sources/), {when(source.consulted)}; {source.url.split('/')[2]}."


def _families(view: View, event: Event) -> str:
    return f"{_sourced(view, event)}: {listed(view.chronology.families[event.id])}. [How sources are counted](/sources/)."


def _sourced(view: View, event: Event) -> str:
    families = view.chronology.families[event.id]
    return f"{plural(len(event.sources), 'source')} of {plural(len(families), 'independent family', 'independent families')}"


def _address(id: str) -> str:
    """Where a party has its page."""
    return f"countries/{id.lower()}" if id.isupper() else f"actors/{id}"


def _uncertain(event: Event) -> dict[str, str]:
    """A date in words, where it is more or less than a day."""
    plain = not event.date.is_interval and event.date.start and event.date.start.unit == "day" and not event.date.start.qualifier
    return {} if plain else {"when": when(event.date)}


def _event(view: View, event: Event) -> dict[str, Any]:
    notes = sorted(event.sources, key=lambda key: event.account.find(f"[^{key}]"))

    def cites(keys: Any) -> list[int]:
        """Numbers of footnotes, in the order in which the account cites them."""
        return [notes.index(key) + 1 for key in keys]

    return {
        "title": event.title,
        "date": event.date.sort_key[0],
        **_uncertain(event),
        "summary": event.summary,
        "grade": event.grade,
        "where": view.where(event),
        "places": [{"name": it.name, "country": it.country.lower(), "lat": it.lat, "lon": it.lon} for it in event.places],
        "kinds": [event.kind],
        "years": list(view.years_of(event)),
        "countries": [code.lower() for code in view.countries_of(event)],
        "actors": list(view.actor_ids(event)),
        "storylines": list(event.tags),
        "roles": [{"role": role, "parties": [_address(it.id) for it in event.actors if it.role == role]} for role in _roles(view, event)],
        "figures": [
            {
                "what": view.word("figures", what).name,
                "rows": [
                    {
                        "number": amount(it),
                        "says": ", ".join(event.sources[key].publisher for key in it.sources),
                        "cites": cites(it.sources),
                        "why": it.why or "",
                    }
                    for it in rivals
                ],
            }
            for what, rivals in view.figures(event).items()
        ],
        "pledges": [
            {
                "id": it.id,
                "what": promised(it),
                "by": _address(it.by),
                "for": [_address(id) for id in it.for_],
                "form": it.form,
                "purpose": it.purpose,
                "cites": cites(it.sources),
                "states": [{"date": state.date.sort_key[0], "state": state.state, "cites": cites(state.sources)} for state in it.history],
            }
            for it in event.pledges
        ],
        "relations": {relation: list(others) for relation, others in event.relations.items()},
        "notes": notes,
        "sourced": _sourced(view, event),
    }


def _roles(view: View, event: Event) -> list[str]:
    found = {it.role for it in event.actors}
    return [role for role in view.chronology.vocabulary.words("roles") if role in found]


def _records(view: View, dialect: Dialect) -> Iterator[tuple[str, str, str]]:
    """(folder, name, Markdown) of every record but events."""
    chronology = view.chronology
    for actor in chronology.actors.values():
        values = {
            "title": actor.name,
            "kind": view.word("actor-kinds", actor.kind).name,
            "also": [alias.name for alias in actor.aliases],
            "country": actor.country.lower() if actor.country else "",
            "whole": [it.id for it in actor.part_of],
        }
        yield "actors", actor.id, _front(values, _body(view, actor, dialect))
    for country in chronology.countries.values():
        yield "countries", country.code.lower(), _front({"title": country.name}, _body(view, country, dialect))
    for kind in chronology.by_kind:
        word = view.word("kinds", kind)
        yield "kinds", kind, _front({"title": word.plural, "kind": "Kind of event", "definition": word.definition}, "")
    for tag in chronology.by_tag:
        word = view.word("tags", tag)
        yield "storylines", tag, _front({"title": word.name, "kind": "Storyline" if word.storyline else "Theme", "definition": word.definition}, "")
    for year in chronology.by_year:
        yield "years", year, _front({"title": year}, "")
