"""What a reader does at the gate, and the sentence that each refusal must have."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

SAYS = {
    "wrong-code": "This code opens nothing here",
    "short-code": "Some of it is missing",
    "not-yours": "belongs to another school or group",
    "renewed": "The keys were renewed",
    "damaged": "This is damaged",
    "moved": "This page was moved",
    "old": "out of date",
    "unknown-version": "in a form that is not known here",
    "too-large": "too large",
    "too-old": "browser is too old",
    "insecure": "https://",
    "unreachable": "cannot be reached",
}


def enter(page: Page, code: object) -> None:
    """Type a code at the gate and press Enter."""
    field = page.get_by_label("Your reading code")
    field.fill(str(code))
    field.press("Enter")


def expect_open(page: Page, words: str = "this term") -> None:
    expect(page.locator("h1")).to_contain_text(words)


def expect_refused(page: Page, reason: str) -> None:
    """The gate says this reason's sentence, and nothing of the page is there."""
    expect(page.locator("#gate-said")).to_contain_text(SAYS[reason])
    assert page.locator("table").count() == 0


def expect_asked(page: Page) -> None:
    expect(page.get_by_label("Your reading code")).to_be_visible()


def asked(page: Page, address: str, code: object) -> None:
    """Go to a page and open it with a code."""
    page.goto(address)
    enter(page, code)


def until(page: Page, truth: str) -> None:
    """Wait until an expression is true in a page whose policy lets nothing wait there."""
    for _ in range(600):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"This never came to be: {truth}")


def kept(page: Page) -> dict[str, Any]:
    """All that this site has in IndexedDB: name -> what it is."""
    found = page.evaluate("""async () => {
      const all = {};
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise(done => { indexedDB.open(name).onsuccess = event => done(event.target.result); });
        const store = database.transaction("kept").objectStore("kept");
        const got = request => new Promise(done => { request.onsuccess = () => done(request.result); });
        const names = await got(store.getAllKeys()), values = await got(store.getAll());
        database.close();
        for (const [at, value] of values.entries()) {
          const key = value instanceof CryptoKey ? value : value.key;
          let exported = "";
          if (key) for (const form of ["raw", "jwk"]) exported += await crypto.subtle.exportKey(form, key).then(() => "exported", () => "");
          all[names[at]] = key ? { uses: key.usages, extractable: key.extractable, exported } : value;
        }
      }
      return JSON.stringify(all);
    }""")
    return dict(json.loads(found))
