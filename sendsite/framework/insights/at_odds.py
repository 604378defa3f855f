"""Ratings that do not fit the plan or the hours beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio, school_sums
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.insights.trial import Trial, alone, free_spare, given
from sendsite.framework.measure import measure
from sendsite.framework.model import GREEN, RED, UNRATED, Flags, Measures
from sendsite.framework.records import PHASES


def at_odds(look: Look) -> Iterator[Insight]:
    """
    Rated green with an EHCP, red with a plan and no hours, or green with as many hours as a red pupil of the school has on average.

    Named where such pupils hold more than a share of the hours in rated pupils' plans, or where any red pupil with a plan has no hours at
    all. The EHCP counts only in phases where having one says something (`flags.high_need_intake`). Tried out for the red pupils without
    hours: hours that nobody holds, and one-to-one hours beyond other pupils' plans, go to them.
    """
    without = _red_without(look.measures)
    odd, need = _green_with_plan(look) | without | _green_with_many(look), look.deployment.pupils.need
    for school in range(len(look.deployment.schools.urn)):
        rated = look.total(school, need, look.measures.pupils.rating > UNRATED)
        concerned = look.total(school, need, odd)
        if not look.pupils_of(school, without) and (rated <= NOISE or concerned / rated <= look.framework.insights.at_odds_share + NOISE):
            continue
        trial = _tried(look, school)
        yield Insight(
            rule="at_odds",
            urn=look.urn(school),
            severity=look.severity(concerned),
            title="Some ratings do not fit the plan or the hours beside them",
            diagnosis=(
                f"Plans that name {hours(concerned)} a week, {share(Share(concerned, rated))} of the hours of all rated pupils, belong to pupils who are rated "
                "green and have an EHCP, rated red and have no hours, or rated green and receive as much as pupils rated red do on average."
            ),
            why="Each of these can be right. Where the rating or the hours are out of date, support misses the pupils who need it most today.",
            action="Look at each of these pupils once: is it the rating, the plan or the timetable that should change?",
            steps=(
                "Rated red without hours: timetable support first, from hours that nobody holds or that lie beyond other pupils' plans.",
                "Rated green with an EHCP: check that the answers are about need without the support, not about how well it works.",
                "Rated green with many hours: ask whether the pupil is ready for less, or whether the rating is out of date.",
            ),
            who=SENCO,
            where="/pupils",
            figures={
                "pupils": look.pupils_of(school, odd),
                "at_odds_hours": concerned,
                "at_odds_share": Share(concerned, rated),
                "hours_to_gaps": trial.met,
            },
            effect=trial.effect if trial.met > NOISE else None,
            weight=concerned,
            not_when="It does not apply where someone has looked at the pupil this term and can say why the two differ.",
            hours=trial.met,
        )


def _red_without(measures: Measures) -> Flags:
    """Rated red, with hours in the plan and none in the timetable."""
    pupils = measures.pupils
    without: Flags = (pupils.rating == RED) & (measures.deployment.pupils.need > NOISE) & (pupils.received <= NOISE)
    return without


def _green_with_plan(look: Look) -> Flags:
    """Rated green with an EHCP, in a phase in which only some pupils have one."""
    phases = np.array([phase in look.framework.flags.high_need_intake for phase in PHASES])
    telling = phases[look.deployment.schools.phase][look.deployment.pupils.school]
    green: Flags = telling & look.deployment.pupils.ehcp & (look.measures.pupils.rating == GREEN)
    return green


def _green_with_many(look: Look) -> Flags:
    """Rated green, with at least the hours of the school's average red pupil; nobody where no red pupil receives any."""
    pupils, school, count = look.measures.pupils, look.deployment.pupils.school, len(look.deployment.schools.urn)
    red = pupils.rating == RED
    average = ratio(school_sums(school[red], pupils.received[red], count), np.bincount(school[red], minlength=count))
    many = np.where(average > NOISE, average, np.inf)
    green: Flags = (pupils.rating == GREEN) & (pupils.received >= many[school] - NOISE)
    return green


def _tried(look: Look, school: int) -> Trial:
    """Hours that nobody holds or that lie beyond other pupils' plans, given to the red pupils without hours."""
    one = measure(alone(look.deployment, school), look.framework)
    without = _red_without(one)
    return given(one, free_spare(one, wanted=one.pupils.rating == RED), look.framework, only=without)
