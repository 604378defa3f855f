"""Dashboard, finance and insights: the site's figures complete, with ways to where each is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.errors import DataRefused
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.report.formats import kpi_format
from sendsite.workflow.folder import open_folder
from sendsite.workflow.terms import frozen_terms
from tests.admin.people import OTHER, OWN, document, signed_in, texts

PAGES = ("dashboard", "finance", "insights", "hours", "terms")
TRUST_PAGES = ("", "/comparison", "/trends", "/finance", "/insights")


@pytest.fixture
def with_terms(site_folder: Path, demo_register: Path) -> Iterator[Flask]:
    """The admin with the demo's frozen terms."""
    folder = open_folder(site_folder)
    with folder.open_register() as register:
        yield create_admin(Desk(folder.root, register, folder.settings, folder.framework(), frozen=lambda: frozen_terms(open_folder(demo_register))))


def marks(page: str) -> list[str]:
    """The marks in the cells of tables and figures."""
    return [text for text in (*texts(page, "td"), *texts(page, "b"), *texts(page, "span")) if text in ("[c]", "[x]", "[z]")]


def of_class(page: str, name: str) -> list[Any]:
    """The elements of a class."""
    return [each for each in document(page).iter() if name in (each.get("class") or "").split()]


def links(elements: list[Any]) -> set[str]:
    """Where the links in elements lead."""
    return {str(each.get("href")) for element in elements for each in element.iter("a")}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_figures_hides_nothing_and_says_so(senco, name):
    answer = senco.get(f"/school/{OWN}/{name}")

    assert answer.status_code == 200
    assert "[c]" not in marks(answer.text)
    assert any(text.startswith("Complete figures, for colleagues.") for text in texts(answer.text, "p"))


@pytest.mark.parametrize("name", TRUST_PAGES)
def test_the_trusts_figures_are_for_those_of_the_trust(as_role, name):
    assert as_role("trust_officer").get(f"/trust{name}").status_code == 200
    assert as_role("senco").get(f"/trust{name}").status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_another_schools_figures_are_not_there(senco, name):
    assert senco.get(f"/school/{OTHER}/{name}").status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_schools_pages_name_no_other_school(senco, admin, name):
    others = [school.name for school in _now(admin).records.schools if school.urn != OWN]

    page = " ".join(document(senco.get(f"/school/{OWN}/{name}").text).itertext())

    assert [name for name in others if name in page] == []


def test_the_dashboards_measures_are_the_frameworks(senco, admin):
    desk = admin.extensions["desk"]
    measures = _now(admin).measures(OWN, desk.framework)

    shown = [" ".join("".join(each.itertext()).split()) for each in of_class(senco.get(f"/school/{OWN}/dashboard").text, "fig")]

    assert shown == [kpi_format(kpi, desk.framework).text(figure.value[0]) for kpi, figure in measures.schools.kpis.items()]


def test_change_is_told_beside_the_frozen_terms(with_terms):
    page = signed_in(with_terms, "owner").get("/school/990002/dashboard").text

    assert any(text.startswith("! Down") and "autumn last year" in text for text in texts(page, "p"))


def test_a_snapshot_that_cannot_be_read_is_named_and_the_figures_stand(site_folder):
    def damaged() -> Any:
        raise DataRefused("2025-summer.zip: this snapshot is damaged.")

    folder = open_folder(site_folder)
    with folder.open_register() as register:
        app = create_admin(Desk(folder.root, register, folder.settings, folder.framework(), frozen=damaged))
        answer = signed_in(app, "senco").get(f"/school/{OWN}/dashboard")

    assert answer.status_code == 200
    assert any("2025-summer.zip" in text for text in texts(answer.text, "p"))


def test_a_snapshot_that_is_added_is_read(site_folder, demo_register):
    folder, terms = open_folder(site_folder), frozen_terms(open_folder(demo_register))
    given = [terms[:1], terms]
    with folder.open_register() as register:
        desk = Desk(folder.root, register, folder.settings, folder.framework(), frozen=lambda: given.pop(0))
        before = desk.past
        same = desk.past
        (folder.snapshots).mkdir()
        (folder.snapshots / "2025-summer.zip").write_bytes(b"a snapshot")

        assert same is before
        assert (len(before.terms), len(desk.past.terms)) == (1, len(terms))


def test_every_section_with_figures_of_the_register_leads_to_where_they_are_changed(senco):
    page = senco.get(f"/school/{OWN}/dashboard").text
    known = {path for path in links(of_class(page, "kept")) if path.startswith("/")}

    assert {f"/school/{OWN}/deployment", f"/school/{OWN}/tasks", f"/school/{OWN}/pupils"} <= known


def test_a_viewer_is_told_where_figures_are_kept_not_to_change_them(as_role):
    words = [" ".join("".join(each.itertext()).split()) for each in of_class(as_role("viewer").get(f"/school/{OWN}/finance").text, "kept")]

    assert words
    assert all(text.startswith("These figures are kept in:") for text in words)


def test_an_insight_leads_to_the_screen_of_its_action(senco):
    page = senco.get(f"/school/{OWN}/insights").text

    assert f"/school/{OWN}/deployment" in links(of_class(page, "ways"))


def test_what_a_pattern_asks_to_check_leads_to_the_screen_where_it_is_kept(as_role):
    page = as_role("trust_officer").get(f"/school/{OTHER}/insights").text

    assert f"/school/{OTHER}/tasks" in links(of_class(page, "pattern"))


def test_actual_cost_is_for_those_alone_who_may_see_pay(as_role):
    heading = "The same figures as support is paid"

    assert heading in texts(as_role("trust_officer").get(f"/school/{OWN}/finance").text, "h2")
    assert heading not in texts(as_role("senco").get(f"/school/{OWN}/finance").text, "h2")


@pytest.mark.parametrize(("role", "status"), [("trust_officer", 200), ("senco", 404), ("viewer", 404)])
def test_the_table_of_actual_cost_is_not_there_without_the_right(as_role, role, status):
    assert as_role(role).get(f"/school/{OWN}/finance/actual-roles.csv").status_code == status


def test_a_salary_changes_nothing_that_is_shown_without_the_right(admin, as_role):
    seen = [as_role("senco").get(f"/school/{OWN}/{name}").text for name in ("finance", "dashboard")]
    _double_salaries(admin)

    again = [as_role("senco").get(f"/school/{OWN}/{name}").text for name in ("finance", "dashboard")]

    assert [texts(page, "main") for page in again] == [texts(page, "main") for page in seen]


def test_a_table_is_downloaded_complete(senco):
    answer = senco.get(f"/school/{OWN}/hours/ratings.csv")

    assert answer.content_type.startswith("text/csv")
    assert f"{OWN}-hours-ratings-complete.csv" in answer.headers["Content-Disposition"]
    assert "[c]" not in answer.text


def test_a_table_that_is_not_there_is_not_found(senco):
    assert senco.get(f"/school/{OWN}/hours/no-such.csv").status_code == 404


@pytest.mark.parametrize("name", ["dashboard", "finance", "hours", "terms"])
def test_all_tables_of_a_page_are_one_workbook(senco, name):
    answer = senco.get(f"/school/{OWN}/{name}.xlsx")

    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_offers_is_there(senco, name):
    found = {path for path in links([document(senco.get(f"/school/{OWN}/{name}").text)]) if path.endswith((".csv", ".xlsx"))}

    assert {path: senco.get(path).status_code for path in found if senco.get(path).status_code != 200} == {}


def _now(app: Flask) -> Any:
    desk = app.extensions["desk"]
    return desk.standing.at(desk.register)


def _double_salaries(app: Flask) -> None:
    staff = [row for row in _now(app).records.staff if row.school_urn == OWN]
    doubled = tuple((row, row._replace(annual_salary=(row.annual_salary or 1_000_000) * 2)) for row in staff)
    apply(app.extensions["desk"].register, Changes(changed={"staff": doubled}), by="test")


def test_the_fold_tells_how_many_in_it_are_of_high_priority(as_role):
    (fold,) = of_class(as_role("owner").get(f"/school/{OTHER}/insights").text, "more")

    tags = [" ".join("".join(each.itertext()).split()) for each in fold.iter() if "tag" in (each.get("class") or "").split()]
    high = sum("High" in words for words in tags)
    (told,) = ("".join(each.itertext()) for each in fold.iter("summary") if "Show all" in "".join(each.itertext()))
    assert high > 0
    assert told.endswith(f" more, {high} of high priority")
