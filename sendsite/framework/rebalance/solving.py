"""Solves a programme goal by goal with HiGHS: each goal's best is held while the next is sought."""

from __future__ import annotations

from typing import Any

import numpy as np

from sendsite.errors import DataRefused
from sendsite.framework.model import Floats
from sendsite.framework.rebalance.programme import Programme

HELD = 1e-5
"""Hours by which a goal that was reached may be missed while a later one is sought: noise, since hours differ by hundredths."""
NEAR = 0.01
OPTIMAL = 0


Held = list[tuple[dict[int, float], float]]
"""Goals with the values that they may not go above any more."""


def solved(made: Programme) -> Floats:
    """The best values of the variables: the first goal before the second, and so on. What stands at 0 already is at its best."""
    solution: Floats | None = None
    held: Held = []
    for number, goal in enumerate(made.goals):
        if not goal or (number == 0 and made.possible_today):
            held.append((goal, 0.0))
            continue
        if solution is None or _worth(goal, solution) > HELD:
            solution = _best(made, goal, held)
        held.append((goal, _worth(goal, solution)))
    return np.zeros(len(made.low)) if solution is None else solution


def first_better(made: Programme, now: tuple[float, ...]) -> tuple[int, float] | None:
    """
    The first goal that can be brought below what it is now, with those before it held, and by how much at least; None where none can.

    What is now must be possible in this programme too. A hundredth of the goal is not sought for: it would take longer than all the rest.
    """
    held: Held = []
    for number, (goal, worth) in enumerate(zip(made.goals, now, strict=False)):
        if worth > HELD and number:
            more = worth - _worth(goal, _best(made, goal, held, near=NEAR))
            if more > HELD * 10:
                return number, more
        held.append((goal, worth))
    return None


def _worth(goal: dict[int, float], solution: Floats) -> float:
    return float(sum(times * solution[variable] for variable, times in goal.items()))


def _best(made: Programme, goal: dict[int, float], held: Held, *, near: float = 0.0) -> Floats:
    """One goal's best, with the earlier ones held at theirs; proven to be within the share `near` of it, so by default to be it."""
    from scipy.optimize import Bounds, milp

    cost = np.zeros(len(made.low))
    cost[list(goal)] = list(goal.values())
    rows = [*made.rows, *((terms, -np.inf, worth + HELD) for terms, worth in held if terms)]
    found = milp(
        cost,
        integrality=np.array(made.whole, dtype=np.int64),
        bounds=Bounds(np.array(made.low), np.array(made.high)),
        constraints=_constraints(rows, len(cost)),
        options={"mip_rel_gap": near},
    )
    if found.status != OPTIMAL or found.x is None:
        raise DataRefused(f"No best deployment could be worked out ({found.message}). Look whether all hours are within 0 and 60, and try again.")
    return np.asarray(found.x, dtype=np.float64)


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
