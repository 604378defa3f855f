"""Retest: what was expected of an action beside what came of it, and whether the change is more than chance makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isnan, nan
from typing import Any, NamedTuple, Protocol, TypeVar

from sendsite.framework.bands import NOISE
from sendsite.framework.change import beyond, least_real
from sendsite.framework.insights.insight import Effect, Shift
from sendsite.framework.model import Measures
from sendsite.framework.records import EXPECTED_FIGURES, Expectation, Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term

REBALANCE = "rebalance"
"""Where an insight's rule would stand: hours were moved as a whole."""

LOOKED = "looked"
"""Where an insight's rule would stand: a term's insights were looked at, and nothing more was set out. Such a row has no figures."""

DRAWS_ON: Mapping[str, frozenset[str]] = {
    "absorbed": frozenset({"tasks"}),
    "unallocated": frozenset({"nobody"}),
    "surplus": frozenset({"beyond"}),
    "continuing": frozenset({"beyond"}),
    "highest_need": frozenset({"beyond", "nobody"}),
    "at_odds": frozenset({"beyond", "nobody"}),
    "costly": frozenset({"tasks", "nobody"}),
    REBALANCE: frozenset({"beyond", "nobody"}),
}
"""The hours each deed gives away: those of other tasks, those that nobody holds, those beyond plans."""

READS = ("away", "none", "part", "reached", "unknown")
"""How a figure came out: the other way, no real change, on the way, as expected, or no change is called."""

PLACES = 6
"""Decimal places of a figure that are kept: more than are ever shown."""


class Retest(NamedTuple):
    """One figure of an expectation held against what came: NaN where it is not available. `real` is None where no change is called."""

    figure: str
    before: float
    expected: float
    actual: float
    real: bool | None
    reads: str
    telling: bool
    """Whether the change that was expected is itself more than chance makes."""


class Stands(NamedTuple):
    """A school as it stands at one time: its KPIs and SEI by name, and the pupils on its register."""

    figures: Mapping[str, float]
    register: int


class Dated(Protocol):
    """A term as it was frozen."""

    @property
    def data_date(self) -> date: ...


Frozen = TypeVar("Frozen", bound=Dated)


def overlap(rule: str, other: str) -> bool:
    """Whether two different deeds give away some of the same hours, so that what each would do cannot be added up."""
    return rule != other and bool(DRAWS_ON.get(rule, frozenset()) & DRAWS_ON.get(other, frozenset()))


def stands(measures: Measures, urn: str) -> Stands | None:
    """How a school stands; None where it is not among them."""
    if urn not in measures.deployment.schools.urn:
        return None
    row, picture = measures.deployment.schools.urn.index(urn), measures.schools
    figures = {kpi: float(figure.value[row]) for kpi, figure in picture.kpis.items()}
    return Stands(figures | {"sei": float(picture.sei.value[row])}, int(picture.register[row]))


class Deed(NamedTuple):
    """What is to be done: the insight's rule or REBALANCE, in words, and the what-if it was tried out in, if any."""

    rule: str
    title: str
    scenario: str = ""
    note: str = ""


def expectation(records: Records, urn: str, deed: Deed, effect: Effect | None, register: int, framework: Framework, *, on: date, by: str) -> Expectation:
    """What a school sets out to do, with the figures of that day, those expected, and the least real change then in force; none without an effect."""
    number = 1 + max((row.number for row in records.expectations if row.school_urn == urn), default=0)
    figures: dict[str, Any] = {}
    if effect:
        figures["pupils"] = effect.pupils
    for figure in EXPECTED_FIGURES if effect else ():
        assert effect is not None
        shift = effect.sei if figure == "sei" else effect.kpis[figure]
        parts = {"before": shift.before, "expected": shift.after, "least": least_real(figure, register, framework)}
        figures |= {f"{figure}_{part}": _kept(value) for part, value in parts.items()}
    return Expectation(urn, number, Term.of(on).name, on, by, *deed[:2], scenario=deed.scenario, note=deed.note, **figures)


def retests(row: Expectation, now: Stands, framework: Framework) -> tuple[Retest, ...]:
    """
    Each figure that was expected to change, beside what it is now.

    The least real change is the one noted when it was set out; none is called where the register has become too small since.
    """
    found = []
    for figure in EXPECTED_FIGURES:
        before, expected, least = (getattr(row, f"{figure}_{part}") for part in ("before", "expected", "least"))
        if before is None or expected is None or abs(expected - before) <= NOISE:
            continue
        limit = None if now.register < framework.index.register_least else least
        found.append(retest(figure, Shift(before, expected), now.figures.get(figure, nan), limit))
    return tuple(found)


def retest(figure: str, expected: Shift, actual: float, least: float | None) -> Retest:
    """One figure: as expected where the change is real, the right way, and short of what was expected by no more than chance makes."""
    real = beyond(least, expected.before, actual)
    way = 1 if expected.after > expected.before else -1
    if real is None or least is None:
        reads = "unknown"
    elif not real:
        reads = "none"
    elif (actual - expected.before) * way < 0:
        reads = "away"
    else:
        reads = "reached" if (actual - expected.after) * way >= -least - NOISE else "part"
    return Retest(figure, expected.before, expected.after, actual, real, reads, bool(beyond(least, *expected)))


def came_of_it(found: Iterable[Retest]) -> str:
    """
    How an expectation came out as a whole, one of READS: the other way where any figure went so, as expected where every called one did.

    A figure that was to change by no more than chance makes, and did not, says nothing beside others.
    """
    called = [each for each in found if each.reads != "unknown"]
    reads = [each.reads for each in called if each.telling or each.reads != "none"] or [each.reads for each in called]
    if not reads:
        return "unknown"
    if "away" in reads:
        return "away"
    return reads[0] if len(set(reads)) == 1 else "part"


def never_live(row: Expectation, records: Records) -> bool:
    """
    Whether something was tried out in a what-if that is gone, and was never made live: then nothing came of it, and nothing is held against it.

    What is made live names its what-if no more. A name that was used anew since stands for the newer one.
    """
    if not row.scenario:
        return False
    kept = {
        *((each.school_urn, each.name) for each in records.scenarios),
        *((each.school_urn, each.scenario) for each in records.deployment),
        *((each.school_urn, each.scenario) for each in records.staff),
        *((each.school_urn, each.scenario) for each in records.tasks),
    }
    return (row.school_urn, row.scenario) not in kept or _newest(row.scenario, row.school_urn, records) != row


def of_scenario(name: str, urn: str, records: Records) -> tuple[Expectation, ...]:
    """What is expected of a what-if: at most one thing, the newest that bears its name."""
    found = _newest(name, urn, records)
    return (found,) if found else ()


def _newest(name: str, urn: str, records: Records) -> Expectation | None:
    rows = [each for each in records.expectations if (each.school_urn, each.scenario) == (urn, name)]
    return max(rows, key=lambda each: each.number, default=None)


def next_frozen(row: Expectation, terms: Sequence[Frozen]) -> Frozen | None:
    """The first term whose data are of a later day than the expectation; None where none has been frozen since."""
    later = [each for each in terms if each.data_date > row.accepted_on]
    return min(later, key=lambda each: each.data_date, default=None)


def _kept(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(value, PLACES) + 0.0
