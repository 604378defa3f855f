"""A small invented trust over some terms, for tests of the report: one school to look at closely, and odd ones beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.records import FundingBand, Priority, Records, SchoolFact
from sendsite.framework.settings import default
from sendsite.framework.term import Term, TermRecords
from sendsite.report.build import Setup, build_report
from sendsite.report.figures.pages import Page, Report
from tests.builders import AMemberOfStaff, APupil, a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome

SETUP = Setup("Saltmarsh Learning Trust")
NOW = Term.parse("2025-spring")
NEEDS = ("MLD", "ASD", "SLCN", "SEMH", "PD", "SPLD")


def pupils(count: int, *, first: str = "", gets: float = 4, needs: float = 5, ratings: str = "RAG", ehcp_every: int = 3) -> list[APupil]:
    """So many pupils; ratings come in turn, each n-th has an EHCP and top-up."""
    return [
        a_pupil(
            f"{first}{place}",
            needs=needs + place % 3,
            gets=gets,
            rating=ratings[place % len(ratings)],
            sen_status="E" if place % ehcp_every == 0 else "K",
            outcomes=(an_outcome("on_track", reviewed_on=date(2026, 2, 3)), an_outcome("developing")),
            primary_need=NEEDS[place % len(NEEDS)],
            year_group=str(1 + place % 6),
            name=f"Canary Featherstone{first}{place}",
            funding_band="B2" if place % ehcp_every == 0 else "",
        )
        for place in range(count)
    ]


def staff() -> list[AMemberOfStaff]:
    return [
        a_member_of_staff("t1", contracted=60, name="Perpetua Wagtail", tasks={"cover": 6, "preparation": 4}),
        a_member_of_staff("t2", contracted=60, send=55, role="HLTA", name="Ignatius Wagtail", tasks={"admin": 2}),
    ]


def middling(urn: str = "140001", name: str = "Tidewell Primary", count: int = 36, gets: float = 1.5, roll: int = 318) -> Records:
    """A school with every kind of figure."""
    groups = [an_allocation("t2", str(place), 2, group=f"g{place // 4}", mode="in_class") for place in range(min(count, 24))]
    return a_school(*pupils(count, gets=gets), *staff(), *groups, urn=urn, name=name, roll=roll, budget=120_000)


def small(urn: str = "140002", name: str = "Reedham Primary") -> Records:
    """Nine pupils, three of them red: much is hidden."""
    return a_school(*pupils(9, gets=2), a_member_of_staff("t1", contracted=30, name="Basil Dunnock"), urn=urn, name=name, roll=74, budget=30_000)


def empty(urn: str = "140003", name: str = "Newfen Academy") -> Records:
    """A school that has entered nothing but itself."""
    return a_school(urn=urn, name=name, phase="secondary", roll=640, budget=None)


def special(urn: str = "140004", name: str = "Saltings School") -> Records:
    return a_school(*pupils(20, gets=3, ehcp_every=1), *staff(), urn=urn, name=name, phase="special", roll=20, budget=200_000)


def a_trust_of_four(gets: float = 1.5) -> Records:
    """All of them, with a funding band, facts and priorities."""
    extra = Records(
        funding_bands=(FundingBand("B2", None, "Band 2", 600_000),),
        school_facts=(SchoolFact("140001", NOW.name, 4000, 9, 6, 12, 24, None),),
        priorities=(Priority("140001", 1, "Reds first", "reds", "", 4500), Priority("", 1, "Support in class", "mode", "in_class", 5000)),
    )
    return a_trust(middling(gets=gets), small(), empty(), special(), extra)


def reading(term: Term, records: Records, *, draft: bool = False, kept: bool = True) -> TermRecords:
    """A term's records, with its document kept as a snapshot's is."""
    day, framework = term.begins.replace(day=27), default()
    kept_document = document(measure(columns(records, framework, on=day), framework), framework) if kept and not draft else None
    return TermRecords(term, day, records, framework, draft=draft, taken_at="" if draft else f"{day.isoformat()}T10:00:00", document=kept_document)


def terms_back(term: Term, count: int) -> list[Term]:
    """So many terms up to one, ascending."""
    found = [term]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


@lru_cache(maxsize=1)
def some_terms() -> tuple[TermRecords, ...]:
    """Four terms of the trust of four, its hours rising, and a draft."""
    shown = [reading(term, a_trust_of_four(gets=1 + 0.25 * place)) for place, term in enumerate(terms_back(NOW, 4))]
    return (*shown, reading(Term.parse("2025-summer"), a_trust_of_four(gets=2), draft=True))


@lru_cache(maxsize=1)
def the_report() -> Report:
    return build_report(SETUP, some_terms())


def page(report: Report, key: str) -> Page:
    return next(page for page in report.pages if page.key == key)


def one_term(records: Records, **setup: object) -> Report:
    """The report of one term of records."""
    return build_report(replace(SETUP, **setup), [reading(NOW, records)])  # type: ignore[arg-type]  # fields by name
