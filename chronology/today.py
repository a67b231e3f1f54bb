"""The only clock: what day it is, asked once, where a command or a build begins."""

import os
from datetime import UTC, datetime
from datetime import date as Day

from chronology.problem import BuildError, shown


def today() -> Day:
    """The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else today's, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise BuildError(f"SOURCE_DATE_EPOCH is {shown(epoch)}, not a number of seconds since 1970") from None
