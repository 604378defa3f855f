"""What must hold between the numbers of a framework.toml: edges, weights and marks in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sendsite.framework.model import KPIS
from sendsite.framework.records import STATUSES
from sendsite.framework.settings_reading import Faults
from sendsite.framework.settings_sections import Sections

QUESTIONS = 8


def check_orders(read: Sections, faults: Faults) -> None:
    """Add a fault for each list whose numbers are not in the order they must have."""
    if len(read.rating.questions) != QUESTIONS:
        faults.add("rating.questions", f"{len(read.rating.questions)} questions stand there", "Write exactly eight.")
    _in_order("scores.levels", read.scores.levels, 4, True, faults)
    for kpi in KPIS:
        _in_order(f"scores.{kpi}", getattr(read.scores, kpi), 4, kpi != "finance", faults)
    _in_order("index.edges", read.index.edges, 2, True, faults)
    weights = read.rating.weights
    if not weights["red"] >= weights["amber"] >= weights["green"]:
        faults.add("rating.weights", f"{list(weights.values())} are not in order", "Write red no lower than amber, and amber no lower than green.")
    if weights["red"] <= 0:
        faults.add("rating.weights.red", "a red pupil would count for nothing", "Write a number above 0.")
    marks = [read.progress[status] for status in STATUSES[:-1]]
    if any(first > second for first, second in pairwise(marks)):
        faults.add("progress", f"{marks} are not in order", "Write marks that never fall from not_started to achieved.")
    if read.insights.budget_under > read.insights.budget_over:
        faults.add("insights.budget_under", f"{read.insights.budget_under} is above budget_over, {read.insights.budget_over}", "Write a number no higher.")
    if read.index.register_least > read.index.register_full:
        faults.add("index.register_least", f"{read.index.register_least} is above register_full, {read.index.register_full}", "Write a number no higher.")


def _in_order(key: str, numbers: Sequence[float], count: int, rising: bool, faults: Faults) -> None:
    """Each number must stand clear of the one before: straight lines run between them."""
    if len(numbers) != count:
        faults.add(key, f"{len(numbers)} numbers stand there", f"Write exactly {count}.")
    elif any((second <= first) if rising else (second >= first) for first, second in pairwise(numbers)):
        faults.add(key, f"{list(numbers)} are not in order", f"Write numbers that {'rise' if rising else 'fall'} from first to last.")
