"""Solves a programme goal by goal with HiGHS: each goal's best is held while the next is sought."""

from __future__ import annotations

from typing import Any

import numpy as np

from sendsite.errors import DataRefused
from sendsite.framework.model import Floats
from sendsite.framework.rebalance.programme import Programme

HELD = 1e-5
"""Hours by which a goal that was reached may be missed while a later one is sought: noise, since hours differ by hundredths."""
OPTIMAL = 0


def solved(made: Programme) -> Floats:
    """The best values of the variables: the first goal before the second, and so on."""
    solution = np.zeros(len(made.low))
    held: list[tuple[dict[int, float], float]] = []
    for goal in made.goals:
        if goal:
            solution = _best(made, goal, held)
            held.append((goal, _worth(goal, solution)))
    return solution


def reached(made: Programme, goals: int) -> tuple[float, ...]:
    """The best values of the first goals, one after another."""
    held: list[tuple[dict[int, float], float]] = []
    for goal in made.goals[:goals]:
        held.append((goal, _worth(goal, _best(made, goal, held)) if goal else 0.0))
    return tuple(worth for _, worth in held)


def _worth(goal: dict[int, float], solution: Floats) -> float:
    return float(sum(times * solution[variable] for variable, times in goal.items()))


def _best(made: Programme, goal: dict[int, float], held: list[tuple[dict[int, float], float]]) -> Floats:
    """One goal's best, with the earlier ones held at theirs. The gap between what is found and what is proven is none."""
    from scipy.optimize import Bounds, milp

    cost = np.zeros(len(made.low))
    cost[list(goal)] = list(goal.values())
    rows = [*made.rows, *((terms, -np.inf, worth + HELD) for terms, worth in held if terms)]
    found = milp(
        cost,
        integrality=np.array(made.whole, dtype=np.int64),
        bounds=Bounds(np.array(made.low), np.array(made.high)),
        constraints=_constraints(rows, len(cost)),
        options={"mip_rel_gap": 0.0},
    )
    if found.status != OPTIMAL:
        raise DataRefused(f"No best deployment could be worked out ({found.message}). Look whether all hours are within 0 and 60, and try again.")
    solution: Floats = found.x
    return solution


def _constraints(rows: list[tuple[dict[int, float], float, float]], variables: int) -> Any:
    """The rows as scipy takes them."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    if not rows:
        return ()
    at = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    columns = np.fromiter((variable for terms, _, _ in rows for variable in terms), dtype=np.int64)
    times = np.fromiter((each for terms, _, _ in rows for each in terms.values()), dtype=np.float64)
    table = csr_array((times, columns, at), shape=(len(rows), variables))
    return LinearConstraint(table, np.array([low for _, low, _ in rows]), np.array([high for _, _, high in rows]))
