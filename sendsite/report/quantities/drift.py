"""The faces of drift in hours, and changes of the register that a reader may ask about, a school and the trust."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sendsite.framework.bends import KINDS, Bend, bends
from sendsite.framework.drift import FACES, Drift, TermMeasures, drift, on_old_ratings
from sendsite.report.disclosure import HOURS, OUTCOMES, SHARE, Ledger
from sendsite.report.quantities.source import TRUST, Source

NEEDS_A_TERM_BEFORE = frozenset({"past_need", "send_hours_cut", "need_cut", "rerated", "outcomes_withdrawn", "outcomes_achieved_at_once"})
NO_PUPIL = frozenset({"absorbed", "send_hours_cut"})


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.drift.<face>` (hours a week) and `<scope>.bend.<kind>`; what needs a snapshot before is [z] where there is none."""
    now, before = _term(source), _term(source.last) if source.last else None
    cases: dict[tuple[str, str], list[Drift]] = defaultdict(list)
    for case in drift(now, before, source.reading.framework):
        cases[case.urn, case.face].append(case)
        cases[TRUST, case.face].append(case)
    found: dict[tuple[str, str], list[Bend]] = defaultdict(list)
    for bend in bends(now, before, source.reading.framework):
        found[bend.urn, bend.kind].append(bend)
        found[TRUST, bend.kind].append(bend)
    _historic(ledger, source, now)
    for scope in source.scopes():
        for face in FACES:
            _face(ledger, f"{scope}.drift.{face}", cases[scope, face], before is None)
        for kind in KINDS:
            _bend(ledger, f"{scope}.bend.{kind}", found[scope, kind], before is None)
        ledger.same(f"{scope}.drift.surplus", f"{scope}.hours.surplus")
        ledger.same(f"{scope}.drift.absorbed", f"{scope}.hours.absorbed")
    for face in FACES:
        ledger.add_up(f"{TRUST}.drift.{face}", [f"{urn}.drift.{face}" for urn in source.urns])


def _historic(ledger: Ledger, source: Source, now: TermMeasures) -> None:
    """`<scope>.drift.historic`: pupil hours given on ratings that have not been looked at for longer than a rating stands."""
    cases = on_old_ratings(now, source.reading.data_date, source.reading.framework)
    for scope in source.scopes():
        hours = [given for (urn, _), given in cases.items() if scope in (TRUST, urn)]
        ledger.put(f"{scope}.drift.historic", sum(hours), float(len(hours)), unit=HOURS, largest=max(hours, default=0.0))
    ledger.add_up(f"{TRUST}.drift.historic", [f"{urn}.drift.historic" for urn in source.urns])


def _term(source: Source) -> TermMeasures:
    return TermMeasures(source.reading.records, source.measures, source.reading.term)


def _face(ledger: Ledger, name: str, cases: Sequence[Drift], first: bool) -> None:
    face = name.rpartition(".")[2]
    pupils = None if face in NO_PUPIL else float(len({(case.urn, case.pupil_id) for case in cases}))
    known = not (first and face in NEEDS_A_TERM_BEFORE)
    hours = sum(case.hours for case in cases)
    if face == "surplus":
        ledger.put(name, hours, of=[f"{name.partition('.')[0]}.hours.surplus"], unit=HOURS)
    else:
        ledger.put(name, hours if known else None, pupils, why="z", unit=HOURS, largest=None if face in NO_PUPIL else _most(cases))


def _most(cases: Sequence[Drift]) -> float:
    """The most hours of one pupil among the cases."""
    of: dict[tuple[str, str], float] = defaultdict(float)
    for case in cases:
        of[case.urn, case.pupil_id] += case.hours
    return max(of.values(), default=0.0)


def _bend(ledger: Ledger, name: str, found: Sequence[Bend], first: bool) -> None:
    """Pupils or outcomes concerned; for SEND hours cut the largest fall of a share."""
    kind = name.rpartition(".")[2]
    amounts = [bend.amount for bend in found]
    amount = max(amounts, default=0.0) if kind in NO_PUPIL else sum(amounts)
    pupils = None if kind in NO_PUPIL else float(sum(len(bend.pupils) for bend in found) or amount)
    unit = SHARE if kind == "send_hours_cut" else "" if kind in NO_PUPIL else OUTCOMES
    ledger.put(name, None if first and kind in NEEDS_A_TERM_BEFORE else amount, pupils, why="z", unit=unit)
