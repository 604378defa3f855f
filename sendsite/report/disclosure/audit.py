"""
An audit of a decision, apart from how it was found: no hidden small figure can be inferred from what is shown.

It builds the relations anew from the ledger. Where the decision brings a point that is said to show a figure safe, the point is put into every
relation and has to fit, with whole numbers for pupils; what is not shown safe so is worked out by an integer programme. A fault stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from sendsite.errors import BuildFailed
from sendsite.framework.model import Floats
from sendsite.report.disclosure.entries import COUNTS, HOURLY, HOURS, MEAN_MONEY, MONEY, PUPILS, Entry, Ledger, least
from sendsite.report.disclosure.primary import is_somebodys
from sendsite.report.disclosure.reach import Proof

NEAR = 1e-4
LEAST_SHARE = 0.2
UNIT = {PUPILS: 1.0, HOURS: 0.5, MONEY: 500.0, MEAN_MONEY: 100.0, HOURLY: 1.0}
FAR = 1e6


class Known(NamedTuple):
    """What a reader knows of hidden figures: so many times each (in their units) comes to a number."""

    times: Mapping[str, float]
    comes_to: float


class Span(NamedTuple):
    """The least and most that a hidden figure may be, as far as is shown so far, in units."""

    least: float
    most: float


def audit(ledger: Ledger, hidden: AbstractSet[str], small: AbstractSet[str], k: int, proofs: Iterable[Proof] = (), names: Sequence[str] = ()) -> None:
    """Stop the build where a figure that rests on a hidden one is shown, or a small one is shown or can be inferred."""
    found = faults(ledger, hidden, small, k, proofs, names)
    if found:
        raise BuildFailed(f"Disclosure control did not hold: {len(found)} of the figures could be worked out, {found[0]} first. Nothing was written.")


def faults(ledger: Ledger, hidden: AbstractSet[str], small: AbstractSet[str], k: int, proofs: Iterable[Proof], names: Sequence[str]) -> list[str]:
    """What is shown and should not be, and what can be inferred."""
    return [*shown_small(ledger, hidden, small), *inferred(ledger, hidden, small, k, proofs, names)]


def shown_small(ledger: Ledger, hidden: AbstractSet[str], small: AbstractSet[str]) -> list[str]:
    """Small figures that are shown, and shown ones that are worked out from a hidden one."""
    shown = (name for name in ledger.entries if name not in hidden)
    return [name for name in shown if name in small or not hidden.isdisjoint(ledger.entries[name].of)]


def inferred(ledger: Ledger, hidden: AbstractSet[str], small: AbstractSet[str], k: int, proofs: Iterable[Proof] = (), names: Sequence[str] = ()) -> list[str]:
    """The small figures that a reader could narrow down too far."""
    known = list(knowledge(ledger, hidden))
    concerned = {name for each in known for name in each.times}
    spans = _proven(ledger, known, proofs, names)
    open_ = [name for name in sorted(small & concerned) if is_somebodys(ledger.entries[name]) and not wide_enough(ledger.entries[name], spans.get(name), k)]
    return [name for name in open_ if not wide_enough(ledger.entries[name], span_of(ledger, known, name, k), k)]


def knowledge(ledger: Ledger, hidden: AbstractSet[str]) -> Iterator[Known]:
    """Every relation of the ledger in which a figure is hidden, with what the shown figures leave for it."""
    entries = ledger.entries
    for times, given in _touched(ledger, hidden):
        if given in hidden or any(name not in entries or entries[name].value is None for name in times):
            continue
        gone = {name: time * unit(entries[name]) for name, time in times.items() if name in hidden}
        yield Known(gone, sum(time * in_units(entries[name]) for name, time in gone.items()))


def _touched(ledger: Ledger, hidden: AbstractSet[str]) -> Iterator[tuple[dict[str, float], str]]:
    """Every relation in which a figure is hidden: how many times each of its figures, and the figure that it is known by."""
    for total, parts, _, _ in ledger.sums:
        if total in hidden or not hidden.isdisjoint(parts):
            yield {total: 1.0} | dict.fromkeys(parts, -1.0), ""
    for times, given in ledger.relations:
        if any(name in hidden for name, _ in times):
            yield dict(times), given


def unit(entry: Entry) -> float:
    """What one step of a figure is."""
    return UNIT.get(entry.unit, 1.0)


def in_units(entry: Entry) -> float:
    return (entry.value or 0.0) / unit(entry)


def wide_enough(entry: Entry, span: Span | None, k: int) -> bool:
    """Whether what can be inferred is k wide and reaches k; of hours and money a fifth of it as well."""
    if span is None:
        return False
    width = float(k) if entry.unit == PUPILS else max(float(k), LEAST_SHARE * abs(in_units(entry)))
    return span.most - span.least >= width - NEAR and span.most >= k - NEAR


def _proven(ledger: Ledger, known: Sequence[Known], proofs: Iterable[Proof], names: Sequence[str]) -> dict[str, Span]:
    """What the points of a decision show, once each was found to fit everything that a reader knows."""
    of: dict[str, list[Known]] = {}
    for each in known:
        for name in each.times:
            of.setdefault(name, []).append(each)
    spans: dict[str, Span] = {}
    for proof in proofs:
        inside = [names[place] for place in proof.block.places]
        mine = {id(each): each for name in inside for each in of.get(name, ())}
        points = _fitting(ledger, inside, list(mine.values()), np.array(proof.points))
        if len(points):
            for name, low, high in zip(inside, points.min(axis=0).tolist(), points.max(axis=0).tolist(), strict=True):
                before = spans.get(name)
                spans[name] = Span(low, high) if before is None else Span(min(before.least, low), max(before.most, high))
    return spans


def _fitting(ledger: Ledger, inside: Sequence[str], mine: Sequence[Known], points: Floats) -> Floats:
    """The points, a line each, that fit: nothing below the least it can be, whole pupils, and every relation kept."""
    from scipy.sparse import csr_array

    at = {name: column for column, name in enumerate(inside)}
    if any(name not in at for each in mine for name in each.times):
        return points[:0]
    times = np.array([time for each in mine for time in each.times.values()])
    starts = np.cumsum([0, *(len(each.times) for each in mine)])
    columns = np.array([at[name] for each in mine for name in each.times], dtype=np.int64)
    matrix = csr_array((times, columns, starts), shape=(len(mine), len(inside)))
    scale = np.maximum(1.0, [max(map(abs, each.times.values())) for each in mine])
    comes_to = np.array([each.comes_to for each in mine])
    whole = np.array([ledger.entries[name].unit in COUNTS for name in inside])
    low = np.array([least(ledger.entries[name]) for name in inside])
    kept = (np.abs((matrix @ points.T).T - comes_to) <= NEAR * scale).all(axis=1)
    possible = (points >= low - NEAR).all(axis=1) & (np.abs(points - np.round(points))[:, whole] <= NEAR).all(axis=1)
    fitting: Floats = points[kept & possible]
    return fitting


def span_of(ledger: Ledger, known: Sequence[Known], name: str, k: int) -> Span:
    """The least and most that a hidden figure may be, by integer programmes over everything that hangs together with it."""
    mine = hanging_together(known, name)
    inside = sorted({each for one in mine for each in one.times})
    return Span(_end(ledger, mine, inside, name, 1.0), _end(ledger, mine, inside, name, -1.0))


def hanging_together(known: Sequence[Known], name: str) -> list[Known]:
    """The relations that a figure is in, and those of the figures in these, and so on."""
    left, names, found = list(known), {name}, list[Known]()
    while True:
        more = [each for each in left if not names.isdisjoint(each.times)]
        if not more:
            return found
        found += more
        left = [each for each in left if names.isdisjoint(each.times)]
        names.update(each for one in more for each in one.times)


def _end(ledger: Ledger, mine: Sequence[Known], inside: Sequence[str], name: str, sign: float) -> float:
    """The least (sign 1) or most (-1) of one figure, pupils being whole; its true value where the solver finds none that fits."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_array

    at = {each: column for column, each in enumerate(inside)}
    matrix, scale = lil_array((len(mine), len(inside))), [max(map(abs, one.times.values())) or 1.0 for one in mine]
    for line, one in enumerate(mine):
        for each, time in one.times.items():
            matrix[line, at[each]] = time / scale[line]
    goal = np.zeros(len(inside))
    goal[at[name]] = sign
    comes_to = np.array([one.comes_to for one in mine]) / np.array(scale)
    entries = [ledger.entries[each] for each in inside]
    whole = np.array([entry.unit in COUNTS for entry in entries])
    low = np.maximum([least(entry) for entry in entries], -FAR)
    found = milp(
        goal,
        integrality=whole.astype(np.int64),
        bounds=Bounds(low, np.full(len(inside), FAR)),
        constraints=LinearConstraint(matrix.tocsc(), comes_to - NEAR / 10, comes_to + NEAR / 10),
        options={"presolve": False},
    )
    point = None if found.x is None else np.where(whole, np.round(found.x), found.x)
    fits = point is not None and bool((np.abs(matrix @ point - comes_to) <= NEAR).all() and (point >= low - NEAR).all())
    return float(point[at[name]]) if point is not None and fits else in_units(ledger.entries[name])
