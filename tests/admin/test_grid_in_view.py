"""What the matrix shows and says where one is: a refusal at its cell, the lock of the cell one is in, all of a long cell, what lies beyond the edge."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sendsite.register.database import open_register
from tests.admin.matrix_school import a_school, an_admin
from tests.admin.sheet import answered, opened

ROWS, COLUMNS = 24, 12


@pytest.fixture
def school(tmp_path):
    """24 pupils and 12 adults; P000 has 2 hours with S00, P001 an hour with S01, alone and in Phonics."""
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(ROWS, COLUMNS, [(0, 0, 2_00, ""), (1, 1, 1_00, "Phonics"), (1, 1, 1_00, "")]))


@pytest.fixture
def address(school):
    with answered(school) as address:
        yield address


@pytest.fixture
def sheet(browser, school, address):
    sheet = opened(browser, school, address)
    yield sheet
    sheet.page.context.close()
    assert sheet.complaints == []


def test_a_refusal_far_down_is_told_at_its_cell_and_in_a_line_that_stays_in_view_and_the_focus_stays(sheet):
    sheet.cell(ROWS - 1, 2).click()
    sheet.write("12h")
    sheet.press("Enter")

    expect(sheet.state).to_contain_text("'12h' is not hours")
    expect(sheet.state).to_be_in_viewport()
    expect(sheet.page.locator(".grid-why")).to_be_in_viewport()
    expect(sheet.cell(ROWS - 1, 2)).to_be_focused()
    reason, cell = sheet.page.locator(".grid-why").bounding_box(), sheet.cell(ROWS - 1, 2).bounding_box()
    assert 0 <= cell["y"] - (reason["y"] + reason["height"]) < 20


def test_the_saved_value_typed_again_ends_a_refusal_without_saving(sheet):
    sheet.cell(0, 0).click()
    sheet.write("12h")
    sheet.press("Enter")
    expect(sheet.state).to_contain_text("Not saved")

    sheet.press("ArrowUp")
    sheet.write("2")
    sheet.press("Enter")

    expect(sheet.state).to_have_text("The saved value stands.")
    expect(sheet.page.locator("[aria-invalid], [data-unsaved]")).to_have_count(0)


def test_after_everything_is_selected_typing_goes_to_the_cell_one_was_in(sheet):
    sheet.cell(3, 2).click()

    sheet.press("Control+a")
    expect(sheet.selected).to_have_count(ROWS * COLUMNS)
    sheet.write("4")
    sheet.press("Enter")

    expect(sheet.state).to_contain_text("1 cell changed")
    expect(sheet.cell(3, 2)).to_have_value("4")
    expect(sheet.cell(4, 2)).to_be_focused()


def test_a_cell_longer_than_its_column_shows_all_of_its_text_while_it_is_focused(sheet):
    sheet.cell(0, 5).click()
    sheet.write("2 + 0.5 Phonics + 1 Talking together")
    sheet.press("Enter", "ArrowUp")
    expect(sheet.state).to_contain_text("1 cell changed")

    assert sheet.cell(0, 5).evaluate("input => input.scrollWidth <= input.clientWidth")
    expect(sheet.cell(0, 5)).to_have_attribute("title", "2 + 0.5 Phonics + 1 Talking together")


def test_the_form_of_the_lock_follows_the_cell_and_locks_one(sheet):
    sheet.cell(1, 1).click()

    sheet.press("Control+Shift+L")
    expect(sheet.page.get_by_label("Lock", exact=True)).to_be_focused()
    sheet.page.get_by_label("Lock", exact=True).select_option("yes")
    sheet.page.get_by_role("button", name="Set for this cell").press("Enter")

    expect(sheet.page.locator(".toast")).to_contain_text("1 cell locked")
    expect(sheet.page.locator('[data-pupil="P001"] [data-col="2"]')).to_have_attribute("data-locked", "")


def test_the_first_pupil_stands_in_the_upper_half_of_a_small_laptop_and_what_lies_beyond_is_said(sheet):
    sheet.page.set_viewport_size({"width": 1366, "height": 768})

    assert sheet.page.locator("#grid tbody tr").first.bounding_box()["y"] <= 400
    expect(sheet.page.locator(".grid-beyond")).to_contain_text("more staff →")
