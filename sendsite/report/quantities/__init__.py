"""The raw figures of a term, one file a subject. A new subject is a new file and a line in SUBJECTS."""

from __future__ import annotations

from collections.abc import Callable

from sendsite.report.disclosure import Decision, Ledger, Past, Released, decided
from sendsite.report.quantities import (
    books,
    drift,
    facts,
    grouped,
    index,
    insights,
    landing,
    money,
    not_available,
    outcome_cost,
    outcomes,
    places,
    role_cost,
    roles,
    scenarios,
    second_look,
    set_out,
    stated,
    support,
    ties,
    today,
    top_up,
)
from sendsite.report.quantities.source import TRUST, Source, source_of

SUBJECTS: tuple[Callable[[Ledger, Source], None], ...] = (
    index.enter,
    not_available.enter,
    grouped.enter,
    landing.enter,
    drift.enter,
    support.enter,
    roles.enter,
    outcomes.enter,
    stated.enter,
    facts.enter,
    money.enter,
    books.enter,
    top_up.enter,
    insights.enter,
    outcome_cost.enter,
    role_cost.enter,
    scenarios.enter,
    second_look.enter,
    set_out.enter,
    today.enter,
    ties.enter,
    places.enter,
)


WHOLE: tuple[Callable[[Ledger, Source], None], ...] = (grouped.enter_whole, roles.enter_whole, outcome_cost.enter_whole, top_up.enter_whole)
"""Finer figures, of so few pupils each that they are not published at all."""


def gathered(source: Source, *, whole: bool = False) -> Ledger:
    """Every raw figure of a term, before anything is decided. `whole`: also the finer ones, for those who may see every pupil."""
    ledger = Ledger()
    for enter in (*SUBJECTS, *WHOLE) if whole else SUBJECTS:
        enter(ledger, source)
    return ledger


def released(source: Source, k: int) -> Released:
    """Every figure of a term that may be shown, looked at by itself."""
    return decision(source, k).released


def decision(source: Source, k: int, past: Past | None = None) -> Decision:
    """What of a term may be shown, beside the term before."""
    return decided(gathered(source), k, past)


__all__ = ["SUBJECTS", "TRUST", "Source", "decision", "gathered", "released", "source_of"]
