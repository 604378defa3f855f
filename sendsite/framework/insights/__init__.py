"""What is worth doing, and what it would do. A new rule is a new file and a line in INSIGHTS."""

from __future__ import annotations

from datetime import date

from sendsite.framework.insights.absorbed import absorbed
from sendsite.framework.insights.amounts import exactly
from sendsite.framework.insights.at_odds import at_odds
from sendsite.framework.insights.budget import budget
from sendsite.framework.insights.changing_hands import changing_hands
from sendsite.framework.insights.concentration import concentration
from sendsite.framework.insights.continuing import continuing
from sendsite.framework.insights.costly import costly
from sendsite.framework.insights.highest_need import highest_need
from sendsite.framework.insights.insight import SEVERITIES, Effect, Insight, Look, Rule, Shift
from sendsite.framework.insights.low_spend import low_spend
from sendsite.framework.insights.one_adult import one_adult
from sendsite.framework.insights.overcommitted import overcommitted
from sendsite.framework.insights.priority import priority
from sendsite.framework.insights.small_school import small_school
from sendsite.framework.insights.stale import stale
from sendsite.framework.insights.surplus import surplus
from sendsite.framework.insights.tied import tied
from sendsite.framework.insights.top_up import top_up
from sendsite.framework.insights.unallocated import unallocated
from sendsite.framework.insights.unrated import unrated
from sendsite.framework.insights.unreviewed import unreviewed
from sendsite.framework.insights.untied import untied
from sendsite.framework.insights.withdrawn import withdrawn
from sendsite.framework.model import Measures
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework

INSIGHTS: tuple[Rule, ...] = (
    absorbed,
    highest_need,
    unallocated,
    surplus,
    overcommitted,
    concentration,
    one_adult,
    costly,
    untied,
    unreviewed,
    unrated,
    stale,
    tied,
    at_odds,
    continuing,
    priority,
    withdrawn,
    changing_hands,
    top_up,
    budget,
    low_spend,
    small_school,
)


def insights(
    measures: Measures, framework: Framework, records: Records | None = None, before: Measures | None = None, on: date | None = None
) -> tuple[Insight, ...]:
    """
    Every insight of a set of schools: the gravest first, then those that would bring pupils the most hours, then those that concern the most.

    Rules that ask how old something is speak only where `records` and the day `on` which they are looked at are given.
    """
    return tuple(insight.said(exactly) for insight in open_insights(measures, framework, records, before, on))


def open_insights(
    measures: Measures, framework: Framework, records: Records | None = None, before: Measures | None = None, on: date | None = None
) -> tuple[Insight, ...]:
    """The same, with the amounts in their words left open: until it is known whether they are told exactly or coarsely."""
    look = Look(measures, framework, records, before, on)
    return tuple(sorted((insight for rule in INSIGHTS for insight in rule(look)), key=_rank))


def _rank(insight: Insight) -> tuple[int, float, float, str, str]:
    return SEVERITIES.index(insight.severity), -insight.hours, -insight.weight, insight.urn, insight.rule


__all__ = ["INSIGHTS", "Effect", "Insight", "Shift", "insights", "open_insights"]
