"""Staff lists that look incomplete, people who give more than they have, and cells that name someone who has left."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.checks.finding import OFFICER, SENCO, Finding, Look, hours
from sendsite.framework.records import Allocation
from sendsite.framework.scenarios import scenario_name

MATRIX = "/deployment"


def overcommitted(look: Look) -> Iterator[Finding]:
    """More hours timetabled than a member of staff has for SEND."""
    staff, over = look.measures.deployment.staff, look.measures.staff.overcommitted
    for row in (over >= look.framework.checks.overcommitted_least).nonzero()[0].tolist():
        key, urn = staff.staff_id[row], look.urns[staff.school[row]]
        words = f"Member of staff {key}: {hours(float(over[row]))} a week above their SEND hours. Move some to a colleague, or correct the hours."
        yield Finding("overcommitted", urn, "high", key, words, SENCO, MATRIX)


def leavers(look: Look) -> Iterator[Finding]:
    """A cell of someone who has left: those hours reach nobody."""
    staff = {(row.school_urn, row.staff_id) for row in look.records.staff if not scenario_name(row.scenario)}
    pupils = {(row.school_urn, row.pupil_id) for row in look.records.pupils}
    left = {(row.school_urn, row.kind, row.person_id) for row in look.records.leavers}
    for cell in look.records.deployment:
        if scenario_name(cell.scenario) or not cell.hours:
            continue
        if (cell.school_urn, cell.staff_id) not in staff or (cell.school_urn, "staff", cell.staff_id) in left:
            yield _left("allocation_of_leaver", cell, cell.staff_id, f"Member of staff {cell.staff_id}")
        if (cell.school_urn, cell.pupil_id) not in pupils or (cell.school_urn, "pupil", cell.pupil_id) in left:
            yield _left("allocation_to_leaver", cell, cell.pupil_id, f"Pupil {cell.pupil_id}")


def _left(code: str, cell: Allocation, key: str, who: str) -> Finding:
    words = (
        f"{who} is not on the list any more and still has {hours(cell.hours / 100)} a week in the timetable. Clear the cell or give the hours to someone else."
    )
    return Finding(code, cell.school_urn, "high", key, words, SENCO, MATRIX)


def staff_lists(look: Look) -> Iterator[Finding]:
    """No staff at all, or a cost so far below schools of the phase that the list is the first thing to look at."""
    for row, urn in enumerate(look.urns):
        if look.measures.schools.kpis["finance"].missing[row] == "no_staff":
            yield Finding("no_staff", urn, "high", urn, f"School {urn}: no support staff are listed. Enter them.", OFFICER, "/staff")
        elif "low_spend" in look.measures.flags[row]:
            words = f"School {urn}: support staff cost less than half of what schools of its phase spend. Check that the staff list is complete."
            yield Finding("low_spend", urn, "medium", urn, words, OFFICER, "/staff")
