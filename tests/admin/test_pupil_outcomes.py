"""Plan outcomes and their reviews."""

from __future__ import annotations

from datetime import date

import pytest

from sendsite.admin.screens.pupil.outcomes import next_id
from sendsite.framework.records import Outcome, OutcomeWeeks, Review
from sendsite.register import versions
from sendsite.register.edits import Changes, apply
from tests.admin.people import OWN, document, texts

ID, KEY = "P-0003", (OWN, "P-0003", "O1")
PUPIL = f"/school/{OWN}/pupils/{ID}"
PAGE = f"{PUPIL}/outcomes/O1"
TODAY = "2026-11-06"
SVG = "{http://www.w3.org/2000/svg}"


def of_table(admin, table: str):
    return versions.versioned(admin.extensions["desk"].register, table, [KEY])


def outcome(admin) -> Outcome:
    row: Outcome = of_table(admin, "outcomes")[KEY].row
    return row


def seen(admin) -> dict[str, str]:
    weeks = of_table(admin, "outcome_weeks")
    return {"version": str(of_table(admin, "outcomes")[KEY].version), "weeks_version": str(weeks[KEY].version if weeks else 0)}


def typed(row: Outcome, **more: str) -> dict[str, str]:
    return {"outcome": row.outcome, "target": row.target, "area": row.area, "planned_hours": "1.5", "weeks": "", "status": row.status, **more}


def reviews(admin) -> list[Review]:
    desk = admin.extensions["desk"]
    return [row for row in desk.standing.at(desk.register).records.reviews if row[:3] == KEY]


def test_the_next_id_is_the_first_that_no_outcome_has():
    assert [next_id(taken) for taken in ((), ("O1", "O4"), ("own id",), ("O1x", "O2"))] == ["O1", "O5", "O1", "O3"]


def test_an_outcome_is_added_with_its_own_weeks(senco, admin):
    answer = senco.post(f"{PUPIL}/outcomes/add", typed(outcome(admin), outcome="Waits for a turn", weeks="12"))

    desk = admin.extensions["desk"]
    records = desk.standing.at(desk.register).of_school(OWN)
    assert answer.status_code == 303
    assert any(row.outcome == "Waits for a turn" and row.outcome_id == "O2" for row in records.outcomes if row.pupil_id == ID)
    assert OutcomeWeeks(OWN, ID, "O2", 12) in records.outcome_weeks


@pytest.mark.parametrize(
    "field, value, message",
    [
        ("outcome", "", "Outcome is blank and needs a value."),
        ("planned_hours", "1h", "Planned hours a week '1h' is not a number of hours."),
        ("weeks", "53", "Weeks a year '53' is not between 1 and 52."),
        ("weeks", "0", "Weeks a year '0' is not between 1 and 52."),
        ("status", "nearly", "Status 'nearly' is not a code for status."),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_with_what_to_write(senco, admin, field, value, message):
    before = outcome(admin)

    answers = [senco.post(path, typed(before, **seen(admin), **{field: value})) for path in (f"{PAGE}/", f"{PUPIL}/outcomes/add")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(any(message in each for each in texts(answer.text, "a")) for answer in answers)
    assert outcome(admin) == before


def test_weeks_are_added_changed_and_taken_away_with_the_outcome(senco, admin):
    kept = []
    for weeks in ("12", "6", ""):
        senco.post(f"{PAGE}/", typed(outcome(admin), weeks=weeks, **seen(admin)))
        kept.append([found.row.weeks for found in of_table(admin, "outcome_weeks").values()])

    assert kept == [[12], [6], []]


def test_an_outcome_changed_by_somebody_else_meanwhile_shows_both_values(senco, admin):
    old, row = seen(admin), outcome(admin)
    apply(admin.extensions["desk"].register, Changes(changed={"outcomes": ((row, row._replace(target="Theirs")),)}), by="somebody")

    refused = senco.post(f"{PAGE}/", typed(row, target="Mine", **old))
    sent = {each.get("name"): each.get("value") for form in document(refused.text).iter("form") for each in form.iter("input") if "Use mine" in _words(form)}
    taken = senco.post(f"{PAGE}/", sent)

    assert refused.status_code == 409
    assert {"Theirs", "Mine"} <= set(texts(refused.text, "td"))
    assert (taken.status_code, outcome(admin).target) == (303, "Mine")


def test_weeks_added_by_somebody_else_meanwhile_are_not_overwritten(senco, admin):
    old = seen(admin)
    apply(admin.extensions["desk"].register, Changes(added={"outcome_weeks": (OutcomeWeeks(*KEY, 9),)}), by="somebody")

    refused = senco.post(f"{PAGE}/", typed(outcome(admin), weeks="20", **old))
    sent = {each.get("name"): each.get("value") for form in document(refused.text).iter("form") for each in form.iter("input") if "Use mine" in _words(form)}

    assert refused.status_code == 409
    assert of_table(admin, "outcome_weeks")[KEY].row.weeks == 9
    assert senco.post(f"{PAGE}/", sent).status_code == 303
    assert of_table(admin, "outcome_weeks")[KEY].row.weeks == 20


def _words(element) -> str:
    return "".join(element.itertext())


def test_the_newest_review_sets_the_outcomes_status_and_day(senco, admin):
    answer = senco.post(f"{PAGE}/reviews", {"reviewed_on": TODAY, "status": "developing", "note": "Less sure this week.", **seen(admin)})

    assert answer.status_code == 303
    assert (outcome(admin).status, outcome(admin).reviewed_on) == ("developing", date(2026, 11, 6))
    assert Review(*KEY, date(2026, 11, 6), "developing", "Less sure this week.") in reviews(admin)


def test_a_review_of_an_earlier_day_leaves_the_outcome_as_it_is(senco, admin):
    before = outcome(admin)

    senco.post(f"{PAGE}/reviews", {"reviewed_on": "2026-04-01", "status": "emerging", "note": "", **seen(admin)})

    assert outcome(admin) == before
    assert len(reviews(admin)) == 4


@pytest.mark.parametrize(
    "on, message",
    [
        ("2026-10-30", "A review of 30 October 2026 is there already. Remove that one first, or write another day."),
        ("2026-12-01", "Reviewed on 1 December 2026 is still to come. Write a day up to 6 November 2026."),
        ("", "Reviewed on is blank and needs a value. Write a date such as 2025-08-31."),
    ],
)
def test_a_review_of_a_day_that_cannot_be_is_refused(senco, admin, on, message):
    answer = senco.post(f"{PAGE}/reviews", {"reviewed_on": on, "status": "emerging", "note": "", **seen(admin)})

    assert answer.status_code == 422
    assert message in texts(answer.text, "a")


def test_a_review_of_an_outcome_that_was_changed_meanwhile_is_refused_and_kept_typed(senco, admin):
    old, row = seen(admin), outcome(admin)
    apply(admin.extensions["desk"].register, Changes(changed={"outcomes": ((row, row._replace(status="withdrawn")),)}), by="somebody")

    answer = senco.post(f"{PAGE}/reviews", {"reviewed_on": TODAY, "status": "developing", "note": "As said", **old})

    assert answer.status_code == 409
    assert "As said" in texts(answer.text, "textarea")
    assert len(reviews(admin)) == 3


def test_without_its_newest_review_an_outcome_stands_where_the_one_before_left_it(senco, admin):
    senco.post(f"{PAGE}/reviews/2026-10-30/remove", seen(admin))

    assert (outcome(admin).status, outcome(admin).reviewed_on) == ("on_track", date(2026, 7, 7))
    assert len(reviews(admin)) == 2


def test_a_review_that_is_not_there_cannot_be_removed(senco, admin):
    assert senco.post(f"{PAGE}/reviews/2020-01-01/remove", seen(admin)).status_code == 404


def test_an_outcome_goes_with_its_reviews(senco, admin):
    answer = senco.post(f"{PAGE}/remove", seen(admin))

    assert (answer.status_code, of_table(admin, "outcomes"), reviews(admin)) == (303, {}, [])


def test_progress_over_time_is_told_in_words_too(senco):
    pictures = [each.get("aria-label") for each in document(senco.get(f"{PUPIL}/").text).iter(f"{SVG}svg") if each.get("role") == "img"]

    assert pictures == ["Achieved now. Reviews: on track on 24 March 2026; on track on 7 July 2026; achieved on 30 October 2026."]


def test_an_outcome_that_is_not_there_is_not_found(senco):
    assert [senco.get(f"{PUPIL}/outcomes/O99/").status_code, senco.post(f"{PUPIL}/outcomes/O99/", {}).status_code] == [404, 404]
