"""
Sealed files as a host holds them: a page inside the shell, an asset as one call.

The shell is the same for every page but for its two blocks of data, so nothing in clear tells one page from another.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.seal.encoding import b64, call, called, unb64
from sendsite.publish.seal.files import Sealed
from sendsite.publish.seal.refused import Reason, Refused

ASSET = "sendsiteAsset"
TEMPLATE = Path(__file__).with_name("shell.html")
ROOT = "../../"
"""From s/<audience>/<page>.html to the folder that holds s."""

PLACE = re.compile(r"\{\{ ?(\w+) ?\}\}")
BLOCK = r'<script\b[^>]*\btype="application/sendsite\+{}"[^>]*>([^<]*)</script>'
HEADER, BODY = re.compile(BLOCK.format("header")), re.compile(BLOCK.format("body"))


class Parts(NamedTuple):
    """A sealed file taken out of what holds it: its header as stored, and its body."""

    header: bytes
    body: bytes


class Shell(NamedTuple):
    """What stands around every sealed page: the markup, and the names that the reader and the site's own style and script have in the site's folder."""

    template: str
    reader: str
    style: str
    site_style: str
    site_script: str
    search: str = ""
    inflate: str = ""


def load_shell(*, reader: str, style: str, site_style: str, site_script: str, search: str = "", inflate: str = "") -> Shell:
    """
    The shell with the names of this publication's files, all relative to the site's folder. A theme without a script has "" there, and no line for it.

    `search` is the script of the search box, `inflate` the one that unpacks where a browser cannot; "" for none.
    """
    lines = TEMPLATE.read_text("utf-8").splitlines(keepends=True)
    template = "".join(line for line in lines if site_script or "{{site_script}}" not in line)
    return Shell(template, reader, style, site_style, site_script, search, inflate)


def page_file(sealed: Sealed, shell: Shell) -> bytes:
    """The file of a sealed page, s/<audience>/<page>.html."""
    known = {**shell._asdict(), "root": ROOT, "header": b64(sealed.header), "body": b64(sealed.body)}
    known.pop("template")

    def filled(place: re.Match[str]) -> str:
        if place[1] not in known:
            raise BuildFailed(f"{TEMPLATE.name}: there is nothing to put in the place of '{place[0]}'.")
        return str(known[place[1]])

    return PLACE.sub(filled, shell.template).encode("utf-8")


def asset_file(sealed: Sealed) -> bytes:
    """The file of a sealed asset; its name is `asset_name` of its path and hash."""
    return call(ASSET, {"body": b64(sealed.body), "header": b64(sealed.header)})


def page_parts(text: bytes) -> Parts:
    """The sealed page in a page's file; DAMAGED where the two blocks do not stand there once each."""
    try:
        page = text.decode("utf-8")
        (header,), (body,) = HEADER.findall(page), BODY.findall(page)
        return Parts(unb64(header), unb64(body))
    except ValueError as error:
        raise Refused(Reason.DAMAGED) from error


def asset_parts(text: bytes) -> Parts:
    """The sealed asset in an asset's file."""
    try:
        document = called(ASSET, text)
        if not isinstance(document, dict) or set(document) != {"body", "header"}:
            raise Refused(Reason.UNKNOWN_VERSION)
        return Parts(unb64(document["header"]), unb64(document["body"]))
    except (TypeError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error
