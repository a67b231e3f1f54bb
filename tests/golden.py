"""Golden files: what is made stands in `tests/golden/`, named by its address; `--update-golden` rewrites them."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def normalised(text: str) -> str:
    """Without white space at the ends of lines and without empty lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines() if line.strip())


def assert_golden(config: pytest.Config, name: str, made: str) -> None:
    """Fails where what was made differs from the golden file `name`."""
    path = GOLDEN / name
    made = normalised(made)
    if config.getoption("update_golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.exists(), f"{path} is missing; make it with `pytest --update-golden`"
    assert made == path.read_text("utf-8"), f"{path} differs; where the change is meant, run `pytest --update-golden` and look at the diff"
