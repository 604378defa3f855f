"""
Cards for readers: one page that opens from a folder, prints four to a sheet of A4, and holds each reader's code in large type.

The square for a telephone's camera holds the address alone. Nothing is fetched and no script stands in it; it is for printing, and then for the bin.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

import segno

from sendsite.publish.audiences import TRUST, Schools, names
from sendsite.publish.readers import Issued
from sendsite.publish.secrets import Reader

STYLE = Path(__file__).with_name("cards.css")
FEW, ROOM = 2, 160
"""More than so many schools are set in smaller type; after so many letters of their names the rest are counted."""
LONG_NAME = 40
"""A reader's name of more letters is set in smaller type."""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Printed(NamedTuple):
    """What stands on every card: whose site it is, where it is opened ("" where that is not set), whom to ask, and the day."""

    trust: str
    address: str
    ask: str
    on: date


def cards(issued: Sequence[Issued], printed: Printed, schools: Schools) -> str:
    """The page of cards, as HTML."""
    style = STYLE.read_text("utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
    many = "this card" if len(issued) == 1 else f"these {len(issued)} cards"
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Reading cards, {escape(printed.trust)}</title>
<style>{style}</style>
</head>
<body>
<header class="word">
<h1>Print {many}, then delete this file</h1>
<p>It holds the codes, and they stand nowhere else: a card that is lost is replaced, not printed again. Print on A4 at 100%, cut along the dashed lines,
and hand each card to its reader in person. Do not send a card by e-mail.</p>
</header>
<main class="cards">
{"".join(_card(each, printed, schools) for each in issued)}</main>
</body>
</html>
"""


def _card(issued: Issued, printed: Printed, schools: Schools) -> str:
    """One reader's card. What a person typed is escaped; the code's own signs need none."""
    reader = issued.reader
    words = "".join(f"<li>{escape(word)}</li>" for word in issued.code.split())
    return f"""<article class="card">
<p class="trust">{escape(printed.trust)}: reading card of {printed.on.day}&nbsp;{MONTHS[printed.on.month - 1]}&nbsp;{printed.on.year}</p>
<h2{' class="long"' if len(reader.name) > LONG_NAME else ""}>{escape(reader.name)}</h2>
<div class="where">
<dl>
<dt>You may read</dt>
{_may_read(reader, schools)}
</dl>
{_square(printed.address)}</div>
<dl>
<dt>Open</dt>
<dd>{escape(printed.address.rstrip("/")) or '<span class="line"></span>'}</dd>
</dl>
<ol class="code" aria-label="Your code">{words}</ol>
<ol class="steps">
<li>Open the address{", or scan the square" if printed.address else ""}.</li>
<li>Type the code. Capitals do not matter.</li>
<li>A shared device? Choose Lock at the end.</li>
</ol>
<p class="lost">Yours alone: please pass it to nobody. <b>Lost it?</b> Tell {escape(printed.ask)} at once. You get a new card, and this code ends.</p>
</article>
"""


def _may_read(reader: Reader, schools: Schools) -> str:
    """What a reader may read, as far as a card has room; what is open to everyone needs no code and is not named."""
    if TRUST in reader.audiences:
        return "<dd>Every school, and the pages of the whole trust</dd>"
    held = names(reader.audiences, schools)
    shown = [name for place, name in enumerate(held) if place == 0 or sum(map(len, held[: place + 1])) <= ROOM]
    more = f"<dd>and {len(held) - len(shown)} more</dd>" if len(shown) < len(held) else ""
    few = ' class="few"' if len(held) > FEW else ""
    return "".join(f"<dd{few}>{escape(name)}</dd>" for name in shown) + more


def _square(address: str) -> str:
    """The address as a square for a camera; nothing where there is no address. It is drawn of attributes alone, with no style in it."""
    if not address:
        return ""
    drawn = segno.make(address, error="m", micro=False)
    return f"{drawn.svg_inline(omitsize=True, light='#fff', dark='#000', border=4, svgclass=None, lineclass=None, title='The address as a square')}\n"
