"""Ways to look into a report: everything in a page, one section, one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import SchoolDashboard
from sendsite.report.formats import MINUS
from tests.report.trust import page, the_report


def walk(value: object) -> Iterator[object]:
    """A value and everything in it."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from walk(getattr(value, item.name))


def dashboard(key: str = "school/140001") -> SchoolDashboard:
    figures = page(the_report(), key).figures
    assert isinstance(figures, SchoolDashboard)
    return figures


def section(figures: object, slug: str) -> Section:
    return next(found for found in walk(figures) if isinstance(found, Section) and found.slug == slug)


def number(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-").replace(",", "").replace("+", ""))
