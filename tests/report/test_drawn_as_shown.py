"""Every chart, picture and file is drawn from what is shown: measures that are rounded before anything is drawn change not one byte."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.build import build_report
from sendsite.report.charts.clean import coarse
from sendsite.report.complete import complete_page, complete_terms, complete_view
from sendsite.report.disclosure.rounding import in_places
from sendsite.report.downloads import csv_bytes, xlsx_bytes
from sendsite.report.figures.charts import Picture
from sendsite.report.figures.pages import Report
from sendsite.report.figures.values import Table
from tests.report.looking import walk
from tests.report.trust import SETUP, some_terms

FINE = re.compile(r"\d\.\d{3,}")


def with_measures(term: TermRecords, made: Callable[[float, int], float]) -> TermRecords:
    """A term whose document tells other measures, scores and indexes, each made from the one that is there and its places."""
    was: Any = term.document
    return replace(term, document={**was, "schools": [_told(school, made) for school in was["schools"]], "trust": _told(was["trust"], made)})


def _told(entry: Mapping[str, Any], made: Callable[[float, int], float]) -> dict[str, Any]:
    places = default().places
    kpis = {
        kpi: {**each, "value": _made(each["value"], places[kpi], made), "score": _made(each["score"], places["sei"], made)}
        for kpi, each in entry["kpis"].items()
    }
    return {**entry, "kpis": kpis, "sei": {**entry["sei"], "value": _made(entry["sei"]["value"], places["sei"], made)}}


def _made(value: float | None, places: int, made: Callable[[float, int], float]) -> float | None:
    return None if value is None else made(value, places)


def a_step_more(value: float, places: int) -> float:
    return value + 10.0**-places


@cache
def frozen() -> tuple[TermRecords, ...]:
    """Terms with a document: measures that are as they were published."""
    return some_terms()[:-1]


@cache
def as_it_is() -> Report:
    return build_report(SETUP, frozen())


def files(report: Report) -> list[bytes]:
    """Every download of a report, and its pictures."""
    tables = [[each for each in walk(page.figures) if isinstance(each, Table)] for page in report.pages]
    pictures = [each for page in report.pages for each in walk(page.figures) if isinstance(each, Picture)]
    return [
        *(xlsx_bytes(each, "") for each in tables if each),
        *(csv_bytes(table) for each in tables for table in each),
        *(picture.svg.encode() for picture in pictures),
        *(picture.png for picture in pictures),
    ]


def test_measures_that_are_rounded_before_drawing_change_no_byte():
    shown = build_report(SETUP, [with_measures(term, in_places) for term in frozen()])

    assert any(isinstance(each, Picture) for page in shown.pages for each in walk(page.figures))
    assert shown == as_it_is()
    assert files(shown) == files(as_it_is())


def test_a_measure_that_is_shown_otherwise_changes_them():
    other = build_report(SETUP, [with_measures(term, a_step_more) for term in frozen()])

    assert other != as_it_is()
    assert files(other) != files(as_it_is())


def test_drawn_from_exact_measures_they_would_differ():
    pages = []
    for terms in (frozen(), [with_measures(term, in_places) for term in frozen()]):
        *earlier, now = terms
        view = complete_view(SETUP, now, complete_terms(earlier))
        pages.append(complete_page(view, "summary", view.schools[-1]))

    assert pages[0] != pages[1]


def numbers_of(svg: str) -> Sequence[str]:
    return re.findall(r'="([^"#]*)"', svg)


def test_no_picture_has_a_number_of_more_than_two_decimal_places():
    pictures = [each for page in as_it_is().pages for each in walk(page.figures) if isinstance(each, Picture)]

    assert [said for picture in pictures for said in numbers_of(picture.svg) if FINE.search(said)] == []


def test_no_mark_of_a_chart_is_placed_more_finely_than_a_hundredth():
    places = [each for page in as_it_is().pages for each in walk(page.figures) if isinstance(each, float)]

    assert len(places) > 1000
    assert [place for place in places if place != round(place, 3)] == []


def test_no_cell_of_a_workbook_has_the_noise_of_a_float():
    tables = [each for page in as_it_is().pages for each in walk(page.figures) if isinstance(each, Table)]
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(tables, ""))) as book:
        told = [said for name in book.namelist() if "worksheets" in name for said in re.findall(r"<v>([^<]*)</v>", book.read(name).decode())]

    assert any("." in said for said in told)
    assert [said for said in told if FINE.search(said)] == []


@pytest.mark.parametrize("number, kept", [("3.14159", "3.14"), ("-0.0001", "0"), ("12.3", "12.3"), ("0.999", "1")])
def test_numbers_of_a_picture_keep_two_places(number: str, kept: str):
    assert coarse(number) == kept
