"""
The README's two pictures, from the demo's site: `make demo SERVE=0`, then `python tools/pictures.py`.

Needs Chromium. Run it again when the theme or the demo's story changes what the pictures show.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

TOP = Path(__file__).parent.parent
SITE = TOP / "demo" / "build" / "preview"
PICTURES = {"dashboard": ("school/990002/index.html", 1230), "comparison": ("trust/comparison.html", 1150)}


def main() -> None:
    """Take each page's first screen, 1,280 pixels wide, in light colours."""
    browser = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    folder = TOP / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, (page, height) in PICTURES.items():
            tab = chromium.new_page(viewport={"width": 1280, "height": height}, color_scheme="light")
            tab.goto((SITE / page).as_uri())
            tab.screenshot(path=folder / f"{name}.png")
        chromium.close()


if __name__ == "__main__":
    main()
