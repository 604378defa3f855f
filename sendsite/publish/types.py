"""The content type that goes with the ending of a file's name, the same on every machine: what a host will guess, a build must send."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".json": "application/json",
    ".woff2": "font/woff2",
}


def content_type(name: str) -> str:
    """The header's value for a file; text is UTF-8."""
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith(("/xml", "/json")) else kind


def teach() -> None:
    """Let the standard library guess by this table: its own is read from the machine it runs on, and Windows calls a CSV a spreadsheet."""
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)
