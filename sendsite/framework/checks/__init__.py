"""Data quality of a register: what is missing, old or at odds, who mends it and where. A new check is a function and a line in CHECKS."""

from __future__ import annotations

from datetime import date

from sendsite.framework.checks import census, funding, moderation, people, plans, ratings
from sendsite.framework.checks.finding import SEVERITIES, Check, Finding, Look
from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework

CHECKS: tuple[Check, ...] = (
    people.staff_lists,
    people.overcommitted,
    people.leavers,
    plans.support,
    plans.outcomes,
    plans.need_type,
    ratings.unrated,
    ratings.dated,
    ratings.incomplete,
    moderation.moderation,
    funding.ehcp,
    funding.bands,
    census.census,
)


def checks(records: Records, framework: Framework, on: date) -> tuple[Finding, ...]:
    """Every finding of the live register on a day: by school, the gravest first."""
    measures = measure(columns(records, framework, on=on), framework)
    known = set(measures.deployment.schools.urn)
    look = Look(records, measures, framework, on, tuple(row for row in records.pupils if row.school_urn in known))
    found = [finding for check in CHECKS for finding in check(look)]
    return tuple(sorted(found, key=lambda finding: (finding.urn, SEVERITIES.index(finding.severity), finding.code, finding.subject)))


__all__ = ["CHECKS", "Finding", "checks"]
