"""Nothing that draws or writes is given a finer number than its readers see: each figure is released in the places in which it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from sendsite.framework.insights.amounts import Share
from sendsite.framework.insights.insight import severity_of
from sendsite.framework.settings import default
from sendsite.framework.term import Term
from sendsite.report.advice import FIGURES
from sendsite.report.build import SCHOOL_PAGES, TRUST_PAGES
from sendsite.report.charts.canvas import Canvas
from sendsite.report.complete import complete_terms, complete_view
from sendsite.report.disclosure import Released
from sendsite.report.disclosure.released import Value, shown_cell
from sendsite.report.figures.values import Cell
from sendsite.report.formats import PERCENT, RATIO, Format, kpi_format
from sendsite.report.quantities import gathered, source_of
from sendsite.report.quantities.as_told import GIVEN, as_told
from sendsite.report.quantities.places import MEASURES
from sendsite.report.view import View
from sendsite.report.views import views_of
from tests.report.trust import NOW, SETUP, a_trust_of_four, some_terms

IN_WORDS = frozenset({"pairs.share", "outcome.forward"})
"""Shares that stand in a heading, or are told in counts in this small trust."""


def kind_of(name: str) -> str:
    """What a figure is, of whatever school: `140001.kpi.need` is `kpi.need`, the second of a kind the same as the first."""
    return ".".join(part for part in name.split(".")[1:] if not part.strip("t").isdigit())


class Noting(Released):
    """Released figures that note in which format each is asked for."""

    def asked_in(self, asked: dict[str, set[Format]]) -> Noting:
        self.asked = asked
        return self

    def cell(self, name: str, form: Format) -> Cell:
        self.asked[name].add(form)
        return super().cell(name, form)


def noting(figures: Released, asked: dict[str, set[Format]]) -> Noting:
    found = Noting(figures._values, figures._words, figures._told, figures.k, figures.advice).asked_in(asked)
    found.rounded = figures.rounded
    return found


def each_asked(view: View) -> Iterator[tuple[str, Format, float]]:
    """(name, format, number) of each figure of a term that any of its pages shows."""
    asked: dict[str, set[Format]] = defaultdict(set)
    noted = replace(view, now=noting(view.now, asked), history=(*view.history[:-1], replace(view.history[-1], figures=noting(view.now, asked))))
    for _, _, trust_page in TRUST_PAGES:
        trust_page(noted)
    for _, _, school_page in SCHOOL_PAGES:
        for school in noted.schools:
            school_page(noted, school)
    for name, forms in asked.items():
        number = view.now.number(name)
        yield from ((name, form, number) for form in forms if number is not None)


@cache
def the_view() -> View:
    *_, last, _ = views_of(SETUP, some_terms(), Canvas())
    return last


def finer(view: View) -> set[str]:
    """The kinds of figures that are held more finely than a format in which a page shows them."""
    return {kind_of(name) for name, form, number in each_asked(view) if form.told(number) != number}


def test_no_page_is_given_a_finer_number_than_it_shows():
    assert finer(the_view()) == set()


def test_the_admins_complete_figures_are_exact_and_would_be_found_finer():
    *earlier, now = some_terms()[:-1]

    assert {"kpi.need", "kpi.sei", "score.need"} <= finer(complete_view(SETUP, now, complete_terms(earlier)))


def test_every_figure_that_has_decimal_places_is_shown_in_as_many_somewhere():
    shown = {kind_of(name) for name, _, _ in each_asked(the_view())}
    with_places = {kind_of(name) for name, entry in gathered(source_of(some_terms()[-2])).entries.items() if entry.places}

    assert with_places - IN_WORDS <= shown


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_has_the_places_of_the_framework_wherever_it_stands(measure: str):
    ledger = gathered(source_of(some_terms()[-2]))
    names = [f"140001.kpi.{measure}", f"trust.kpi.{measure}"] + ([f"140001.score.{measure}"] if measure != "sei" else [])
    wanted = [default().places["sei" if ".score." in name else measure] for name in names]

    assert [ledger.entries[name].places for name in names] == wanted


def test_what_has_neither_unit_nor_places_is_whole():
    found = {kind_of(name) for name, entry in gathered(source_of(some_terms()[-2])).entries.items() if not entry.unit and not entry.places}
    numbers = the_view().now._values

    assert "rank" in found
    assert all(number is None or number == round(number) for name, (number, _) in numbers.items() if kind_of(name) in found)


def test_the_rank_is_that_of_the_unrounded_index():
    source, figures = source_of(some_terms()[-2]), the_view().now

    ranked = {str(school["urn"]): school["rank"] for school in source.document["schools"] if school.get("rank")}

    assert len(ranked) > 1
    assert ranked == {urn: figures.number(f"{urn}.rank") for urn in source.urns if figures.number(f"{urn}.rank")}


def test_an_insight_holds_no_number_finer_than_it_is_told():
    for advised in the_view().now.advice:
        for name, value in advised.figures:
            form = FIGURES[name][1]
            assert value.number is None or form.told(value.number) == value.number, (name, value)
        effect = advised.insight.effect
        for kpi, shift in {**effect.kpis, "sei": effect.sei}.items() if effect else ():
            form = kpi_format(kpi, default())
            assert all(value != value or form.told(value) == value for value in shift), (kpi, shift)


def test_how_grave_an_insight_is_follows_from_the_hours_that_are_told():
    found = next(each.insight for each in gathered(source_of(some_terms()[-2])).insights if each.insight.rule not in GIVEN)

    def grave(weight: float, severity: str = "") -> str:
        return as_told(replace(found, weight=weight, severity=severity or severity_of(weight, default())), default()).severity

    assert [grave(weight) for weight in (7.4, 7.5, 22.4, 22.5, 25.0)] == ["low", "medium", "medium", "high", "high"]  # told as 5, 10, 20, 25, 25
    assert grave(0, "high") == "high"  # not made by hours


def test_a_share_of_an_insight_is_left_to_be_told_from_its_hours():
    for each in gathered(source_of(some_terms()[-2])).insights:
        kept = {name: value for name, value in each.insight.figures.items() if isinstance(value, Share)}

        assert {name: each.told.figures[name] for name in kept} == kept
        assert all(isinstance(each.told.figures[name], Share) for name in kept)


@pytest.mark.parametrize("form, value, told", [(PERCENT, 0.80949, 0.809), (PERCENT, 0.8095, 0.81), (RATIO, 2.675, 2.68)])
def test_a_number_as_shown_is_still_a_fraction(form: Format, value: float, told: float):
    assert form.told(value) == told
    assert shown_cell(told, form) == shown_cell(value, form)


def test_a_term_by_another_method_has_the_places_of_its_own():
    places = {**default().places, "need": 2}
    coarsely = replace(default(), sections=replace(default().sections, places=places))
    term = replace(some_terms()[-2], framework=coarsely, term=Term.parse(NOW.name), records=a_trust_of_four())

    assert gathered(source_of(term)).entries["140001.kpi.need"].places == 2


def test_a_released_value_is_a_number_and_its_mark():
    assert the_view().now._values["140001.kpi.need"] == Value(round(the_view().now.number("140001.kpi.need") or 0, 3), "")
