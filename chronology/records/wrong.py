"""Why a value is refused, before it is known where it stands."""

from typing import NamedTuple


class Wrong(NamedTuple):
    """A fault without its place: as `Problem` has them."""

    rule: str
    fact: str
    hint: str
