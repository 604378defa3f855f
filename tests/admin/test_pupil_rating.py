"""The eight questions: the rating shown as they are answered, and kept when they are saved."""

from __future__ import annotations

from datetime import date

import pytest

from sendsite.framework.records import Rating
from sendsite.register.edits import Changes, apply
from tests.admin.one_pupil import ID, PAGE, answers, now, register_of, standing, words
from tests.admin.people import OWN, document, texts


def test_the_rating_is_shown_as_the_questions_are_answered_and_nothing_is_kept(senco, admin):
    before = now(admin).head

    answer = senco.part("post", f"{PAGE}/rating", answers("RRRAAAG-"))

    assert "▲ Red" in words(answer.text)
    assert "This is a tie, three red and three amber: the higher need counts, so the rating is red." in texts(answer.text, "p")
    assert now(admin).head == before


def test_few_answers_are_shown_as_incomplete(senco):
    answer = senco.part("post", f"{PAGE}/rating", answers("G-------"))

    assert "Incomplete: one of the eight questions is answered. It counts; answer at least five." in texts(answer.text, "p")


def test_without_javascript_the_rating_is_shown_on_the_page_with_the_answers_kept(senco, admin):
    answer = senco.post(f"{PAGE}/rating", answers("GGGGGGGG", admin))

    chosen = [(each.get("name"), each.get("value")) for each in document(answer.text).iter("input") if each.get("checked") is not None]
    assert answer.status_code == 200
    assert chosen == [(f"q{number}", "G") for number in range(1, 9)]
    assert standing(admin).q1 != "G"


def test_saved_answers_are_the_pupils_rating_and_one_more_of_its_history(senco, admin):
    answer = senco.post(f"{PAGE}/answers", answers("AAAAGGGR", admin))

    kept = Rating(OWN, ID, date(2026, 11, 6), "A", "A", "A", "A", "G", "G", "G", "R", "Class teacher")
    assert answer.status_code == 303
    assert kept in now(admin).records.ratings
    assert (standing(admin).q8, standing(admin).rated_on) == ("R", date(2026, 11, 6))


@pytest.mark.parametrize("typed", ["05/11/2026", "5/11/2026", "5 November 2026", "5 nov 2026", "2026-11-05"])
def test_the_day_may_be_typed_as_people_write_days(senco, admin, typed):
    assert senco.post(f"{PAGE}/answers", answers("AAAAGGGR", admin, rated_on=typed)).status_code == 303

    assert standing(admin).rated_on == date(2026, 11, 5)


def test_a_second_rating_of_a_day_takes_the_place_of_the_first(senco, admin):
    senco.post(f"{PAGE}/answers", answers("AAAAGGGR", admin))
    before = len(now(admin).records.ratings)

    senco.post(f"{PAGE}/answers", answers("GGGGGGGG", admin))

    assert len(now(admin).records.ratings) == before
    assert standing(admin).q8 == "G"


@pytest.mark.parametrize(
    "more, message",
    [
        ({"rated_on": "2026-11-07"}, "Answered on 7 November 2026 is still to come. Write a day up to 6 November 2026."),
        ({"rated_on": "2024-01-01"}, "Answered on 1 January 2024 is before the newest rating. Write 27 February 2026 or a later day."),
        ({"rated_on": "soon"}, "Answered on 'soon' is not a date. Write 2025-08-31 or 31/08/2025."),
        ({"rated_by": ""}, "Answered by is blank and needs a value. Write text of at most 500 characters."),
        ({f"q{number}": "" for number in range(1, 9)}, "No question is answered. Choose red, amber or green for at least one."),
    ],
)
def test_a_rating_that_cannot_be_is_refused_with_what_to_write(senco, admin, more, message):
    answer = senco.post(f"{PAGE}/answers", answers("AAAAAAAA", admin, **more))

    assert answer.status_code == 422
    assert message in texts(answer.text, "a")
    assert standing(admin).rated_on == date(2026, 2, 27)


def test_an_answer_that_is_none_is_refused(senco, admin):
    answer = senco.post(f"{PAGE}/answers", answers("XAAAAAAA", admin))

    assert answer.status_code == 422
    assert any("'X' is not an answer" in each for each in texts(answer.text, "a"))


def test_an_old_rating_says_that_it_is_due(senco, admin):
    row = standing(admin)
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(rated_on=date(2025, 11, 5))),)}), by="test")

    assert "Made 366 days ago. It held until 5 November 2026: go through the questions again." in words(senco.get(f"{PAGE}/").text)


def test_answers_by_two_people_are_shown_beside_each_other(senco, admin):
    seen = answers("AAAAAAAA", admin)
    row = standing(admin)
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(q1="G")),)}), by="somebody")

    refused = senco.post(f"{PAGE}/answers", seen)
    taken = senco.post(f"{PAGE}/answers", answers("AAAAAAAA", admin))

    assert (refused.status_code, taken.status_code) == (409, 303)
    assert ("Amber" in texts(refused.text, "td"), "Use mine" in texts(refused.text, "button")) == (True, True)


def test_the_questions_are_answered_by_keyboard_and_the_rating_follows(served, admin):
    row = standing(admin)
    all_red = row._replace(q1="R", q2="R", q3="R", q4="R", q5="R", q6="R", q7="R", q8="R")
    apply(register_of(admin), Changes(changed={"pupils": ((row, all_red),)}), by="test")
    page = served.page("senco")
    page.goto(f"{PAGE}/")
    first = page.get_by_role("group", name="access learning?").get_by_role("radio", name="Red")

    first.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")  # from Red to Amber
        page.keyboard.press("ArrowRight")  # and to Green
        page.keyboard.press("Tab")
    page.locator("#rating-now").get_by_text("8 green").wait_for()
    page.get_by_label("Answered by").fill("Class teacher")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=*")

    assert [getattr(standing(admin), f"q{number}") for number in range(1, 9)] == ["G"] * 8
