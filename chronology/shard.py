"""A share of the pages, so that several machines can make a site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from chronology.problem import BuildError, shown

T = TypeVar("T")


@dataclass(frozen=True)
class Shard:
    """The `number`th of `count` shares, from 1."""

    number: int
    count: int

    def of_all(self, items: Sequence[T]) -> Sequence[T]:
        """Every `count`th of the items: shares of a list that is sorted by what its items are take about as long as each other."""
        return items[self.number - 1 :: self.count]


WHOLE = Shard(1, 1)


def shard_of(text: str) -> Shard:
    """The shard that `2/3` names; nothing names the whole. Raises BuildError."""
    if not text:
        return WHOLE
    found = re.fullmatch(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", text, re.ASCII)
    if not found or int(found[1]) > int(found[2]):
        raise BuildError(f"{shown(text)} is no shard; write its number and how many there are, as in 2/3")
    return Shard(int(found[1]), int(found[2]))
