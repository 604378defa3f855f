"""Complete pages hide nothing, and a site can never be made of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.settings import default
from sendsite.report.build import SCHOOL_PAGES, TRUST_PAGES, build_report
from sendsite.report.complete import Complete, complete_page, complete_terms, complete_view, of_school
from sendsite.report.disclosure import Released
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import SchoolDashboard, SchoolDeployment
from sendsite.report.quantities import gathered, source_of
from sendsite.report.setup import Setup
from sendsite.report.view import View
from tests.report.looking import section, walk
from tests.report.test_privacy import words
from tests.report.trust import NOW, SETUP, a_trust_of_four, one_term, page, reading
from tests.test_house import ALL_IMPORTS

SMALL = "140002"


def complete(urn: str = SMALL, *, earlier: bool = False) -> View:
    """The view of one school of the trust of four, as it stands."""
    records, framework = a_trust_of_four(), default()
    live = reading(NOW, records, draft=True)
    kept = document(measure(columns(records, framework, on=live.data_date), framework), framework)
    past = complete_terms([of_school(reading(NOW.year_before, a_trust_of_four(gets=1)), urn)]) if earlier else ()
    return complete_view(SETUP, of_school(replace(live, document=kept), urn), past)


@pytest.mark.parametrize("name", [name for name, _, _ in SCHOOL_PAGES if name != "summary"])
def test_no_page_of_a_small_school_hides_anything(name):
    view = complete()

    assert "[c]" not in repr(complete_page(view, name, view.schools[0]))


@pytest.mark.parametrize("name", [name for name, _, _ in TRUST_PAGES if not name.startswith("metric-")])
def test_no_page_of_the_trust_hides_anything(name):
    view = complete_view(SETUP, reading(NOW, a_trust_of_four(), draft=True))

    assert "[c]" not in repr(complete_page(view, name))


def test_what_the_site_hides_the_complete_page_shows():
    view = complete()
    deployment = complete_page(view, "deployment", view.schools[0])
    published = page(one_term(a_trust_of_four()), f"school/{SMALL}/deployment").figures
    assert isinstance(deployment, SchoolDeployment)
    assert isinstance(published, SchoolDeployment)

    shown, hidden = ({row.head: row.cells[0].text for row in section(each, "ratings").table.rows} for each in (deployment, published))  # type: ignore[union-attr]
    assert (shown["Red"], "Red" in hidden) == ("3", False)


def test_what_the_site_pools_the_complete_pages_show_one_by_one():
    view, published = complete(), one_term(a_trust_of_four())
    mine, theirs = (
        {found.slug: found for found in walk(figures) if isinstance(found, Section)}
        for figures in (complete_page(view, "deployment", view.schools[0]), page(published, f"school/{SMALL}/deployment").figures)
    )

    assert {"by-stage", "by-year"} <= mine.keys()
    assert "by-ages" not in mine
    assert not {"by-stage", "by-year"} & theirs.keys()
    assert "Sensory and physical" in repr(mine["by-area"])
    assert "Sensory and physical" not in repr(theirs)


def test_tasks_of_a_school_are_told_by_role_in_the_complete_pages_alone():
    view, published = complete("140001"), page(one_term(a_trust_of_four()), "school/140001/deployment").figures
    mine, theirs = (section(figures, "tasks").table for figures in (complete_page(view, "deployment", view.schools[0]), published))
    assert mine is not None
    assert theirs is not None

    assert [column.label for column in mine.columns] == ["Task", "Hours", "from teaching assistant", "from higher level teaching assistant"]
    assert [column.label for column in theirs.columns] == ["Task", "Hours"]


def test_the_published_system_has_no_finer_figures():
    every, released = gathered(source_of(reading(NOW, a_trust_of_four())), whole=True), gathered(source_of(reading(NOW, a_trust_of_four())))

    assert released.entries.items() <= every.entries.items()
    assert not [name for name in released.entries if name.split(".")[1] in ("year", "stage")]
    assert "140001.year.3.pupils" in every.entries
    assert "140001.area.other.ehcp" in every.entries
    assert "140001.top_up.B2.pupils" in every.entries


def test_a_figure_that_is_missing_is_still_marked():
    view = complete("140003")

    assert view.kpi(view.schools[0], "need").mark == "x"


def test_no_setting_makes_a_site_of_complete_figures():
    for setup in (SETUP, replace(SETUP, k=0), replace(SETUP, k=-1), Setup("x", k=1)):
        report = build_report(setup, [reading(NOW, a_trust_of_four())])
        assert "[c]" in words(report)


def test_only_the_admin_can_reach_complete_figures():
    reached = {each.file for each in ALL_IMPORTS if each.module == "sendsite.report.complete"}

    assert {file.split("/")[0] for file in reached} == {"admin"}


def test_the_views_of_a_site_are_never_complete():
    from sendsite.report.charts.canvas import Canvas
    from sendsite.report.views import views_of

    (view,) = views_of(SETUP, [reading(NOW, a_trust_of_four())], Canvas())

    assert type(view.now) is Released
    assert isinstance(complete().now, Complete)


def test_the_rows_of_one_school_keep_those_of_none():
    term = of_school(reading(NOW, a_trust_of_four()), "140001")

    assert {row.school_urn for row in term.records.pupils} == {"140001"}
    assert {row.school_urn for row in term.records.priorities} == {"140001", ""}
    assert term.records.funding_bands


def test_a_schools_page_tells_the_trusts_own_index():
    whole = complete_view(SETUP, reading(NOW, a_trust_of_four(), draft=True))
    one = complete("140001")

    assert one.kpi(one.trust, "sei") == whole.kpi(whole.trust, "sei")
    assert one.kpi(one.schools[0], "need") == whole.kpi(next(each for each in whole.schools if each.scope == "140001"), "need")


def test_change_is_told_on_the_terms_that_were_frozen():
    view = complete("140001", earlier=True)
    dashboard = complete_page(view, "", view.schools[0])
    assert isinstance(dashboard, SchoolDashboard)

    need = next(card for card in dashboard.kpis if card.kpi == "need")
    assert need.change is not None
    assert need.change.reads == "better"
