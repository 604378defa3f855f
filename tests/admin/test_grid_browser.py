"""The matrix under real keys in a real browser: moving, typing, ranges, the clipboard, undo, and what happens when saving does not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sendsite.register.database import open_register
from tests.admin.matrix_school import a_school, an_admin, an_editor, edit
from tests.admin.sheet import answered, opened
from tests.site.test_browser import RULES, axe_source

ROWS, COLUMNS = 24, 12
ON_TOP = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    return [box.left + 4, box.right - 4].every(x => [box.top + 4, box.bottom - 4].every(y => document.elementFromPoint(x, y) === at));
}"""
BLOCK = "\n".join("\t".join(f"{row + 1}" for _ in range(10)) for row in range(20)) + "\n"


@pytest.fixture
def school(tmp_path):
    """24 pupils and 12 adults; P000 has 2 hours with S00, P001 an hour of Phonics with S01."""
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(ROWS, COLUMNS, [(0, 0, 2_00, ""), (1, 1, 1_00, "Phonics")]), editors=2)


@pytest.fixture
def address(school):
    with answered(school) as address:
        yield address


@pytest.fixture
def sheet(browser, school, address):
    sheet = opened(browser, school, address)
    yield sheet
    kept = sheet.kept_in_the_browser()
    sheet.page.context.close()
    assert sheet.complaints == []
    assert set(kept) <= {"look"}


def test_the_grid_is_one_tab_stop_and_arrows_move_in_it(sheet):
    assert sheet.page.locator("#grid [tabindex='0']").count() == 1
    sheet.cell(0, 0).focus()

    sheet.press("ArrowRight", "ArrowDown", "ArrowDown")
    expect(sheet.cell(2, 1)).to_be_focused()
    sheet.press("End", "PageDown")
    expect(sheet.cell(12, COLUMNS - 1)).to_be_focused()
    sheet.press("Control+Home", "Enter", "Shift+Enter", "Control+End", "ArrowRight", "ArrowDown")
    expect(sheet.cell(ROWS - 1, COLUMNS - 1)).to_be_focused()
    sheet.press("Control+Home", "ArrowUp")
    expect(sheet.page.get_by_role("link", name="Adult 0", exact=True)).to_be_focused()
    sheet.press("ArrowDown", "Tab")
    assert sheet.page.evaluate("() => document.activeElement.closest('#grid')") is None


def test_typing_replaces_f2_edits_and_escape_restores(sheet):
    sheet.cell(0, 0).click()

    sheet.write("3")
    sheet.press("Escape")
    expect(sheet.cell(0, 0)).to_have_value("2")
    sheet.press("F2")
    sheet.write("5")
    sheet.press("ArrowLeft")
    sheet.write(".")
    sheet.press("Enter")

    expect(sheet.cell(1, 0)).to_be_focused()
    expect(sheet.state).to_contain_text("1 cell changed")
    expect(sheet.cell(0, 0)).to_have_value("2.5")
    expect(sheet.page.locator("#row-P000")).to_contain_text("2.5")


def test_leaving_a_cell_without_typing_saves_nothing(sheet):
    sent = []
    sheet.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    sheet.cell(0, 0).click()

    sheet.press("Control+a", "Escape", "F2", "Escape", "F2", "Enter", "Tab")

    assert sent == []
    expect(sheet.cell(0, 0)).to_have_value("2")


def test_a_block_of_a_spreadsheet_is_pasted_in_one_step_and_undone_and_redone(sheet):
    sheet.cell(2, 1).click()

    sheet.paste(BLOCK)
    expect(sheet.state).to_contain_text("200 cells changed")
    expect(sheet.cell(21, 10)).to_have_value("20")
    expect(sheet.selected).to_have_count(200)
    expect(sheet.page.locator("#row-P021")).to_contain_text("200")
    sheet.press("Control+z")
    expect(sheet.state).to_contain_text("Undone: 200 cells")
    expect(sheet.cell(21, 10)).to_have_value("")
    sheet.press("Control+Shift+Z")
    expect(sheet.state).to_contain_text("Redone: 200 cells")
    expect(sheet.cell(21, 10)).to_have_value("20")


def test_a_pasted_blank_leaves_a_nought_clears_and_what_falls_outside_is_counted(sheet):
    sheet.cell(0, 0).click()
    sheet.paste('\t"4"\r\n0\t\r\n')
    expect(sheet.state).to_contain_text("1 cell changed")
    expect(sheet.cell(0, 0)).to_have_value("2")
    expect(sheet.cell(0, 1)).to_have_value("4")

    sheet.cell(ROWS - 1, COLUMNS - 2).click()
    sheet.paste("1\t2\t3\n4\t5\t6\n")

    expect(sheet.state).to_contain_text("2 cells changed. 4 cells fell outside the grid.")


def test_a_range_is_copied_filled_and_cleared_each_as_one_step(sheet):
    sheet.cell(0, 0).click()
    sheet.press("Shift+ArrowDown", "Shift+ArrowRight", "Control+c")
    assert sheet.copied() == "2\t\n\t1 Phonics"

    sheet.press("Control+d")
    expect(sheet.state).to_contain_text("2 cells changed")
    expect(sheet.cell(1, 0)).to_have_value("2")
    sheet.press("Delete")
    expect(sheet.cell(0, 0)).to_have_value("")
    sheet.press("Control+z")
    expect(sheet.cell(1, 0)).to_have_value("2")
    sheet.cell(5, 5).drag_to(sheet.cell(6, 7))
    expect(sheet.selected).to_have_count(6)


def test_what_cannot_be_read_stays_as_typed_with_the_reason(sheet):
    sheet.cell(3, 3).click()
    sheet.paste("1\t12h\n")

    wrong = sheet.cell(3, 4)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_value("12h")
    expect(wrong).to_have_accessible_description("Pupil 3, Adult 4: '12h' is not hours. Write 12 alone. A group follows after a space: 2 Phonics.")
    expect(sheet.state).to_contain_text("None of the 2 cells was saved.")
    expect(sheet.page.locator(".grid-why")).to_be_in_viewport()
    wrong.click()
    sheet.write("12")
    sheet.press("Enter")

    expect(sheet.state).to_contain_text("2 cells changed")
    expect(sheet.page.locator(".grid-why")).to_be_hidden()
    expect(wrong).not_to_have_attribute("aria-invalid", "true")
    expect(sheet.cell(3, 3)).to_have_value("1")


@pytest.mark.parametrize(("choice", "stands"), [("Keep theirs", "7"), ("Use mine", "3")])
def test_where_somebody_was_quicker_both_values_are_shown_and_one_is_chosen(sheet, school, choice, stands):
    edit(an_editor(school, 1), ("P000", "S00", "7", "2"))
    sheet.cell(0, 0).click()

    sheet.write("3")
    sheet.press("Enter")
    dialog = sheet.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Editor 1")
    expect(dialog.get_by_role("row").nth(1)).to_contain_text("7")
    expect(dialog.get_by_role("button", name="Keep theirs")).to_be_focused()
    dialog.get_by_role("button", name=choice).press("Enter")

    expect(sheet.cell(0, 0)).to_have_value(stands)
    expect(sheet.cell(1, 0)).to_be_focused()
    expect(sheet.page.locator("[data-unsaved]")).to_have_count(0)


def test_what_is_typed_without_a_connection_is_kept_and_saved_when_it_is_back(sheet):
    sheet.page.context.set_offline(True)
    sheet.cell(4, 4).click()
    sheet.write("1")
    sheet.press("Enter")
    sheet.write("2")
    sheet.press("Enter")

    expect(sheet.state).to_have_text("Not saved: no connection. 2 changes are kept on this page.")
    sheet.press("Control+z")
    expect(sheet.cell(5, 4)).to_have_value("")
    sheet.page.context.set_offline(False)

    expect(sheet.state).to_contain_text("1 cell changed")
    expect(sheet.page.get_by_role("button", name="Try again")).to_be_hidden()
    expect(sheet.page.locator("#row-P004")).to_contain_text("1")
    assert sheet.complaints != []
    sheet.complaints.clear()  # that the network was gone


def test_a_session_that_ends_leads_nowhere_while_something_is_not_saved(sheet, school, address):
    cookies = sheet.page.context.cookies()
    sheet.page.context.clear_cookies()
    sheet.cell(0, 0).click()
    sheet.write("3")
    sheet.press("Enter")

    expect(sheet.state).to_contain_text("Not saved: your session has ended. 1 change is kept on this page")
    expect(sheet.page.get_by_role("link", name="Sign in (new tab)")).to_be_visible()
    sheet.page.context.clear_cookies()
    sheet.page.context.add_cookies(cookies)
    sheet.page.get_by_role("button", name="Try again").click()

    expect(sheet.state).to_contain_text("1 cell changed")
    expect(sheet.cell(0, 0)).to_have_value("3")


def test_what_is_focused_is_never_under_the_head_or_the_edges(sheet):
    sheet.page.set_viewport_size({"width": 900, "height": 700})
    sheet.cell(0, 0).focus()

    for keys in (["Control+End"], ["Home"], ["PageUp", "PageUp"], ["End"]):
        sheet.press(*keys)
        assert sheet.page.evaluate(ON_TOP), keys


def test_a_question_mark_opens_the_keys_and_the_focus_comes_back(sheet):
    sheet.cell(2, 2).click()

    sheet.press("?")
    expect(sheet.page.get_by_role("dialog", name="Keys")).to_contain_text("Paste a block")
    sheet.press("Escape")

    expect(sheet.cell(2, 2)).to_be_focused()
    expect(sheet.cell(2, 2)).to_have_value("")


def test_axe_finds_nothing_in_any_state_of_the_matrix_in_light_or_dark(sheet, school):
    def faults():
        found = []
        for scheme in ("light", "dark"):
            sheet.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            seen = sheet.page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", {"type": "tag", "values": RULES})
            found += [(scheme, fault["id"], fault["nodes"][0]["html"][:160]) for fault in seen["violations"]]
        return found

    sheet.page.evaluate(axe_source())  # by the browser itself: the page's policy holds for the page alone
    sheet.cell(0, 0).click()
    sheet.press("Shift+ArrowDown", "Shift+ArrowRight")
    assert faults() == []
    sheet.paste("12h\t1\n")
    expect(sheet.page.locator(".grid-why")).to_be_visible()
    assert faults() == []
    sheet.page.get_by_role("button", name="Put back what was saved").click()
    expect(sheet.cell(0, 0)).to_be_focused()
    edit(an_editor(school, 1), ("P000", "S00", "7", "2"))
    sheet.write("3")
    sheet.press("Enter")
    expect(sheet.page.get_by_role("dialog")).to_be_visible()
    assert faults() == []
    sheet.page.get_by_role("button", name="Keep theirs").press("Enter")
