"""The sections of framework.toml, one dataclass each: which keys there are, of which kind, and between which bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sendsite.framework.model import BANDS, KPIS
from sendsite.framework.records import PHASES, ROLES, STATUSES


def within(low: float, high: float) -> Any:
    """A number from `low` to `high`, or a list of such."""
    return field(metadata={"low": low, "high": high})


def one_each(keys: tuple[str, ...], low: float, high: float) -> Any:
    """A table with exactly one number for each of these keys."""
    return field(metadata={"keys": keys, "low": low, "high": high})


def some_of(words: tuple[str, ...]) -> Any:
    """A list of some of these words, or a table of numbers from 0 to 1 for some of them."""
    return field(metadata={"words": words, "low": 0.0, "high": 1.0})


@dataclass(frozen=True)
class Rating:
    questions: tuple[str, ...]
    complete_from: int = within(1, 8)
    weights: Mapping[str, float] = one_each(BANDS, 0, 1)


@dataclass(frozen=True)
class HoursRules:
    group_size_limit: int = within(1, 60)
    preparation_share: float = within(0, 1)


@dataclass(frozen=True)
class Cost:
    weeks: float = within(1, 53)
    on_costs: float = within(0, 2)
    element_2: float = within(0, 1_000_000)
    achieved_least: int = within(1, 1000)


@dataclass(frozen=True)
class Provenance:
    benchmark_data: str
    placeholder_benchmarks: tuple[str, ...] = some_of(PHASES)


@dataclass(frozen=True)
class Available:
    dqf_unrated_most: float = within(0, 1)
    dqf_pupils_least: int = within(1, 1000)
    pif_reviewed_least: float = within(0, 1)


@dataclass(frozen=True)
class Scores:
    levels: tuple[float, ...] = within(0, 100)
    finance: tuple[float, ...] = within(0, 100)
    ash: tuple[float, ...] = within(0, 100)
    need: tuple[float, ...] = within(0, 100)
    dqf: tuple[float, ...] = within(0, 100)
    pif: tuple[float, ...] = within(0, 100)


@dataclass(frozen=True)
class IndexRules:
    floor: float = within(0.000001, 1)
    edges: tuple[float, ...] = within(0, 100)
    register_least: int = within(0, 10_000)
    register_full: int = within(0, 10_000)
    uncertain_within: float = within(0, 4.5)


@dataclass(frozen=True)
class FlagRules:
    small_roll: float = within(0, 10_000)
    small_exempt: tuple[str, ...] = some_of(PHASES)
    drift_share: float = within(0, 1)
    low_spend: float = within(0, 10)
    high_need_intake: Mapping[str, float] = some_of(PHASES)


@dataclass(frozen=True)
class ChangeRules:
    finance: float = within(0, 10)
    ash: float = within(0, 10)
    need: float = within(0, 10)
    dqf: float = within(0, 10)
    pif: float = within(0, 10)
    sei: float = within(0, 10)
    small_register_times: float = within(1, 10)


@dataclass(frozen=True)
class DriftRules:
    concentration_share: float = within(0, 1)
    concentration_pupils: int = within(1, 100)
    send_share_fall: float = within(0, 1)
    rerated_share: float = within(0, 1)


@dataclass(frozen=True)
class ModerationRules:
    sample_share: float = within(0, 1)
    sample_least: int = within(0, 1000)


@dataclass(frozen=True)
class CheckRules:
    rating_age_days: int = within(1, 10_000)
    review_age_days: int = within(1, 10_000)
    review_due_days: int = within(1, 10_000)
    overcommitted_least: float = within(0, 60)


@dataclass(frozen=True)
class InsightRules:
    served_least: float = within(0, 1)
    unallocated_share: float = within(0, 1)
    absorbed_share: float = within(0, 1)
    returned_share: float = within(0, 1)
    surplus_share: float = within(0, 1)
    untied_share: float = within(0, 1)
    unrated_share: float = within(0, 1)
    unreviewed_share: float = within(0, 1)
    stale_share: float = within(0, 1)
    tied_share: float = within(0, 1)
    at_odds_share: float = within(0, 1)
    costly_finance: float = within(0, 10)
    costly_support: float = within(0, 10)
    concentration_share: float = within(0, 1)
    one_adult_share: float = within(0, 1)
    one_adult_pupils: int = within(1, 100)
    continuing_share: float = within(0, 1)
    top_up_short: float = within(0, 10)
    budget_over: float = within(0, 10)
    budget_under: float = within(0, 10)
    priority_short: float = within(0, 1)
    withdrawn_share: float = within(0, 1)
    pairs_kept_least: float = within(0, 1)
    pairs_least: int = within(1, 1000)
    high_weight: float = within(0, 100_000)
    medium_weight: float = within(0, 100_000)


@dataclass(frozen=True)
class RebalanceRules:
    step: float = within(0.05, 5)
    adults_most: int = within(1, 60)


@dataclass(frozen=True)
class Sections:
    """The whole file but for its sources, in the order it is written out."""

    id: str
    rating: Rating
    hours: HoursRules
    cost: Cost
    provenance: Provenance
    available: Available
    scores: Scores
    index: IndexRules
    flags: FlagRules
    change: ChangeRules
    drift: DriftRules
    moderation: ModerationRules
    checks: CheckRules
    insights: InsightRules
    rebalance: RebalanceRules
    rates: Mapping[str, float] = one_each(ROLES, 0, 1000)
    benchmarks: Mapping[str, float] = one_each(PHASES, 0.01, 1_000_000)
    progress: Mapping[str, float] = one_each(STATUSES[:-1], 0, 1)
    places: Mapping[str, int] = one_each((*KPIS, "sei"), 0, 3)
