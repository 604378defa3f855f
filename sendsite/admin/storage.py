"""
What the disk under the register may do to the admin: be full, or be readable only. Reading goes on, edits are refused, nothing typed is lost.

The register is asked before each page whether it may be written (one question to the file system), so the warning comes and goes by itself.
"""

from __future__ import annotations

import errno
from contextlib import suppress
from tempfile import gettempdir
from typing import NamedTuple

from flask import Flask, g, request

from sendsite.admin.desk import desk
from sendsite.admin.gate import FIELD, SAFE
from sendsite.admin.me import session
from sendsite.errors import NoRoom, NotWritable, SendsiteError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
READ_ONLY = (errno.EROFS,)

SECRETS = ("sign_in", "invitation", "account")
"""Screens whose forms hold passwords and codes: what was typed there is never written into a page."""


def install(app: Flask) -> None:
    """Ask before each request whether the register can be written, and tell every page."""
    with suppress(OSError):
        gettempdir()  # where large uploads wait is looked for once, and is best found while there is room
    app.before_request(_ask)
    app.context_processor(lambda: {"read_only": g.get("read_only", False)})


def _ask() -> None:
    g.read_only = not desk().register.writable


def refusal_of(error: OSError) -> SendsiteError | None:
    """What a fault of a file, such as an upload's, means for who asked; None where it is no matter of room or of rights."""
    if error.errno in FULL:
        return NoRoom(str(error))
    return NotWritable(str(error)) if error.errno in READ_ONLY else None


class Typed(NamedTuple):
    """Fields of a form by name, and whether a file came with them."""

    fields: tuple[tuple[str, str], ...] = ()
    file: bool = False


def typed() -> Typed:
    """What the form of this request held, so that the page which refuses it can send it again. Files are not kept, nor what nobody should read."""
    if request.method in SAFE or session() is None or request.blueprint in SECRETS:
        return Typed()
    try:
        fields = tuple((name, value) for name, value in request.form.items(multi=True) if name != FIELD)
        return Typed(fields, any(file.filename for file in request.files.values()))
    except OSError:  # there was no room for the upload itself
        return Typed()
