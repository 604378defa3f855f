"""One frozen dataclass a page of figures. The theme has one template for each, named after it: SchoolDashboard -> school_dashboard.html."""

from __future__ import annotations

from dataclasses import dataclass

from sendsite.report.figures.cards import Effect as Effect
from sendsite.report.figures.cards import IndexFigure as IndexFigure
from sendsite.report.figures.cards import InsightCard as InsightCard
from sendsite.report.figures.cards import KpiCard as KpiCard
from sendsite.report.figures.cards import PatternCard as PatternCard
from sendsite.report.figures.charts import Bars, Section, Spark
from sendsite.report.figures.values import Band, Cell, Change, Link, Notice, Standing, Table


@dataclass(frozen=True, slots=True)
class SchoolHead:
    """A school as its pages name it. `tabs` are the school's own pages of this term, in order."""

    urn: str
    name: str
    phase: str
    about: str  # such as `52 pupils on the register, 318 on roll`
    tabs: tuple[Link, ...]
    small: bool = False  # whether so few are on its roll or its register that much cannot be shown


@dataclass(frozen=True, slots=True)
class SchoolDashboard:
    standing: Standing
    school: SchoolHead
    notices: tuple[Notice, ...]
    index: IndexFigure
    kpis: tuple[KpiCard, ...]
    sections: tuple[Section, ...]  # where hours land; need against hours by rating; need against hours by pupils' band; drift; how support is given ...
    questions: tuple[str, ...]
    next_step: InsightCard | None
    numbers: tuple[Section, ...]  # what governors are asked for: pupils with plans, areas of need, requests ...


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """A school's page of sections."""

    standing: Standing
    school: SchoolHead
    heading: str
    lede: str
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SchoolFinance(SchoolPage):
    """Money at standard cost, funding, and real schools of the same phase and size beside it."""


@dataclass(frozen=True, slots=True)
class SchoolDeployment(SchoolPage):
    """How support is given: roles, modes, groups, ratings, drift, priorities."""


@dataclass(frozen=True, slots=True)
class SchoolHistory(SchoolPage):
    """Index and KPIs over all terms, and what moved the index between them."""


@dataclass(frozen=True, slots=True)
class SchoolInsights:
    standing: Standing
    school: SchoolHead
    heading: str
    lede: str
    first: tuple[InsightCard, ...]  # at most five
    more: tuple[InsightCard, ...]
    questions: tuple[str, ...]
    patterns: tuple[PatternCard, ...] = ()  # measures read together
    sections: tuple[Section, ...] = ()  # what was set out to do, and what came
    notices: tuple[Notice, ...] = ()  # how to read the figures, where there is nothing to do about it


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """Two A4 sides: introduction, key information, priority areas, next steps, who is compared with whom."""

    standing: Standing
    school: SchoolHead
    introduction: str
    notices: tuple[Notice, ...]
    index: IndexFigure
    kpis: tuple[KpiCard, ...]
    picture: Section | None
    key_table: Table
    priorities: tuple[InsightCard, ...]
    questions: tuple[str, ...]
    compared: tuple[str, ...]
    scores: Bars | None = None  # the picture as plain bars, for a narrow screen


@dataclass(frozen=True, slots=True)
class SchoolData:
    """All downloads of a school's term, page by page, with what each column means."""

    standing: Standing
    school: SchoolHead
    groups: tuple[tuple[Link, tuple[tuple[str, str], ...]], ...]  # (page, ((slug, caption), ...))
    dictionary: Table


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school on the trust's pages."""

    urn: str
    name: str
    phase: str
    key: str
    sei: Cell
    band: Band | None
    change: Change | None
    spark: Spark | None
    note: str
    headline: str


@dataclass(frozen=True, slots=True)
class TrustOverview:
    standing: Standing
    heading: str
    tabs: tuple[Link, ...]
    notices: tuple[Notice, ...]
    index: IndexFigure
    kpis: tuple[KpiCard, ...]
    schools: tuple[SchoolLine, ...]
    sections: tuple[Section, ...]
    next_steps: tuple[InsightCard, ...]
    questions: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrustPage:
    """A page of the trust made of sections."""

    standing: Standing
    heading: str
    tabs: tuple[Link, ...]
    lede: str
    notices: tuple[Notice, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Comparison(TrustPage):
    """Dot plot first, then the league table with its caveat and small-school marks; one phase alone can be looked at."""


@dataclass(frozen=True, slots=True)
class MetricPage(TrustPage):
    """One measure across the schools: definition, dot plot, table, trends, spread against real schools."""


@dataclass(frozen=True, slots=True)
class TrustTrends(TrustPage):
    """Small multiples of the index and each KPI, one a school."""


@dataclass(frozen=True, slots=True)
class TrustFinance(TrustPage):
    """Money of the trust and each school at standard cost, and finance against need met as a scatter."""


@dataclass(frozen=True, slots=True)
class TrustInsights:
    standing: Standing
    heading: str
    tabs: tuple[Link, ...]
    lede: str
    first: tuple[InsightCard, ...]
    more: tuple[InsightCard, ...]
    sections: tuple[Section, ...] = ()  # what schools set out to do, and what came; changes worth a second look
    patterns: tuple[PatternCard, ...] = ()  # measures read together
    questions: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()  # which schools' figures to read with care


@dataclass(frozen=True, slots=True)
class TermArchive:
    """Every term there is and where it stands."""

    standing: Standing
    heading: str
    tabs: tuple[Link, ...]
    lede: str
    terms: Table
    editions: Table | None = None  # every edition of the terms that were corrected


@dataclass(frozen=True, slots=True)
class Method:
    """Every formula, threshold and default in force, and an invented school worked through figure by figure. Public."""

    framework: str
    lede: str
    formulas: tuple[tuple[str, str, str, str], ...]  # (name, formula, in words, not available when)
    tables: tuple[Table, ...]  # thresholds, defaults with source and date, overrides
    questions: tuple[str, ...]
    example: tuple[Section, ...]
    overrides: tuple[str, ...]
    not_here: tuple[tuple[str, str], ...]  # (what nobody will find, why)
    suppression: tuple[tuple[str, str, str], ...]  # (rule of what is hidden, why, example)


PageFigures = (
    SchoolDashboard
    | SchoolFinance
    | SchoolDeployment
    | SchoolHistory
    | SchoolInsights
    | BoardSummary
    | SchoolData
    | TrustOverview
    | Comparison
    | MetricPage
    | TrustTrends
    | TrustFinance
    | TrustInsights
    | TermArchive
    | Method
)


class Lying:
    """Figures that lie outside of memory."""

    def read(self) -> PageFigures:
        """The figures, read now."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """
    A page to be published. Key `school/140001` stands at school/140001/index.html, `school/140001/finance` at school/140001/finance.html.

    Its figures may lie outside of memory and are then read each time they are asked for: of many terms they are many.
    """

    key: str
    audience: str  # public, trust, school:<urn>
    title: str
    laid: PageFigures | Lying

    @property
    def figures(self) -> PageFigures:
        """What stands on it."""
        return self.laid.read() if isinstance(self.laid, Lying) else self.laid

    def __eq__(self, other: object) -> bool:
        """Whether two pages are the same to a reader, wherever their figures lie."""
        return isinstance(other, Page) and (self.key, self.audience, self.title, self.figures) == (other.key, other.audience, other.title, other.figures)

    def __repr__(self) -> str:
        """All of it: who looks through a page for what must not be there finds it wherever its figures lie."""
        return f"Page({self.key!r}, {self.audience!r}, {self.title!r}, {self.figures!r})"

    __hash__ = None  # type: ignore[assignment]  # figures are compared, never looked up


@dataclass(frozen=True, slots=True)
class Report:
    """
    Everything a site is rendered from, besides its articles and theme. `schools` are (urn, name); `terms` are (name, label), newest first.

    `draft` is the label of the term that stands below `draft/`, "" where there is none.
    """

    trust: str
    plan_name: str
    pages: tuple[Page, ...]
    schools: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, str], ...]
    standing: Standing
    draft: str = ""
