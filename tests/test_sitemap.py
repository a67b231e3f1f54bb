"""The sitemap, in as many files as the protocol asks for."""

import re
from xml.etree import ElementTree

import pytest

from chronology.exports.sitemap import sitemaps

URL = "https://tiny.example/"
ADDRESSES = [f"events/e-{n:03}/" for n in range(25)]


def listed(text: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(text).iter() if element.tag.endswith("}loc")]


def test_a_short_sitemap_is_one_file_in_order() -> None:
    ((name, text),) = sitemaps(reversed(ADDRESSES), URL)
    assert name == "sitemap.xml"
    assert listed(text) == [URL + address for address in ADDRESSES]


@pytest.mark.parametrize(("most", "files"), [(25, 0), (24, 2), (10, 3), (1, 25)])
def test_more_addresses_than_a_file_may_have_make_an_index(most: int, files: int) -> None:
    made = dict(sitemaps(ADDRESSES, URL, most))
    assert len(made) == 1 + files
    if files:
        parts = listed(made["sitemap.xml"])
        assert parts == [f"{URL}sitemap-{n}.xml" for n in range(1, files + 1)]
        assert "<sitemapindex " in made["sitemap.xml"]
        found = [listed(made[part.removeprefix(URL)]) for part in parts]
        assert [address for part in found for address in part] == [URL + address for address in ADDRESSES]
        assert max(map(len, found)) <= most


def test_more_bytes_than_a_file_may_have_make_an_index() -> None:
    made = dict(sitemaps([f"events/é-{n:03}/" for n in range(25)], URL, longest=700))
    parts = {name: text for name, text in made.items() if re.fullmatch(r"sitemap-\d+\.xml", name)}
    assert len(parts) > 2
    assert max(len(text.encode()) for text in parts.values()) <= 700


def test_a_site_without_pages_has_a_sitemap_too() -> None:
    ((_, text),) = sitemaps([], URL)
    assert listed(text) == []
