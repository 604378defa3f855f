"""
What went wrong, as a page: what happened, whether anything was changed, what to do next. No page shows data or a traceback.

What should not have happened gets a reference, which stands in the log beside the kind of fault and the place in the code, and nothing else:
an error's own text may hold a name.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sendsite.admin.htmx import is_part, part
from sendsite.admin.storage import Typed, refusal_of, typed
from sendsite.errors import DataRefused, NoRoom, NotWritable, SendsiteError
from sendsite.register.refusals import RowChanged

log = logging.getLogger("sendsite.admin")

READ_ONLY = (
    "Nothing was saved by this request, and nothing that was saved before is lost. Whoever looks after sendsite must make its folder writable again; "
    "until then you can look at everything, but nobody can change anything or sign in."
)
HEADINGS = {
    400: ("This request cannot be read", "The browser sent something that is not a form of ours. Nothing was changed."),
    403: ("This is not yours to do", "Your role does not allow this. The page on rights says who may; an owner can change what you may do."),
    404: ("There is no such page", "The address may be mistyped, or what it showed was removed, or it belongs to a school that is not yours."),
    405: ("This address is not used that way", "Go back and use the buttons of the page."),
    409: ("Somebody else was quicker", "Nothing of yours was saved."),
    413: ("That is too much at once", "A file may have 25 MB. Split it, or leave out what is not needed."),
    422: ("That was not taken", "Nothing was changed."),
    500: ("Something went wrong", "Nothing was saved by this request. Try again; if it happens again, tell whoever looks after sendsite the reference."),
    503: ("The register can only be read at the moment", READ_ONLY),
    507: ("The disk is full", "Nothing was saved by this request, and nothing that was saved before is lost. Make room on the disk, then try again."),
}


def install(app: Flask) -> None:
    """Answer every fault with a page, or with a line where htmx asked for a part."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(RowChanged, lambda error: page(409, str(error)))
    app.register_error_handler(DataRefused, lambda error: page(422, error.screen))
    app.register_error_handler(SendsiteError, _unusable)
    app.register_error_handler(OSError, _of_a_file)
    app.register_error_handler(Exception, _unforeseen)


def page(code: int, words: str = "", reference: str = "") -> ResponseReturnValue:
    """
    A page of a refusal. `words` say more than its heading, and are written by us.

    Where the fault is the server's, a form of its own holds what was typed and sends it again.
    """
    heading, otherwise = HEADINGS.get(code, HEADINGS[400])
    context = {"heading": heading, "words": words or otherwise, "reference": reference, "code": code}
    try:
        if is_part():
            return part((render_template("refusal/_part.html", **context), code), target="#refusal", swap="innerHTML")
        return render_template("refusal/index.html", **context, kept=typed() if code >= 500 else Typed()), code
    except SendsiteError:  # every page reads the register, and that may be what failed
        return Response(f"{heading}. {words or otherwise}\n", code, content_type="text/plain; charset=utf-8")


def _refused(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    known = code if code in HEADINGS else 400
    own_words = error.description if error.description and code == 403 and type(error).description != error.description else ""
    answer = page(known, own_words)
    if error.response is not None:
        return error.response
    if code == 405 and (allowed := dict(error.get_headers()).get("Allow")):
        refused = make_response(answer)
        refused.headers["Allow"] = allowed
        return refused
    return answer


def _unusable(error: SendsiteError) -> ResponseReturnValue:
    """
    The disk is full (507), the register can only be read (503), is busy, or a setting is wrong: the text names files and settings, never a person.

    503 says that the server cannot do it for now, whatever is asked; the same request may be sent again later.
    """
    if isinstance(error, NoRoom):
        return page(507)
    return page(503) if isinstance(error, NotWritable) else page(500, error.screen)


def _of_a_file(error: OSError) -> ResponseReturnValue:
    """A file that the request needed, such as the place where a large upload waits, could not be written."""
    refusal = refusal_of(error)
    return _unusable(refusal) if refusal else _unforeseen(error)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = ", ".join(f"{frame.filename.rpartition('sendsite/')[2]}:{frame.lineno}" for frame in frames)
    log.error("%s: %s %s: %s at %s", reference, request.method, request.endpoint, type(error).__name__, places)
    return page(500, reference=reference)
