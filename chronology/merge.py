"""A site from its shares, each made by `chronology build --shard`, perhaps on another machine."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from chronology.claims import MARK, SHARE, Claim, swap
from chronology.exports.events_json import Frame, apart, events_text
from chronology.exports.sitemap import sitemaps
from chronology.indexing import index
from chronology.problem import BuildError, shown
from chronology.records.reader import read_whole
from chronology.shard import Shard
from chronology.workers import processors
from chronology.write import files_below, gather, write

T = TypeVar("T")


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
    jobs: Sequence[tuple[str, Sequence[str], bool]]
    """(id, paths of pages, whether the export tells of it) of each job, in order."""
    maps: Sequence[str]
    gone: Sequence[str]
    """Addresses of tombstones, which no sitemap names."""


def share_text(share: Share) -> str:
    return json.dumps(asdict(share), ensure_ascii=False, separators=(",", ":")) + "\n"


def merge(folders: Sequence[Path], claimed: Claim, progress: Callable[[str], None], search: bool = True) -> None:
    """Puts the site of all shares in the place of the published one; raises BuildError where they are not the shares of one site."""
    found = sorted([(_read(folder), folder) for folder in folders], key=lambda pair: pair[0].number)
    shares = [share for share, _ in found]
    _check(shares)
    first = shares[0]
    for share, folder in found:
        if share is first:
            names = [name for name in files_below(folder) if name not in (SHARE, MARK)]
        else:
            names = [*(path for _, paths, _ in share.jobs for path in paths), *share.maps]
        try:
            gather(names, folder, claimed.new)
        except ValueError as error:
            raise BuildError(f"the share in {shown(folder)} names files of others: {error}") from None
        progress(f"{len(names)} files of share {share.number}")
    exports = [_export(share, folder) for share, folder in found]
    lines = (iter(lines) for _, lines in exports)
    jobs = _dealt([[(paths, next(told) if has_line else "") for _, paths, has_line in share.jobs] for share, told in zip(shares, lines, strict=True)])
    pages = [path.removesuffix("index.html") for paths, _ in jobs for path in paths]
    files = [
        (MARK, events_text(exports[0][0], [line for _, line in jobs if line])),
        *sitemaps([*first.written, *(page for page in pages if page not in first.gone)], first.url),
    ]
    write(files, claimed.new)
    if search:
        index(claimed, processors())
        progress("search index")
    swap(claimed)


def _dealt(hands: Sequence[Sequence[T]]) -> Sequence[T]:
    """All items, in the order in which they were dealt out one to each, then the next to each."""
    return [hand[row] for row in range(max(map(len, hands))) for hand in hands if row < len(hand)]


def _read(folder: Path) -> Share:
    try:
        return Share(**json.loads(read_whole(folder / SHARE) or b""))
    except (ValueError, TypeError):
        raise _no_share(folder) from None


def _export(share: Share, folder: Path) -> tuple[Frame, Sequence[str]]:
    """What stands around the events of a share in its export, and the line of each."""
    try:
        around, lines = apart((read_whole(folder / MARK) or b"").decode("utf-8"))
    except ValueError:
        raise _no_share(folder) from None
    if len(lines) != sum(has_line for _, _, has_line in share.jobs):
        raise _no_share(folder)
    return around, lines


def _no_share(folder: Path) -> BuildError:
    return BuildError(f"{shown(folder)} holds no share; make it by `chronology build --shard 1/3 --site {folder.name}`")


def _check(shares: Sequence[Share]) -> None:
    wanted = [Shard(number, shares[0].count) for number in range(1, shares[0].count + 1)]
    there = [Shard(share.number, share.count) for share in shares]
    if there != wanted:
        raise BuildError(f"the shares {_told(there)} are there; {_told(wanted)} are wanted, each once")
    if len({share.inputs for share in shares}) > 1:
        raise BuildError("the shares were not made of the same content, by the same code; build all of them anew")


def _told(shards: Sequence[Shard]) -> str:
    return ", ".join(f"{shard.number}/{shard.count}" for shard in shards[:8]) + (" and more" if len(shards) > 8 else "")
