"""What every template is given: who is asking, their schools and ways, the token of forms, addresses of files, and how figures are written."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for

from sendsite import __version__, stock
from sendsite.admin.desk import desk
from sendsite.admin.gate import csrf_token
from sendsite.admin.in_force import faults
from sendsite.admin.me import may, me, my_schools, now, session
from sendsite.admin.navigation import ways
from sendsite.admin.saving import just_saved
from sendsite.admin.screens.look import FILES
from sendsite.intake.interchange.write import hundredths_text
from sendsite.register.people import users
from sendsite.register.words import when


def install(app: Flask) -> None:
    """Give every template these names and filters."""
    app.context_processor(_context)
    app.jinja_env.filters.update(hours=hours, pounds=pounds, day=day, when=when, called=called)
    app.jinja_env.globals.update(file=file, csrf=csrf_token, may=may)


def _context() -> dict[str, Any]:
    signed_in = session() is not None
    urn = (request.view_args or {}).get("urn")
    return {
        "trust": desk().settings.trust,
        "plan": desk().settings.plan_name,
        "edition": __version__,
        "person": me() if signed_in else None,
        "is_demo": now().is_demo if signed_in else False,
        "demo_day": now().today if signed_in and now().fixed else None,
        "my_schools": my_schools() if signed_in else (),
        "may_take_out": desk().demo is not None,
        "here": now().school(urn) if signed_in and urn else None,
        "ways": ways() if signed_in else (),
        "just_saved": just_saved() if signed_in else None,
        "unread_settings": faults() if signed_in and may("publish") else (),
        "endpoints": current_app.view_functions,
        "nothing_saved": request.args.get("saved") == "0",
    }


def hours(hundredths: int | None) -> str:
    """Hours a week as they are typed and read: 12, 12.5, 0.25; an en dash where there is none."""
    if hundredths is None:
        return "–"
    return f"−{hundredths_text(-hundredths)}" if hundredths < 0 else hundredths_text(hundredths)


def pounds(pence: float | None) -> str:
    """Whole pounds, half up: £1,234; an en dash where there is none."""
    if pence is None or pence != pence:
        return "–"
    whole = int((abs(pence) + 50) // 100)
    return f"{'−' if pence < 0 and whole else ''}£{whole:,}"


def day(value: date | None) -> str:
    """A day as it is read: 6 November 2026."""
    return f"{value.day} {value:%B %Y}" if value else "–"


def called(name: str) -> str:
    """What the person is called who signs in with a name; the name itself where nobody does."""
    if "called" not in g:
        g.called = {user.name: user.shown_name for user in users(desk().register)}
    return str(g.called.get(name, name))


def file(name: str) -> str:
    """The address of a static file, with a mark of what is in it, so that a browser may keep it until it changes."""
    where = url_for("look.file", name=name) if name in FILES else url_for("static", filename=name)
    return f"{where}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    folder = stock.folder("themes") / "default" / "static" if name in FILES else Path(__file__).parent / "static"
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
