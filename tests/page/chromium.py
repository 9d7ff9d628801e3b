"""Finds a Chromium: one on the PATH, else the one that Playwright has fetched.

As a program it tells by its exit code whether there is one; with --say it says what to install.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REMEDY = "run `playwright install chromium`, or install your system's package `chromium`"
MISSING = f"The page is tested in a real browser, and there is none: {REMEDY}."


def chromium(playwright):
    """Return the path of a Chromium, or None."""
    fetched = Path(playwright.chromium.executable_path)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or (str(fetched) if fetched.exists() else None)


def main(words):
    with sync_playwright() as playwright:
        is_there = chromium(playwright) is not None
    if "--say" in words and not is_there:
        sys.stderr.write(f"{MISSING} Without it the tests of the page and of the pictures fail.\n")
        return 0  # all other tests can run
    return 0 if is_there else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
