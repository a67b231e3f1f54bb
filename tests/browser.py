"""The browser of the tests: `python -m tests.browser` starts it once and prints its version, or fails."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


def chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, or the first on the PATH."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


def settled(page: Page) -> None:
    """Waits until the search page shows its results and their facets."""
    expect(page.locator("[data-status]")).to_have_text(re.compile("result"))
    expect(page.locator("[data-facets]")).to_have_attribute("aria-busy", "false")


if __name__ == "__main__":
    found = chromium() or sys.exit("no Chromium found")
    with started(found) as browser:
        print(found, browser.version)
