"""The same records as every subject wants them: our own content folder, and Markdown files with front matter for the peers.

Run as a program of its own (`python -m bench.inputs FOLDER EVENTS SUBJECT...`), so that what it holds in memory is not counted as that of the
programs measured later: a process inherits its parent's peak.
"""

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.expected import expected
from bench.generate import write_content
from bench.ground import PEERS, ROOT
from bench.markdown import Dialect, markdown
from chronology.link import link
from chronology.maps import drawn, load_world
from chronology.records.load import load
from chronology.records.reader import read_drawings, read_world
from chronology.render.page import Settings
from chronology.render.view import MAX_RELATED, View
from chronology.write import write

SITE_URL = "https://chronology.example/"
LISTED = 250
"""How many events a page of a peer lists at most, as ours do."""


def our_project(folder: Path, events: int) -> None:
    """The project as far as the engine needs it, with generated records in the place of the real ones."""
    write_content(folder / "content", events)
    shutil.copytree(ROOT / "chronology" / "theme", folder / "chronology" / "theme")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)


def view_of(content: Path) -> View:
    settings = Settings("Coalition Chronology", SITE_URL, "https://repository.example/edit/main/", "2026-02-01")
    return View(link(load(content)), settings, drawn(load_world(read_world()), read_drawings()))


@dataclass(frozen=True)
class Peer:
    """How a peer wants its project."""

    dialect: Dialect = field(default_factory=Dialect)
    data: str = "data"
    """Where its templates look for data."""
    icons: str | None = None
    """Where they look for icons."""

    def make(self, name: str, view: View, folder: Path) -> None:
        """The peer's templates and settings, the records as its content, the vocabulary as its data."""
        shutil.copytree(PEERS / name, folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        if self.icons:
            shutil.copytree(PEERS / "shared" / "icons", folder / self.icons)
            shutil.copytree(PEERS / "shared" / "static", folder / "static")
        write(markdown(view, self.dialect), folder)
        write([(f"{self.data}/words.json", json.dumps(words(view), ensure_ascii=False, indent=1))], folder)


INPUTS: Mapping[str, Peer] = {
    "hugo": Peer(Dialect(term="/_index.md"), icons="layouts/_partials/icons"),
    "eleventy": Peer(Dialect(pages="content/pages", notes='<h2 id="sources">Sources</h2>\n\n{}\n'), "_data", "_includes/icons"),
    "mkdocs": Peer(Dialect(pages="docs", notes="{}\n")),
}
WORDS = ("kinds", "grades", "roles", "relations", "forms", "purposes", "states")
"""What of the vocabulary the peers' templates look up."""


def words(view: View) -> dict[str, Any]:
    """The vocabulary as data for templates, in its order, and how long lists may be."""
    fields = {"name", "plural", "inverse", "definition", "colour"}
    lists = {name: {key: word.model_dump(include=fields) for key, word in view.chronology.vocabulary.words(name).items()} for name in WORDS}
    return {**lists, "limits": {"related": MAX_RELATED, "listed": LISTED}}


def edits(view: View) -> dict[str, Any]:
    """What is edited before a warm build: a sentence of the event in the middle of time, in the subjects' files."""
    event = view.chronology.events[len(view.chronology.events) // 2]
    path = "/".join(event.origin.path.split("/")[-2:]).removesuffix(".yml")
    ours, peers = f"content/events/{path}.yml", f"content/events/{path}.md"
    return {"sentence": event.account.split("[^")[0], "files": {"chronology": ours, **dict.fromkeys(INPUTS, peers)}}


def asked(view: View) -> Sequence[str]:
    """What a reader looks for: a place, who acts most, an event by its title."""
    events = view.chronology.events
    event = next(event for event in events[len(events) // 2 :] if event.places)
    return event.places[0].name, view.related_actors(events)[0][0].name, event.title


def main(folder: Path, events: int, subjects: Sequence[str]) -> None:
    our_project(folder / "chronology", events)
    view = view_of(folder / "chronology" / "content")
    for name in subjects:
        if name in INPUTS:
            INPUTS[name].make(name, view, folder / name)
    (folder / "plan.json").write_text(json.dumps({"edit": edits(view), "expected": expected(view), "asked": asked(view)}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
