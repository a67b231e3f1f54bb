"""A site from its shares, each made by `chronology build --shard`, perhaps on another machine."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chronology.claims import SHARE, Claim, swap
from chronology.exports.events_json import Frame, events_text
from chronology.exports.sitemap import sitemaps
from chronology.indexing import index
from chronology.problem import BuildError, shown
from chronology.records.reader import read_whole
from chronology.shard import Shard
from chronology.workers import processors
from chronology.write import files_below, gather, write


@dataclass(frozen=True)
class Share:
    """What one shard has made: the file `shard.json` beside its pages."""

    number: int
    count: int
    inputs: str
    """A digest of all that the whole site is made of: equal in all shares of one site."""
    url: str
    """The site's address."""
    written: Sequence[str]
    """Addresses of the hand-written pages."""
    jobs: Sequence[tuple[str, Sequence[str], str]]
    """(id, paths of pages, line of the export) of each job, in order."""
    maps: Sequence[str]
    gone: Sequence[str]
    """Addresses of tombstones, which no sitemap names."""
    frame: Mapping[str, str]
    """What stands around the lines of the export of events."""


def share_text(share: Share) -> str:
    return json.dumps(asdict(share), ensure_ascii=False, separators=(",", ":")) + "\n"


def merge(folders: Sequence[Path], claimed: Claim, progress: Callable[[str], None], search: bool = True) -> None:
    """Puts the site of all shares in the place of the published one; raises BuildError where they are not the shares of one site."""
    found = sorted(((_read(folder), folder) for folder in folders), key=lambda pair: pair[0].number)
    shares = [share for share, _ in found]
    _check(shares)
    first = shares[0]
    for share, folder in found:
        if share is first:
            names = [name for name in files_below(folder) if name != SHARE]
        else:
            names = [*(path for _, paths, _ in share.jobs for path in paths), *share.maps]
        try:
            gather(names, folder, claimed.new)
        except ValueError as error:
            raise BuildError(f"the share in {shown(folder)} names files of others: {error}") from None
        progress(f"{len(names)} files of share {share.number}")
    jobs = [job for row in _rows(shares) for job in row]
    pages = [path.removesuffix("index.html") for _, paths, _ in jobs for path in paths]
    lines = [line for _, _, line in jobs if line]
    files = [
        ("api/v1/events.json", events_text(Frame(**first.frame), lines)),
        *sitemaps([*first.written, *(page for page in pages if page not in first.gone)], first.url),
    ]
    write(files, claimed.new)
    if search:
        index(claimed, processors())
        progress("search index")
    swap(claimed)


def _rows(shares: Sequence[Share]) -> Sequence[Sequence[Any]]:
    """The jobs as the shards dealt them out."""
    longest = max(len(share.jobs) for share in shares)
    return [[share.jobs[row] for share in shares if row < len(share.jobs)] for row in range(longest)]


def _read(folder: Path) -> Share:
    try:
        return Share(**json.loads(read_whole(folder / SHARE) or b""))
    except (ValueError, TypeError):
        raise BuildError(f"{shown(folder)} holds no share; make it by `chronology build --shard 1/3 --site {folder.name}`") from None


def _check(shares: Sequence[Share]) -> None:
    wanted = [Shard(number, shares[0].count) for number in range(1, shares[0].count + 1)]
    there = [Shard(share.number, share.count) for share in shares]
    if there != wanted:
        raise BuildError(f"the shares {_told(there)} are there; {_told(wanted)} are wanted, each once")
    if len({share.inputs for share in shares}) > 1:
        raise BuildError("the shares were not made of the same content, by the same code; build all of them anew")


def _told(shards: Sequence[Shard]) -> str:
    return ", ".join(f"{shard.number}/{shard.count}" for shard in shards[:8]) + (" and more" if len(shards) > 8 else "")
