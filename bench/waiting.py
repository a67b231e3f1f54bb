"""What somebody waits for: who edits a record while the site is served, and who searches a site for the first time."""

import gzip
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from statistics import median
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from bench.measure import RunError

RELOAD = "page served again after an edit"
BOX = "first result, box of any page"
PAGE = "first result, search page by address"
PAUSE = 2
"""Seconds between two edits."""
LIMIT = 300
"""Seconds after which nobody waits any more."""
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")
"""What hosts send gzipped; the index is packed already."""
_ASKS = re.compile(r"livereload\((\d+), ?(\d+)\)")
"""What a served page asks its server: whether there is a version after this one."""
_PAINTED = """
new MutationObserver((_, observer) => {
  if (!document.querySelector(".search-result, .site-search__option")) return;
  observer.disconnect();
  requestAnimationFrame(() => { window.painted = performance.timeOrigin + performance.now(); });
}).observe(document, { subtree: true, childList: true });
"""
"""Writes down when the frame begins that shows the first result."""


@dataclass(frozen=True)
class Wait:
    """How long something took, each time."""

    what: str
    events: int
    seconds: Sequence[float]
    bytes: int = 0
    """Sent until then, the most of all times; 0 where it is no matter of bytes."""
    note: str = ""
    """Why it was not measured."""

    @property
    def cells(self) -> tuple[str, ...]:
        if not self.seconds:
            return str(self.events), self.what, self.note
        return str(self.events), self.what, f"{median(self.seconds):.2f}", f"{max(self.seconds):.2f}", f"{self.bytes / 1000:.0f}" if self.bytes else ""


def reload(project: Path, environment: Mapping[str, str], edited: Path, write: Callable[[int], None], events: int, turns: int) -> Wait:
    """Serves a project and edits one of its records `turns` times; `write` does that."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address.removeprefix("http://")]
    with subprocess.Popen(
        command, cwd=project, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _until(lambda: _answer(address), server)
            seconds = [_turn(address, f"{address}/events/{edited.stem}/", partial(write, turn), server) for turn in range(turns)]
        finally:
            server.terminate()
            try:
                server.wait(LIMIT)
            except subprocess.TimeoutExpired:
                server.kill()
    return Wait(RELOAD, events, seconds)


def _turn(address: str, page: str, write: Callable[[], None], server: "subprocess.Popen[bytes]") -> float:
    """Seconds from an edit until the page that shows it has come."""
    time.sleep(PAUSE)
    before = _answer(page)
    asks = _ASKS.search(before)
    if not asks:
        raise RunError("the served page does not ask whether it has changed")
    start = time.perf_counter()
    write()
    _until(lambda: _answer(f"{address}/livereload/{asks[1]}/{asks[2]}") not in ("", asks[1]), server)
    after = _answer(page)
    seconds = time.perf_counter() - start
    if _ASKS.sub("", after) == _ASKS.sub("", before):
        raise RunError("the served page does not show the edit")
    return seconds


def _until(done: Callable[[], Any], server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + LIMIT
    while not done():
        if server.poll() is not None or time.monotonic() > end:
            raise RunError(f"the server ended with {server.poll()} or said nothing for {LIMIT} s")
        time.sleep(0.02)


def _answer(address: str) -> str:
    """What a server says; nothing before it is there."""
    try:
        with urlopen(address, timeout=LIMIT) as answer:
            return str(answer.read(), "utf-8")
    except OSError:
        return ""


def first_results(site: Path, asked: Sequence[str], events: int, turns: int) -> Iterator[Wait]:
    """Searches for each of `asked` by a browser that knows nothing of the site yet, `turns` times each way."""
    if not find_spec("playwright"):
        yield from (Wait(what, events, (), note="not measured: the package playwright is missing, see scripts/setup test") for what in (BOX, PAGE))
        return
    from tests.browser import chromium, started

    path = chromium()
    if not path:
        yield from (Wait(what, events, (), note="not measured: there is no Chromium, see scripts/setup test") for what in (BOX, PAGE))
        return
    with _served(site) as (address, sent), started(path) as browser:
        for what, look in ((BOX, _in_box), (PAGE, _on_page)):
            found = [_first(browser, partial(look, address, words), sent) for words in asked for _ in range(turns)]
            yield Wait(what, events, [seconds for seconds, _ in found], max(size for _, size in found))


def _first(browser: Any, look: Callable[[Any], float], sent: Sequence[tuple[float, int]]) -> tuple[float, int]:
    """Seconds until the first result was painted, and bytes asked for until then."""
    context = browser.new_context()
    try:
        context.add_init_script(_PAINTED)
        page = context.new_page()
        start = look(page)
        page.locator(".search-result, .site-search__option").first.wait_for()
        while not (painted := page.evaluate("window.painted")):
            time.sleep(0.01)
        return painted / 1000 - start, sum(size for at, size in sent if start <= at <= painted / 1000)
    finally:
        context.close()


def _in_box(address: str, words: str, page: Any) -> float:
    """Types into the box of a page that has been there for a while; returns when."""
    page.goto(f"{address}about/")
    page.wait_for_load_state("networkidle")
    start = time.time()
    page.get_by_role("combobox", name="Search the chronology").fill(words)
    return start


def _on_page(address: str, words: str, page: Any) -> float:
    """Follows a link to a search; the page itself counts."""
    start = time.time()
    page.goto(f"{address}search/?q={quote(words)}", wait_until="commit")
    return start


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, list[tuple[float, int]]]]:
    """A site's address, and what was sent of it so far: (when, bytes)."""
    sent: list[tuple[float, int]] = []

    class Packed(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            data, packed = path.read_bytes(), path.suffix in _PACKED
            data = gzip.compress(data, 6, mtime=0) if packed else data
            sent.append((time.time(), len(data)))
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A browser that is closed hangs up."""

    with Server(("127.0.0.1", 0), partial(Packed, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", sent
        finally:
            server.shutdown()
