"""What is to be published, file by file with who may read it: the site as it is now, or the content of an earlier release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import BuildFailed, DataRefused
from sendsite.publish.order import NOW, STAGES
from sendsite.publish.records import Entry, Record, opened
from sendsite.publish.seal.files import open_file
from sendsite.publish.seal.keys import Site
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.seal.refused import Refused
from sendsite.publish.seal.shell import asset_parts, page_parts
from sendsite.site.addresses import content_type, term_prefix
from sendsite.site.catalogue import Address
from sendsite.site.theme import Theme

NO_STYLE, NO_SCRIPT = "static/none.css", "static/none.js"
"""What a sealed page loads, empty, where the theme has no style sheet or no script of its own."""


class Item(NamedTuple):
    """A file to be published: where, for whom, where the preview has it, its MIME type, and what reads its plain content."""

    path: str
    audience: str
    real: str
    kind: str
    read: Callable[[], bytes]


class Edition(NamedTuple):
    """All of them, each audience's first page, and the paths of the theme's style and script."""

    items: Sequence[Item]
    starts: Mapping[str, str]
    style: str
    script: str

    @property
    def audiences(self) -> tuple[str, ...]:
        """The audiences that have pages of their own."""
        return tuple(sorted({item.audience for item in self.items} - {PUBLIC}))


def frozen_edition(addresses: Sequence[Address], plain: Path, theme: Theme) -> Edition:
    """The site that was frozen into a folder."""
    items = tuple(Item(each.path, each.audience, each.real, _mime(each.real), (plain / each.path).read_bytes) for each in addresses)
    for item in items:
        if item.audience == PUBLIC and (item.path == NOW or item.path.startswith(STAGES)):
            raise BuildFailed(f"The public page {item.path} has an address that sealed pages need. Give it another name.")
    return Edition(items, _starts(addresses), _of_theme(theme, ".css") or NO_STYLE, _of_theme(theme, ".js") or NO_SCRIPT)


def release_edition(record: Record, release: Path, site: Site) -> Edition:
    """What an earlier release holds, opened as it is asked for; DataRefused where the site's secrets are not those it was sealed with."""
    try:
        keys = opened(site, record.keys)
    except Refused as error:
        raise DataRefused(f"Release {record.seq} was sealed with secrets that are not here any more, so it cannot be published again.") from error
    items = tuple(Item(path, each.audience, each.real, each.kind, partial(_content, release, path, each, keys)) for path, each in record.entries.items())
    return Edition(items, record.starts, record.style, record.script)


def _content(release: Path, path: str, entry: Entry, keys: Mapping[str, bytes]) -> bytes:
    """The plain content of a file of a release."""
    try:
        stored = (release / entry.at).read_bytes()
        if not entry.kid:
            return stored
        parts = page_parts(stored) if path.startswith("s/") else asset_parts(stored)
        return open_file(parts.header, parts.body, keys[entry.kid], path=path, expected_hash=entry.hash)
    except (KeyError, OSError, Refused) as error:
        raise DataRefused(f"The kept release {release.name} is spoilt: {entry.at} is not as it was made. Nothing was published. Go back to another.") from error


def _mime(real: str) -> str:
    return content_type(real).partition(";")[0]


def _of_theme(theme: Theme, ending: str) -> str:
    """The path of the theme's first file of this ending; site.css and site.js go before others."""
    names = sorted((name for name in theme.static if name.endswith(ending)), key=lambda name: (name != f"site{ending}", name))
    return theme.static[names[0]].path if names else ""


def _starts(addresses: Sequence[Address]) -> dict[str, str]:
    """Each audience's first page: the first of the newest term's, or of any term where the newest has none."""
    starts: dict[str, str] = {}
    for newest in (True, False):
        for each in addresses:
            if each.kind == "page" and each.audience != PUBLIC and (not newest or not term_prefix(each.key)):
                starts.setdefault(each.audience, each.path)
    return starts
