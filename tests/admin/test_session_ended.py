"""A form that is sent after the session ended keeps what was typed, and can be sent again after a sign-in in another tab."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.admin.people import OWN, PASSWORD

ADD = f"/school/{OWN}/pupils/add"


def test_what_was_typed_outlasts_the_session_and_is_saved_after_signing_in_again(served):
    page = served.page("senco")
    page.goto(ADD)
    page.get_by_label("Name").fill("Ivo Ash")
    page.context.clear_cookies()

    page.locator("main form button.go").click()

    told = page.get_by_role("alert").filter(has_text="your session has ended")
    expect(told).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("Ivo Ash")
    with page.context.expect_page() as opened:
        told.get_by_role("link").click()
    tab = opened.value
    tab.get_by_label("Name").fill("senco")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/")
    page.locator("main form button.go").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()  # the server's own refusal: year, status and hours are blank
    expect(page.get_by_label("Name")).to_have_value("Ivo Ash")
    expect(told).to_have_count(0)


def test_a_form_that_cannot_reach_the_server_stays_as_it_is(served):
    page = served.page("senco")
    page.goto(ADD)
    page.get_by_label("Name").fill("Ivo Ash")
    page.context.set_offline(True)

    page.locator("main form button.go").click()

    expect(page.get_by_role("alert").filter(has_text="no connection")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("Ivo Ash")
