"""How bytes are written where two programs must agree on every one of them: fields with their lengths, canonical JSON, strict base64."""

from __future__ import annotations

import base64
import binascii
import json

LARGEST = 2**53
"""Whole numbers stay below this, so that a browser reads them exactly."""

def enc(label: str, *fields: bytes | int | str) -> bytes:
    """The label, a zero byte, then each field after its length in four bytes; numbers as decimal digits. No two lists of fields are written alike."""
    parts = [label.encode("ascii"), b"\0"]
    for field in fields:
        written = field if isinstance(field, bytes) else str(field).encode("utf-8")
        parts += (len(written).to_bytes(4, "big"), written)
    return b"".join(parts)


def canonical(document: object) -> bytes:
    """The one JSON text of a document: sorted keys, no spaces, ASCII, whole numbers below 2^53; anything else is a ValueError."""
    try:
        _check(document)
    except RecursionError as error:
        raise ValueError("Canonical JSON is not nested as deep as this.") from error
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _check(document: object) -> None:
    """Refuse what two languages would not write alike."""
    if isinstance(document, dict):
        for name, value in document.items():
            if not isinstance(name, str):
                raise ValueError(f"A name in canonical JSON is text, not {name!r}.")
            _check(name)
            _check(value)
    elif isinstance(document, list | tuple):
        for value in document:
            _check(value)
    elif isinstance(document, str):
        if not document.isascii():
            raise ValueError(f"Canonical JSON holds ASCII only, not {document!r}.")
    elif not isinstance(document, int) or isinstance(document, bool) or not -LARGEST < document < LARGEST:
        raise ValueError(f"Canonical JSON holds text, whole numbers below 2^53, lists and objects, not {document!r}.")


def call(name: str, document: object) -> bytes:
    """A document as the call of a function: a file that a browser can load as a script from any host, and from a disk."""
    return name.encode("ascii") + b"(" + canonical(document) + b")"


def called(name: str, text: bytes) -> object:
    """The document of such a call; ValueError where the text is anything else."""
    start = name.encode("ascii") + b"("
    if not (text.startswith(start) and text.endswith(b")")):
        raise ValueError(f"This is not a call of {name}.")
    document = parsed(text[len(start) : -1])
    if canonical(document) != text[len(start) : -1]:
        raise ValueError("This JSON is not canonical.")
    return document


def parsed(text: bytes) -> object:
    """What a JSON text in ASCII says; ValueError where it is none, or nested too deep to be one of ours."""
    try:
        document: object = json.loads(text.decode("ascii"))
    except RecursionError as error:
        raise ValueError("This JSON is nested too deep.") from error
    return document


def b64(raw: bytes) -> str:
    """Base64 as RFC 4648 has it, with padding."""
    return base64.b64encode(raw).decode("ascii")


def unb64(text: str) -> bytes:
    """What a base64 text stands for; ValueError unless it is the very text that b64 writes."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("This is not base64.") from error
    if b64(raw) != text:
        raise ValueError("This base64 is not written as RFC 4648 has it.")
    return raw
