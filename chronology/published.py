"""What is published, and the twin of it that the next site begins as: another process makes it while this one reads the content."""

import os
import pickle
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, partial

from chronology.cache import Cache, code_version
from chronology.claims import MARK, Claim
from chronology.digest import digest
from chronology.exports.events_json import Span
from chronology.workers import Started
from chronology.write import Signature, clear, signature_at, take, unlink

NAME = "pages"
SITES = "sites"
HEAP = 2048
"""Files that a process takes at once."""


@dataclass(frozen=True)
class Result:
    """What a job has made."""

    shows: bytes
    files: Mapping[str, Signature]
    """The pages by their paths from the site's root."""
    maps: frozenset[str]
    """Paths of the maps on them."""


@dataclass(frozen=True)
class Published:
    """What the last build has made."""

    own: bytes = b""
    """A digest of what all pages show."""
    results: Mapping[str, Result] = field(default_factory=dict)
    """By job."""
    maps: Mapping[str, Signature] = field(default_factory=dict)
    """The files of maps by their paths."""
    export: Signature | None = None
    """The export of events, `MARK`."""
    lines: Mapping[str, Span] = field(default_factory=dict)
    """Where it tells of each event, by job."""

    @property
    def files(self) -> Mapping[str, Signature]:
        """Pages and maps; not the export, which is new in every site."""
        return {name: signature for files in (self.maps, *(result.files for result in self.results.values())) for name, signature in files.items()}


@dataclass(frozen=True)
class _Sites:
    """The files in a program's two sites."""

    site: Set[str]
    spare: Set[str] | None
    """None where nobody knows."""


class Twin:
    """The next site, `claimed.new`, as long as it is made of what the published one is made of."""

    def __init__(self, claimed: Claim, cache: Cache, processes: int) -> None:
        self.claimed, self.cache = claimed, cache
        self._version = digest(code_version(), str(claimed.site), str(claimed.new.stat().st_mode))  # the mode tells the builder's mask
        known: Published | None = cache.read(NAME, self._version)
        self.published = known if known and known.export == signature_at(f"{claimed.site}/{MARK}") else Published()
        self._sites: _Sites | None = cache.read(SITES, os.fsencode(claimed.site))
        cache.remember(SITES, b"", None)  # nobody knows any more, until this site is published
        files = self._files = self.published.files
        if self._sites and self._sites.spare is not None:
            unlink(self._sites.spare - files.keys(), claimed.new)
        else:
            clear(claimed.new, files)
        pairs = [*files.items()]
        heaps = [pairs[start : start + HEAP] for start in range(0, len(pairs), HEAP)]
        self._tasks = Started(len(heaps), partial(_take, heaps, claimed), processes)

    @cached_property
    def there(self) -> Set[str]:
        """The files of the published site that stand in the next one; waits for them. Whatever else stands there was put there later."""
        missing = [name for data in self._tasks.results() for name in pickle.loads(data)]  # a fork of this program made it
        return self._files.keys() - missing

    def end(self) -> None:
        """Gives up what is not done yet."""
        self._tasks.end()

    def remember(self, published: Published, others: Iterable[str]) -> None:
        """To be called when the site is published: what is remembered is what stands there, with `others`, which no record has made."""
        if not self.claimed.spare:
            self.cache.write(NAME, self._version, published)
            return
        self.cache.remember(NAME, self._version, published)  # its site ends with the program
        before = self._sites.site if self._sites else None
        spare = before if self.claimed.new.is_dir() else frozenset[str]()
        self.cache.remember(SITES, os.fsencode(self.claimed.site), _Sites({MARK, *published.files, *others}, spare))


def _take(heaps: Sequence[Sequence[tuple[str, Signature]]], claimed: Claim, number: int) -> bytes:
    return pickle.dumps(take(dict(heaps[number]), claimed.site, claimed.new))
