"""No link of a page, public or opened, leads nowhere within the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from sendsite.publish.verify.findings import File, Finding, Release

CHECK = "links"
LINK = re.compile(r'<[^>]*?\s(?:href|src)="([^"]*)"')
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
ID = re.compile(r'\sid="([^"]+)"')


class Links:
    """Gathers where pages lead to, and tells at the end which of it is not there."""

    def __init__(self, release: Release) -> None:
        self.known = set(release.record.files) | set(release.record.entries)
        self.ids: dict[str, frozenset[str]] = {}
        self.to: list[tuple[str, str, str, str]] = []

    def look(self, file: File) -> Iterator[Finding]:
        if file.plain is None or not file.is_page:
            return
        text = file.plain.decode("utf-8", "replace")
        self.ids[file.published] = frozenset(unescape(each) for each in ID.findall(text))
        for link in sorted(set(LINK.findall(text))):
            link = unescape(link)
            if OUTSIDE.match(link):
                continue
            path, _, anchor = link.partition("#")
            target = self._target(file.published, unquote(path.partition("?")[0]))
            if target not in self.known:
                yield Finding(CHECK, file.named, f"its link '{link}' leads nowhere.")
            elif anchor:
                self.to.append((file.named, target, anchor, link))

    def end(self) -> Iterator[Finding]:
        for named, target, anchor, link in self.to:
            if target in self.ids and unquote(anchor) not in self.ids[target]:
                yield Finding(CHECK, named, f"its link '{link}' leads to no place of that page.")

    def _target(self, here: str, path: str) -> str:
        """The published path that a link means; an asset's is without its hash, a folder's is its first page."""
        if not path:
            return here
        found = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        if path.endswith("/") or found == ".":
            return posixpath.normpath(posixpath.join(found, "index.html"))
        return found
