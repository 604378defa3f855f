"""What the screens of readers share: the readers looked after by whoever asks, and the cards that show their codes this once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import segno
from flask import render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sendsite.admin.desk import desk
from sendsite.admin.me import me

if TYPE_CHECKING:
    from sendsite.workflow.reading import Desk, Issued


def readers_desk() -> Desk:
    """The readers of this site folder, looked after by who asks."""
    from sendsite.workflow.folder import SiteFolder
    from sendsite.workflow.reading import Desk

    return Desk(SiteFolder(desk().root, desk().settings), by=me().name, register=desk().register)


def shown_once(issued: Sequence[Issued], replaced: str = "") -> ResponseReturnValue:
    """
    The cards with the codes, the only time that they can be shown: codes are kept nowhere.

    They are the answer itself and not an address to be led to, for an address that shows a code could be opened again.
    """
    chosen = desk().settings
    may_read = readers_desk().in_words(*(each.reader for each in issued))
    address = chosen.site_address.rstrip("/")
    cards = [(each.reader, each.code.split(), words) for each, words in zip(issued, may_read, strict=True)]
    return render_template("readers/card.html", cards=cards, replaced=replaced, address=address, square=_square(address), ask=chosen.published_by)


def _square(address: str) -> Markup:
    """The address alone as a square for a camera; nothing where there is none."""
    if not address:
        return Markup("")
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, light="#fff", dark="#000", border=4, svgclass=None, lineclass=None, title="The address as a square")
    return Markup(svg)  # noqa: S704 - segno draws it of squares alone; nothing that was typed stands in it as text
