"""One pupil at a time: the same cells as in the grid, with staff as rows, for narrow screens and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sendsite.register.database import open_register
from tests.admin.matrix_school import PAGE, a_school, an_admin, an_editor, cells_of, edit
from tests.admin.people import document, texts
from tests.admin.sheet import answered, opened

VIEW = f"{PAGE}?view=pupils"


@pytest.fixture
def school(tmp_path):
    """Four pupils and three adults; P000 has 2 hours with S00."""
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(4, 3, [(0, 0, 2_00, "")]), editors=2)


@pytest.fixture
def editor(school):
    return an_editor(school)


@pytest.fixture
def phone(browser, school):
    with answered(school) as address:
        sheet = opened(browser, school, address, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
        yield sheet
        sheet.page.context.close()
        assert sheet.complaints == []


def fields(page):
    return [each.get("name") for each in document(page.text).iter("input") if each.get("data-was") is not None]


def test_the_pupil_of_the_address_is_shown_with_every_adult(editor):
    page = editor.get(f"{VIEW}&pupil=P002")

    assert "Pupil 2" in texts(page.text, "h2")
    assert fields(page) == ["c:P002:S00:", "c:P002:S01:", "c:P002:S02:"]


def test_a_pupil_nobody_knows_leads_to_the_first(editor):
    assert fields(editor.get(f"{VIEW}&pupil=P999"))[0] == "c:P000:S00:2"


def test_without_scripts_one_pupil_is_saved_and_stays_in_view(editor):
    answer = editor.post(f"{PAGE}/whole?view=pupils&pupil=P002", {"scenario": "", "c:P002:S01:": "1.5 Phonics"})

    assert answer.status_code == 303
    assert "view=pupils&pupil=P002" in answer.location
    assert cells_of(editor.get(PAGE))["P002", "S01"] == "1.5 Phonics"


def test_on_paper_names_may_be_initials(editor):
    page = editor.get(f"{PAGE}?names=initials")

    assert "P2" in [each.split()[0] for each in texts(page.text, "th")]
    assert "Pupil 2" not in " ".join(texts(page.text, "th"))


def test_a_narrow_screen_is_led_to_one_pupil_and_saves_each_field_as_it_is_left(phone):
    expect(phone.page).to_have_url(re.compile("view=pupils"))
    assert phone.page.evaluate("() => document.documentElement.scrollWidth") == 320

    phone.cell(0, 1).tap()
    phone.write("1.5 Phonics")
    phone.press("Enter")

    expect(phone.state).to_contain_text("1 cell changed")
    expect(phone.cell(0, 2)).to_be_focused()
    expect(phone.page.locator("#row-P000")).to_contain_text("3.5")
    phone.page.locator("#one-pupil").select_option("P003")
    expect(phone.page.get_by_role("heading", name="Pupil 3")).to_be_visible()


def test_every_target_of_a_finger_is_44_pixels_high(phone):
    expect(phone.page).to_have_url(re.compile("view=pupils"))
    targets = phone.page.locator("#deployment :is(input:not([type=hidden]), select, button, .second):visible")
    heights = targets.evaluate_all("all => all.map(each => each.offsetHeight)")

    assert min(heights) >= 44


def test_a_conflict_is_settled_here_as_in_the_grid(phone, school):
    expect(phone.page).to_have_url(re.compile("view=pupils"))
    edit(an_editor(school, 1), ("P000", "S00", "7", "2"))

    phone.cell(0, 0).fill("3")
    phone.press("Enter")
    phone.page.get_by_role("dialog").get_by_role("button", name="Keep theirs").tap()

    expect(phone.cell(0, 0)).to_have_value("7")
