"""A trust's terms in, the report out: every page of every term, as released figures only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sendsite.errors import BuildFailed
from sendsite.framework.model import KPIS
from sendsite.framework.term import TermRecords
from sendsite.report.board_summary import board_summary
from sendsite.report.charts.canvas import Canvas
from sendsite.report.comparison import comparison
from sendsite.report.completing import completed, source_words
from sendsite.report.figures.pages import Page, PageFigures, Report
from sendsite.report.method import method
from sendsite.report.metric_page import metric_page
from sendsite.report.school_dashboard import school_dashboard
from sendsite.report.school_data import school_data
from sendsite.report.school_deployment import school_deployment
from sendsite.report.school_finance import school_finance
from sendsite.report.school_history import school_history
from sendsite.report.school_insights import school_insights
from sendsite.report.setup import Setup
from sendsite.report.term_archive import term_archive
from sendsite.report.trust_finance import trust_finance
from sendsite.report.trust_insights import trust_insights
from sendsite.report.trust_overview import trust_overview
from sendsite.report.trust_trends import trust_trends
from sendsite.report.view import Place, View
from sendsite.report.views import views_of
from sendsite.report.words import KPI_NAMES

METHOD_KEY = "research"
EXAMPLE_SOURCE = "An invented school, in no trust"
SCHOOL_PAGES: tuple[tuple[str, str, Callable[[View, Place], PageFigures]], ...] = (
    ("", "", school_dashboard),
    ("finance", "Finance", school_finance),
    ("deployment", "Deployment", school_deployment),
    ("insights", "Insights", school_insights),
    ("history", "History", school_history),
    ("summary", "Summary for the board", board_summary),
)


def _metric(kpi: str) -> Callable[[View], PageFigures]:
    return lambda view: metric_page(view, kpi)


TRUST_PAGES: tuple[tuple[str, str, Callable[[View], PageFigures]], ...] = (
    ("", "", trust_overview),
    ("comparison", "Schools compared", comparison),
    *((f"metric-{kpi}", KPI_NAMES[kpi], _metric(kpi)) for kpi in ("sei", *KPIS)),
    ("trends", "Trends", trust_trends),
    ("finance", "Finance", trust_finance),
    ("insights", "Insights", trust_insights),
)


def build_report(setup: Setup, terms: Sequence[TermRecords]) -> Report:
    """
    Every page of every term. `terms` ascend; a draft, if any, stands last.

    The newest snapshot stands at the root and under its term, older ones under their term, the draft under `draft/`. Without a snapshot the
    draft is the root.
    """
    if not terms:
        raise BuildFailed("There is no term to report on. Take a snapshot, or enter the register.")
    views = views_of(setup, terms, Canvas(setup.pictures))
    root = next(view for view in views if not view.prefix)
    pages = [Page(METHOD_KEY, "public", "The method in force", completed(method(terms[-1].framework, setup), EXAMPLE_SOURCE))]
    kept = frozenset(_keys(root))
    lasting = permanent(root)
    others = [view for view in reversed(views) if view is not root]
    for view in [root, *([] if lasting is root else [lasting]), *others]:
        pages += term_pages(view, kept)
    archive = term_archive(root, tuple(lasting if view is root else view for view in views))
    pages.append(Page("trust/archive", "trust", f"{setup.trust}: archive", archive))
    return Report(
        trust=setup.trust,
        plan_name=setup.plan_name,
        pages=tuple(pages),
        schools=tuple((school.scope, school.name) for school in root.schools),
        terms=tuple((view.term.name, view.term.label) for view in reversed(views) if not view.standing.draft or len(views) == 1),
        standing=root.standing,
    )


def permanent(root: View) -> View:
    """The newest term at the address that it will keep, under its own name; a draft keeps none."""
    return root if root.standing.draft else replace(root, prefix=f"{root.term.name}/")


def _keys(view: View) -> Iterator[str]:
    """The keys of a term's pages, without its prefix."""
    for name, _, _ in TRUST_PAGES:
        yield view.key(None, name).removeprefix(view.prefix)
    for place in view.schools:
        for name in (*(page[0] for page in SCHOOL_PAGES), "data"):
            yield view.key(place, name).removeprefix(view.prefix)


def term_pages(view: View, latest: frozenset[str]) -> Iterator[Page]:
    """One term's pages; an older page knows where the newest term's same page stands."""
    for name, title, trust_page in TRUST_PAGES:
        key = view.key(None, name)
        words = _title(view.trust.name, title, view)
        yield Page(key, "trust", words, completed(trust_page(_standing(view, key, latest)), source_words(view, view.trust)))
    for place in view.schools:
        yield from school_pages(view, place, latest)


def school_pages(view: View, place: Place, latest: frozenset[str]) -> Iterator[Page]:
    """One school's pages of a term, its data page last."""
    made, source = [], source_words(view, place)
    for name, title, school_page in SCHOOL_PAGES:
        key = view.key(place, name)
        figures = completed(school_page(_standing(view, key, latest), place), source)
        made.append(Page(key, f"school:{place.scope}", _title(place.name, title, view), figures))
    yield from made
    key = view.key(place, "data")
    yield Page(key, f"school:{place.scope}", _title(place.name, "Data", view), school_data(_standing(view, key, latest), place, made))


def _title(name: str, page: str, view: View) -> str:
    return ", ".join(part for part in (name, page, view.standing.term_label[0].lower() + view.standing.term_label[1:]) if part)


def _standing(view: View, key: str, latest: frozenset[str]) -> View:
    """The view with the standing of one page: an older term's page, or the draft's, names the newest term's same page; that its lasting address."""
    if view.standing.latest:
        lasting = permanent(view).prefix
        return view if view.prefix or not lasting else replace(view, standing=replace(view.standing, permanent_key=f"{lasting}{key}"))
    same = key.removeprefix(view.prefix)
    return replace(view, standing=replace(view.standing, latest_key=same if same in latest else "home"))


__all__ = ["METHOD_KEY", "Setup", "build_report"]
