"""What stands at the head of pages: the school or trust, its tabs, and the notices to read first."""

from __future__ import annotations

from sendsite.report.cards import missing_kpis
from sendsite.report.figures.pages import SchoolHead
from sendsite.report.figures.values import Link, Notice
from sendsite.report.formats import COUNT, listed
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES, PHASES, flag_words, why_missing

SCHOOL_TABS = (
    ("Dashboard", ""),
    ("Finance", "finance"),
    ("Deployment", "deployment"),
    ("Insights", "insights"),
    ("History", "history"),
    ("Summary", "summary"),
    ("Data", "data"),
)
TRUST_TABS = (
    ("Overview", ""),
    ("Comparison", "comparison"),
    ("Measures", "metric-sei"),
    ("Trends", "trends"),
    ("Finance", "finance"),
    ("Insights", "insights"),
    ("Archive", "archive"),
)


def school_head(view: View, place: Place) -> SchoolHead:
    """A school as its pages name it."""
    tabs = tuple(Link(label, view.key(place, page)) for label, page in SCHOOL_TABS)
    return SchoolHead(place.scope, place.name, PHASES[place.phase], about(view, place), tabs, view.small(place))


def trust_tabs(view: View) -> tuple[Link, ...]:
    """The trust’s own pages; the archive is one for all terms."""
    return tuple(Link(label, "trust/archive" if page == "archive" else view.key(view.trust, page)) for label, page in TRUST_TABS)


def about(view: View, place: Place) -> str:
    """`52 pupils on the register, 318 on roll`. A hidden number need not be small: it may stand beside one that is."""
    register = view.figure(place, "register", COUNT)
    pupils = "1 pupil" if register.text == "1" else f"{register.text} pupils"
    known = "number on the register hidden" if register.mark else f"{pupils} on the register"
    return f"{known}, {COUNT.text(view.number(place, 'roll') or 0)} on roll"


def school_notices(view: View, place: Place) -> tuple[Notice, ...]:
    """Smallness, missing data and the flags that are read beside the figures. That a page is a draft, its standing says."""
    notices = []
    if not view.number(place, "register") and not view.now.hidden(f"{place.scope}.register"):
        notices.append(Notice("No pupils on the register", "Figures appear once the school’s pupils and their plans are entered.", "missing"))
    for flag in ("small_register", "small_school", "low_spend", "high_need_intake", "overcommitted"):
        if view.now.told(f"{place.scope}.flag.{flag}"):
            heading, text = flag_words(flag, view.framework)
            notices.append(Notice(heading, text, "care" if flag != "high_need_intake" else "info"))
    gone = missing_kpis(view, place)
    if gone:
        text = f"The school’s dashboard says why, and what would make {'it' if len(gone) == 1 else 'them'} available."
        notices.append(Notice(f"{listed([KPI_NAMES[kpi] for kpi in gone])} not available", text, "missing"))
    return tuple(notices)


def left_out(view: View, only: Place | None = None) -> tuple[str, ...]:
    """Which school is left out of which of the trust's measures, and why; and which has no band or rank. `only`: of one school, for its own pages."""
    names = {school.scope: school for school in view.schools if only is None or school.scope == only.scope}
    said = []
    for kpi in KPI_NAMES:
        for urn, school in names.items():
            if view.now.told(f"{urn}.left_out.{kpi}"):
                said.append(f"{school.name} is left out of the trust’s {KPI_NAMES[kpi]}: {missing_reasons_of(view, school, kpi)}.")
    for school in names.values():
        if view.now.told(f"{school.scope}.flag.small_register") and view.kpi_number(school, "sei") is not None:
            said.append(f"{school.name} has no band and no rank: fewer than {view.framework.index.register_least} pupils are on its register.")
    return tuple(said)


def missing_reasons_of(view: View, place: Place, kpi: str) -> str:
    """Why one KPI of a school is not there."""
    return why_missing(kpi, view.now.told(f"{place.scope}.missing.{kpi}"))[0]


def trust_notices(view: View) -> tuple[Notice, ...]:
    """Schools whose data have gaps."""
    gaps = [school.name for school in view.schools if missing_kpis(view, school)]
    if gaps:
        text = (
            f"{listed(gaps)} {'has' if len(gaps) == 1 else 'have'} no index this term; the pages say which measure is missing and what would make it available."
        )
        return (Notice("Some figures are not there yet", text, "missing"),)
    return ()
