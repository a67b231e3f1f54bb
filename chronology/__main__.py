"""`python -m chronology`."""

import gc

gc.disable()  # a command lives for a second and leaves no circles; looking for them takes a fifth of it

from chronology.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
