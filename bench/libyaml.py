"""The least that any check must do: reads the same files with libyaml. Run as `python -m bench.libyaml parse|load FOLDER`."""

import sys
from pathlib import Path

import yaml


def read_all(folder: Path, load: bool) -> int:
    """To libyaml's events only, or to values; returns how many files there were."""
    files = sorted(folder.rglob("*.yml"))
    for path in files:
        text = path.read_bytes()
        if load:
            yaml.load(text, yaml.CSafeLoader)
        else:
            for _ in yaml.parse(text, yaml.CSafeLoader):
                pass
    return len(files)


if __name__ == "__main__":
    read_all(Path(sys.argv[2]), sys.argv[1] == "load")
