"""
The gate before every view: who asks, whether they may, and whether the request comes from a page of ours.

`g.session` is somebody signed in; `g.waiting` has given a password and not yet the second factor, and is nobody to every view but those that ask for it.

Another person's school answers exactly as one that does not exist.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response

from sendsite.admin.desk import desk
from sendsite.admin.htmx import is_part
from sendsite.admin.rights import RIGHTS, has, reaches, right_of
from sendsite.errors import ConfigError
from sendsite.register.people import User
from sendsite.register.sessions import session
from sendsite.register.tokens import new_token

SAFE = ("GET", "HEAD", "OPTIONS")
FIELD, HEADER = "csrf", "X-CSRF-Token"
NOT_HERE = "The admin does not answer to this name. Open it by the address that it was started with.\n"
MOST_UNKNOWN = 100_000
"""Bytes that are read of somebody who is not signed in: a name, a password and a code need no more."""


def guard(app: Flask) -> None:
    """Put the gate before every view; ConfigError where a view declares no right."""
    for rule in app.url_map.iter_rules():
        if right_of(app.view_functions[rule.endpoint]) not in RIGHTS:
            raise ConfigError(f"The address {rule.rule} ({rule.endpoint}) declares no right. Write @right(...) above its view.")
    app.before_request(_pass)


def _pass() -> ResponseReturnValue | None:
    g.session = g.waiting = None
    if isinstance(request.routing_exception, SecurityError):
        return Response(NOT_HERE, 400, content_type="text/plain; charset=utf-8")
    if request.endpoint is None or request.endpoint == "static":
        return None  # no such address, or not by this method: the error page says so
    wanted = right_of(current_app.view_functions[request.endpoint])
    token = request.cookies.get(cookie_name(), "")
    found = session(desk().register, token) if token else None
    if found is not None:
        g.session, g.waiting = (found, None) if found.proven else (None, found)
    if not RIGHTS[wanted].signed_in:
        request.max_content_length = MOST_UNKNOWN
    elif g.session is None:
        return _sign_in_first()
    if request.method not in SAFE:
        _from_our_page()
    if RIGHTS[wanted].signed_in:
        _hold_to(g.session.user, wanted)
    return None


def _hold_to(asker: User, wanted: str) -> None:
    """Refuse what is not theirs to do, or not of a school of theirs; a school that is not answers as one that does not exist."""
    urn = (request.view_args or {}).get("urn")
    if urn is not None and not reaches(asker, urn):
        abort(404)
    if not has(asker, wanted):
        abort(403)
    if urn is not None and not _stands(urn):
        abort(404)


def _stands(urn: str) -> bool:
    from sendsite.admin.me import now

    return now().school(urn) is not None


def _sign_in_first() -> ResponseReturnValue:
    """
    To the sign-in page, and from there back; a part of a page cannot go there by itself, so htmx is told to.

    What a form sent is not kept: the page says so, and leads back to where the form stands.
    """
    unsaved = request.method not in SAFE and request.endpoint != "sign_in.leave" and not is_part()
    asked = request.full_path.rstrip("?") if request.method == "GET" and not is_part() else ""
    where = url_for("sign_in.show", next=(_page_of_form() if unsaved else asked) or None, unsaved="1" if unsaved else None)
    if is_part():
        answer = Response("Your session has ended. Sign in again.", 401, content_type="text/plain; charset=utf-8")
        answer.headers["HX-Redirect"] = where
        return answer
    return redirect(where, 303)


def _page_of_form() -> str:
    """The path of our page that sent a form, "" where it is not said or none of ours."""
    referer = request.headers.get("Referer", "")
    own = desk().address or f"{request.scheme}://{request.host}"
    if _origin_of(referer).casefold() != own.casefold():
        return ""
    parts = urlsplit(referer)
    return own_path(f"{parts.path}?{parts.query}" if parts.query else parts.path, "")


def _from_our_page() -> None:
    """The request was sent by a page of ours (Origin, else Sec-Fetch-Site, else Referer) that was given our token."""
    own = desk().address or f"{request.scheme}://{request.host}"
    origin = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    if (origin and origin.casefold() != own.casefold()) or fetched not in ("same-origin", "none"):
        abort(403, "This was sent from another site, and was not done.")
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(given.encode(), csrf_token().encode()):
        abort(403, "This page was open for too long, or you signed in again meanwhile. Nothing was changed: go back, reload the page and try again.")


def _origin_of(referer: str) -> str:
    """Where a page stands that led here; what cannot be read as an address is no page of ours."""
    if not referer:
        return ""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}"


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host over TLS; plain local http has its own name, so that neither is taken for the other."""
    return "__Host-sendsite" if desk().address else "sendsite-local"


def csrf_token() -> str:
    """What a form must send back: made from the session, or before a sign-in from a cookie of its own."""
    secret = request.cookies.get(cookie_name(), "") or g.get("fresh_cookie", "")
    if not secret:
        secret = g.fresh_cookie = new_token()
    return hmac.new(secret.encode(), b"csrf", sha256).hexdigest()


def set_cookie(answer: Response, token: str) -> None:
    """Give the browser its token. It ends with the browser; the register ends it sooner."""
    answer.set_cookie(cookie_name(), token, secure=bool(desk().address), httponly=True, samesite="Lax", path="/")


def own_path(wanted: str, otherwise: str) -> str:
    """Where to go next, if that is a path of ours: anything that a browser may read as another host's is not."""
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted or not wanted.isprintable():
        return otherwise
    return wanted
