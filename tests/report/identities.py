"""What holds between a term's figures in every trust, found from the numbers alone: linear identities, and measures times a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sendsite.framework.records import School
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities import gathered, source_of
from tools.random_trusts import TERM, a_random_trust, a_term_later, as_read

Floats = NDArray[np.float64]
NOUGHT = 1e-8
ALIKE = 1e-13
"""Columns whose directions differ by less are one times the other."""
FLEETING = (".insight.", ".scenario.", ".bend.", ".set_out.", ".priority.")


def ledgers(count: int, schools: int, most: int, unknown: Sequence[str] = ()) -> list[Ledger]:
    """The raw figures of so many trusts. Those of the schools named `unknown` state no budget and no other costs, the others state both."""
    found = []
    for seed in range(count):
        records = a_random_trust(seed, schools, most)
        chance = np.random.default_rng(seed)
        before = replace(records, schools=tuple(_stated(row, chance, unknown) for row in records.schools))
        other = [None if row.school_urn in unknown else int(chance.integers(1_000_000)) for row in records.school_facts]
        facts = tuple(row._replace(other_send_costs=cost) for row, cost in zip(records.school_facts, other, strict=True))
        now = a_term_later(seed + 1, replace(before, school_facts=facts), TERM, 0.4)
        found.append(gathered(source_of(as_read(now, kept=False), source_of(as_read(before, TERM.before, kept=False)))))
    return found


def _stated(row: School, chance: np.random.Generator, unknown: Sequence[str]) -> School:
    return row._replace(send_budget=None if row.urn in unknown else int(chance.integers(1_000_000, 9_000_000)))


def amounts(found: Sequence[Ledger], scopes: Iterable[str]) -> list[str]:
    """The figures that add up, of these places, that every trust has: pupils, hours, money and outcomes."""
    everywhere = set[str].intersection(*(set(each.entries) for each in found))
    mine = [name for name in found[0].entries if name in everywhere and name.partition(".")[0] in set(scopes) and not any(part in name for part in FLEETING)]
    added = {each.total for each in found[0].sums} | {part for each in found[0].sums for part in each.parts}
    return [name for name in mine if (found[0].entries[name].unit in ("pupils", "hours", "money") or name in added) and not _missing(found, name)]


def measures(found: Sequence[Ledger], scope: str, but: Iterable[str]) -> list[str]:
    """The other figures of a place: shares, averages, scores."""
    some = [name for name in found[0].entries if name.startswith(f"{scope}.") and not any(part in name for part in FLEETING)]
    return [name for name in some if name not in set(but) and all(name in each.entries for each in found)]


def _missing(found: Sequence[Ledger], name: str) -> bool:
    return any(each.entries[name].value is None for each in found)


def table(found: Sequence[Ledger], names: Sequence[str]) -> Floats:
    """A row a trust, a column a figure, NaN where it is missing."""
    return np.array([[np.nan if (value := each.entries[name].value) is None else value for name in names] for each in found], dtype=np.float64)


def undeclared(found: Sequence[Ledger], names: Sequence[str]) -> list[list[str]]:
    """Linear identities that hold in every trust and do not follow from what is declared, each as the figures that weigh most in it."""
    values = table(found, names)
    size = np.sqrt((values**2).mean(axis=0))
    scale = np.where(size > 0, size, 1.0)
    _, weights, ways = np.linalg.svd(values / scale, full_matrices=True)
    hold = ways[int((weights > NOUGHT * weights[0]).sum()) :]
    known = [line / np.linalg.norm(line) for line in _declared(found, names, values, scale)]
    known += [np.eye(len(names))[place] for place in np.flatnonzero(size == 0)]
    basis = np.linalg.qr(np.array(known).T)[0] if known else np.zeros((len(names), 0))
    _, left, rest = np.linalg.svd(hold - (hold @ basis) @ basis.T, full_matrices=False)
    return [[names[place] for place in np.argsort(-np.abs(line))[:6]] for line in rest[left > 1e-6]]


def _declared(found: Sequence[Ledger], names: Sequence[str], values: Floats, scale: Floats) -> Iterator[Floats]:
    """The declared relations among these figures, with the same numbers in every trust."""
    at = {name: place for place, name in enumerate(names)}
    sums = {((each.total, 1.0), *((part, -1.0) for part in each.parts)) for ledger in found for each in ledger.sums}
    ties = {each.times for ledger in found for each in ledger.relations if not each.given}
    for times in sorted(sums | ties):
        if all(name in at for name, _ in times):
            line = np.zeros(len(names))
            line[[at[name] for name, _ in times]] = [time for _, time in times]
            if (np.abs(values @ line) <= 1e-6 * max(1.0, float(np.abs(values).max()))).all():
                yield line * scale


def products(found: Sequence[Ledger], measure: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of figures of which one is a fixed number of times the measure times the other, in every trust that has the measure."""
    values, times = table(found, names), table(found, [measure])[:, 0]
    here = ~np.isnan(times)
    if here.sum() < 3 or np.ptp(times[here]) < NOUGHT:
        return []
    ones, others = _directions(values[here] * times[here, None]), _directions(values[here])
    one, other = np.nonzero(np.abs(ones.T @ others) > 1 - ALIKE)
    return [(names[first], names[second]) for first, second in zip(one.tolist(), other.tolist(), strict=True)]


def _directions(columns: Floats) -> Floats:
    """Each column at length 1; a column of noughts as noughts."""
    size = np.linalg.norm(columns, axis=0)
    directions: Floats = columns / np.where(size > 0, size, 1.0)
    return directions
