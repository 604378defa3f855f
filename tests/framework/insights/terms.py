"""Two terms of one school, for rules that look back."""

from __future__ import annotations

from sendsite.framework.insights import Insight, insights
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import measured


def found_since(before: Records, now: Records) -> dict[str, Insight]:
    """The insights of one school by rule, with the term before at hand."""
    return {insight.rule: insight for insight in insights(measured(now), default(), now, measured(before))}
