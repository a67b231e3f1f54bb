"""Records read by several processes, and only those that have changed since they were last read.

Files are kept in batches by their names, each with the digests of its files: a batch of which some have changed is read again for these alone.
"""

import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from chronology.cache import Cache, cache_of, code_version
from chronology.digest import digest
from chronology.records.load import Reading, Readings, RecordFile, Records, read_record
from chronology.records.reader import read_plain
from chronology.rules import check_alone
from chronology.workers import arriving

BATCH = 128
"""Files of a batch, about."""

RACE = 100_000_000
"""Nanoseconds within which two changes of a file may leave the same times."""
Signature = tuple[int, int, int, int]
"""What changes where a file does: its number, size, and times, as git asks them too."""


@dataclass(frozen=True)
class _Batch:
    """Files that are kept together, as they were when they were read."""

    files: Mapping[str, tuple[Signature, bytes]]
    """Signature and digest of each, by the name that messages call it; no digest of one that could not be read."""
    readings: Mapping[str, Reading]
    """By the same names."""


def readings(cache: Cache | None, processes: int) -> Readings:
    """A way to read records, with what each breaks by itself."""

    def read(files: Sequence[RecordFile], alone: Records, root: Path) -> Iterator[Reading]:
        count = 1 << max(0, (len(files) // BATCH).bit_length() - 1)
        groups = _groups(files, count)
        version = digest(code_version(), _lists(root), root.name, str(count))
        batches: dict[int, _Batch] = {number: batch for number in groups if (batch := cache.read(kept_as(number), version) if cache else None)}
        same = {number for number, batch in batches.items() if _same(batch, groups[number], cache.written(kept_as(number)) - RACE if cache else 0)}
        others = [number for number in groups if number not in same]
        made: dict[int, _Batch] = {}  # by this process

        def work(task: int) -> bytes:
            number = others[task]
            made[number] = _read(groups[number], batches.get(number), alone, root)
            data = pickle.dumps(made[number], 5)
            if cache:
                cache.keep(kept_as(number), version, data)
            return data

        for model in {file.model for file in files} if others else ():
            model.model_rebuild()  # once, and not by each process
        found: dict[str, Reading] = {}
        for number in same:
            found |= batches[number].readings
        with closing(arriving(len(others), work, processes)) as results:
            for task, data in results:
                number = others[task]
                batch = made.get(number) or pickle.loads(data)
                found |= batch.readings
                if cache:
                    cache.remember(kept_as(number), version, batch)
        return (found[file.name] for file in files)

    return read


def kept_as(number: int) -> str:
    """The name that a batch is kept under."""
    return f"records-{number}"


def kept_readings(content: Path, processes: int) -> Readings:
    """The way to read the records in `content` that remembers what it has read."""
    return readings(cache_of(content), processes)


def _lists(root: Path) -> bytes:
    """Of the files that say what a record may hold."""
    paths = [*sorted((root / "vocabulary").glob("*.yml")), root / "scope.yml"]
    return digest(*(part for path in paths for part in (path.name, read_plain(path) or b"")))


def _groups(files: Sequence[RecordFile], count: int) -> Mapping[int, Sequence[RecordFile]]:
    """The files by batch: a file stays in its batch whatever others come and go, until there are twice as many or half."""
    groups: dict[int, list[RecordFile]] = {}
    for file in files:
        number = int.from_bytes(blake2b(file.name.encode(), digest_size=4).digest(), "big") % count
        groups.setdefault(number, []).append(file)
    return groups


def _signature(place: str) -> Signature:
    """Of what stands there; nothing's where it is gone by now."""
    try:
        stat = os.stat(place, follow_symlinks=False)
    except OSError:
        return 0, 0, 0, 0
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _same(batch: _Batch, group: Sequence[RecordFile], last: int) -> bool:
    """Whether a batch holds just these files, none of them changed since, nor so near to the time `last` that its times cannot tell."""
    kept = batch.files
    return len(kept) == len(group) and all(
        file.name in kept and kept[file.name][0] == (signature := _signature(file.place)) and signature[3] < last and kept[file.name][1] for file in group
    )


def _read(group: Sequence[RecordFile], before: _Batch | None, alone: Records, root: Path) -> _Batch:
    known: Mapping[str, Reading] = before.readings if before else {}
    files: dict[str, tuple[Signature, bytes]] = {}
    found: dict[str, Reading] = {}
    for file in group:
        signature = _signature(file.place)  # before it is read: a change in between is seen the next time
        _, seen = before.files.get(file.name, (None, None)) if before else (None, None)
        if not seen or seen != digest(read_plain(Path(file.place)) or b"", file.name):
            found[file.name] = _judged(read_record(file, root, alone.vocabulary), alone)
            record = found[file.name].record
            seen = record.origin.mark if record else b""
        else:
            found[file.name] = known[file.name]
        files[file.name] = signature, seen
    return _Batch(files, found)


def _judged(reading: Reading, alone: Records) -> Reading:
    """A reading with what its record breaks by itself, and with what all runs ask of the record."""
    if reading.record:
        _ = reading.record.id, reading.record.last_day, reading.record.is_plain, reading.record.face  # found once, and kept with it
    return Reading(reading.record, check_alone(reading.record, alone)) if reading.record else reading
