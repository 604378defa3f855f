"""
The second factor: codes of six digits that an authenticator app makes every 30 seconds from a secret it was given once (TOTP, RFC 6238).

A secret that is only offered is kept nowhere: it is made from the sign-in it is offered to, and is in force once a code of it came back.
"""

from __future__ import annotations

import hmac
import os
from base64 import b32encode
from hashlib import sha256
from time import time
from typing import NamedTuple

import pyotp
import segno
from markupsafe import Markup

STEP = 30
"""Seconds that a code stands for."""

DRIFT = 1
"""Steps that a telephone's clock may be ahead or behind."""

BYTES = 20
_KEY = os.urandom(32)
"""Made anew with each start: who finds an old cookie cannot tell what was offered to it."""


class Offer(NamedTuple):
    """A secret as it is shown: a picture for a camera, an address for the telephone itself, groups of four letters for typing."""

    secret: str
    picture: Markup
    address: str
    groups: tuple[str, ...]


def offer(token: str, version: int, *, name: str, trust: str) -> Offer:
    """The secret that is offered to a sign-in, the same at each look, and another once this person was changed."""
    made = hmac.new(_KEY, f"{version} {token}".encode(), sha256).digest()
    secret = b32encode(made[:BYTES]).decode()
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"sendsite {trust}".replace(":", " "))
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, light="#fff", dark="#000", border=4, svgclass=None, lineclass=None)
    picture = Markup(svg)  # noqa: S704 - segno draws it of squares alone; nothing that was typed stands in it as text
    return Offer(secret, picture, address, tuple(secret[at : at + 4] for at in range(0, len(secret), 4)))


def step_of(secret: str, code: str, now: float | None = None) -> int | None:
    """The time step that a code stands for, None where it is none of this moment's. Spaces in it do not matter."""
    typed = "".join(code.split())
    if not secret or len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    current, made = int((time() if now is None else now) // STEP), pyotp.TOTP(secret)
    fitting = [step for step in range(current - DRIFT, current + DRIFT + 1) if hmac.compare_digest(made.generate_otp(step), typed)]
    return max(fitting, default=None)
