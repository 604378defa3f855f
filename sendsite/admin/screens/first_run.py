"""The first run: five steps from an empty register to a site, or the invented trust to look around in."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import forget, me, now
from sendsite.admin.rights import right
from sendsite.admin.saving import saved_to
from sendsite.framework.records import LIVE

screen = Blueprint("first_run", __name__)


STEPS = (
    ("Schools", "Name, phase and roll of each school of the trust.", "schools.schools", "Add a school"),
    ("Staff", "Support staff with their contracted and SEND hours.", "staff.people", "Add staff"),
    ("Pupils", "The SEND register: needs, hours and the eight questions.", "register.pupils", "Add pupils"),
    ("Deployment", "Who supports whom, for how many hours a week.", "deployment.matrix", "Open the matrix"),
    ("Publish", "Build the site and look at it as a governor would.", "publishing.publishing", "Build the site"),
)
FIRST = "Schools"
OF_THE_TRUST = (FIRST, "Publish")


class Step(NamedTuple):
    """One step: what it is for, how much of it is there, where it is done, and whether it is done."""

    name: str
    why: str
    there: str
    where: str
    act: str
    done: bool


@screen.get("/begin")
@right("trust")
def begin() -> ResponseReturnValue:
    """The five steps with what is there of each."""
    return render_template("first_run/index.html", steps=steps(), empty=not now().records.schools, demo=desk().demo)


@screen.post("/begin/demo")
@right("people")
def load_demo() -> ResponseReturnValue:
    """Load the invented trust into an empty register."""
    found = desk().demo or abort(404)
    found.load()
    _read_anew()
    return saved_to(url_for("home.home"), now().head)


@screen.get("/begin/demo/take-out")
@right("people")
def asking() -> ResponseReturnValue:
    """What goes with the invented trust."""
    if desk().demo is None or not now().is_demo:
        abort(404)
    return render_template("first_run/take_out.html", records=now().records)


@screen.post("/begin/demo/take-out")
@right("people")
def take_out() -> ResponseReturnValue:
    """Take the invented trust out again, and begin with schools of one's own."""
    found = desk().demo or abort(404)
    found.take_out(me().name)
    _read_anew()
    return saved_to(url_for(".begin"), now().head)


def steps() -> tuple[Step, ...]:
    """Schools, staff, pupils, deployment, publishing: each with what is there."""
    records = now().records
    school = records.schools[0].urn if records.schools else ""
    cells = [row for row in records.deployment if row.scenario == LIVE]
    built = bool(records.schools) and (desk().root / "build" / "preview" / "index.html").is_file()

    there = {
        "Schools": _many(len(records.schools), "school"),
        "Staff": _many(len(records.staff), "person", "people"),
        "Pupils": _many(len(records.pupils), "pupil"),
        "Deployment": _many(len(cells), "cell"),
        "Publish": "built" if built else "not built yet",
    }
    found = []
    for name, why, endpoint, act in STEPS:
        found.append(Step(name, why, there[name], _where(name, endpoint, school), act, not there[name].startswith("no")))
    return tuple(found)


def _where(name: str, endpoint: str, school: str) -> str:
    """Where a step is done: the first at the form of a new school as long as there is none, the others nowhere until there is one."""
    if not school:
        return url_for("schools.adding") if name == FIRST else ""
    return url_for(endpoint) if name in OF_THE_TRUST else url_for(endpoint, urn=school)


def _many(number: int, one: str, more: str = "") -> str:
    return "none yet" if not number else f"{number:,} {one if number == 1 else more or one + 's'}"


def _read_anew() -> None:
    """Marks were changed with the records: whatever was kept of the register is read again."""
    desk().standing.forget()
    forget()


