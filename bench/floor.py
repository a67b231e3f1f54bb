"""The least that any build must do: writes as many files of the same sizes. Run as `python -m bench.floor LIST FOLDER`."""

import sys
from pathlib import Path


def write_all(listing: Path, folder: Path) -> None:
    """Takes lines `size path`."""
    entries = [line.split(" ", 1) for line in listing.read_text("utf-8").splitlines()]
    data = memoryview(b"x" * max((int(size) for size, _ in entries), default=0))
    made: set[Path] = set()
    for size, name in entries:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(data[: int(size)])


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), Path(sys.argv[2]))
