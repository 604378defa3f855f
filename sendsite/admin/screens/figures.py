"""Dashboard, finance and insights: the site's own pages drawn complete, with ways to where each figure is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from sendsite.admin import complete, pay
from sendsite.admin.drawn import OF_SCHOOL, OF_TRUST, Links, surroundings, template_of
from sendsite.admin.me import may
from sendsite.admin.rights import right
from sendsite.admin.set_out import set_out
from sendsite.admin.where import Way
from sendsite.report.completing import about_lines
from sendsite.report.contents import contents_of
from sendsite.report.downloads import csv_bytes, xlsx_bytes
from sendsite.report.figures.pages import PageFigures, SchoolFinance
from sendsite.report.figures.values import Table

screen = Blueprint("figures", __name__)

TITLES = {"dashboard": "Dashboard", "finance": "Finance", "insights": "Insights", "hours": "Where hours go", "terms": "Over the terms"}
FURTHER = ("hours", "terms")
"""Pages of a school that have no place of their own among its ways."""

TRUST_TITLES = {"overview": "Trust", "comparison": "Schools compared", "trends": "Trends", "finance": "Finance", "insights": "Insights"}
SCHOOL_NAMES = {page: name for name, page in OF_SCHOOL.items()}
TRUST_NAMES = {page: name for name, page in OF_TRUST.items()}
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@screen.get("/school/<urn>/dashboard")
@right("look")
def dashboard(urn: str) -> ResponseReturnValue:
    """The index, the five measures, where hours land, what to ask and what to do next."""
    return _school(urn, "dashboard")


@screen.get("/school/<urn>/finance")
@right("look")
def finance(urn: str) -> ResponseReturnValue:
    """Money at standard cost, and at actual cost for those who may see pay."""
    return _school(urn, "finance")


@screen.get("/school/<urn>/insights")
@right("look")
def insights(urn: str) -> ResponseReturnValue:
    """What is worth doing, and what it would change."""
    return _school(urn, "insights")


@screen.get("/school/<urn>/hours")
@right("look")
def hours(urn: str) -> ResponseReturnValue:
    """How support is given: roles, ratings, areas, key stages, modes, groups, tasks."""
    return _school(urn, "hours")


@screen.get("/school/<urn>/terms")
@right("look")
def terms(urn: str) -> ResponseReturnValue:
    """Index and measures over all frozen terms."""
    return _school(urn, "terms")


@screen.get("/school/<urn>/<any(dashboard, finance, insights, hours, terms):page>/<slug>.csv")
@right("look")
def table(urn: str, page: str, slug: str) -> ResponseReturnValue:
    """One table of a page as CSV, complete."""
    return _csv(_of_school(urn, page), f"{urn}-{page}", slug)


@screen.get("/school/<urn>/<any(dashboard, finance, insights, hours, terms):page>.xlsx")
@right("look")
def workbook(urn: str, page: str) -> ResponseReturnValue:
    """All tables of a page as one workbook, complete."""
    return _xlsx(_of_school(urn, page), f"{urn}-{page}", f"{complete.place(urn).name}: {TITLES[page]}")


@screen.get("/trust")
@right("trust")
def trust() -> ResponseReturnValue:
    """The trust at a glance."""
    return _trust("overview")


@screen.get("/trust/<any(comparison, trends, finance, insights):page>")
@right("trust")
def trust_page(page: str) -> ResponseReturnValue:
    """A further page of the trust."""
    return _trust(page)


@screen.get("/trust/<any(overview, comparison, trends, finance, insights):page>/<slug>.csv")
@right("trust")
def trust_table(page: str, slug: str) -> ResponseReturnValue:
    """One table of a page of the trust as CSV, complete."""
    return _csv(complete.page(TRUST_NAMES[page]), f"trust-{page}", slug)


@screen.get("/trust/<any(overview, comparison, trends, finance, insights):page>.xlsx")
@right("trust")
def trust_workbook(page: str) -> ResponseReturnValue:
    """All tables of a page of the trust as one workbook, complete."""
    return _xlsx(complete.page(TRUST_NAMES[page]), f"trust-{page}", f"The trust: {TRUST_TITLES[page]}")


def _of_school(urn: str, page: str) -> PageFigures:
    """A page of a school; what rests on salaries is in it for those alone who may see them."""
    figures = complete.page(SCHOOL_NAMES[page], urn)
    if isinstance(figures, SchoolFinance) and may("pay"):
        return replace(figures, sections=(*figures.sections, *pay.sections(urn)))
    return figures


def _school(urn: str, page: str) -> ResponseReturnValue:
    figures = _of_school(urn, page)
    tabs = tuple(Way(TITLES[each], url_for(f".{each}", urn=urn)) for each in FURTHER)
    key = f"school/{urn}/{SCHOOL_NAMES[page]}".rstrip("/")
    context = surroundings(Links(urn, page, figures), key, TITLES[page], tabs)
    if page == "insights":
        context["set_out"] = set_out(urn)
    return render_template(template_of(figures), **context, current=TITLES[page], unread=complete.fault())


def _trust(page: str) -> ResponseReturnValue:
    figures = complete.page(TRUST_NAMES[page])
    tabs = tuple(Way(title, url_for(".trust_page", page=each) if TRUST_NAMES[each] else url_for(".trust")) for each, title in TRUST_TITLES.items())
    key = f"trust/{TRUST_NAMES[page]}".rstrip("/")
    context = surroundings(Links("", page, figures), key, TRUST_TITLES[page], tabs)
    return render_template(template_of(figures), **context, current=TRUST_TITLES[page], unread=complete.fault())


def _csv(figures: PageFigures, name: str, slug: str) -> Response:
    found = contents_of(name, figures).tables.get(slug)
    if found is None:
        abort(404)
    return _download(csv_bytes(found), f"{name}-{slug}-complete.csv", CSV)


def _xlsx(figures: PageFigures, name: str, title: str) -> Response:
    tables: tuple[Table, ...] = tuple(contents_of(name, figures).tables.values())
    if not tables:
        abort(404)
    return _download(xlsx_bytes(tables, title, tuple(_about(figures))), f"{name}-complete.xlsx", XLSX)


def _about(figures: PageFigures) -> Iterator[tuple[str, str]]:
    """What a workbook says of itself: above all that it is not for publication."""
    yield "Complete", "Nothing is hidden in these tables: for colleagues, not for publication."
    yield from about_lines(getattr(figures, "standing", None))


def _download(content: bytes, name: str, kind: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    return answer
