"""The one place that speaks htmx-flask: whether a request wants a part of a page, and the headers that its answer needs."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, request
from htmx_flask import Htmx
from htmx_flask import make_response as with_headers


def install(app: Flask) -> None:
    """Make requests know htmx, and say to every cache that answers differ by it."""
    Htmx(app)
    app.after_request(_vary)


def is_part() -> bool:
    """Whether htmx asks for a part of a page."""
    asked = cast(Any, request).htmx
    return bool(asked) and not asked.history_restore_request


def part(*answer: Any, swap: str = "", target: str = "", trigger: str = "", go_to: str = "") -> Response:
    """
    A part of a page. `swap` and `target` (a CSS selector) override where it goes, `trigger` names an event, `go_to` leads the browser elsewhere.

    htmx-flask 0.1.0 refuses some values of HX-Reswap that htmx takes, so that header is set here.
    """
    made = cast(Response, with_headers(*answer, retarget=target or None, trigger=trigger or None, redirect=go_to or None))
    if swap:
        made.headers["HX-Reswap"] = swap
    return made


def _vary(answer: Response) -> Response:
    answer.vary.add("HX-Request")
    return answer
