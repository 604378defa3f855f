"""The whole story: the trust's records at ten moments, the same on every machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from sendsite.demo.calendar import LIVE_MOMENT, MOMENTS, year_of
from sendsite.demo.outcomes import outcome_rows
from sendsite.demo.pupils import Child, children
from sendsite.demo.ratings import moderation_rows, rating_rows
from sendsite.demo.rows import funding_bands, pupil_row
from sendsite.demo.scenarios import WhatIfs, what_ifs
from sendsite.demo.school_terms import SchoolTerm, school_term
from sendsite.demo.schools import CHARACTERS, Character, school
from sendsite.demo.set_out import set_out
from sendsite.demo.staff import Worker, workers
from sendsite.demo.statements import PRIORITIES, leavers, school_fact
from sendsite.demo.timetable import Habits
from sendsite.framework.records import Expectation, Records, SchoolFact
from sendsite.framework.term import Term

TERM_NAMES = tuple(term.name for term, _ in MOMENTS)


def _facts(character: Character, moment: int, everyone: tuple[Child, ...]) -> list[SchoolFact]:
    """What one school stated, term by term, up to a moment."""
    pupils = [child for child in everyone if child.school is character]
    stated = [school_fact(character, past, [child for child in pupils if child.is_here(past)]) for past in range(moment + 1)]
    return [fact for fact in stated if fact]


def _records(moment: int, terms: list[SchoolTerm], everyone: tuple[Child, ...], adults: tuple[Worker, ...]) -> Records:
    """The tables of one moment."""
    here = [child for term in terms for child in term.children]
    plans = [outcome_rows(child, moment) for child in here]
    extra = what_ifs(terms) if moment == LIVE_MOMENT else WhatIfs([], [], [], [])
    return Records(
        schools=tuple(school(term.school, year_of(moment)) for term in terms),
        staff=tuple(row for term in terms for row in term.staff) + tuple(extra.staff),
        pupils=tuple(pupil_row(child, moment) for child in here),
        outcomes=tuple(row for rows, _, _ in plans for row in rows),
        deployment=tuple(cell for term in terms for cell in term.cells) + tuple(extra.cells),
        tasks=tuple(task for term in terms for task in term.tasks) + tuple(extra.tasks),
        outcome_weeks=tuple(row for _, rows, _ in plans for row in rows),
        reviews=tuple(row for _, _, rows in plans for row in rows),
        ratings=tuple(row for child in here for row in rating_rows(child, moment)),
        moderations=tuple(row for child in here for row in moderation_rows(child, moment, TERM_NAMES)),
        funding_bands=funding_bands(MOMENTS[moment][1]),
        school_facts=tuple(fact for term in terms for fact in _facts(term.school, moment, everyone)),
        priorities=PRIORITIES,
        scenarios=tuple(extra.scenarios),
        leavers=leavers(everyone, adults, moment),
    )


@cache
def story() -> tuple[tuple[Term, date, Records], ...]:
    """Nine terms as they stood on the day they were frozen, and the live register, in order."""
    everyone, adults = children(), workers()
    habits: dict[str, Habits] = {character.urn: {} for character in CHARACTERS}
    told: list[tuple[Term, date, Records]] = []
    meant: tuple[Expectation, ...] = ()
    for moment, (term, day) in enumerate(MOMENTS):
        terms = [school_term(character, moment, everyone, adults, habits[character.urn]) for character in CHARACTERS]
        habits = {one.school.urn: one.habits for one in terms}
        told.append((term, day, replace(_records(moment, terms, everyone, adults), expectations=meant)))
        meant = tuple(sorted((*meant, *set_out(term.name, day, told[-1][2])), key=lambda row: (row.school_urn, row.number)))
    return tuple(told)
