"""What a page's Content-Security-Policy allows: files of this site, and the theme's own inline scripts by their hashes."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser

_DATA = ("application/json", "application/ld+json")


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag == "script" and "src" not in given and given.get("type") not in _DATA
        self.found += [""] if self.inside else []

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def inline_scripts(html: str) -> Sequence[str]:
    """The scripts that stand in `html` itself and would run; JSON is data."""
    parser = _Scripts()
    parser.feed(html)
    parser.close()
    return parser.found


def source(script: str) -> str:
    """How a policy names an inline script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def policy(scripts: str) -> str:
    """The policy of every page. `scripts` is HTML with the theme's inline scripts, rendered apart from any page: nothing in the content is ever allowed.

    It is the same on every page, because instant navigation swaps pages under the policy of the first. What is not named falls back to `default-src`:
    no frames, objects, media, manifests. Pagefind runs WebAssembly in a worker, or in the page where there are no workers. The theme's styles hold
    icons as `data:` addresses. `frame-ancestors` cannot stand in a page, only in a header.
    """
    allowed = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *dict.fromkeys(map(source, inline_scripts(scripts)))],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([directive, *sources]) for directive, sources in allowed.items())
