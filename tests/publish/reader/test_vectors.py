"""The fixed vectors in the browser: it opens all that is right, refuses all that is wrong for its reason, and seals what Python opens."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sendsite.publish.reader import HERE, bundle
from sendsite.publish.seal.files import Sealed, hash_of, open_file
from sendsite.publish.seal.keyring import manifest, open_manifest
from sendsite.publish.seal.keys import ContentKey, Publication, Site
from sendsite.publish.seal.shell import load_shell, page_file
from sendsite.publish.serve import served_beside
from tests.publish.reader.reading import asked, enter, expect_refused

pytestmark = pytest.mark.browser
VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "seal" / "vectors.json").read_text("utf-8"))
FILES = {each["name"]: each for each in VECTORS["files"]}
PAGE = FILES["page, gzip"]
PUBLICATION = Publication(**VECTORS["publication"])
SITE = Site(PUBLICATION.site, *(bytes.fromhex(VECTORS["site_keys"][name]) for name in ("iv_key", "path_key")))


def write(folder: Path, path: str, content: bytes) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)


def write_page(folder: Path, file: dict[str, str]) -> None:
    script, style = bundle()
    sealed = Sealed(file["header"].encode(), base64.b64decode(file["body"]), "")
    write(folder, file["path"] + ".html", page_file(sealed, load_shell(reader=script, style=style, site_style=style, site_script="")))


def write_site(folder: Path) -> None:
    for path, text in VECTORS["site"].items():
        write(folder, path, text.encode())
    for path, content in {**bundle(), "index.html": b"<!doctype html><title>Home</title>"}.items():
        write(folder, path, content)
    for file in VECTORS["files"]:
        if file["path"].startswith("s/"):
            write_page(folder, file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("vectors") / "site"
    write_site(place)
    return place


@pytest.fixture(scope="module")
def at(folder: Path) -> Iterator[str]:
    with served_beside(folder, port=0) as address:
        yield address


@pytest.fixture(scope="module")
def governor(browser: Browser, at: str) -> Iterator[Page]:
    """The governor of the vectors' first school, who has opened a page."""
    context = browser.new_context()
    page = context.new_page()
    asked(page, f"{at}{PAGE['path']}.html", VECTORS["codes"]["a"])
    expect(page.locator("#gate")).to_have_count(0)
    yield page
    context.close()


OWN = (("a", "page, gzip"), ("a", "page, plain"), ("b", "page of another school"), ("leader", "page of the trust"), ("leader", "page, gzip"))


@pytest.mark.parametrize("who, name", OWN)
def test_the_browser_opens_what_python_sealed(page: Page, at: str, who: str, name: str):
    file = FILES[name]
    asked(page, f"{at}{file['path']}.html", VECTORS["codes"][who])
    expect(page.locator("#gate")).to_have_count(0)

    assert page.title() in base64.b64decode(file["content"]).decode()


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in VECTORS["wrong_files"]])
def test_a_wrong_file_is_refused_for_its_reason(governor: Page, folder: Path, at: str, row: dict[str, Any]):
    write_page(folder, row)
    if row["listed"]:
        list_it(folder, row)
    governor.evaluate("sessionStorage.removeItem('sendsite-again')")
    try:
        governor.goto(f"{at}{row['path']}.html")
        expect_refused(governor, row["reason"])
    finally:
        write_site(folder)


def list_it(folder: Path, row: dict[str, Any]) -> None:
    """Seal the manifest anew with the wrong file's own hash in it, as only the publisher could."""
    said = VECTORS["keys"][PAGE["kid"]]
    key, name = ContentKey(said["audience"], PAGE["kid"], bytes.fromhex(said["key"])), f"m/{said['aud']}.{PUBLICATION.pub}.js"
    real = open_manifest(VECTORS["site"][name].encode(), key.key, PUBLICATION, said["aud"])
    write(folder, name, manifest({**real.hashes, row["path"]: row["hash"]}, real.start, key=key, publication=PUBLICATION, site=SITE))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in (*VECTORS["wrong_keyrings"], *VECTORS["wrong_manifests"])])
def test_a_wrong_keyring_or_manifest_is_refused_for_its_reason(browser: Browser, folder: Path, at: str, row: dict[str, Any]):
    write(folder, row["file"], row["text"].encode())
    try:
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{at}{PAGE['path']}.html")
            enter(page, VECTORS["codes"]["a"])
            expect_refused(page, row["reason"])
    finally:
        write_site(folder)


def functions(page: Page, expression: str, argument: object = None) -> Any:
    """What an expression gives where the reader's own functions for writing bytes are in scope."""
    parts = "".join((HERE / "parts" / f"{name}.js").read_text("utf-8") for name in ("words", "encoding"))
    return page.evaluate(f"argument => {{ {parts}; return ({expression})(argument); }}", argument)


@pytest.mark.parametrize("row", VECTORS["normalised"])
def test_codes_are_read_alike(governor: Page, row: dict[str, str]):
    assert functions(governor, "normalised", row["typed"]) == {"handle": row["handle"], "words": row["words"]}


def test_fields_are_written_alike(governor: Page):
    found = functions(governor, "header => hex(enc('file', utf8.encode(header)))", PAGE["header"])

    assert found == PAGE["aad"]


SEAL = """async ([key, iv, fields, content]) => {
  const header = utf8.encode(JSON.stringify({ alg: ALG, iv, ...fields }));
  const squeezed = new Uint8Array(await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer());
  const plain = new Uint8Array(Math.ceil((squeezed.length + 4) / 2048) * 2048);
  plain.set(joined([u32(squeezed.length), squeezed]));
  const aes = await crypto.subtle.importKey("raw", unb64(key), "AES-GCM", false, ["encrypt"]);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: unb64(iv), additionalData: enc("file", header) }, aes, plain);
  return [hex(header), hex(new Uint8Array(body))];
}"""


def test_python_opens_what_the_browser_sealed(governor: Page):
    key, content = bytes.fromhex(PAGE["key"]), "<h1>Sealed in a browser: 42½ hours</h1>"
    fields = {"kid": PAGE["kid"], "path": PAGE["path"], "type": "text/html", "v": 1, "z": "gzip"}
    sealed = functions(governor, SEAL, [base64.b64encode(key).decode(), base64.b64encode(b"twelve bytes").decode(), fields, content])
    header, body = map(bytes.fromhex, sealed)

    assert open_file(header, body, key, path=PAGE["path"], expected_hash=hash_of(header, body)) == content.encode()
