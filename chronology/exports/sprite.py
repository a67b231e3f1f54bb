"""`assets/kinds.svg`: the icon of every kind as a symbol."""

import re
from collections.abc import Mapping

from markupsafe import escape

from chronology.problem import BuildError


class IconError(BuildError):
    """An icon file has not the form of Material Design Icons."""


def sprite(icons: Mapping[str, str]) -> str:
    """One SVG file with a symbol for each name; `icons` holds the text of each name's SVG file."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(_symbol(name, text) for name, text in icons.items())}</svg>\n'


def _symbol(name: str, text: str) -> str:
    path = re.search(r'<path d="([MmLlHhVvCcSsQqTtAaZz0-9 ,.\-]+)"', text)
    if not path:
        raise IconError(f"the icon of `{name}` has no path")
    return f'<symbol id="{escape(name)}" viewBox="0 0 24 24"><path fill="currentColor" d="{path[1]}"/></symbol>\n'
