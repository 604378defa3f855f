"""A proposal told: as moves a person can read, and as the document that others read."""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.document import document
from sendsite.framework.model import Measures
from sendsite.framework.rebalance.accepting import Refusal
from sendsite.framework.rebalance.proposal import Move, Proposal
from sendsite.framework.settings import Framework

Names = Mapping[str, str]


def told(move: Move, staff: Names, pupils: Names) -> str:
    """Such as: Move 2.5 hours of Ada Quill from Cora Finch to Dev Heron."""
    who = _named(staff, move.staff)
    if move.from_pupil is None:
        return f"Give {_named(pupils, move.to_pupil)} {told_hours(move.hours)} of {who}'s free time"
    if move.to_pupil is None:
        return f"Take {told_hours(move.hours)} of {who} from {_named(pupils, move.from_pupil)}: {who} does not have them"
    return f"Move {told_hours(move.hours)} of {who} from {_named(pupils, move.from_pupil)} to {_named(pupils, move.to_pupil)}"


def refusal(found: Refusal, staff: Names, pupils: Names) -> str:
    """Why these moves cannot stand without the others, and what to do."""
    who, whom = _named(staff, found.staff), _named(pupils, found.pupil)
    match found.kind:
        case "hours":
            return f"{who} would be {told_hours(found.hours)} over. Accept fewer hours that are given, or one more move that takes hours from somebody."
        case "adults":
            return f"{whom} would have too many adults. Accept the move that takes one of them away as well, or leave one out that brings one."
        case "one_to_one":
            return f"{whom} would lose {told_hours(found.hours)} of one-to-one time that the plan names. Accept the move that gives it back as well."
    return "The deployment was changed meanwhile, and this move is no longer proposed. Look at the moves again."


def rebalance_document(proposal: Proposal, framework: Framework) -> dict[str, object]:
    """What `sendsite rebalance --json` prints: ids, no names."""
    moves = [{"staff_id": move.staff, "from": move.from_pupil, "to": move.to_pupil, "hours": move.hours} for move in proposal.moves]
    before, after = _figures(proposal.before, framework), _figures(proposal.after, framework)
    return {"moves": moves, "before": before, "after": after, "limits": list(proposal.limits)}


def _figures(one: Measures, framework: Framework) -> dict[str, object]:
    """The KPIs and the SEI as the metrics document has them, and the gap in hours a week."""
    (school,) = document(one, framework)["schools"]  # type: ignore[misc]  # a document is of plain objects
    return {"kpis": school["kpis"], "sei": school["sei"], "gap": school["hours"]["gap"]}  # type: ignore[has-type]


def told_hours(amount: float) -> str:
    """Hours to the minute they are timetabled in: 2.25 stays 2.25."""
    return "1 hour" if amount == 1 else f"{amount:g} hours"


def _named(names: Names, key: str | None) -> str:
    return names.get(key or "") or key or ""
