"""Where the views of this screen are registered, and what they share: which list of staff is asked for."""

from __future__ import annotations

from flask import Blueprint, abort, request

from sendsite.admin import scenario_edits
from sendsite.admin.desk import desk
from sendsite.admin.forms import Field, of_table, own
from sendsite.admin.me import may, now
from sendsite.admin.roster import Line, roster
from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import scenario_name
from sendsite.report.words import ROLES

screen = Blueprint("staff", __name__)

ID = of_table("staff", "staff_id", "Id", hint="The school's own id of the person. Blank gives the next free one.", required=False)
OPEN = (
    of_table("staff", "name", "Name"),
    of_table("staff", "role", "Role", choices=tuple(ROLES.items())),
    of_table("staff", "contracted_hours", "Contracted hours", hint="Hours a week in the contract, such as 32.5."),
    of_table("staff", "send_hours", "SEND hours", hint="Of these, hours a week paid for SEND support, such as 27.5. 0 where there are none."),
)
PAY = of_table("staff", "annual_salary", "Salary", hint="Pounds a year, as paid for these hours. Blank counts the standard cost of the role.")
NAME = of_table("scenarios", "name", "Name", hint="Such as: One more HLTA. No pupil's or colleague's name.")
NOTE = of_table("scenarios", "note", "Why it is made", rows=2)


def fields() -> tuple[Field, ...]:
    """The fields of a staff row that the asker may see and set."""
    return (*OPEN, PAY) if may("pay") else OPEN


def new_fields(records: Records) -> tuple[Field, ...]:
    """The fields of a new scenario; what it may begin as are the school's lists."""
    lists = (("live", "The live staff"), *((name, name) for name in scenario_edits.names(records)))
    return NAME, own("source", "Begin as a copy of", choices=lists), NOTE


def asked_scenario(urn: str) -> str:
    """The scenario that the address names; 404 for one that the school does not have."""
    return known_scenario(urn, request.args.get("scenario", LIVE))


def known_scenario(urn: str, name: str) -> str:
    """A scenario of the school by its name; 404 for one that it does not have."""
    found = scenario_name(name)
    if found != LIVE and found not in scenario_edits.names(now().of_school(urn)):
        abort(404)
    return found


def lines(urn: str, scenario: str) -> tuple[Line, ...]:
    """The staff of a scenario, without pay for those who may not see it."""
    framework = desk().framework
    return roster(now().of_school(urn), now().measures(urn, framework, scenario), framework, scenario, pay=may("pay"))
