"""
The reader: the script and the style that open sealed pages in a browser (docs/sealing.md is what they keep to).

What is served is reader.min.js, made from the parts by tools/minify_reader.py and kept beside them: a publication needs no minifier,
and a test makes it anew and compares. Only a minifier that shortens names keeps so much script within 12,288 bytes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

HERE = Path(__file__).parent
LATER = ("search", "inflate")
"""The scripts that are loaded only when they are needed: the search box once a page is open, the unpacker in a browser that has none."""

PARTS = ("words", "encoding", "keys", "opening", "loading", "keeping", "site", "page", "gate")
"""The script in the order it is read: what a part uses stands before it, or is a function."""


def source() -> str:
    """The whole script as it is written, in a scope of its own so that a page's other scripts see nothing of it."""
    parts = (HERE / "parts" / f"{name}.js" for name in PARTS)
    return '(function () {\n"use strict";\n' + "".join(part.read_text("utf-8") for part in parts) + "})();\n"


def bundle() -> dict[str, bytes]:
    """The reader's files by the names they are published under, script first: each has the hash of its content and may be kept for ever."""
    files = (("js", (HERE / "reader.min.js").read_bytes()), ("css", (HERE / "reader.css").read_bytes()))
    return {f"reader.{hashlib.sha256(content).hexdigest()[:16]}.{ending}": content for ending, content in files}


def later() -> dict[str, bytes]:
    """The scripts of `LATER`, in that order, by the names they are published under."""
    contents = {name: (HERE / f"{name}.min.js").read_bytes() for name in LATER}
    return {f"reader.{name}.{hashlib.sha256(content).hexdigest()[:16]}.js": content for name, content in contents.items()}
