"""The fixed vectors in a real browser: it opens what Python sealed, and refuses each wrong variant with the sentence of its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sendsite.publish.reader import bundle
from sendsite.publish.seal.encoding import unb64
from sendsite.publish.seal.files import Sealed
from sendsite.publish.seal.keyring import manifest, manifest_name
from sendsite.publish.seal.shell import load_shell, page_file
from sendsite.publish.serve import served_beside
from tests.publish.reader.reading import asked, enter, expect_refused
from tools import sealing_vectors

pytestmark = pytest.mark.browser
VECTORS: dict[str, Any] = json.loads(sealing_vectors.PLACE.read_text("utf-8"))
FIRST = VECTORS["files"][0]
CODE = VECTORS["codes"]["a"]


class Stage:
    """The vectors' site in a folder, and where it is served."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, ""
        script, style = bundle()
        self.shell = load_shell(reader=script, style=style, site_style="site.css", site_script="site.js")
        for name, content in {**bundle(), "site.css": b"", "site.js": b"", "index.html": b"<!doctype html><title>Home</title>"}.items():
            self.write(name, content)
        for file in VECTORS["files"]:
            if file["path"].startswith("s/"):
                self.place(file)
        self.restore()

    def write(self, name: str, content: bytes) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(content)

    def restore(self) -> None:
        """The small files and assets as they should be."""
        for name, text in VECTORS["site"].items():
            self.write(name, text.encode())

    def place(self, file: dict[str, Any]) -> None:
        """A file of the vectors at its path."""
        sealed = Sealed(file["header"].encode(), unb64(file["body"]), file["hash"])
        self.write(f"{file['path']}.html", page_file(sealed, self.shell))

    def list_as(self, digest: str) -> None:
        """Let the manifest have another hash of the first page, as only a holder of the key could."""
        pages = {each["path"]: each["hash"] for each in VECTORS["files"] if each["kid"] == FIRST["kid"]}
        folder = FIRST["path"].split("/")[1]
        text = manifest({**pages, FIRST["path"]: digest}, FIRST["path"], key=sealing_vectors.A, publication=sealing_vectors.NOW, site=sealing_vectors.SITE)
        self.write(manifest_name(folder, sealing_vectors.NOW.pub), text)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "site")
    with served_beside(made.folder, port=0) as address:
        made.home = address
        yield made


def address(stage: Stage, file: dict[str, Any]) -> str:
    return f"{stage.home}{file['path']}.html"


@pytest.mark.parametrize("who, opens", [("a", {"page, gzip", "page, plain"}), ("leader", {each["name"] for each in VECTORS["files"]})])
def test_the_browser_opens_what_python_sealed_and_is_theirs(page: Page, stage: Stage, who: str, opens: set[str]):
    asked(page, address(stage, FIRST), VECTORS["codes"][who])
    expect(page.locator("h1")).to_have_text("Meadow School")

    for file in VECTORS["files"]:
        if file["path"].startswith("s/"):
            page.goto(address(stage, file))
            if file["name"] in opens:
                expect(page.get_by_text("Fixed vector.")).to_be_visible()
            else:
                expect_refused(page, "not-yours")


def test_the_browser_refuses_every_wrong_file_for_its_reason(page: Page, stage: Stage):
    asked(page, address(stage, FIRST), CODE)
    expect(page.locator("h1")).to_have_text("Meadow School")

    for row in VECTORS["wrong_files"]:
        stage.restore()
        stage.place(row)
        if row["listed"]:
            stage.list_as(row["hash"])
        page.goto(address(stage, row))
        expect_refused(page, row["reason"])
        assert page.get_by_text("Fixed vector").count() == 0


def test_the_browser_refuses_every_wrong_manifest_for_its_reason(page: Page, stage: Stage):
    asked(page, address(stage, FIRST), CODE)
    expect(page.locator("h1")).to_have_text("Meadow School")

    for row in VECTORS["wrong_manifests"]:
        stage.write(row["file"], row["text"].encode())
        page.goto(address(stage, FIRST))
        expect_refused(page, row["reason"])


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in VECTORS["wrong_keyrings"]])
def test_the_browser_refuses_a_wrong_keyring_for_its_reason(browser: Browser, stage: Stage, row: dict[str, str]):
    """Where the keyring is an old one, the page is loaded once more before that is said."""
    stage.write(row["file"], row["text"].encode())
    page = browser.new_page()
    try:
        page.goto(address(stage, FIRST))
        if row["reason"] == "old":
            with page.expect_event("load"):
                enter(page, CODE)
        enter(page, CODE)
        expect_refused(page, row["reason"])
    finally:
        page.close()
