"""Addresses of sources: public, plain, lasting, each once."""

import re
from collections.abc import Iterator
from datetime import date as Day
from urllib.parse import unquote, urlsplit

from chronology.problem import shown
from chronology.records.addresses import decoded, host_of, is_url, same, stands_below, tracking, without_tracking
from chronology.records.load import Records
from chronology.records.model import Record
from chronology.records.model.base import Source
from chronology.rules.parts import sources_of
from chronology.rules.rule import Finding, rule

SHORTENERS = ("bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "dlvr.it", "cutt.ly", "rb.gy", "shorturl.at", "fb.me", "lnkd.in")
"""They hide where they lead, and the page is lost when the service ends; a paper's own short addresses last as long as the paper."""
ARCHIVE = "web.archive.org"
_COPY = re.compile(r"/web/(\d{14})[a-z_]*/(.+)", re.ASCII | re.DOTALL)


def _addresses(record: Record, having: str = "") -> Iterator[tuple[tuple[str, str, str], str]]:
    """Every address of a page or of its copy in a record's sources that has something in it, with its place."""
    for name, source in sources_of(record).items():
        if having in source.url:
            yield ("sources", name, "url"), source.url
        if source.archive and having in source.archive:
            yield ("sources", name, "archive"), source.archive


@rule(Record, "warning")
def look_alike_address(record: Record, records: Records) -> Iterator[Finding]:
    """The host of an address is written in Latin letters; `xn--` stands for others, which can look like them.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://xn--80ak6aa92e.com/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for loc, address in _addresses(record, "--"):
        host = host_of(address)
        if any(label.startswith("xn--") for label in host.split(".")):
            hint = f"it stands for {decoded(host)[:80]}; make sure that it is the site you mean"
            yield Finding(loc, f"the host {shown(host)} is not in Latin letters", hint)


@rule(Record, "warning")
def unusual_port(record: Record, records: Records) -> Iterator[Finding]:
    """An address names no port but that of the web.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org:8443/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for loc, address in _addresses(record):
        port = urlsplit(address).port if address.count(":") > 1 else None
        if port not in (None, 80, 443):
            yield Finding(loc, f"the address names the port {port}", "write it without `:` and number, if the page opens then")


@rule(Record, "warning")
def tracking_parameter(record: Record, records: Records) -> Iterator[Finding]:
    """An address does not tell its site where the reader comes from.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps?utm_source=x", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for name, source in sources_of(record).items():
        if found := tracking(source.url):
            fact = f"the address carries {', '.join(shown(parameter, 30) for parameter in found[:3])}"
            yield Finding(("sources", name, "url"), fact, f"write {without_tracking(source.url)}")


@rule(Record, "warning")
def shortened_address(record: Record, records: Records) -> Iterator[Finding]:
    """An address is that of the page, not of a service that leads to it.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://bit.ly/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for loc, address in _addresses(record):
        if stands_below(host_of(address), SHORTENERS):
            yield Finding(loc, f"{shown(address)} only leads to the page", "open it, and write the address it leads to")


@rule(Record)
def address_twice(record: Record, records: Records) -> Iterator[Finding]:
    """A page is one source of a record.

    Bad:  sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: AP, url: "http://www.ap.example.org/lamps/", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap: {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full}
            gazette: {title: Dark, publisher: AP, url: "https://ap.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    first: dict[str, str] = {}
    for name, source in sources_of(record).items():
        other = first.setdefault(same(source.url), name)
        if other != name:
            yield Finding(("sources", name, "url"), f"the address is that of the source {shown(other)} too", "make them one source, and cite that")


@rule(Record, "warning")
def archive_of_another(record: Record, records: Records) -> Iterator[Finding]:
    """An archived copy is one of the source's own page, made no earlier than the page.

    Bad:  sources:
            ap:
              {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full,
               archive: "https://web.archive.org/web/20210701000000/https://ap.example.org/dark"}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap:
              {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full,
               archive: "https://web.archive.org/web/20210701000000/https://ap.example.org/lamps"}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for name, source in sources_of(record).items():
        if source.archive and (wrong := _wrong_copy(source, source.archive)):
            yield Finding(("sources", name, "archive"), *wrong)


def _wrong_copy(source: Source, archive: str) -> tuple[str, str] | None:
    """Fact and hint."""
    if same(archive) == same(source.url):
        return "the archived copy is the page itself", "write the address that an archive gave the copy, or delete `archive`"
    if host_of(archive) != ARCHIVE:
        return None
    parts = urlsplit(archive)
    copy = _COPY.fullmatch(parts.path + (f"?{parts.query}" if parts.query else ""))
    made = _day(copy[1]) if copy else None
    if copy is None or made is None:
        return f"{shown(archive)} is no copy of a page", f"write it as https://{ARCHIVE}/web/20210628120000/https://..."
    of = copy[2] if "://" in copy[2] else f"https://{copy[2]}"
    if not is_url(of) or unquote(same(of)) != unquote(same(source.url)):
        return f"the copy is of {shown(of)}", "write the copy of the address in `url`"
    earliest = source.published.earliest if source.published else None
    if earliest and made < earliest:
        return f"the copy was made on {made}, before the page was published on {earliest}", "correct `published`, or take a later copy"
    return None


def _day(digits: str) -> Day | None:
    try:
        return Day(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


@rule(Record, "warning")
def archive_as_page(record: Record, records: Records) -> Iterator[Finding]:
    """The address of a source is that of the page, its copy stands in `archive`.

    Bad:  sources:
            ap:
              {title: Lamps, publisher: AP, language: en, consulted: 2022-01-02, read: full,
               url: "https://web.archive.org/web/20210701000000/https://ap.example.org/lamps"}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    Good: sources:
            ap:
              {title: Lamps, publisher: AP, url: "https://ap.example.org/lamps", language: en, consulted: 2022-01-02, read: full,
               archive: "https://web.archive.org/web/20210701000000/https://ap.example.org/lamps"}
            gazette: {title: Dark, publisher: Tide Gazette, url: "https://gazette.example.org/dark", language: en, consulted: 2022-01-02, read: full}
    """
    for name, source in sources_of(record).items():
        if not source.archive and host_of(source.url) == ARCHIVE:
            copy = _COPY.search(source.url)
            hint = f"write {copy[2]} there, and this in `archive`" if copy else "write the page's own address there, and this in `archive`"
            yield Finding(("sources", name, "url"), "the address is that of an archived copy", hint)
