"""The first owner: from an empty folder by the real command, over the printed link and the second factor, to the five steps."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect

from sendsite.register.database import open_register
from sendsite.register.facts import records
from tests.journeys.trail import Trail

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "quiet lamps by the weir"


@contextmanager
def started(folder: Path) -> Iterator[tuple[str, str]]:
    """`sendsite admin` on a folder; where it answers, and the link for its first owner."""
    command = [sys.executable, "-m", "sendsite", "admin", "--port", "0", "--no-open", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process.stdout.readline().strip()
        finally:
            process.terminate()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def give_code(page: Page, secret: str, button: str, ahead: float = 0) -> None:
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(pyotp.TOTP(secret).at(time.time() + ahead))
    press(page, button)


@pytest.mark.browser
def test_the_first_owner_comes_from_the_printed_link_to_the_five_steps(tmp_path, browser):
    folder = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "sendsite", "init", str(folder)], check=True, capture_output=True)
    page = browser.new_context().new_page()
    trail = Trail(page)
    with started(folder) as (address, link):
        assert link.startswith(f"{address}invitation/")
        page.goto(link)
        for field in page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        press(page, "Set the password")
        secret = "".join((page.locator(".letters").text_content() or "").split()).rpartition(":")[2]
        give_code(page, secret, "Set up and sign in")
        expect(page).to_have_url(f"{address}begin")

        page.get_by_role("link", name=re.compile("^Add a school")).click()
        for label, text in (("URN", "140001"), ("Name", "Harbour Lane Primary"), ("Pupils on roll", "210")):
            page.get_by_label(re.compile(f"^{label}")).first.fill(text)
        page.get_by_label(re.compile("^Phase")).first.select_option("primary")
        press(page, "Add the school")
        page.wait_for_url("**/details?saved=*")
        page.goto(address)
        page.get_by_role("link", name="The five steps").click()
        page.wait_for_url("**/begin")
        assert page.locator("li.done h2").all_inner_texts() == ["1. Schools ● 1 school"]
        assert page.get_by_role("link", name=re.compile("^Add staff")).is_visible()

        page.locator("header summary").last.click()
        press(page, "Sign out")
        page.get_by_label("Name").fill("owner")
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Sign in")
        expect(page).to_have_url(f"{address}sign-in/code")
        give_code(page, secret, "Go on", ahead=30)
        expect(page).to_have_url(address)
        page.goto(link)
        assert page.get_by_label("Password").count() == 0

    assert [fault for fault in trail.faults if "404" not in fault] == []
    with open_register(folder / "data" / "sendsite.sqlite") as register:
        known = records(register)
    assert ([school.name for school in known.schools], known.pupils, known.staff) == (["Harbour Lane Primary"], (), ())
