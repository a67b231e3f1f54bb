"""MkDocs events, one call each; nothing is decided here.

The engine builds the hand-written pages and one shell page; `chronology` does everything else.
"""
# ruff: noqa: E402

import gc

gc.disable()  # looking for circles among a hundred thousand records takes longer than to make their pages, and among what is imported a tenth of that

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from chronology.ahead import Ahead
from chronology.build import Engine, Making, Means, Memory, Prepared, Search, Twin, begin, means, prepare, publish, twin
from chronology.claims import Claim, claim, release, why
from chronology.garbage import Garbage
from chronology.indexing import Later
from chronology.problem import BuildError, shown
from chronology.render.blocks import fill, names_in
from chronology.render.compiled import EnginesTemplates
from chronology.render.environment import FOLDER
from chronology.render.page import Settings
from chronology.render.policy import POLICY
from chronology.render.shell import mark, squeezed
from chronology.render.structured import written_head
from chronology.render.view import View
from chronology.render.written import check_file, escaped
from chronology.report import as_text
from chronology.shard import shard_of
from chronology.today import today
from chronology.write import discard

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

SHELL = "shell/record/"
"""Address of the shell page: two folders deep, as all records' pages are."""

log = logging.getLogger("mkdocs.plugins.chronology")


class _Build:
    """What one build's events hand on to the next ones."""

    serving = False
    prepared: Prepared | None = None
    """As long as nobody has said whether the content has errors."""
    view: View | None = None
    claimed: Claim | None = None
    spare: Path | None = None
    means: Means | None = None
    memory: Memory | None = None
    twin: Twin | None = None
    making: Making | None = None
    ahead: Ahead | None = None
    later = Later()
    garbage = Garbage()


def on_startup(command: str, dirty: bool) -> None:
    _Build.serving = command == "serve"
    _Build.memory = {} if _Build.serving else None
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the engine then ends as after Ctrl-C


def on_config(config: MkDocsConfig) -> None:
    _Build.later.stop()
    _Build.garbage.build_begins()
    config.edit_uri = f"{config.extra['edit_url']}content/pages/"
    settings = Settings(config.site_name, config.site_url or "", config.extra["edit_url"], today().isoformat())
    content = Path(config.config_file_path).parent / "content"
    _Build.means = means(content, config.extra["processes"], _Build.memory)
    try:
        _Build.claimed = claim(Path(config.site_dir), content, spare=_Build.serving)
        _Build.twin = twin(_Build.claimed, _Build.means)
    except (BuildError, OSError):
        with suppress(BuildError, OSError):  # what is wrong with the content is told all the same
            _Build.prepared = prepare(content, settings, _Build.means)
        raise
    _Build.prepared = prepare(content, settings, _Build.means)
    if _Build.serving or isinstance(_Build.prepared.linked, Exception):
        _judge(_Build.prepared)
    else:
        _Build.view = _Build.prepared.linked  # for what the engine does until the check has ended
    config.site_dir = str(_Build.claimed.engine)
    config.theme.get_env = partial(_environment, config.theme.get_env)  # type: ignore[method-assign]
    config.extra["policy"] = "" if _Build.serving else POLICY  # the engine's server adds a script that differs each time


def _judge(prepared: Prepared) -> None:
    """Says what is wrong with the content; ends the build where it has errors."""
    _tell(prepared)
    if prepared.view is None and not (_Build.serving and _Build.view):
        raise Abort("The content has errors; the published site stays as it was.")
    if prepared.view is None:
        log.error("The content has errors; the site is served as it was.")
    _Build.view = prepared.view or _Build.view


def _tell(prepared: Prepared) -> None:
    _Build.prepared = None
    if prepared.problems:
        print(as_text(prepared.problems), file=sys.stderr)


class _Shown(FileSystemLoader):
    """Lists no hidden folders: the engine copies none of the theme's fourteen thousand icons, but would look at every name."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, below, names in os.walk(top):
                below[:] = [name for name in below if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


def _environment(make: Callable[[], Environment]) -> Environment:
    """The engine's, made as it makes it."""
    environment = make()
    assert isinstance(environment.loader, FileSystemLoader)
    environment.loader = _Shown(environment.loader.searchpath)
    return environment


def _view() -> View:
    assert _Build.view is not None
    return _Build.view


def _means() -> Means:
    assert _Build.means is not None
    return _Build.means


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in files:
        if file.src_dir == config.docs_dir and file.inclusion != InclusionLevel.EXCLUDED:
            check_file(file.src_uri, Path(file.src_dir, file.src_uri).is_symlink())
    written = ((file.url.removeprefix("./"), file.content_bytes.decode("utf-8", "replace")) for file in files.documentation_pages())
    wanted = [(name, "../" * url.count("/")) for url, text in written for name in names_in(text)]
    _Build.ahead = Ahead(wanted, _view(), _means().cache, _means().processes)
    shell = File.generated(config, f"{SHELL}index.md", content="shell", inclusion=InclusionLevel.NOT_IN_NAV)
    return Files([shell, *files])  # the first to be made: records' pages wait for it


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    if _Build.prepared:
        _judge(_Build.prepared)
    env.bytecode_cache = EnginesTemplates(FOLDER)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.url == SHELL:
        return mark("body")
    title, description = config.site_name if page.is_homepage else str(page.title), page.meta.get("description", config.site_description)
    head = written_head(title, description, page.url.removeprefix("./"), _view().settings)
    page.title, page.meta = escaped(page.title), {**escaped(page.meta), "head": head}
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> None:
    if page.url == SHELL:
        page.title, page.canonical_url, page.edit_url = mark("title"), mark("canonical"), mark("edit")
        page.meta = {"title": mark("title"), "description": mark("description"), "head": mark("head"), "record": True, "hide": ["navigation"]}
        page.toc = TableOfContents([AnchorLink(mark(f"{name}-title"), mark(name), 2) for name in ("toc-first", "toc-second")])
        return
    with _clearly(f"{shown(page.file.src_uri)}: "):
        assert _Build.ahead is not None
        block = fill(page.content or "", _view(), "../" * page.url.count("/"), ready=_Build.ahead)
    page.content = block.html
    items = page.toc.items
    entries = items[0].children if items and items[0].level == 1 else items
    entries.extend(AnchorLink(escape(heading.title), heading.id, 2) for heading in block.headings)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if page.url == SHELL:
        assert _Build.twin is not None
        _Build.making = begin(_view(), _Build.twin, squeezed(output), _means(), shard_of(config.extra["shard"]))
        return ""  # it is no page of the site
    return squeezed(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return squeezed(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    if config.strict and any(handler.get_counts() for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)):
        return  # MkDocs ends with an error of its own
    assert _Build.making is not None
    icons = next(Path(folder) / ".icons" for folder in config.theme.dirs if (Path(folder) / ".icons").is_dir())
    search = Search(config.extra["search"], _Build.later if _Build.serving and config.extra["search"] else None)
    engine = Engine(icons, config.extra["addresses"])
    publish(_view(), _Build.making, engine, _means(), log.info, search, shard_of(config.extra["shard"]))
    _finish()


def on_build_error(error: Exception) -> None:
    """Ends the build with one line where it cannot go on; what was half made is removed. What is wrong with the content is told all the same."""
    if _Build.prepared:
        _tell(_Build.prepared)
    with suppress(OSError):
        on_shutdown()
    with _clearly():
        if isinstance(error, BuildError | OSError):
            raise error


def on_shutdown() -> None:
    _Build.later.stop()
    _finish()
    _Build.garbage.stop()
    if _Build.spare:
        discard(_Build.spare)
        _Build.spare = None


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: Callable[..., None]) -> None:
    from chronology.watching import watcher  # a build that ends has no use for it

    watched = [config.docs_dir, str(config.config_file_path)]
    if found := watcher(str(Path(config.config_file_path).parent / "content")):
        for path in watched:
            server.unwatch(path)
        server.observer = found
        server.watch(config.docs_dir)
        server.watch(str(Path(config.config_file_path).parent), recursive=False)  # an editor puts another file in the place of the old one


def _finish() -> None:
    _Build.garbage.build_ends(last=not _Build.serving)
    prepared, _Build.prepared = _Build.prepared, None
    if prepared:
        prepared.checking.end()
    growing, _Build.twin = _Build.twin, None
    if growing:
        growing.end()
    making, _Build.making = _Build.making, None
    if making:
        making.end()
    ahead, _Build.ahead = _Build.ahead, None
    if ahead:
        ahead.end()
    claimed, _Build.claimed = _Build.claimed, None
    if claimed:
        release(claimed)
        _Build.spare = claimed.folder if _Build.serving else None


@contextmanager
def _clearly(where: str = "") -> Iterator[None]:
    """Says in one line why the build cannot go on."""
    try:
        yield
    except BuildError as error:
        raise Abort(f"{where}{error}") from None
    except OSError as error:
        raise Abort(f"{where}{why(error)}") from None


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    config.extra["addresses"] = [file.url.removeprefix("./") for file in files.documentation_pages() if file.url != SHELL]
