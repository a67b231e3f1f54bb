"""Addresses of web pages: what one looks like, what is no public one, and which are the same."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from chronology.problem import printable, shown
from chronology.records.wrong import Wrong

_URL = re.compile(r"https?://(?P<host>[A-Za-z0-9.-]+)(:(?P<port>[0-9]{1,5}))?(/[^\s\"'<>\\^`{|}]*)?(\?[^\s\"'<>\\^`{|}]*)?", re.ASCII)
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)
_TOP = re.compile(r"[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+", re.ASCII)
_AUTHORITY = re.compile(r"https?://([^/?#\\]*)", re.IGNORECASE)
_NUMBER = re.compile(r"\[.*|[0-9]+|0x[0-9a-f]+", re.IGNORECASE | re.ASCII)
"""How the last label of a host that is a number begins: `[::1]`, `127.0.0.1`, `0x7f000001`, `0177.1`."""
PRIVATE = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
"""Ends of names that lead nowhere, or elsewhere for everybody, on the public web."""
FORM = "write it from https:// on, with spaces and other letters percent-encoded"


def wrong_address(text: str) -> Wrong | None:
    """Why `text` cannot be followed by every reader; None where it can."""
    found = _URL.fullmatch(text)
    if found and not found["port"] and not _wrong_host(found["host"]) and _is_host(found["host"]):
        return None  # as nearly all are
    authority = _AUTHORITY.match(text)
    if authority and (wrong := _wrong_host(authority[1])):
        return wrong
    if found and _is_host(found["host"]) and 0 < int(found["port"] or 443) < 65536:
        return None
    hint = "leave out the # and what follows it" if "#" in text and is_url(text.partition("#")[0]) else FORM
    return Wrong("address-form", f"{shown(text)} is not an address of a web page", hint)


@lru_cache(maxsize=4096)
def _is_host(host: str) -> bool:
    labels = host.split(".")
    return len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and _TOP.fullmatch(labels[-1]) is not None


@lru_cache(maxsize=4096)
def _wrong_host(authority: str) -> Wrong | None:
    _, at, host = authority.rpartition("@")
    if at:
        return Wrong("address-form", "the address holds a name or a password", "leave out what stands before the @; change the password, the file shows it")
    host = host if host.startswith("[") else host.partition(":")[0]
    host = host.rstrip(".").lower()
    if _NUMBER.fullmatch(host.split(".")[-1] if not host.startswith("[") else host):
        return Wrong("private-address", f"the host {shown(host)} is a number", "write the address with the site's name")
    if any(host == end or host.endswith(f".{end}") for end in PRIVATE):
        return Wrong("private-address", f"the host {shown(host)} is not on the public web", "write the address at which everybody finds the page")
    return None


def is_url(text: str) -> bool:
    """Whether `text` is an address of a web page, percent-encoded, that everybody can follow."""
    return wrong_address(text) is None


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """Lower-case, without `www.`."""
    host = url.partition("://")[2].partition("/")[0]
    if host.replace(".", "").replace("-", "").isalnum():  # as most are, so that nothing needs to be taken apart
        return host.lower().removeprefix("www.")
    return (urlsplit(url).hostname or "").removeprefix("www.")


@lru_cache(maxsize=65536)
def stands_below(host: str, names: tuple[str, ...]) -> bool:
    """Whether `host` is one of the names, or below one."""
    return any(host == name or host.endswith(f".{name}") for name in names)


def same(url: str) -> str:
    """What addresses of the same page share: without scheme, `www.`, the usual port, the slash at the end, the fragment."""
    host, slash, path = url.partition("://")[2].partition("/")
    if slash and host.islower() and not (":" in host or "?" in path or "#" in path):  # as most are, so that nothing needs to be taken apart
        return f"{host.removeprefix('www.')}/{path}".rstrip("/")
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{host_of(url)}{port}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def decoded(host: str) -> str:
    """A host with `xn--` as the letters it stands for, by their codes: printable ASCII."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return printable(".".join(labels))


_TRACKING = re.compile(r"utm_[a-z_]+|fbclid|gclid|dclid|msclkid|mc_[ce]id", re.IGNORECASE | re.ASCII)


def tracking(url: str) -> Sequence[str]:
    """The names of the parameters that tell a site where its reader comes from."""
    if "?" not in url:
        return ()
    return [name for pair in urlsplit(url).query.split("&") if _TRACKING.fullmatch(name := pair.partition("=")[0])]


def without_tracking(url: str) -> str:
    rest, hash, fragment = url.partition("#")
    address, _, query = rest.partition("?")
    kept = [pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return f"{address}?{'&'.join(kept)}{hash}{fragment}" if kept else f"{address}{hash}{fragment}"
