"""
Every screen of the admin with sample values for its address, read from the application's own URL map, and a small trust to try them on.

A screen that is added is tried from then on; an argument that nothing is known of is a 1 or a word, and leads to a page that is not there.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Demo, Desk
from sendsite.admin.rights import RIGHTS, right_of
from sendsite.admin.screens.tour import steps
from sendsite.framework.records import LIVE, Records
from sendsite.framework.term import Term
from sendsite.register import facts
from sendsite.register.database import Register, open_register
from sendsite.register.edits import replace_all
from sendsite.register.history import history
from sendsite.register.marks import marks, set_mark
from sendsite.workflow.folder import open_folder
from tests.admin.at_rest import at_rest
from tests.admin.forms_found import form_on
from tests.admin.people import OTHER, OWN, Caller, add_people
from tests.admin.sending import PUPILS, apply, paste, previewed

OF_A_SCHOOL = ("staff", "pupils", "outcomes", "deployment", "tasks", "outcome_weeks", "reviews", "ratings", "moderations", "school_facts", "priorities")
MORE_OF_A_SCHOOL = (*OF_A_SCHOOL, "scenarios", "leavers", "expectations")
QUERIES = {
    "register.pupils": ("?q=a&year=3&gaps=1", "?q=nobody", "?sort=-gap"),
    "register.add": ("?year=3&class=3B",),
    "deployment.matrix": ("?scenario={scenario}", "?gaps=1&sort=gap", "?view=pupils"),
    "tasks.tasks": ("?person={staff_id}", "?scenario={scenario}"),
    "staff.people": ("?scenario={scenario}",),
    "staff.compare": ("?a=&b={scenario}",),
    "scenarios.compare": ("?a=&b={scenario}",),
    "acting.proposing": ("?scenario={scenario}",),
    "history.all_changes": ("?table=pupils", "?since=12h"),
    "bands.bands": ("?earlier=1",),
    "bands.adding": ("?code={code}",),
    "home.school": ("?saved=0",),
    "hidden.hidden": ("?term=live", "?term=live&school={urn}&reason=few"),
    "terms.comparing": ("?a=2026-autumn&b=live",),
    "terms.signing": ("?term=2030-autumn",),
    "pupil.pupil": ("?saved={change}",),
}
"""What else an address can ask for."""


def small_trust(demo: Path, folder: Path) -> Path:
    """The demo with the SENCO's school and one that is not theirs, people of each role, and a history of one change."""
    (folder / "data").mkdir(parents=True)
    shutil.copy(demo / "sendsite.toml", folder)
    with open_register(demo / "data" / "sendsite.sqlite") as whole:
        records, kept = facts.records(whole), marks(whole)
    with open_register(folder / "data" / "sendsite.sqlite", create=True) as register:
        replace_all(register, _of_two(records), by="test")
        for key, value in kept.items():
            set_mark(register, key, value)
        add_people(register)
    return folder


def _of_two(records: Records) -> Records:
    kept = {table: tuple(row for row in getattr(records, table) if row.school_urn in ("", OWN, OTHER)) for table in MORE_OF_A_SCHOOL}
    return replace(records, schools=tuple(row for row in records.schools if row.urn in (OWN, OTHER)), **kept)


@contextmanager
def an_admin_of(folder: Path) -> Iterator[Flask]:
    """The admin of a site folder, which neither loads the whole demo nor takes it out."""
    opened = open_folder(folder)
    with opened.open_register() as register:
        invented = Demo(lambda: None, lambda who: None)
        app = create_admin(Desk(opened.root, register, opened.settings, opened.framework(), demo=invented))
        app.config["TESTING"] = False
        yield app
        at_rest()


def register_of(app: Flask) -> Register:
    found: Register = app.extensions["desk"].register
    return found


def values_of(app: Flask, urn: str, says: str = "") -> dict[str, object]:
    """A record of each kind, of that school. `says` is what the address says instead of its URN."""
    records = facts.records(register_of(app))
    own = {table: [row for row in getattr(records, table) if row.school_urn == urn] for table in MORE_OF_A_SCHOOL}
    review, named = own["reviews"][0], sorted(row.name for row in own["scenarios"])
    band = records.funding_bands[0]
    return {
        "urn": says or urn,
        "pupil_id": review.pupil_id,
        "outcome_id": review.outcome_id,
        "on": review.reviewed_on.isoformat(),
        "staff_id": next(row.staff_id for row in own["staff"] if row.scenario == LIVE),
        "scenario": named[0] if named else "nothing",
        "term": own["school_facts"][-1].term,
        "code": band.code,
        "since": band.valid_from.isoformat() if band.valid_from else "start",
        "change": next(each.id for each in history(register_of(app)) if each.rows),
        "table": "pupils",
        "rule": "unallocated",
    }


def lived_in(app: Flask, caller: Caller) -> dict[str, object]:
    """
    Some work in the SENCO's school: a sample drawn for second looks, a pupil edited, an insight accepted, rows imported, a reader added, the term frozen.

    Answers what `values_of` cannot know of it.
    """
    assert caller.post(f"/school/{OWN}/moderation/draw").status_code == 303
    details = f"/school/{OWN}/pupils/{values_of(app, OWN)['pupil_id']}/details"
    assert caller.post(details, form_on(caller, details).sent(class_name="Owls")).status_code == 303
    set_out = f"/school/{OWN}/insights/unallocated/set-out"
    assert caller.post(set_out, form_on(caller, set_out).sent(note="Odd note")).status_code == 303
    taken = apply(caller, previewed(caller, paste(caller, f"{PUPILS}{OWN},NEW-1,Odd One,5,K\n{OWN},NEW-2,Odd Two,9,E\n")))
    assert caller.post("/readers", {"name": "Odd Reader", "email": "", "audiences": [OWN]}).status_code == 200
    handle = re.findall(r"/readers/(\w{4})/", caller.get("/readers").text)[0]
    today = date.fromisoformat(marks(register_of(app))["data date"])
    caller.post("/terms/freeze/sign-off", {"term": Term.of(today).name, "edition": "1", "by": "Odd Officer", "looked": "yes"})
    _look_at_what_is_hidden(caller)
    looks = [row for row in facts.records(register_of(app)).moderations if row.school_urn == OWN and row.term == Term.of(today).name and row.agreed is None]
    return {"done": urlsplit(taken.location).path.rpartition("/")[2], "look": looks[0].pupil_id, "handle": handle, "frozen": Term.of(today).name}


def _look_at_what_is_hidden(caller: Caller) -> None:
    """It is worked out beside the requests, of the frozen term and of the register: the lists are looked at, and not the waiting for them."""
    for path in ("/publishing/hidden", "/publishing/hidden?term=live"):
        caller.get(path)
        at_rest()


def waiting(caller: Caller) -> dict[str, object]:
    """Two uploads of the caller's own: `token` waits for its columns, `ready` for a yes, with a row refused."""
    sent = paste(caller, f"school,id,who,hours\n{OWN},NEW-3,Odd Three,12h\n{OWN},NEW-4,Odd Four,5\n")
    ready = paste(caller, f"{PUPILS}{OWN},NEW-5,Odd Five,7,K\n{OWN},NEW-6,Odd Six,12h,K\n")
    return {name: urlsplit(each.location).path.split("/")[2] for name, each in (("token", sent), ("ready", ready))}


def path_of(rule: Rule, known: Mapping[str, object]) -> str:
    """An address of the rule: what is known of its arguments, the first of a choice, a 1 or a word."""
    values: dict[str, object] = dict.fromkeys(rule.arguments, "nothing") | dict.fromkeys(re.findall(r"<int:(\w+)>", rule.rule), 1)
    values |= {name: words.split(",")[0].strip() for words, name in re.findall(r"<any\(([^)]*)\):(\w+)>", rule.rule)}
    values |= {"number": known["change"]} if "number" in values and rule.endpoint.startswith(("history", "moving")) else {}
    values |= {"name": known["scenario"]} if "<id:name>" in rule.rule else {}
    values |= {name: value for name, value in known.items() if name in rule.arguments}
    address = rule.build({each: values[each] for each in rule.arguments}, append_unknown=False)
    assert address is not None, f"no address can be made of {rule.rule}"
    return address[1]


@dataclass(frozen=True)
class Screen:
    """One address that can be looked at."""

    endpoint: str
    path: str


def screens(app: Flask, urn: str, more: Mapping[str, object] | None = None) -> tuple[Screen, ...]:
    """Every address that somebody signed in can look at, of that school, each of its choices, and the queries of QUERIES."""
    known = values_of(app, urn) | dict(more or {})
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and RIGHTS[right_of(app.view_functions[rule.endpoint])].signed_in:
            paths = [path_of(rule, each) for each in _choices(rule, known)]
            queries = [query.format(**known) for query in QUERIES.get(rule.endpoint, ())]
            found += [Screen(rule.endpoint, path) for path in (*paths, *(paths[0] + query for query in queries))]
    return tuple(found)


def _choices(rule: Rule, known: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """What is known, once for each word that the rule offers, and what one screen calls otherwise than the others."""
    own = dict(known)
    if rule.endpoint == "pupil.second_look" and "look" in known:
        own["pupil_id"] = known["look"]
    if rule.endpoint == "moving.result" and "done" in known:
        own["number"] = known["done"]
    if rule.endpoint == "terms.frozen" and "frozen" in known:
        own["name"] = known["frozen"]
    if rule.endpoint in ("moving.preview", "moving.errors") and "ready" in known:
        own["token"] = known["ready"]
    offered = [(name, [word.strip() for word in words.split(",")]) for words, name in re.findall(r"<any\(([^)]*)\):(\w+)>", rule.rule)]
    offered += [("slug", [step.slug for step in steps()])] if rule.endpoint == "tour.page" else []
    for name, words in offered or [("", [""])]:
        yield from (own | ({name: word} if name else {}) for word in words)


def endpoint_of(app: Flask, address: str, method: str = "POST") -> tuple[str, dict[str, Any]]:
    """Which view answers at an address; ("", {}) where none does."""
    try:
        endpoint, values = app.url_map.bind("localhost").match(urlsplit(address).path, method=method)
        return str(endpoint), dict(values)
    except HTTPException:
        return "", {}
