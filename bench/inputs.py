"""The same records as every subject wants them: our own content folder, and Markdown files with front matter for the peers.

Run as a program of its own (`python -m bench.inputs FOLDER EVENTS SUBJECT...`), so that what it holds in memory is not counted as that of the
programs measured later: a process inherits its parent's peak.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.generate import write_content
from bench.ground import PEERS, ROOT
from chronology.link import link
from chronology.maps import load_world
from chronology.records.load import load, read_world
from chronology.records.model import Event
from chronology.render.page import Settings
from chronology.render.view import View
from chronology.render.words import amount, plural, promised, when
from chronology.write import write

SITE_URL = "https://chronology.example/"
Files = Iterator[tuple[str, str]]
"""(path, text) of input files."""


def our_project(folder: Path, events: int) -> None:
    """The project as far as the engine needs it, with generated records in the place of the real ones."""
    write_content(folder / "content", events)
    shutil.copytree(ROOT / "chronology" / "theme", folder / "chronology" / "theme")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)


def view_of(content: Path) -> View:
    return View(
        link(load(content)), Settings("Coalition Chronology", SITE_URL, "https://repository.example/edit/main/", "2026-02-01"), load_world(read_world())
    )


def _front(values: Mapping[str, Any], body: str) -> str:
    return f"---\n{yaml.dump(dict(values), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1000)}---\n{body}"


def _body(text: str | None, sources: Mapping[str, Any]) -> str:
    """Prose, and its sources as footnotes."""
    notes = [f"[^{key}]: [{it.title}]({it.url}) {it.publisher}, {when(it.published)}. Consulted {when(it.consulted)}." for key, it in sources.items()]
    return "\n".join([text or "", *notes, ""])


def _address(id: str) -> str:
    """Where a party has its page."""
    return f"countries/{id.lower()}" if id.isupper() else f"actors/{id}"


def _event(view: View, event: Event) -> dict[str, Any]:
    before, after = view.chronology.neighbours(event)
    families = view.chronology.families[event.id]
    return {
        "title": event.title,
        "date": event.date.sort_key[0],
        "when": when(event.date),
        "summary": event.summary,
        "grade": view.word("grades", event.grade).name,
        "where": view.where(event),
        "kinds": [event.kind],
        "years": list(view.years_of(event)),
        "countries": [code.lower() for code in view.countries_of(event)],
        "actors": list(view.actor_ids(event)),
        "storylines": list(event.tags),
        "roles": [{"role": role.name, "parties": [_address(it.id) for it in group]} for role, group in view.roles(event)],
        "figures": [
            {
                "what": view.word("figures", what).name,
                "rows": [{"number": amount(it), "says": ", ".join(event.sources[key].publisher for key in it.sources), "why": it.why or ""} for it in rivals],
            }
            for what, rivals in view.figures(event).items()
        ],
        "pledges": [
            {
                "what": promised(it),
                "by": _address(it.by),
                "for": [_address(id) for id in it.for_],
                "form": view.word("forms", it.form).name,
                "purpose": view.word("purposes", it.purpose).name,
                "states": [{"when": when(state.date), "state": view.word("states", state.state).name} for state in it.history],
            }
            for it in event.pledges
        ],
        "ties": [{"label": label, "events": [it.id for it in group]} for label, group in view.tie_groups(view.chronology.ties.get(event.id, ()))],
        "sourced": f"{plural(len(event.sources), 'source')} of {plural(len(families), 'independent family', 'independent families')}",
        "before": before.id if before else "",
        "after": after.id if after else "",
    }


def _records(view: View) -> Iterator[tuple[str, str, str]]:
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
        yield "actors", actor.id, _front(values, _body(actor.description, actor.sources))
    for country in chronology.countries.values():
        yield "countries", country.code.lower(), _front({"title": country.name}, _body(country.description, country.sources))
    for kind in chronology.by_kind:
        word = view.word("kinds", kind)
        yield "kinds", kind, _front({"title": word.plural, "one": word.name, "definition": word.definition}, "")
    for tag in chronology.by_tag:
        word = view.word("tags", tag)
        yield "storylines", tag, _front({"title": word.name, "definition": word.definition}, "")
    for year in chronology.by_year:
        yield "years", year, _front({"title": year}, "")


def _markdown(view: View, term: str) -> Files:
    """The content of a peer; `term` is what the file of an actor, a country, ... is called after its name."""
    for event in view.chronology.events:
        path = "/".join(event.origin.path.split("/")[-2:]).removesuffix(".yml")
        yield f"content/events/{path}.md", _front(_event(view, event), _body(event.account, event.sources))
    for folder, name, text in _records(view):
        yield f"content/{folder}/{name}{term}", text


@dataclass(frozen=True)
class Peer:
    """How a peer wants its project."""

    term: str
    """What the file of an actor, a country, ... is called after its name."""
    icons: str | None = None
    """Where its templates look for icons."""

    def make(self, name: str, view: View, folder: Path) -> None:
        """The peer's templates and settings, and the records as its content."""
        shutil.copytree(PEERS / name, folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        if self.icons:
            shutil.copytree(PEERS / "shared" / "icons", folder / self.icons)
            shutil.copytree(PEERS / "shared" / "static", folder / "static")
        write(_markdown(view, self.term), folder)


INPUTS: Mapping[str, Peer] = {
    "hugo": Peer("/_index.md", "layouts/_partials/icons"),
    "eleventy": Peer(".md", "_includes/icons"),
    "mkdocs": Peer(".md"),
}


def edits(view: View) -> dict[str, Any]:
    """What is edited before a warm build: a sentence of the event in the middle of time, in the subjects' files."""
    event = view.chronology.events[len(view.chronology.events) // 2]
    path = "/".join(event.origin.path.split("/")[-2:]).removesuffix(".yml")
    ours, peers = f"content/events/{path}.yml", f"content/events/{path}.md"
    return {"sentence": event.account.split("[^")[0], "files": {"chronology": ours, **dict.fromkeys(INPUTS, peers)}}


def expected(view: View) -> dict[str, Any]:
    """What the page of that event and that of its country say in every subject, and which pages there are."""
    chronology = view.chronology
    event = chronology.events[len(chronology.events) // 2]
    code = event.places[0].country
    ties = [tie.other.title for tie in chronology.ties.get(event.id, ())]
    parties = [view.party(it.id).name for it in event.actors]
    figures = [amount(it) for it in event.figures] + [promised(it) for it in event.pledges]
    titles = [source.title for source in event.sources.values()]
    listed = [text for it in chronology.by_country[code] for text in (when(it.date), it.title, it.summary)]
    described = chronology.countries[code]
    return {
        "texts": {
            f"events/{event.id}": [event.title, when(event.date), event.summary, view.prose(event).text, *titles, *ties, *parties, *figures],
            f"countries/{code.lower()}": [described.name, view.prose(described).text, *listed],
        },
        "pages": sorted(
            [
                *(f"events/{id}" for id in chronology.by_id),
                *(f"actors/{id}" for id in chronology.actors),
                *(f"countries/{code.lower()}" for code in chronology.countries),
                *(f"years/{year}" for year in chronology.by_year),
                *(f"kinds/{kind}" for kind in chronology.by_kind),
                *(f"storylines/{tag}" for tag in chronology.by_tag),
            ]
        ),
    }


def main(folder: Path, events: int, subjects: Sequence[str]) -> None:
    our_project(folder / "chronology", events)
    view = view_of(folder / "chronology" / "content")
    for name in subjects:
        if name in INPUTS:
            INPUTS[name].make(name, view, folder / name)
    (folder / "plan.json").write_text(json.dumps({"edit": edits(view), "expected": expected(view)}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
