"""The search index holds what stands in the pages."""

import gzip
import json
import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chronology import indexing
from chronology.claims import claim, release
from chronology.indexing import FOLDER, _article, _command, index
from chronology.problem import BuildError
from chronology.write import write

pytestmark = pytest.mark.site


def fragments(index: Path) -> Mapping[str, Any]:
    """What a search index knows of every page, by its address."""
    found = [gzip.decompress(path.read_bytes()).decode("utf-8") for path in (index / "fragment").iterdir()]
    pages = [json.loads(text[text.index("{") :]) for text in found]
    return {page.pop("url"): page for page in pages}


def test_the_index_of_what_it_takes_is_that_of_whole_pages(site: Path, tmp_path: Path) -> None:
    subprocess.run(_command(site, tmp_path), check=True, timeout=300)
    made, expected = fragments(site / FOLDER), fragments(tmp_path)
    assert made.keys() == expected.keys()
    assert [url for url in expected if made[url] != expected[url]] == []
    assert "/events/coalition-ministerial-rome-2021/" in expected
    assert "/method/" in expected


def test_all_that_the_index_takes_of_a_page_stands_in_its_article(site: Path) -> None:
    wanted = 0
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        article = _article(text)
        assert text.count("data-pagefind-body") == article.count("data-pagefind-body"), path
        assert article.count("<article") == article.count("</article>") == text.count("<article"), path
        wanted += "data-pagefind-body" in article
    assert wanted > 1000


def test_the_index_is_proven_whole_while_its_articles_take_their_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To remove them first would make room on a disk that was full as Pagefind wrote, and hide that it was."""
    held = claim(tmp_path / "site", tmp_path / "content")
    write([("a/index.html", "<html><article><p data-pagefind-body>Lamps</p></article></html>")], held.new)
    seen: list[bool] = []
    monkeypatch.setattr(indexing, "prove_whole", lambda folder: seen.append(held.articles.is_dir() and (folder / "pagefind.js").is_file()))
    index(held, 1)
    assert seen == [True]
    assert not held.articles.exists()
    release(held)


def test_a_site_that_has_nothing_for_the_index_is_told_so(tmp_path: Path) -> None:
    held = claim(tmp_path / "site", tmp_path / "content")
    write([("a/index.html", "<html><article>Lamps</article></html>")], held.new)
    with pytest.raises(BuildError, match="no page of the site has `data-pagefind-body`"):
        index(held, 1)
    release(held)
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    held = claim(tmp_path / "site", tmp_path / "content")
    (held.new / "index.html").symlink_to("nowhere")
    with pytest.raises(BuildError, match=r"`index\.html` cannot be read"):
        index(held, 1)
    release(held)


def test_an_index_that_is_made_later_stands_back_and_ends_when_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def popen(*arguments: Any, **settings: Any) -> "subprocess.Popen[bytes]":
        started.append(begin(*arguments, **settings))
        return started[-1]

    begin = subprocess.Popen
    monkeypatch.setattr(indexing, "_command", lambda *_: ["sleep", "60"])
    monkeypatch.setattr(subprocess, "Popen", popen)
    later = indexing.Later()
    later.start(tmp_path)
    assert os.getpriority(os.PRIO_PROCESS, started[0].pid) >= 10
    later.stop()
    assert started[0].returncode == -signal.SIGKILL
