"""The headers that every answer has: nothing from elsewhere, nothing kept by the browser or on the way, no frame around it."""

from __future__ import annotations

from flask import Flask, Response, g, request

from sendsite.admin.desk import desk
from sendsite.admin.gate import cookie_name, set_cookie

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
STATIC_FOR = "private, max-age=31536000, immutable"
"""Files of ours are asked for by a name that changes with what is in them."""


def install(app: Flask) -> None:
    """Set the headers on every answer, and the cookie that a form before a sign-in is tied to."""
    app.after_request(_set)


def _set(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if desk().address:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    lasting = request.endpoint == "static" and answer.status_code in (200, 304) and "v" in request.args
    answer.headers["Cache-Control"] = STATIC_FOR if lasting else "no-store"
    if (fresh := g.get("fresh_cookie")) and cookie_name() not in request.cookies and not _has_cookie(answer):
        set_cookie(answer, fresh)
    answer.vary.add("Cookie")
    return answer


def _has_cookie(answer: Response) -> bool:
    return any(value.startswith(f"{cookie_name()}=") for value in answer.headers.getlist("Set-Cookie"))
