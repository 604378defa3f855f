"""
What a browser's WebCrypto seals, kept as vectors that Python must open: `python -m tools.webcrypto_vectors` needs a Chromium.

The sealing is tests/publish/seal/webcrypto.js, written from docs/sealing.md and not from the Python.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sendsite.publish.seal.paths import segment
from tools.sealing_vectors import CODES, MASTER, NOW, SITE, A, contents, made, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parent.parent / "tests/publish/seal"
PLACE = FOLDER / "webcrypto.json"


def given() -> dict[str, Any]:
    """All that the browser is told: keys, names and the contents of one audience."""
    rows = [(path_of(key, real), kind, content, zipped) for real, key, kind, content, zipped in contents().values() if key == A]
    files = [
        {"path": path, "type": kind, "content": content.hex(), "z": "gzip" if zipped else "none", "kid": A.kid, "key": A.key.hex()}
        for path, kind, content, zipped in rows
    ]
    return {
        "site": NOW.site, "pub": NOW.pub, "seq": NOW.seq, "iv_key": SITE.iv_key.hex(),
        "handle": CODES["a"].handle, "words": CODES["a"].words, "salt": made("salt a", 16).hex(), "reader_key": made("reader key a").hex(),
        "kid": A.kid, "key": A.key.hex(), "aud": segment(SITE.path_key, A.audience), "master": {"kid": MASTER.kid, "key": MASTER.key.hex()},
        "files": files,
    }


def witnessed(browser: Browser) -> dict[str, Any]:
    """What the browser makes of it. WebCrypto is there only for pages from this machine or over TLS, so the page says it is from this machine."""
    page = browser.new_page()
    try:
        page.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page.goto("http://localhost/")
        page.add_script_tag(content=(FOLDER / "webcrypto.js").read_text("utf-8"))
        found: dict[str, Any] = page.evaluate("given => witness(given)", given())
        return found
    finally:
        page.close()


def main() -> None:
    """Write the vectors."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        PLACE.write_text(json.dumps(witnessed(browser), indent=1) + "\n", "utf-8")
        browser.close()


if __name__ == "__main__":
    main()
