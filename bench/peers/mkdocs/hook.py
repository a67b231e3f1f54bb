"""Makes a Markdown page for every record: front matter and body in, File.generated out."""

from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

LISTS = {"actors": "Actor", "countries": "Country", "years": "Year", "kinds": "Kind", "storylines": "Storyline"}
Item = dict[str, Any]


def on_files(files: Files, config: MkDocsConfig) -> None:
    root = Path(config.config_file_path).parent
    templates = Environment(loader=FileSystemLoader(root / "templates"), trim_blocks=True, lstrip_blocks=True, autoescape=False)
    templates.filters["grouped"] = _grouped
    events = sorted(_read(root / "content" / "events", "*/*.md"), key=lambda event: (str(event["date"]), event["id"]))
    lists = {folder: {item["id"]: item for item in _read(root / "content" / folder, "*.md")} for folder in LISTS}
    listed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for event in events:
        for folder in LISTS:
            for name in event[folder]:
                listed[folder, name].append(event)
    templates.globals |= {"lists": lists, "listed": listed, "events": {event["id"]: event for event in events}}

    def add(path: str, template: str, **values: Any) -> None:
        text = templates.get_template(template).render(values)
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED if "/" not in path else InclusionLevel.NOT_IN_NAV))

    add("index.md", "index.md.jinja", latest=events[-10:][::-1])
    add("events.md", "events.md.jinja", all=events)
    for event in events:
        add(f"events/{event['id']}.md", "event.md.jinja", event=event)
    for folder, word in LISTS.items():
        add(f"{folder}.md", "list.md.jinja", folder=folder)
        for item in lists[folder].values():
            add(
                f"{folder}/{item['id']}.md",
                "term.md.jinja",
                item=item,
                word=word,
                found=listed[folder, item["id"]],
                by="month" if folder == "years" else "year",
            )


def _read(folder: Path, pattern: str) -> list[Item]:
    items = []
    for path in sorted(folder.glob(pattern)):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        items.append({**yaml.load(front, yaml.CSafeLoader), "id": path.stem, "body": body})
    return items


def _grouped(events: list[Item], by: str) -> list[tuple[str, list[Item]]]:
    form = "%B" if by == "month" else "%Y"

    def month_or_year(event: Item) -> tuple[int, str]:
        return (event["date"].month if by == "month" else event["date"].year), f"{event['date']:{form}}"

    return [(key[1], list(group)) for key, group in groupby(sorted(events, key=month_or_year), month_or_year)]
