"""`python -m chronology`."""

import gc
import os
import sys
from contextlib import suppress

gc.disable()  # a command lives for a second and leaves no circles; looking for them takes a fifth of it

from chronology.cli import main as command  # noqa: E402


def main() -> None:
    """The command, ended at once: the system takes back all memory sooner than Python takes ten thousand records apart, which is a twentieth of a check."""
    try:
        code = _code()
        for stream in (sys.stdout, sys.stderr):
            if stream:  # none where it was closed before
                stream.flush()
    except OSError as error:  # what a command does not expect, such as no room for what it says
        with suppress(OSError):
            os.write(2, f"Error: {error.strerror or error}\n".encode())
        code = 1
    os._exit(code)


def _code() -> int:
    """Runs the command; returns what it ends with."""
    try:
        command()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        return end.code
    return 0


if __name__ == "__main__":
    main()
