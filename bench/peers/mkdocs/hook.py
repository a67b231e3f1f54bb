"""Makes a Markdown page for every record: front matter and body in, File.generated out."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

LISTS = {"actors": "Actor", "countries": "Country", "years": "Year", "kinds": "Kind", "storylines": "Storyline"}
LATEST = 50
"""Events on the first page of a list that is cut by year."""
Item = dict[str, Any]


def on_files(files: Files, config: MkDocsConfig) -> None:
    root = Path(config.config_file_path).parent
    templates = Environment(loader=FileSystemLoader(root / "templates"), trim_blocks=True, lstrip_blocks=True, autoescape=False)
    templates.filters |= {"grouped": _grouped, "by_label": _by_label, "related": _related, "counted": _counted, "words": _words}
    words = json.loads((root / "data" / "words.json").read_text("utf-8"))
    events = sorted(_read(root / "content" / "events", "*/*.md"), key=lambda event: (str(event["date"]), event["id"]))
    lists = {folder: {item["id"]: item for item in _read(root / "content" / folder, "*.md")} for folder in LISTS}
    listed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for event in events:
        for folder in LISTS:
            for name in event[folder]:
                listed[folder, name].append(event)
    by_id = {event["id"]: event for event in events}
    templates.globals |= {"words": words, "lists": lists, "listed": listed, "pledged": _pledged(events), "members": _members(lists["actors"])}
    ties = _ties(events, by_id, words["relations"])
    limit = words["limits"]["listed"]

    def add(path: str, template: str, edit: str | None = None, **values: Any) -> None:
        depth = path.count("/")
        text = templates.get_template(template).render(values, up="../" * depth)
        file = File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV if depth else InclusionLevel.INCLUDED)
        file.edit_uri = edit
        files.append(file)

    add("index.md", "index.md.jinja", latest=events[-10:][::-1])
    add("events.md", "events.md.jinja", all=events, cut=len(events) > limit)
    for before, event, after in zip([None, *events], events, [*events[1:], None], strict=False):
        add(f"events/{event['id']}.md", "event.md.jinja", event["path"], event=event, before=before, after=after, ties=ties[event["id"]])
    for folder, word in LISTS.items():
        add(f"{folder}.md", "list.md.jinja", folder=folder)
        by = "month" if folder == "years" else "year"
        for item in lists[folder].values():
            found = listed[folder, item["id"]]
            cut = len(found) > limit
            shown = found[-LATEST:] if cut else found
            add(f"{folder}/{item['id']}.md", "term.md.jinja", item["path"], item=item, folder=folder, word=word, found=found, shown=shown, by=by, cut=cut)
            for heading, group in _grouped(found, by) if cut else ():
                add(f"{folder}/{item['id']}/{heading.lower().replace(' ', '-')}.md", "part.md.jinja", item["path"], item=item, heading=heading, group=group)


def _read(folder: Path, pattern: str) -> list[Item]:
    items = []
    for path in sorted(folder.glob(pattern)):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        address = path.relative_to(folder.parent.parent).as_posix()
        items.append({**yaml.load(front, yaml.CSafeLoader), "id": path.stem, "body": body, "path": address})
    return items


def _words(date: Any, uncertain: str | None = None) -> str:
    """A date in words; `uncertain` where that is given."""
    return uncertain or f"{date.day} {date:%B %Y}"


def _ties(events: Iterable[Item], by_id: dict[str, Item], relations: dict[str, Item]) -> dict[str, list[tuple[str, Item]]]:
    """The relations of all events as each end sees them, by id."""
    ties: dict[str, list[tuple[str, Item]]] = defaultdict(list)
    for event in events:
        for relation, others in event["relations"].items():
            for other in others:
                ties[event["id"]].append((relations[relation]["name"], by_id[other]))
                ties[other].append((relations[relation]["inverse"], event))
    return ties


def _pledged(events: Iterable[Item]) -> dict[str, list[tuple[Item, Item]]]:
    """The pledges of all events, by the address of who made or received them."""
    found: dict[str, list[tuple[Item, Item]]] = defaultdict(list)
    for event in events:
        for pledge in event["pledges"]:
            for address in dict.fromkeys([pledge["by"], *pledge["for"]]):
                found[address].append((event, pledge))
    return found


def _members(actors: dict[str, Item]) -> dict[str, list[Item]]:
    """The actors of a country and the parts of an actor, by address."""
    found: dict[str, list[Item]] = defaultdict(list)
    for actor in actors.values():
        for address in [f"countries/{actor['country']}", *(f"actors/{whole}" for whole in actor["whole"])]:
            found[address].append(actor)
    return found


def _by_label(ties: list[tuple[str, Item]]) -> list[tuple[str, list[Item]]]:
    return [(label, [event for _, event in group]) for label, group in groupby(sorted(ties, key=lambda tie: tie[0]), lambda tie: tie[0])]


def _related(events: Iterable[Item], but: str, most: int) -> list[tuple[str, int]]:
    """Who else the events name, most often first."""
    counts = Counter(id for event in events for id in event["actors"] if id != but)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def _counted(events: list[Item]) -> tuple[range, Counter[tuple[str, int]], Counter[str], Counter[int]]:
    """Events by kind and year of their beginning, by kind, by year."""
    pairs = [(event["kinds"][0], event["date"].year) for event in events]
    years = range(pairs[0][1], pairs[-1][1] + 1)
    return years, Counter(pairs), Counter(kind for kind, _ in pairs), Counter(year for _, year in pairs)


def _grouped(events: list[Item], by: str) -> list[tuple[str, list[Item]]]:
    form = "%B %Y" if by == "month" else "%Y"
    return [(key, list(group)) for key, group in groupby(events, lambda event: f"{event['date']:{form}}")]
