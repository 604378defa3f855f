"""
Where a page stands. Keys are what links name, real paths are what people see in a preview, published paths are what the namer makes of them.

The key `school/140001` stands at school/140001/index.html, `school/140001/finance` at school/140001/finance.html, `home` at index.html.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from sendsite.errors import BuildFailed

Namer = Callable[[str, str], str]
"""(audience, real path) -> published path. It must give the same answer each time, and no two paths one answer."""

FOLDERS = re.compile(r"(?:(?:\d{4}-[a-z]+|draft)/)?(?:trust|explainers|school/[\w-]+)")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "xml": "application/xml; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
}
"""What a host guesses from a name's ending, so that a frozen file is served as the app served it. The feed is Atom by its content."""


def plain(audience: str, path: str) -> str:
    """The namer of a preview: a page is published where it really stands."""
    return path


def path_of(key: str) -> str:
    """The real path of a page's key."""
    if key == "home":
        return "index.html"
    return f"{key}/index.html" if FOLDERS.fullmatch(key) else f"{key}.html"


def beside(page: str, slug: str, ending: str) -> str:
    """A download's real path beside its page's: finance.html with `roles`, `csv` is finance.roles.csv; without a slug finance.csv."""
    if slug and not SLUG.fullmatch(slug):
        raise BuildFailed(f"{page}: the slug '{slug}' cannot name a file. Use small letters, digits and hyphens, as in need-by-rating.")
    return ".".join(part for part in (page.removesuffix(".html"), slug, ending) if part)


def relative(start: str, to: str) -> str:
    """The link that leads from the page published at `start` to `to`."""
    return posixpath.relpath(to, posixpath.dirname(start) or ".")


def content_type(path: str) -> str:
    """The content type of a published path."""
    return TYPES.get(path.rpartition(".")[2], "application/octet-stream")


def term_prefix(key: str) -> str:
    """What stands before a key's own words on pages of an older term or the draft: `2024-autumn/`, or nothing."""
    found = re.match(r"(?:\d{4}-[a-z]+|draft)/", key)
    return found[0] if found else ""
