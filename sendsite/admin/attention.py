"""What needs attention: the findings of the checks, those of one kind together, each with the way to where it is mended; and what is worth doing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from flask import url_for

from sendsite.admin import complete
from sendsite.admin.desk import desk
from sendsite.admin.me import me, my_schools, now
from sendsite.admin.past import WHOLE_TRUST
from sendsite.admin.where import Way, label, way
from sendsite.framework.checks import Finding, checks
from sendsite.framework.checks.finding import SEVERITIES
from sendsite.report.advice import advice
from sendsite.report.figures.pages import InsightCard
from sendsite.report.formats import capital

KINDS = {
    "no_staff": ("school has no support staff listed", "schools have no support staff listed"),
    "low_spend": ("school may have an incomplete staff list", "schools may have incomplete staff lists"),
    "overcommitted": ("member of staff is timetabled for more hours than they have", "members of staff are timetabled for more hours than they have"),
    "allocation_of_leaver": ("cell of the timetable is of somebody who has left", "cells of the timetable are of staff who have left"),
    "allocation_to_leaver": ("cell of the timetable is for a pupil who has left", "cells of the timetable are for pupils who have left"),
    "need_zero": ("plan names no hours of support", "plans name no hours of support"),
    "need_without_hours": ("pupil has hours in the plan and none in the timetable", "pupils have hours in the plan and none in the timetable"),
    "one_to_one_unmet": ("pupil gets less one-to-one than the plan names", "pupils get less one-to-one than the plan names"),
    "need_type_blank": ("pupil has no need type", "pupils have no need type"),
    "year_group_blank": ("pupil has no year group", "pupils have no year group"),
    "no_outcomes": ("plan has no outcome", "plans have no outcome"),
    "outcomes_not_reviewed": ("pupil’s outcomes were not reviewed in the last year", "pupils’ outcomes were not reviewed in the last year"),
    "review_due": ("pupil’s outcomes are due for review this term", "pupils’ outcomes are due for review this term"),
    "unrated": ("pupil is not rated yet", "pupils are not rated yet"),
    "rated_without_answers": ("rating has a date and no answers", "ratings have a date and no answers"),
    "rating_incomplete": ("rating has too few answers", "ratings have too few answers"),
    "rating_undated": ("rating has no date", "ratings have no date"),
    "rating_old": ("rating is over a year old", "ratings are over a year old"),
    "moderation_due": ("school has ratings for a second person to look at", "schools have ratings for a second person to look at"),
    "ehcp_without_funding": ("pupil with an EHCP has no top-up funding entered", "pupils with an EHCP have no top-up funding entered"),
    "band_without_amount": ("funding band in use has no amount", "funding bands in use have no amount"),
    "census_above_register": ("school’s census counts more pupils than its register", "schools’ census counts more pupils than their register"),
}
"""The findings of each check in words: of one, and of several."""

AT_ONE = {
    "no_staff": "No support staff are listed",
    "low_spend": "The staff list may be incomplete",
    "moderation_due": "Ratings wait for a second person to look at them",
    "census_above_register": "The census counts more pupils than the register",
}
"""Findings about a school as a whole, in words where there is one such school: what stands beside says which."""

LISTED = {
    "no_outcomes": {"reviews": "1"},
    "outcomes_not_reviewed": {"reviews": "1"},
    "review_due": {"reviews": "1"},
    "unrated": {"rating": "unrated"},
    "rating_undated": {"stale": "1"},
    "rating_old": {"stale": "1"},
}
"""What the register is sifted by, so that it lists the pupils of a finding."""

STILL = "Still to look at: "
"""What stands before the ids in the finding of second looks."""


class Place(NamedTuple):
    """Findings of one kind at one school ("" for the whole trust): how many, and where they are listed."""

    name: str
    number: int
    href: str


class Kind(NamedTuple):
    """Findings of one kind. `each` are they one by one, in words, with the way to where it is mended."""

    code: str
    severity: str
    words: str
    mend: Way
    places: tuple[Place, ...]
    each: tuple[Way, ...]


def findings(urns: Collection[str], *, of_trust: bool = False) -> tuple[Finding, ...]:
    """The findings at some schools, and with `of_trust` those of no school."""
    every = now().kept(("checks",), lambda: checks(now().records, desk().framework, now().today))
    return tuple(finding for finding in every if finding.urn in urns or (of_trust and not finding.urn))


def kinds(found: Iterable[Finding]) -> tuple[Kind, ...]:
    """Findings by kind, the gravest first, then the most frequent."""
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    made = (_kind(code, each) for code, each in by_code.items())
    return tuple(sorted(made, key=lambda kind: (SEVERITIES.index(kind.severity), -len(kind.each), kind.code)))


def _kind(code: str, found: list[Finding]) -> Kind:
    first, names = found[0], {school.urn: school.name for school in my_schools()}
    one, several = KINDS.get(code, (first.words, first.words))
    count = len(found)
    urns = list(dict.fromkeys(finding.urn for finding in found))
    places = tuple(
        Place(names.get(urn, ""), sum(finding.urn == urn for finding in found), url_for("home.school", urn=urn, _anchor=f"mend-{code}") if urn else "")
        for urn in urns
    )
    mend = Way(f"Open {label(_screen(first))}", way(_screen(first), urns[0], asking=LISTED.get(code, {}))) if len(urns) == 1 else Way("", "")
    words = AT_ONE[code] if code in AT_ONE and len(urns) == 1 else f"{count} {one if count == 1 else several}"
    return Kind(code, first.severity, words, mend, places, tuple(_one(finding) for finding in found))


def _one(finding: Finding) -> Way:
    """One finding, with names for ids; a pupil's leads to the pupil."""
    of_pupil = finding.words.startswith("Pupil ")
    words = capital(_named(finding.words.removeprefix(f"School {finding.urn}: "), finding))
    return Way(words, way(_screen(finding), finding.urn, subject=finding.subject if of_pupil else ""))


def _named(words: str, finding: Finding) -> str:
    """The words of a finding with the names of those it is about; whoever has no name keeps their id."""
    pupils, staff = now().kept(("names", finding.urn), lambda: _names(finding.urn))
    if finding.code == "moderation_due":
        told, mark, ids = words.partition(STILL)
        return told + mark + ", ".join(pupils.get(each, each) for each in ids.removesuffix(".").split(", ")) + "." if mark else words
    for who, names in (("Pupil", pupils), ("Member of staff", staff)):
        if finding.subject in names:
            words = words.replace(f"{who} {finding.subject}", names[finding.subject], 1)
    return words


def _names(urn: str) -> tuple[dict[str, str], dict[str, str]]:
    """The names of a school's pupils and of its staff, by id; without those that are blank."""
    records = now().of_school(urn)
    return {row.pupil_id: row.name for row in records.pupils if row.name}, {row.staff_id: row.name for row in records.staff if row.name}


def _screen(finding: Finding) -> str:
    return "/moderation" if finding.code == "moderation_due" else finding.where


class Worth(NamedTuple):
    """One insight. `urn` and `place` are the school that it was found at, "" where it was found over all of them."""

    card: InsightCard
    urn: str
    place: str


def worth_doing(urns: Collection[str], most: int) -> tuple[Worth, ...]:
    """The gravest insights at some schools; those who see all schools have them from all at once."""
    if me().sees_all and len(urns) != 1:
        view = complete.view(WHOLE_TRUST)
        return tuple(Worth(card, "", "") for card in advice(view, view.trust)[:most])
    names = {school.urn: school.name for school in my_schools()}
    found = [Worth(card, urn, names.get(urn, "")) for urn in urns for card in advice(complete.view(urn), complete.place(urn))]
    return tuple(sorted(found, key=lambda each: SEVERITIES.index(each.card.severity))[:most])
