"""Second looks at ratings: the sample, who may look, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from sendsite.framework.records import Moderation
from sendsite.register import versions
from sendsite.register.edits import Changes, apply
from tests.admin.people import OTHER, OWN, document, texts

PAGE = f"/school/{OWN}/moderation"
TERM, DRAWN = "2026-autumn", "P-0005"
KEY = (OWN, DRAWN, TERM)


def register_of(admin):
    return admin.extensions["desk"].register


def drawn(admin) -> dict[str, Moderation]:
    desk = admin.extensions["desk"]
    return {row.pupil_id: row for row in desk.standing.at(desk.register).of_school(OWN).moderations if row.term == TERM}


def a_look(admin, agreed: str = "yes", note: str = "") -> dict[str, str]:
    return {"agreed": agreed, "note": note, "version": str(versions.versioned(register_of(admin), "moderations", [KEY])[KEY].version)}


def rated_by(admin, who: str) -> None:
    """Say that the newest rating of the drawn pupil was made by somebody."""
    desk = admin.extensions["desk"]
    rows = [row for row in desk.standing.at(desk.register).of_school(OWN).ratings if row.pupil_id == DRAWN]
    newest = max(rows, key=lambda row: row.rated_on)
    apply(register_of(admin), Changes(changed={"ratings": ((newest, newest._replace(rated_by=who)),)}), by="test")


def test_the_sample_is_drawn_once_and_whoever_was_drawn_before_stays(senco, admin):
    before = set(drawn(admin))

    senco.post(f"{PAGE}/draw")
    first = set(drawn(admin))
    senco.post(f"{PAGE}/draw")

    assert (before <= first, len(first), set(drawn(admin))) == (True, 3, first)


def test_a_viewer_sees_the_sample_and_may_neither_draw_nor_look(as_role):
    viewer = as_role("viewer")
    page = viewer.get(PAGE)

    assert page.status_code == viewer.get(f"{PAGE}/{DRAWN}").status_code == 200
    assert not list(next(document(page.text).iter("main")).iter("form"))
    assert [viewer.post(f"{PAGE}/draw").status_code, viewer.post(f"{PAGE}/{DRAWN}").status_code] == [403, 403]


def test_a_second_person_confirms_a_rating(as_role, admin):
    answer = as_role("trust_officer").post(f"{PAGE}/{DRAWN}", a_look(admin))

    assert answer.status_code == 303
    assert drawn(admin)[DRAWN] == Moderation(OWN, DRAWN, TERM, date(2026, 11, 6), "Trust Officer", True, "")


def test_who_sees_it_differently_says_what_they_saw(as_role, admin):
    officer = as_role("trust_officer")

    refused = officer.post(f"{PAGE}/{DRAWN}", a_look(admin, "no"))
    taken = officer.post(f"{PAGE}/{DRAWN}", a_look(admin, "no", "Needs an adult at lunch."))

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "What you saw is blank and needs words where you do not agree. Write which answers you would give, and why." in texts(refused.text, "a")
    assert (drawn(admin)[DRAWN].agreed, drawn(admin)[DRAWN].note) == (False, "Needs an adult at lunch.")


@pytest.mark.parametrize("who", ["Trust Officer", "Class teacher and trust officer", "trust_officer"])
def test_whoever_answered_takes_no_second_look(as_role, admin, who):
    rated_by(admin, who)

    answer = as_role("trust_officer").post(f"{PAGE}/{DRAWN}", a_look(admin))

    assert answer.status_code == 422
    assert drawn(admin)[DRAWN].agreed is None


def test_a_senco_takes_no_second_look_at_what_the_senco_answered(senco, admin):
    rated_by(admin, "Class teacher and SENCO")

    assert senco.post(f"{PAGE}/{DRAWN}", a_look(admin)).status_code == 422


def test_whoever_saved_the_answers_takes_no_second_look(as_role, admin):
    officer = as_role("trust_officer")
    version = str(versions.versioned(register_of(admin), "pupils", [(OWN, DRAWN)])[OWN, DRAWN].version)
    answers = {f"q{number}": "A" for number in range(1, 9)} | {"rated_on": "2026-11-06", "rated_by": "Class teacher", "version": version}
    assert officer.post(f"/school/{OWN}/pupils/{DRAWN}/answers", answers).status_code == 303

    answer = officer.post(f"{PAGE}/{DRAWN}", a_look(admin))

    assert answer.status_code == 422
    assert any("You saved these answers yourself." in each for each in texts(answer.text, "li"))


def test_an_import_makes_nobody_a_rater(as_role, admin):
    rated_by(admin, "Class teacher")

    assert as_role("trust_officer").get(f"{PAGE}/{DRAWN}").status_code == 200
    assert as_role("trust_officer").post(f"{PAGE}/{DRAWN}", a_look(admin)).status_code == 303


def test_a_look_that_somebody_else_took_meanwhile_shows_both_findings(as_role, admin):
    seen = a_look(admin)
    as_role("trust_officer").post(f"{PAGE}/{DRAWN}", seen)

    answer = as_role("owner").post(f"{PAGE}/{DRAWN}", {**seen, "agreed": "no", "note": "I differ"})

    assert answer.status_code == 409
    assert {"yes", "no", "I differ"} <= set(texts(answer.text, "td"))
    assert (drawn(admin)[DRAWN].agreed, drawn(admin)[DRAWN].moderated_by) == (True, "Trust Officer")


def test_a_look_without_an_answer_is_refused(as_role, admin):
    answer = as_role("trust_officer").post(f"{PAGE}/{DRAWN}", a_look(admin, ""))

    assert answer.status_code == 422
    assert drawn(admin)[DRAWN].agreed is None


def test_whoever_was_not_drawn_has_no_second_look(as_role):
    assert as_role("trust_officer").get(f"{PAGE}/P-0003").status_code == 404


def test_terms_before_can_be_looked_up_and_others_are_not_there(senco):
    assert "Autumn term 2025/26" in texts(senco.get(f"{PAGE}?term=2025-autumn").text, "span")
    assert [senco.get(f"{PAGE}?term={term}").status_code for term in ("2019-autumn", "never")] == [404, 404]


def test_another_schools_sample_is_not_there(senco):
    assert senco.get(f"/school/{OTHER}/moderation").status_code == 404


def test_the_pupils_page_says_what_came_of_the_look(as_role, admin):
    officer = as_role("trust_officer")
    officer.post(f"{PAGE}/{DRAWN}", a_look(admin, "no", "Needs an adult at lunch."))

    said = [each for each in texts(officer.get(f"/school/{OWN}/pupils/{DRAWN}/").text, "p") if each.startswith("Not confirmed")]

    assert said == [
        "Not confirmed: Trust Officer saw it differently on 6 November 2026. “Needs an adult at lunch.” Go through the questions together. Second looks"
    ]


def test_a_school_without_ratings_is_told_where_a_sample_comes_from(as_role, admin):
    desk = admin.extensions["desk"]
    records = desk.standing.at(desk.register).of_school(OWN)
    blank = {f"q{number}": "" for number in range(1, 9)}
    pairs = tuple((row, row._replace(**blank, rated_on=None)) for row in records.pupils)
    apply(
        register_of(admin),
        Changes(changed={"pupils": tuple(pair for pair in pairs if pair[0] != pair[1])}, removed={"moderations": records.moderations}),
        by="test",
    )

    assert "There is no rating to look at yet." in texts(as_role("senco").get(PAGE).text, "b")


def test_a_senco_alone_reads_who_can_take_the_second_look(senco, admin):
    rated_by(admin, "Senco")

    told = next(text for text in texts(senco.get(PAGE).text, "p") if text.startswith("What you answered or saved yourself"))

    assert told.endswith("Amara Whitlock, Owner, Tomas Fairweather, Trust Officer may take those looks: ask one of them.")


def test_where_nobody_else_can_edit_the_trust_officer_is_asked(senco, admin):
    rated_by(admin, "Senco, Owner, Trust Officer, Amara Whitlock and Tomas Fairweather")

    told = next(text for text in texts(senco.get(PAGE).text, "p") if text.startswith("What you answered or saved yourself"))

    assert told.endswith("Nobody else can edit this school yet: ask your trust officer.")
