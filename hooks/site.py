"""MkDocs events, one call each; nothing is decided here.

The engine builds the hand-written pages and one shell page; `chronology` does everything else.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from chronology.build import prepare, publish, staging_of
from chronology.problem import BuildError
from chronology.render.blocks import fill
from chronology.render.page import Settings
from chronology.render.shell import mark
from chronology.render.structured import written_head
from chronology.render.view import View
from chronology.report import as_text
from chronology.today import today
from chronology.write import claim, discard

SHELL = "shell/record/"
"""Address of the shell page: two folders deep, as all records' pages are."""

log = logging.getLogger("mkdocs.plugins.chronology")


class _Build:
    """What one build's events hand on to the next ones."""

    serving = False
    site: Path
    view: View | None = None
    lock: int | None = None


def on_startup(command: str, dirty: bool) -> None:
    _Build.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    config.edit_uri = f"{config.extra['edit_url']}content/pages/"
    settings = Settings(config.site_name, config.site_url or "", config.extra["edit_url"], today().isoformat())
    prepared = prepare(Path(config.config_file_path).parent / "content", settings)
    if prepared.problems:
        print(as_text(prepared.problems), file=sys.stderr)
    if prepared.view is None and not (_Build.serving and _Build.view):
        raise Abort("The content has errors; the published site stays as it was.")
    if prepared.view is None:
        log.error("The content has errors; the site is served as it was.")
    _Build.view, _Build.site = prepared.view or _Build.view, Path(config.site_dir)
    with _clearly():
        _free()
        _Build.lock = claim(_Build.site)
    config.site_dir = str(staging_of(_Build.site))


def _view() -> View:
    assert _Build.view is not None
    return _Build.view


def _free() -> None:
    """Gives the staging folder of the build before free, where this program builds again and again."""
    if _Build.lock is not None:
        os.close(_Build.lock)
        _Build.lock = None


def on_files(files: Files, config: MkDocsConfig) -> None:
    files.append(File.generated(config, f"{SHELL}index.md", content="shell", inclusion=InclusionLevel.NOT_IN_NAV))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.url == SHELL:
        return mark("body")
    with _clearly(f"{page.file.src_uri}: "):
        block = fill(html, _view(), "../" * page.url.count("/"))
    entries = page.toc.items[0].children if page.toc.items else page.toc.items
    entries.extend(AnchorLink(heading.title, heading.id, 2) for heading in block.headings)
    return block.html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    if page.url == SHELL:
        page.title, page.canonical_url, page.edit_url = mark("title"), mark("canonical"), mark("edit")
        page.meta = {"title": mark("title"), "description": mark("description"), "head": mark("head"), "record": True, "hide": ["navigation"]}
        page.toc = TableOfContents([AnchorLink(mark(f"{name}-title"), mark(name), 2) for name in ("toc-first", "toc-second")])
    else:
        description = page.meta.get("description", config.site_description)
        page.meta["head"] = written_head(config.site_name if page.is_homepage else str(page.title), description, page.url.removeprefix("./"), _view().settings)


def on_post_build(config: MkDocsConfig) -> None:
    staging = Path(config.site_dir)
    if config.strict and any(handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)):
        discard(staging)
        return  # MkDocs ends with an error of its own
    icons = next(Path(folder) / ".icons" for folder in config.theme.dirs if (Path(folder) / ".icons").is_dir())
    with _clearly(staging=staging):
        publish(_view(), staging, _Build.site, f"{SHELL}index.html", icons, config.extra["addresses"], log.info)
    _free()


@contextmanager
def _clearly(where: str = "", staging: Path | None = None) -> Iterator[None]:
    """Ends the build with one line where it cannot go on; what was half made is removed."""
    try:
        yield
    except (BuildError, OSError) as error:
        if staging:
            discard(staging)
        raise Abort(f"{where}{error}") from None


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    config.extra["addresses"] = [file.url.removeprefix("./") for file in files.documentation_pages() if file.url != SHELL]
