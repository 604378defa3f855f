"""
How long a reader waits in Chromium: python tools/unlocking.py FOLDER "CODE"

FOLDER is a site folder that is published and built, such as the demo's (`sendsite build`); CODE a reader's. Timed are the unlock, from Enter to the
opened page, and each further page from the beginning of its loading until it is open, beside the same page in plain from build/preview.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from sendsite.publish.seal.opener import Reader
from sendsite.publish.serve import served_beside
from sendsite.publish.shelf import Shelf

UNLOCKS, PAGES = 7, 30
OPENED = 'document.addEventListener("sendsite:opened", () => { window.openedAt = performance.now(); });'
ENTER = """code => new Promise(done => {
  document.getElementById("gate-code").value = code;
  const start = performance.now();
  document.addEventListener("sendsite:opened", () => done(performance.now() - start));
  document.getElementById("gate-form").requestSubmit();
})"""


def main() -> None:
    """Unlock some times, then turn pages."""
    root, code = Path(sys.argv[1]), sys.argv[2]
    newest = Shelf(root / "build" / "releases").newest()
    if newest is None:
        sys.exit(f"Nothing was published in {root} yet. Run `sendsite publish` there first.")
    current = root / "build" / "current"
    mine = {path for path, _ in Reader(current, code).all_files()}
    pages = {path: entry.real for path, entry in newest.entries.items() if path.removesuffix(".html") in mine and path.startswith("s/")}
    chosen = sorted(pages)[:PAGES]
    with sync_playwright() as playwright, served_beside(current, port=0) as home, served_beside(root / "build" / "preview", port=0) as plain:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        unlocks = [unlocked(browser, home + chosen[0], code)[0] for _ in range(UNLOCKS)]
        _, page = unlocked(browser, home + chosen[0], code)
        told("unlock, from Enter to the opened page", unlocks)
        told("a further page, sealed", [opened(page, home + path) for path in chosen])
        told("the same page, plain", [ready(page, plain + pages[path]) for path in chosen])
        browser.close()


def unlocked(browser: Browser, address: str, code: str) -> tuple[float, Page]:
    """Milliseconds of an unlock in a fresh browser, and its page."""
    page = browser.new_context().new_page()
    page.add_init_script(OPENED)
    page.goto(address)
    page.locator("#gate-code").wait_for()
    return float(page.evaluate(ENTER, code)), page


def opened(page: Page, address: str) -> float:
    """Milliseconds from the beginning of a navigation until a sealed page is open."""
    page.goto(address)
    page.locator(".sealed-lock").wait_for()
    return float(page.evaluate("window.openedAt"))


def ready(page: Page, address: str) -> float:
    """Milliseconds from the beginning of a navigation until a plain page is there with its scripts."""
    page.goto(address)
    return float(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))


def told(what: str, times: Sequence[float]) -> None:
    print(f"{what:40} median {statistics.median(times):6.1f} ms, from {min(times):.1f} to {max(times):.1f} ms, of {len(times)}")


if __name__ == "__main__":
    main()
