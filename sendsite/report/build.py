"""A trust's terms in, the report out: every page of every term, as released figures only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sendsite.errors import BuildFailed
from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework
from sendsite.report.board_summary import board_summary
from sendsite.report.charts.canvas import Canvas
from sendsite.report.comparison import comparison
from sendsite.report.completing import completed, source_words
from sendsite.report.drawer import Drawer
from sendsite.report.figures.pages import Page, PageFigures, Report
from sendsite.report.method import method
from sendsite.report.metric_page import metric_page
from sendsite.report.rounding_note import rounding_said
from sendsite.report.school_dashboard import school_dashboard
from sendsite.report.school_data import school_data
from sendsite.report.school_deployment import school_deployment
from sendsite.report.school_finance import school_finance
from sendsite.report.school_history import school_history
from sendsite.report.school_insights import school_insights
from sendsite.report.sections import then_and_now
from sendsite.report.setup import Setup
from sendsite.report.term_archive import TermLine, term_archive, term_line
from sendsite.report.trust_finance import trust_finance
from sendsite.report.trust_insights import trust_insights
from sendsite.report.trust_overview import trust_overview
from sendsite.report.trust_trends import trust_trends
from sendsite.report.view import Place, View, key_of
from sendsite.report.views import Readable, in_order, places, root_of, views_of
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


def build_report(setup: Setup, terms: Sequence[Readable], *, alone: bool = False) -> Report:
    """
    Every page of every term. `terms` ascend; a draft, if any, stands last.

    The newest snapshot stands at the root and under its term, older ones under their term, the draft under `draft/`. Without a snapshot the
    draft is the root. Terms are read one after another and let go again; their pages lie outside of memory until they are drawn.
    `alone`: only the pages at the root, for a site that is to be kept by itself.
    """
    if not terms:
        raise BuildFailed("There is no term to report on. Take a snapshot, or enter the register.")
    shelved = in_order(terms)
    root = root_of(shelved)
    latest = Latest(root.term.label, frozenset(_keys(places(root.open()))))
    found = Gathered(Drawer(setup.pictures.parent if setup.pictures else None), alone)
    for view in views_of(setup, terms, Canvas(setup.pictures)):
        found.add(view, latest)
    newest = found.root
    methods = Page(METHOD_KEY, "public", "The method in force", completed(method(setup.method or found.method, setup), EXAMPLE_SOURCE))
    archive = Page("trust/archive", "trust", f"{setup.trust}: archive", term_archive(newest, found.lines))
    drawn = [page for pages in reversed(found.older) for page in pages]
    return Report(
        trust=setup.trust,
        plan_name=setup.plan_name,
        pages=(methods, *found.first, *drawn, archive),
        schools=tuple((school.scope, school.name) for school in newest.schools),
        terms=tuple((line.term.name, line.label) for line in reversed(found.lines) if not line.draft or len(found.lines) == 1),
        standing=newest.standing,
        draft=next((line.label for line in found.lines if line.draft and len(found.lines) > 1), ""),
    )


class Latest(NamedTuple):
    """The term at the root, and the keys of its pages."""

    label: str
    keys: frozenset[str]


@dataclass
class Gathered:
    """What is kept of the views as they go by: where their pages lie, a line for the archive, and the newest term's view, which holds no records."""

    drawer: Drawer
    alone: bool
    first: list[Page] = field(default_factory=list)
    older: list[list[Page]] = field(default_factory=list)
    lines: list[TermLine] = field(default_factory=list)
    _root: View | None = None
    _method: Framework | None = None

    def add(self, view: View, latest: Latest) -> None:
        """Make the pages of a term and lay them away."""
        lasting = view if self.alone else permanent(view)
        pages = [] if self.alone and view.prefix else self._laid(view, latest)
        self.lines.append(term_line(lasting))
        self._method = view.framework
        if view.prefix:
            self.older.append(pages)
            return
        self._root = view
        self.first = pages if lasting is view else [*pages, *self._laid(lasting, latest)]

    def _laid(self, view: View, latest: Latest) -> list[Page]:
        return [replace(page, laid=self.drawer.lay(page.figures)) for page in term_pages(view, latest)]

    @property
    def root(self) -> View:
        """The view of the term at the root."""
        assert self._root is not None
        return self._root

    @property
    def method(self) -> Framework:
        """The framework of the newest term, the draft if there is one."""
        assert self._method is not None
        return self._method


def permanent(view: View) -> View:
    """The newest term at the address that it will keep, under its own name; an older one has it already, and a draft keeps none."""
    return view if view.prefix or view.standing.draft else replace(view, prefix=f"{view.term.name}/")


def _keys(schools: Iterable[Place]) -> Iterator[str]:
    """The keys of a term's pages at the root."""
    for name, _, _ in TRUST_PAGES:
        yield key_of("", None, name)
    for place in schools:
        for name in (*(page[0] for page in SCHOOL_PAGES), "data"):
            yield key_of("", place, name)


def term_pages(view: View, latest: Latest) -> Iterator[Page]:
    """One term's pages; an older page knows where the newest term's same page stands."""
    for name, title, trust_page in TRUST_PAGES:
        key = view.key(None, name)
        words = _title(view.trust.name, title, view)
        yield Page(key, "trust", words, rounding_said(completed(trust_page(_standing(view, view.trust, key, latest)), source_words(view, view.trust))))
    for place in view.schools:
        yield from school_pages(view, place, latest)


def school_pages(view: View, place: Place, latest: Latest) -> Iterator[Page]:
    """One school's pages of a term, its data page last."""
    view = for_schools(view)
    made, source = [], source_words(view, place)
    for name, title, school_page in SCHOOL_PAGES:
        key = view.key(place, name)
        figures = rounding_said(completed(school_page(_standing(view, place, key, latest), place), source))
        made.append(Page(key, f"school:{place.scope}", _title(place.name, title, view), figures))
    yield from made
    key = view.key(place, "data")
    yield Page(key, f"school:{place.scope}", _title(place.name, "Data", view), school_data(_standing(view, place, key, latest), place, made))


def for_schools(view: View) -> View:
    """The view with the figures that schools' own pages may show."""
    history = tuple(replace(moment, figures=moment.figures.for_schools()) for moment in view.history)
    editions = tuple(replace(each, figures=each.figures.for_schools()) for each in view.editions)
    return replace(view, now=view.now.for_schools(), history=history, editions=editions)


def _title(name: str, page: str, view: View) -> str:
    return ", ".join(part for part in (name, page, view.standing.term_label[0].lower() + view.standing.term_label[1:]) if part)


def _standing(view: View, place: Place, key: str, latest: Latest) -> View:
    """The view with the standing of one page: an older term's page, or the draft's, names the newest term's same page; that its lasting address."""
    own: dict[str, Any] = {}
    history = view.key(place, "trends" if place.is_trust else "history")
    if view.editions:
        own["edition_key"] = f"{history}#edition"
    if then_and_now.one_term(view, place) is not None:
        own["method_key"] = f"{history}#{then_and_now.SLUG}"
    if view.standing.latest:
        lasting = permanent(view).prefix
        if lasting != view.prefix:
            own["permanent_key"] = f"{lasting}{key}"
    else:
        same = key.removeprefix(view.prefix)
        own |= {"latest_key": same if same in latest.keys else "home", "latest_label": latest.label}
    return replace(view, standing=replace(view.standing, **own)) if own else view


__all__ = ["METHOD_KEY", "Setup", "build_report"]
