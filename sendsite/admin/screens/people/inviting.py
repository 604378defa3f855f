"""Inviting: a person is added, and their link is shown once, to be handed over."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import me
from sendsite.admin.rights import right
from sendsite.admin.screens.people.listed import read_person, screen, shown
from sendsite.errors import DataRefused
from sendsite.register import invites
from sendsite.register.people import User
from sendsite.register.people_edits import add_user


@screen.post("/people/invite")
@right("people")
def invite() -> ResponseReturnValue:
    """Add a person, who can do nothing until they have used their link."""
    form, ticked = read_person(new=True)
    if form.faults:
        return shown(form, ticked)
    named = {name: str(form.values[name]) for name in ("name", "shown_name", "role")}
    try:
        who = add_user(desk().register, **named, schools=ticked, by=me().name)
    except DataRefused as refusal:
        form.refuse("name", f"{str(refusal).partition(': ')[2] or refusal}")
        return shown(form, ticked)
    return handed_over(who, invites.invite(desk().register, who.id, by=me().name))


def handed_over(who: User, token: str) -> ResponseReturnValue:
    """
    The page that shows a link, the only time that it can be shown: the register keeps but its digest.

    It is the answer itself and not an address to be led to, for an address that shows a link could be opened again.
    """
    base = desk().address or request.host_url.rstrip("/")
    link = base + url_for("invitation.show", token=token)
    return render_template("people/link.html", who=who, link=link, days=invites.LASTS // 86_400, here_alone=not desk().address)
