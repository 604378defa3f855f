"""Whatever a finding, an insight or a figure names as its place is a screen of the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g

import sendsite.framework
from sendsite.admin.where import BARE, FIGURES, SCREENS, kept_at, label, way
from sendsite.register.people import users
from sendsite.register.sessions import Session
from sendsite.report.build import SCHOOL_PAGES
from sendsite.report.complete import complete_page
from sendsite.report.figures.charts import Section
from tests.admin.people import OWN
from tests.report.looking import walk
from tests.report.test_complete import complete

NOT_CHANGED = re.compile(r"history-.*|moved(-year)?|register")
"""Sections about frozen terms: what was then is not changed."""


def named_places() -> set[str]:
    """Every place that the checks and insights name."""
    folder = Path(sendsite.framework.__file__).parent
    found = [re.findall(r'"(/[a-z-]+)"', path.read_text("utf-8")) for part in ("checks", "insights") for path in (folder / part).glob("*.py")]
    return {place for places in found for place in places}


@pytest.fixture
def asking(admin: Flask) -> Iterator[None]:
    """A request of somebody who sees all."""
    with admin.test_request_context("/"):
        owner = next(user for user in users(admin.extensions["desk"].register) if user.name == "owner")
        g.session = Session(1, owner, 0, 0, proven=True)
        yield


def test_every_place_that_checks_and_insights_name_is_known():
    assert named_places()
    assert named_places() <= set(SCREENS)


@pytest.mark.parametrize("where", SCREENS)
def test_every_place_has_an_address_and_words(asking, where):
    assert way(where, OWN).startswith("/")
    assert label(where)


def test_a_place_of_a_school_has_no_address_without_one(asking):
    assert way("/pupils") == ""
    assert way("/funding-bands") == "/funding-bands"


def test_what_is_no_place_has_no_address(asking):
    assert (way("/elsewhere", OWN), label("/elsewhere")) == ("", "")


def test_a_pupil_is_found_by_id_whatever_stands_in_it(asking):
    assert way("/pupils", OWN, subject="P 1/2") == f"/school/{OWN}/pupils/P~201~2F2/"


def test_the_bare_addresses_are_places_of_a_school():
    assert all(SCREENS[f"/{name}"].of_school for name in BARE)


def test_every_section_of_a_schools_pages_says_where_its_figures_are_kept():
    view = complete("140001", earlier=True)
    pages = [complete_page(view, name, view.schools[0]) for name, _, _ in SCHOOL_PAGES if name != "summary"]
    slugs = {found.slug for each in pages for found in walk(each) if isinstance(found, Section)}

    assert {slug for slug in slugs - set(FIGURES) if not NOT_CHANGED.fullmatch(slug)} == set()


def test_the_trusts_sections_lead_to_what_belongs_to_no_school(asking):
    assert [each.href for each in kept_at("top-up")] == ["/funding-bands"]
