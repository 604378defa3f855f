"""`sendsite insights`: the document as it is promised, and in words for people."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from sendsite.framework.insights import Effect, Insight, Shift
from sendsite.framework.settings import default
from sendsite.workflow.advising import FEW, TOO_LITTLE, Advised, if_done

ENTRY = ["rule", "urn", "severity", "diagnosis", "action", "steps", "figures", "where", "effect"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from sendsite.workflow import demo

    folder = tmp_path_factory.mktemp("insights") / "demo"
    demo.renew(folder, tell=lambda _: None)
    return folder


def entries(run, demo, *words: str) -> list[dict[str, Any]]:
    result = run("insights", "--json", *words, "--dir", demo)
    assert result.exit_code == 0
    assert "NaN" not in result.stdout
    found: list[dict[str, Any]] = json.loads(result.stdout)["insights"]
    return found


def test_each_entry_has_what_is_promised_and_nothing_else(run, demo):
    found = entries(run, demo)

    assert found
    assert all(list(entry) == ENTRY for entry in found)
    assert all(entry["severity"] in ("high", "medium", "low") for entry in found)


def test_an_effect_goes_from_a_figure_to_a_figure_and_is_null_where_nothing_was_tried(run, demo):
    effects = [entry["effect"] for entry in entries(run, demo)]
    tried = [effect for effect in effects if effect is not None]

    assert None in effects
    assert tried
    assert all(list(effect) == ["sei", "kpis"] and list(effect["sei"]) == ["from", "to"] for effect in tried)
    assert all(set(effect["kpis"]) == {"finance", "ash", "need", "dqf", "pif"} for effect in tried)


def test_one_school_alone_has_its_own(run, demo):
    assert {entry["urn"] for entry in entries(run, demo, "--school", "990002")} == {"990002"}


def test_a_frozen_term_is_looked_at_beside_the_one_before(run, demo):
    assert "continuing" in {entry["rule"] for entry in entries(run, demo, "--term", "2025-summer")}


def test_for_people_each_says_what_was_seen_what_to_do_and_what_it_would_change(run, demo):
    result = run("insights", "--school", "990002", "--dir", demo)

    assert result.exit_code == 0
    for words in ("990002  ", "HIGH: ", "Why it matters: ", "Do: ", "1. ", "If this were done: ", "It does not apply", "Who: "):
        assert words in result.stdout, words
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_a_change_says_by_how_much_and_one_that_chance_makes_too_stands_apart(run, demo):
    small, large = (lines_of(run("insights", "--school", urn, "--dir", demo).stdout) for urn in ("990001", "990002"))

    assert small
    assert all(line.endswith(f" {FEW}") for line in small)
    assert all(re.search(r"from [\d.]+%? to [\d.]+%?, by [+−][\d.]+", line) for line in (*small, *large))
    assert "no more than chance from one term to the next: " in " ".join(large)
    assert FEW not in " ".join(large)


def test_what_no_measure_shows_is_said_plainly():
    shift = Shift(0.7701, 0.7702)
    tried = Insight("gaps", "1", "high", "T", "D", "W", "A", (), "SENCO", "/deployment", {}, Effect(shift, {"ash": shift}), 1.0)

    assert if_done(tried, Advised((tried,), {"1": "A"}, {"1": 60}, default())) == TOO_LITTLE


def lines_of(told: str) -> list[str]:
    """What each insight would change, as one line each."""
    unfolded = " ".join(told.split())
    return [each.partition(" Who: ")[0] for each in unfolded.split("If this were done: ")[1:]]


def test_a_school_that_is_not_there_is_refused(run, demo):
    result = run("insights", "--school", "123456", "--dir", demo)

    assert result.exit_code == 4
    assert "990002" in result.stderr
