"""Help: six pages, each with ways to screens that are there."""

from __future__ import annotations

import pytest

from sendsite.admin.screens.tour import FOLDER, WAY, steps
from tests.admin.people import document, texts

SLUGS = [step.slug for step in steps()]


def test_the_tour_has_six_pages_in_order():
    assert [step.number for step in steps()] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("role", ["owner", "senco", "viewer"])
def test_every_way_of_every_page_leads_to_a_screen_that_opens(as_role, role):
    caller, dead = as_role(role), []
    for slug in SLUGS:
        answer = caller.get(f"/help/{slug}")
        assert answer.status_code == 200
        ways = [way.get("href") for part in document(answer.text).iter("div") if "tour-page" in part.get("class", "") for way in part.iter("a")]
        dead += [way for way in ways if caller.get(way, follow_redirects=True).status_code != 200]

        assert ways

    assert dead == []


def test_each_page_names_at_least_one_screen():
    assert [path.stem for path in sorted(FOLDER.glob("*.md")) if "(screen:" not in path.read_text("utf-8")] == []


def test_a_page_that_is_not_there_is_unknown(senco):
    assert senco.get("/help/nothing").status_code == 404


def test_the_words_of_the_field_are_explained(senco):
    assert "Need met" in texts(senco.get("/help").text, "dt")


def test_a_way_that_somebody_may_not_go_is_plain_words(as_role):
    page = as_role("viewer").get("/help/safe-keeping").text

    assert "/publishing" not in [way.get("href") for way in document(page).iter("a")]
    assert WAY.search(page) is None
