"""Ways the figures could be bent, looked for and listed without blame: each has good reasons as well, and is a question to ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import TermMeasures, pupil_rows
from sendsite.framework.model import UNRATED, Measures
from sendsite.framework.records import Outcome, Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term

KINDS = ("send_hours_cut", "need_cut", "rerated", "outcomes_withdrawn", "outcomes_achieved_at_once", "missing_pupils")


@dataclass(frozen=True)
class Bend:
    """One way found at one school: how many pupils, outcomes or (for hours cut) share points it concerns, and the pupils by id."""

    kind: str
    urn: str
    amount: float
    pupils: tuple[str, ...] = ()


def bends(now: TermMeasures, before: TermMeasures | None, framework: Framework) -> tuple[Bend, ...]:
    """Every way found, by school; most need a term before to compare with."""
    found = _missing_pupils(now)
    if before is not None:
        found += _send_hours_cut(now.measures, before.measures, framework)
        found += _need_cut(now.measures, before.measures)
        found += _rerated(now.measures, before.measures, framework)
        found += _outcomes(now.records, before.records)
    return tuple(sorted(found, key=lambda bend: (bend.urn, KINDS.index(bend.kind))))


def census_count(records: Records, term: Term | None) -> dict[str, int]:
    """URN -> pupils with EHCP or SEN support by the census, as stated for the newest term up to this one; schools that state none are absent."""
    newest: dict[str, tuple[Term, int]] = {}
    for fact in records.school_facts:
        if fact.census_ehcp is None or fact.census_sen_support is None:
            continue
        of = Term.parse(fact.term)
        late = term is not None and of > term
        if not late and (fact.school_urn not in newest or newest[fact.school_urn][0] < of):
            newest[fact.school_urn] = (of, fact.census_ehcp + fact.census_sen_support)
    return {urn: count for urn, (_, count) in newest.items()}


def _missing_pupils(now: TermMeasures) -> list[Bend]:
    """Pupils the census counts at E or K that the register does not hold."""
    register = dict(zip(now.measures.deployment.schools.urn, now.measures.schools.register.tolist(), strict=True))
    counted = census_count(now.records, now.term)
    return [Bend("missing_pupils", urn, float(count - register[urn])) for urn, count in counted.items() if urn in register and count > register[urn]]


def _send_hours_cut(now: Measures, before: Measures, framework: Framework) -> list[Bend]:
    """SEND hours as a share of contracted hours fell: the hours paid for look fewer, and every ratio over them better."""
    was, became = _send_share(before), _send_share(now)
    limit = framework.drift.send_share_fall + NOISE
    return [Bend("send_hours_cut", urn, was[urn] - share) for urn, share in became.items() if urn in was and was[urn] - share > limit]


def _send_share(measures: Measures) -> dict[str, float]:
    hours = measures.schools.hours
    rows = zip(measures.deployment.schools.urn, hours.paid.tolist(), hours.contracted.tolist(), strict=True)
    return {urn: paid / contracted for urn, paid, contracted in rows if contracted > 0}


def _need_cut(now: Measures, before: Measures) -> list[Bend]:
    """Pupils whose need was written down lower while their rating stayed as it was."""
    earlier, cut = pupil_rows(before.deployment), []
    for key, row in pupil_rows(now.deployment).items():
        if key in earlier:
            old = earlier[key]
            stayed = now.pupils.rating[row] == before.pupils.rating[old] != UNRATED
            if stayed and now.deployment.pupils.need[row] < before.deployment.pupils.need[old] - NOISE:
                cut.append(key)
    return _by_school("need_cut", cut)


def _rerated(now: Measures, before: Measures, framework: Framework) -> list[Bend]:
    """
    More than a share of the pupils rated both times were re-rated towards the hours they have.

    That is: up, for a pupil who receives more of the need than the school's pupils do on average; down, for one who receives less.
    """
    earlier, rated, towards = pupil_rows(before.deployment), Counter[str](), []
    hours, schools = now.schools.hours, now.deployment.pupils.school
    for key, row in pupil_rows(now.deployment).items():
        was = before.pupils.rating[earlier[key]] if key in earlier else UNRATED
        became = now.pupils.rating[row]
        if UNRATED in (was, became):
            continue
        rated[key[0]] += 1
        fair = now.deployment.pupils.need[row] * hours.delivered[schools[row]] / max(hours.needed[schools[row]], NOISE)
        if (int(became) - int(was)) * (now.pupils.received[row] - fair) > NOISE:
            towards.append(key)
    limit = framework.drift.rerated_share + NOISE
    return [bend for bend in _by_school("rerated", towards) if bend.amount > limit * rated[bend.urn]]


def _outcomes(now: Records, before: Records) -> list[Bend]:
    """Outcomes withdrawn since the last snapshot, and outcomes first entered as achieved (of pupils who were on the register then)."""
    old = {row[:3]: row for row in before.outcomes}
    known = {row[:2] for row in before.pupils}
    withdrawn = [row for row in now.outcomes if row.status == "withdrawn" and row[:3] in old and old[row[:3]].status != "withdrawn"]
    at_once = [row for row in now.outcomes if row.status == "achieved" and row[:3] not in old and row[:2] in known]
    return _by_school("outcomes_withdrawn", _pupils(withdrawn)) + _by_school("outcomes_achieved_at_once", _pupils(at_once))


def _pupils(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(row.school_urn, row.pupil_id) for row in outcomes]


def _by_school(kind: str, keys: list[tuple[str, str]]) -> list[Bend]:
    """One finding a school: how many, and of which pupils."""
    counted = Counter(urn for urn, _ in keys)
    return [Bend(kind, urn, float(count), tuple(sorted({pupil for of, pupil in keys if of == urn}))) for urn, count in counted.items()]
