"""One person: what they may do, disabled or not, a new link, signed out everywhere."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import VERSION, Clash, Difference
from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, filled
from sendsite.admin.me import me, my_schools
from sendsite.admin.rights import right
from sendsite.admin.screens.people.inviting import handed_over
from sendsite.admin.screens.people.listed import ROLE, SCHOOLS, SHOWN_NAME, read_person, screen, state_of
from sendsite.errors import DataRefused
from sendsite.register import invites, sessions
from sendsite.register.people import User, user
from sendsite.register.people_edits import ROLE_WORDS, change_user, set_disabled

DONE = {
    "changed": "Saved.",
    "disabled": "Nobody is let in under this name any more; whoever was signed in is signed out.",
    "enabled": "They may sign in again, with the password they had.",
    "out": "They are signed out everywhere.",
}


@screen.get("/people/<int:user_id>/")
@right("people")
def person(user_id: int) -> ResponseReturnValue:
    """One person and what may be done about them."""
    who = _known(user_id)
    return _shown(who, _as_it_stands(who), who.schools)


@screen.post("/people/<int:user_id>/")
@right("people")
def change(user_id: int) -> ResponseReturnValue:
    """Change what a person is called and may do, as it stood when the form was opened."""
    who, (form, ticked) = _known(user_id), read_person(new=False)
    if form.faults:
        return _shown(who, form, ticked)
    seen = request.form.get(VERSION, "")
    try:
        named = {name: str(form.values[name]) for name in ("shown_name", "role")}
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 12 else 0
        change_user(desk().register, user_id, version=version, **named, schools=ticked, by=me().name)
    except DataRefused as refusal:
        stands = _known(user_id)
        if str(stands.version) != seen:
            return _shown(stands, form, ticked, clash=_clash(stands, form, ticked))
        form.refuse("role", _said(refusal))
        return _shown(who, form, ticked)
    if user_id == me().id:
        return redirect(url_for("home.home"), 303)
    return redirect(url_for(".person", user_id=user_id, done="changed"), 303)


@screen.post("/people/<int:user_id>/disable")
@right("people")
def disable(user_id: int) -> ResponseReturnValue:
    """Let nobody in under this name any more."""
    return _done(user_id, "disabled", lambda who: set_disabled(desk().register, who.id, True, by=me().name))


@screen.post("/people/<int:user_id>/enable")
@right("people")
def enable(user_id: int) -> ResponseReturnValue:
    """Let them in again."""
    return _done(user_id, "enabled", lambda who: set_disabled(desk().register, who.id, False, by=me().name))


@screen.post("/people/<int:user_id>/sign-out")
@right("people")
def sign_out(user_id: int) -> ResponseReturnValue:
    """End every session of theirs."""
    return _done(user_id, "out", lambda who: sessions.end_all(desk().register, who.id, by=me().name))


@screen.get("/people/<int:user_id>/reset")
@right("people")
def asked_to_reset(user_id: int) -> ResponseReturnValue:
    """What a reset takes away and who is signed out by it, before it is done. To who has nothing to lose the page of the person is shown."""
    who = _known(user_id)
    if who.disabled or not who.ready:
        return redirect(url_for(".person", user_id=user_id), 303)
    return render_template("people/reset.html", who=who)


@screen.post("/people/<int:user_id>/reset")
@right("people")
def reset(user_id: int) -> ResponseReturnValue:
    """Take password and second factor away, and show a new link. To who was only invited, a new link is all that is needed."""
    who = _known(user_id)
    try:
        return handed_over(who, (invites.reset if who.ready else invites.invite)(desk().register, user_id, by=me().name))
    except DataRefused as refusal:
        return _refused(who, refusal)


def _done(user_id: int, done: str, deed: Callable[[User], object]) -> ResponseReturnValue:
    """Do it and say so; what the register refuses is said on the page."""
    who = _known(user_id)
    try:
        deed(who)
    except DataRefused as refusal:
        return _refused(who, refusal)
    return redirect(url_for(".person", user_id=user_id, done=done), 303)


def _refused(who: User, refusal: DataRefused) -> ResponseReturnValue:
    form = _as_it_stands(who)
    form.refuse("", _said(refusal))
    return _shown(who, form, who.schools)


def _said(refusal: DataRefused) -> str:
    """A refusal without the place in the register that it names first."""
    words = str(refusal).removeprefix("users, ")
    said = words.partition(": ")[2] or words
    return said[:1].upper() + said[1:]


def _known(user_id: int) -> User:
    return (user(desk().register, user_id) if user_id < 10**12 else None) or abort(404)


def _as_it_stands(who: User) -> Form:
    return filled((SHOWN_NAME, ROLE), who)


def _clash(stands: User, form: Form, ticked: tuple[str, ...]) -> Clash:
    """Somebody changed this person since the form was opened: what they wrote beside what was typed."""
    names = {school.urn: school.name for school in my_schools()}
    both = (
        (SHOWN_NAME.label, form.typed["shown_name"], stands.shown_name),
        (ROLE.label, ROLE_WORDS.get(form.typed["role"], ""), ROLE_WORDS[stands.role]),
        ("Schools", *(", ".join(names.get(urn, urn) for urn in urns) or "every school" for urns in (ticked, stands.schools))),
    )
    differing = tuple(Difference(label, mine, theirs) for label, mine, theirs in both if mine != theirs)
    return Clash("this person", "Somebody else", "", stands.version, False, differing)


def _shown(who: User, form: Form, ticked: tuple[str, ...], clash: Clash | None = None) -> ResponseReturnValue:
    code = 409 if clash else 422 if form.faults else 200
    done = DONE.get(request.args.get("done", ""), "") if request.method == "GET" else ""
    more = [(SCHOOLS, urn) for urn in ticked]
    return render_template("people/one.html", who=who, state=state_of(who), form=form, ticked=ticked, clash=clash, more=more, done=done), code
