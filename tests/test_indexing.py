"""The search index holds what stands in the pages."""

import gzip
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from chronology.indexing import FOLDER, _article, _command

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
