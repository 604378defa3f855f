"""The rows of a table by role: roles of their own, and those that are told together because one or two people hold one."""

from __future__ import annotations

from sendsite.framework.records import ROLES
from sendsite.report.quantities.colleagues import TOGETHER
from sendsite.report.view import Place, View
from sendsite.report.words import ROLES as ROLE_NAMES

OTHERS = "Other roles together"
NOTE = "Roles, never persons: a role that fewer than three people hold is told together with others."
ALONE = "Not split by role: fewer than three people hold one of the roles here."


def rows_by_role(view: View, place: Place) -> dict[str, str]:
    """Role -> its name, of the roles that somebody holds; none where no row may stand by itself. Inside the admin each is told by itself."""
    there = [role for role in ROLES if not view.is_none(place, f"role.{role}.contracted")]
    hidden = [role for role in view.now.told(f"{place.scope}.role.pooled").split() if view.now.mark(f"{place.scope}.role.{role}.contracted") == "c"]
    rows = {role: ROLE_NAMES[role] for role in there if role not in hidden}
    if hidden and f"{place.scope}.role.{TOGETHER}.contracted" in view.now:
        rows[TOGETHER] = OTHERS
    return rows


def told_by(rows: dict[str, str]) -> str:
    """What stands below a table by role."""
    return NOTE if TOGETHER in rows else "Roles, never persons." if rows else ALONE
