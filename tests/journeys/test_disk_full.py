"""The disk is full while a SENCO fills the matrix: the page says so and keeps what was typed, and saves it once there is room."""

from __future__ import annotations

import pytest

from sendsite.register.facts import records
from tests.admin.disk import full_disk
from tests.admin.people import OWN


@pytest.mark.browser
def test_what_was_typed_while_the_disk_was_full_is_saved_when_there_is_room(served):
    page = served.page("senco")
    page.goto(f"/school/{OWN}/deployment")
    cell, state = page.locator("#grid td[data-col]:not([data-locked]) input").first, page.locator(".grid-state")
    cell.focus()
    with full_disk():
        page.keyboard.type("7.25 Evening choir")
        page.keyboard.press("Enter")
        state.filter(has_text="Not saved: The disk is full. Nothing was saved by this request").wait_for()
        kept = cell.input_value(), page.evaluate("document.activeElement.closest('#grid') !== null")

    assert kept == ("7.25 Evening choir", True)
    page.get_by_role("button", name="Try again").click()
    state.filter(has_text="1 cell changed").wait_for()
    assert "Evening choir" in {row.group for row in records(served.app.extensions["desk"].register).deployment}
