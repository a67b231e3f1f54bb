"""What tests share: the tiny chronology, the real site, a server, a browser."""

import signal
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, Page

from chronology.link import Chronology, link
from chronology.maps import World, drawn, load_world
from chronology.records.load import Records, load
from chronology.records.reader import read_drawings, read_world
from chronology.records.vocabulary import Vocabulary
from chronology.render.page import Settings
from chronology.render.view import View
from tests.browser import chromium, started
from tests.building import ROOT, copy_tiny, mkdocs

# The same examples in every run: a contributor's pull request never fails by chance.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True, database=None, max_examples=150)
hypothesis.settings.load_profile("same")

# Ctrl-C is heard where these tests run behind a shell, too: what such a shell starts has it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)

BELOW = "/sub/path/"
"""Where the served site stands on its host."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite tests/golden/ by what is made now.")
    parser.addoption("--kills", type=int, default=0, help="Kill so many builds at chance moments; none are a few at fixed ones.")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content folder of the tiny chronology. Read only: who changes it takes a copy of their own with `copy_tiny`."""
    return copy_tiny(tmp_path_factory.mktemp("tiny") / "content")


@pytest.fixture(scope="session")
def records(tiny: Path) -> Records:
    return load(tiny)


@pytest.fixture(scope="session")
def vocabulary(records: Records) -> Vocabulary:
    return records.vocabulary


@pytest.fixture(scope="session")
def chronology(records: Records) -> Chronology:
    return link(records)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings("Tiny Chronology", "https://tiny.example/", "https://repository.example/edit/main/", "2024-02-29")


@pytest.fixture(scope="session")
def world() -> World:
    return drawn(load_world(read_world()), read_drawings())


@pytest.fixture(scope="session")
def view(chronology: Chronology, settings: Settings, world: World) -> View:
    return View(chronology, settings, world)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path, as a page host does: a folder's index, and 404.html for what is not there."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".wasm": "application/wasm"}

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + urlsplit(path).path.removeprefix(BELOW) if path.startswith(BELOW) else "/outside")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ThreadingHTTPServer, Path]]:
    """A bound server and the folder it will serve: the site's address must be known before the site is built."""
    folder = tmp_path_factory.mktemp("real") / "site"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        yield server, folder


@pytest.fixture(scope="session")
def site_url(_server: tuple[ThreadingHTTPServer, Path]) -> str:
    """The address that the built site believes to have; with a slash at its end."""
    return f"http://127.0.0.1:{_server[0].server_port}{BELOW}"


@pytest.fixture(scope="session")
def site(_server: tuple[ThreadingHTTPServer, Path], site_url: str) -> Path:
    """The folder of the real site, built once."""
    folder = _server[1]
    done = mkdocs(ROOT, folder, site_url)
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="session")
def served(_server: tuple[ThreadingHTTPServer, Path], site: Path, site_url: str) -> Iterator[str]:
    """The address of the real site, served on this machine below a path; with a slash at its end."""
    server = _server[0]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield site_url
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, "no Chromium found; `scripts/setup test` installs one"
    with started(path) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page in a fresh context. Errors in it, and requests to another host, fail the test that used it."""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    faults = watch(page, served)
    yield page
    context.close()
    assert faults == []


def watch(page: Page, served: str) -> list[str]:
    """A list that fills with every error in the page and every request that leaves the site."""
    faults: list[str] = []
    host = urlsplit(served).netloc
    page.on("console", lambda message: faults.append(f"console: {message.text} ({message.location['url']})") if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("request", lambda request: faults.append(f"request: {request.url}") if urlsplit(request.url).netloc not in (host, "") else None)
    return faults
