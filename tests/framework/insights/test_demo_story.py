"""The demo trust's story, told by its insights: the school that drifts is found, the strong one is left in peace."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sendsite.demo.schools import DRIFTING, SMALL, STRONG
from sendsite.framework.columns import columns
from sendsite.framework.insights import Insight, insights
from sendsite.framework.insights.insight import SEVERITIES
from sendsite.framework.measure import measure
from sendsite.report.advice import NO_NUMBERS, veiled
from sendsite.workflow import terms
from sendsite.workflow.folder import open_folder

Told = tuple[Insight, ...]


@pytest.fixture(scope="module")
def told(demo_register: Path) -> Told:
    """The insights of the live register, with the term before."""
    folder = open_folder(demo_register)
    framework, (records, day) = folder.framework(), folder.records()
    last = terms.kept_term(folder, terms.listed(folder)[-1].term)
    before = measure(columns(last.records, last.framework, on=last.data_date), last.framework)
    return insights(measure(columns(records, framework, on=day), framework), framework, records, before, day)


def rules(told: Told, urn: str, severity: str = "") -> set[str]:
    return {insight.rule for insight in told if insight.urn == urn and severity in ("", insight.severity)}


def test_the_school_that_drifts_is_found_from_several_sides(told):
    assert {"absorbed", "highest_need", "costly", "unreviewed"} <= rules(told, DRIFTING.urn, "high")
    assert {"surplus", "concentration", "at_odds"} <= rules(told, DRIFTING.urn)


def test_its_first_advice_brings_hours_back_to_pupils(told):
    first = next(insight for insight in told if insight.urn == DRIFTING.urn)

    assert first.hours >= 20
    assert first.effect is not None
    assert first.effect.sei.after > first.effect.sei.before


def test_the_strong_school_is_left_in_peace(told):
    assert rules(told, STRONG.urn, "high") | rules(told, STRONG.urn, "medium") == set()


def test_the_small_school_is_read_with_care_and_not_found_dear(told):
    assert "small_school" in rules(told, SMALL.urn)
    assert "costly" not in rules(told, SMALL.urn)


def test_no_rule_speaks_at_nearly_every_school(told):
    schools = Counter(rule for urn in {insight.urn for insight in told} for rule in rules(told, urn))

    assert [rule for rule, count in schools.items() if count > 4] == []


def test_insights_stand_by_severity_then_by_the_hours_they_would_bring_pupils(told):
    order = [(SEVERITIES.index(insight.severity), -insight.hours, -insight.weight) for insight in told]

    assert order == sorted(order)


def test_every_insight_says_what_to_do_by_whom_and_when_it_does_not_apply(told):
    for insight in told:
        assert 2 <= len(insight.steps) <= 5
        assert insight.not_when.startswith("It does not apply")
        assert insight.not_when.endswith(".")
        assert insight.who
        assert insight.where.startswith("/")


def test_no_part_of_an_insight_is_empty_where_its_numbers_are_hidden(told):
    for insight in told:
        for words in (insight.title, insight.why, insight.action, *insight.steps, insight.not_when):
            assert veiled(words), f"{insight.rule}: {words}"
        assert insight.rule in NO_NUMBERS or veiled(insight.diagnosis) == insight.diagnosis or insight.rule == "small_school"
