"""Rebalance: the most need met from the hours there are, as moves to accept whole or in part, and to keep as a scenario."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import rebalance, scenario_edits
from sendsite.admin.forms import Field, Form, filled, of_table, read
from sendsite.admin.htmx import is_part
from sendsite.admin.htmx import part as anew
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.acting.blueprint import screen
from sendsite.admin.screens.acting.setting_out import set_out_row
from sendsite.framework.insights.insight import effect
from sendsite.framework.rebalance import Move, Proposal
from sendsite.framework.records import LIVE
from sendsite.framework.retest import REBALANCE, Deed
from sendsite.framework.scenarios import scenario_name
from sendsite.register.changes import Changes

NAME = of_table("scenarios", "name", "Name of the scenario", hint="Nobody’s name: scenarios are listed for colleagues.")
NOTE = of_table("scenarios", "note", "Why it is made", rows=2)
FIELDS: tuple[Field, ...] = (NAME, NOTE)
CHANGED = "The deployment was changed meanwhile. Below is what is best now: look again, then keep it."


@screen.get("/school/<urn>/rebalance")
@right("look")
def proposing(urn: str) -> ResponseReturnValue:
    """The proposal from the live deployment, or from a scenario, with every move ticked."""
    scenario = _asked(urn, request.args.get("scenario", LIVE))
    proposal = rebalance.proposal_of(urn, scenario)
    return _page(urn, scenario, filled(FIELDS, name=_free_name(urn)), proposal.moves)


@screen.post("/school/<urn>/rebalance/part")
@right("edit")
def part(urn: str) -> ResponseReturnValue:
    """What the moves that are ticked would do: nothing is stored."""
    scenario = _asked(urn, request.form.get("scenario", LIVE))
    form = read(FIELDS, request.form)
    form.faults.clear()
    proposal, moves = rebalance.proposal_of(urn, scenario), _ticked(urn, scenario, form)
    if form.faults:
        return anew("", go_to=url_for(".proposing", urn=urn, scenario=scenario or None)) if is_part() else (_page(urn, scenario, form, moves), 409)
    if is_part():
        return render_template("acting/_came.html", **_context(urn, scenario, form, proposal, moves))
    return _page(urn, scenario, form, moves)


@screen.post("/school/<urn>/rebalance")
@right("edit")
def keep(urn: str) -> ResponseReturnValue:
    """The moves that are ticked as a new scenario; what is expected of it is noted where that is asked for. The live timetable is not touched."""
    scenario = _asked(urn, request.form.get("scenario", LIVE))
    form = read(FIELDS, request.form)
    _free(urn, form)
    proposal, moves = rebalance.proposal_of(urn, scenario), _ticked(urn, scenario, form)
    if "" in form.faults:
        return _page(urn, scenario, form, moves), 409
    tried = rebalance.tried(urn, proposal, moves)
    if not moves:
        form.refuse("", "No move is ticked. Tick at least one to keep it as a scenario.")
    elif tried.refused:
        form.refuse("", "These moves cannot stand alone. Tick others too, as it says below.")
    if form.faults or tried.after is None:
        return _page(urn, scenario, form, moves), 422
    name, note = form.values["name"], form.values["note"]
    changes = rebalance.as_scenario(now().of_school(urn), urn, scenario, name, note, moves)
    if request.form.get("expect") == "yes":
        deed = Deed(REBALANCE, "Rebalance the hours", name, note)
        changes = Changes({**changes.added, "expectations": (set_out_row(urn, deed, effect(proposal.before, tried.after)),)})
    number = save(changes, title=f"Rebalanced as scenario {name}")
    return saved_to(url_for("scenarios.compare", urn=urn, a=scenario or "live", b=name), number)


def _ticked(urn: str, scenario: str, form: Form) -> tuple[Move, ...]:
    """The moves that are ticked; all, with a word at the head of the form, where they are not those of the proposal as it is now."""
    proposal = rebalance.proposal_of(urn, scenario)
    moves = rebalance.chosen(proposal, request.form.getlist("move"))
    if moves is None or request.form.get("seen") != rebalance.mark_of(proposal):
        form.refuse("", CHANGED)
        return proposal.moves
    return moves


def _page(urn: str, scenario: str, form: Form, moves: tuple[Move, ...]) -> str:
    proposal = rebalance.proposal_of(urn, scenario)
    return render_template("acting/rebalance.html", **_context(urn, scenario, form, proposal, moves))


def _context(urn: str, scenario: str, form: Form, proposal: Proposal, moves: tuple[Move, ...]) -> dict[str, Any]:
    """All that the page and its part are given."""
    return {
        "scenario": scenario,
        "scenarios": scenario_edits.names(now().of_school(urn)),
        "form": form,
        "proposal": proposal,
        "moves": rebalance.told(urn, proposal, moves),
        "ticked": len(moves),
        "tried": rebalance.tried(urn, proposal, moves),
        "kept": rebalance.kept(urn, scenario),
        "seen": rebalance.mark_of(proposal),
        "expect": request.method == "GET" or request.form.get("expect") == "yes",
    }


def _asked(urn: str, name: str) -> str:
    """A scenario of the school, or the live one; 404 for one that it does not have."""
    found = scenario_name(name)
    if found != LIVE and found not in scenario_edits.names(now().of_school(urn)):
        abort(404)
    return found


def _free(urn: str, form: Form) -> None:
    """A name that no scenario of the school has, and that is not the live one's."""
    name = form.values.get("name", "")
    if name and not scenario_name(name):
        form.refuse("name", "Live is the name of the timetable in force. Choose another, such as Two more mornings.")
    elif name.casefold() in {each.casefold() for each in scenario_edits.names(now().of_school(urn))}:
        form.refuse("name", f"There is a scenario '{name}' already. Choose another name.")


def _free_name(urn: str) -> str:
    today = now().today
    name, taken = f"Rebalanced {today.day} {today:%B %Y}", {each.casefold() for each in scenario_edits.names(now().of_school(urn))}
    return next(each for each in (name, *(f"{name} ({number})" for number in range(2, 1000))) if each.casefold() not in taken)
