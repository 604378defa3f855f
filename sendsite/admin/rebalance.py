"""A school's hours rebalanced, as the screen shows it: the moves in words, a part of them tried out, and what it is as a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from sendsite.admin.beside import Pair, beside
from sendsite.admin.desk import desk
from sendsite.admin.me import may, now
from sendsite.admin.scenario_edits import copied
from sendsite.framework.bands import NOISE
from sendsite.framework.measure import measure
from sendsite.framework.met import met_by_rating
from sendsite.framework.model import RATINGS, Measures
from sendsite.framework.rebalance import Move, Proposal, Refusal, apply, locked_cells, moved_rows, rebalance, refused
from sendsite.framework.rebalance.words import told_hours
from sendsite.framework.records import Records
from sendsite.register.changes import Changes
from sendsite.report.figures.values import Band
from sendsite.report.formats import HOURS_H
from sendsite.report.words import RATINGS as RATING_WORDS

SHAPES = {"red": "▲", "amber": "◆", "green": "●", "unrated": "○"}


class Told(NamedTuple):
    """A move in words: its number in the proposal, the hours, whose they are, from whom and to whom ("" for nobody), and how that pupil is rated."""

    number: int
    words: str
    rated: Band | None
    ticked: bool


class ByRating(NamedTuple):
    """Hours of the plans of one rating that are met: of how many, now and with the moves, and whether they would be fewer."""

    rated: Band
    needed: str
    before: str
    after: str
    fewer: bool


class Fewer(NamedTuple):
    """A pupil who would have fewer of the hours of the plan than today: the name, how they are rated, and by how many hours, in words."""

    name: str
    rated: Band
    by: str


class Tried(NamedTuple):
    """Some of a proposal's moves made: the figures beside those before, and who would have fewer, or why these moves cannot stand alone."""

    pairs: tuple[Pair, ...]
    ratings: tuple[ByRating, ...]
    refused: tuple[str, ...]
    after: Measures | None
    whole: bool
    fewer: tuple[Fewer, ...] = ()


def proposal_of(urn: str, scenario: str) -> Proposal:
    """The best deployment from the hours of a scenario; worked out once for each state of the register."""
    return now().kept(("rebalance", urn, scenario), lambda: _worked_out(urn, scenario))


def _worked_out(urn: str, scenario: str) -> Proposal:
    framework = desk().framework
    deployment = now().measures(urn, framework, scenario).deployment
    return rebalance(deployment, framework, locked=locked_cells(now().of_school(urn), urn, scenario))


def mark_of(proposal: Proposal) -> str:
    """A mark of the moves and of what they were worked out from, so that ticks stand for what was seen."""
    return sha256(repr((proposal.moves, proposal.ground.given.tolist())).encode()).hexdigest()[:16]


def chosen(proposal: Proposal, numbers: Iterable[str]) -> tuple[Move, ...] | None:
    """The moves of these numbers, in their order; None where a number is not one of the proposal's."""
    asked = set(numbers)
    known = {str(place): move for place, move in enumerate(proposal.moves)}
    return None if asked - known.keys() else tuple(move for number, move in known.items() if number in asked)


def told(urn: str, proposal: Proposal, ticked: Sequence[Move]) -> tuple[Told, ...]:
    """Every move in words, as on the list of moves."""
    records = now().of_school(urn)
    pupils, staff = _names(records)
    people = proposal.before.deployment.pupils.pupil_id
    rating = {pupil: RATINGS[int(code)] for pupil, code in zip(people, proposal.before.pupils.rating, strict=True)}
    return tuple(
        Told(number, _words(move, pupils, staff), rated(rating[move.to_pupil]) if move.to_pupil in rating else None, move in ticked)
        for number, move in enumerate(proposal.moves)
    )


def rated(rating: str) -> Band:
    """A rating in word, tone and shape."""
    return Band(RATING_WORDS[rating], "" if rating == "unrated" else rating, SHAPES[rating])


def tried(urn: str, proposal: Proposal, moves: Sequence[Move]) -> Tried:
    """These moves made."""
    whole = len(moves) == len(proposal.moves)
    against = () if whole else refused(proposal, moves)
    if against:
        return Tried((), (), tuple(_why(each, *_names(now().of_school(urn))) for each in against), None, False)
    framework = desk().framework
    after = proposal.after if whole else measure(apply(proposal.before.deployment, moves), framework)
    pairs = beside(proposal.before, after, framework, pay=may("pay"))
    told_pairs = tuple(pair for pair in pairs if pair.key not in ("standard", "actual"))
    fewer = _fewer(proposal.before, after, _names(now().of_school(urn))[0])
    return Tried(told_pairs, _by_rating(proposal.before, after), (), after, whole, fewer)


def kept(urn: str, scenario: str) -> tuple[str, ...]:
    """The locked cells, in words: they stay as they are."""
    records = now().of_school(urn)
    pupils, staff = _names(records)
    return tuple(sorted(f"{staff.get(who, who)} with {pupils.get(whom, whom)}" for who, whom in locked_cells(records, urn, scenario)))


def as_scenario(records: Records, urn: str, source: str, name: str, note: str, moves: Sequence[Move]) -> Changes:
    """A new scenario that holds what `source` holds, with these moves made."""
    copy = copied(records, urn, source, name, note)
    cells = moved_rows(copy.added["deployment"], urn, name, moves)
    return Changes(added={**copy.added, "deployment": cells})


def _by_rating(before: Measures, after: Measures) -> tuple[ByRating, ...]:
    was, is_now = met_by_rating(before), met_by_rating(after)
    found = ((name, met, is_now[name]) for name, met in was.items() if met.needed)
    text = HOURS_H.text
    return tuple(ByRating(rated(name), text(met.needed), text(met.matched), text(then.matched), then.matched < met.matched) for name, met, then in found)


def _fewer(before: Measures, after: Measures, names: dict[str, str]) -> tuple[Fewer, ...]:
    """The pupils who would have fewer of the hours of their plans, the most first."""
    lost = before.pupils.matched - after.pupils.matched
    pupils, ratings = before.deployment.pupils.pupil_id, before.pupils.rating
    rows = [row for row in np.argsort(-lost, kind="stable").tolist() if lost[row] > NOISE]
    return tuple(Fewer(names.get(pupils[row], pupils[row]), rated(RATINGS[int(ratings[row])]), told_hours(round(float(lost[row]), 2))) for row in rows)


def _words(move: Move, pupils: dict[str, str], staff: dict[str, str]) -> str:
    amount, who = told_hours(move.hours), staff.get(move.staff, move.staff)
    from_whom, to_whom = (pupils.get(each, each) if each is not None else "" for each in (move.from_pupil, move.to_pupil))
    if not from_whom:
        return f"Give {amount.replace(' hour', ' free hour')} of {who} to {to_whom}"
    if not to_whom:
        return f"Take {amount} of {who} from {from_whom}: they are more than {who} has"
    return f"Move {amount} of {who} from {from_whom} to {to_whom}"


def _why(refusal: Refusal, pupils: dict[str, str], staff: dict[str, str]) -> str:
    who, whom = staff.get(refusal.staff, refusal.staff), pupils.get(refusal.pupil, refusal.pupil)
    match refusal.kind:
        case "hours":
            return f"{who} would be timetabled for {told_hours(refusal.hours)} more than there are. Tick a move that takes hours from {who} as well."
        case "adults":
            return f"{whom} would have more adults than the largest number. Tick a move that takes one away, or leave one out that brings one."
        case "one_to_one":
            lost = told_hours(refusal.hours)
            return f"{whom} would lose {lost} of one-to-one time that the plan names. Tick a move that brings them back, or leave that one out."
    return "A move is not one of the proposal. Work it out again."


def _names(records: Records) -> tuple[dict[str, str], dict[str, str]]:
    """Names by id; whoever has no name goes by their id."""
    return {row.pupil_id: row.name or row.pupil_id for row in records.pupils}, {row.staff_id: row.name or row.staff_id for row in records.staff}
