"""
The README's pictures, from the demo's site and from the admin on a copy of the demo: `make demo SERVE=0`, then `python tools/pictures.py`.

The demo of another folder is named after it. Needs Chromium, and Pillow, which matplotlib brings.
Run it again when a theme, a screen or the demo's story changes what the pictures show.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from sendsite.workflow.demo_people import PASSWORD

TOP = Path(__file__).parent.parent
DEMO = Path(sys.argv[1]) if sys.argv[1:] else TOP / "demo"
FOLDER = TOP / "docs" / "pictures"
WIDTH = 1280
COLOURS = 96
"""Enough for flat colours and the edges of letters; a picture is a third as large as with all of them."""


class Picture(NamedTuple):
    """A page to take: its name in docs/pictures, its address, how many pixels of it are shown, and who looks at it in the admin."""

    name: str
    page: str
    height: int
    who: str = ""


OF_THE_SITE = (Picture("dashboard", "school/990002/index.html", 1230), Picture("comparison", "trust/comparison.html", 1150))
OF_THE_ADMIN = (
    Picture("admin-home", "/", 1020, "tomas"),
    Picture("admin-matrix", "/school/990001/deployment?scenario=Shared+HLTA", 1000, "priya"),
    Picture("admin-pupil", "/school/990001/pupils/P-0272/", 1100, "priya"),
)


def main() -> None:
    """Take each page's first screen, in light colours."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for each in OF_THE_SITE:
            tab = opened(browser, each)
            tab.goto((DEMO / "build" / "preview" / each.page).as_uri())
            taken(tab, each)
        with admin() as address:
            for each in OF_THE_ADMIN:
                tab = opened(browser, each)
                sign_in(tab, address, each.who)
                shown = tab.goto(address.rstrip("/") + each.page)
                if not (shown and shown.ok):
                    sys.exit(f"{each.page} is not in {DEMO}: renew it with `make demo SERVE=0`.")
                taken(tab, each)
        browser.close()


@contextmanager
def admin() -> Iterator[str]:
    """The admin on a copy of the demo, so that looking leaves no trace in it; its address."""
    with TemporaryDirectory() as folder:
        shutil.copytree(DEMO / "data", Path(folder) / "data")
        shutil.copy(DEMO / "sendsite.toml", folder)
        words = [sys.executable, "-m", "sendsite", "--dir", folder, "admin", "--port", "0"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
            assert running.stdout is not None
            try:
                yield running.stdout.readline().strip()
            finally:
                running.terminate()


def opened(browser: Browser, picture: Picture) -> Page:
    return browser.new_page(viewport={"width": WIDTH, "height": picture.height}, color_scheme="light")


def sign_in(tab: Page, address: str, who: str) -> None:
    """Sign in as one of the demo's people, in a browser of their own."""
    tab.goto(f"{address.rstrip('/')}/sign-in")
    tab.get_by_label("Name").fill(who)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(lambda url: "/sign-in" not in url)


def taken(tab: Page, picture: Picture) -> None:
    """Keep what is seen now."""
    tab.wait_for_load_state("networkidle")
    path = FOLDER / f"{picture.name}.png"
    tab.screenshot(path=path)
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    tab.context.close()


if __name__ == "__main__":
    main()
