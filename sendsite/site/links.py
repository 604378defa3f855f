"""Links as one page writes them: made from keys, relative to where that page is published, refused where they would lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from sendsite.errors import BuildFailed, ConfigError
from sendsite.site.addresses import relative
from sendsite.site.articles import Article
from sendsite.site.catalogue import Address, Directory

HREF = re.compile(r'href="(?![a-z][a-z0-9+.-]*:|#)([^"#]*)(#[^"]*)?"')
KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class File:
    """A download as a page offers it: where it is, the name it is saved under, and how large it is, in words ("" where it is small)."""

    href: str
    name: str
    size: str


@dataclass(frozen=True)
class Links:
    """The links of the page at `here`. `weigh` tells a file's bytes."""

    here: Address
    directory: Directory
    weigh: Callable[[Address], int]

    def to(self, key: str) -> str:
        """The link to a page by its key, `school/140001/finance` or with an anchor `research#need`."""
        name, _, anchor = key.partition("#")
        found = self.directory.pages.get(name)
        if found is None:
            raise BuildFailed(f"The page {self.here.real} links to '{key}', and there is no such page.")
        return self._way(found, anchor)

    def has(self, key: str) -> bool:
        """Whether there is a page of this key."""
        return key.partition("#")[0] in self.directory.pages

    def table(self, slug: str, key: str = "") -> File:
        """The CSV of a table of this page, or of the page of a key."""
        address = self._file("table", key, slug)
        return File(self._way(address), _name(address, ".csv"), size_words(self.weigh(address)))

    def workbook(self, key: str = "") -> File | None:
        """All tables of this page, or of the page of a key, as one XLSX; None where it has none. Its size is not told: it is costly to make."""
        address = self.directory.files.get(("workbook", key or self.here.key, ""))
        return File(self._way(address), _name(address, ".xlsx"), "") if address else None

    def picture(self, slug: str, ending: str) -> File:
        """A picture of this page as `svg` or `png`."""
        address = self._file("picture", "", f"{slug}.{ending}")
        return File(self._way(address), _name(address, ""), size_words(self.weigh(address)))

    def static(self, name: str) -> str:
        """A file of the theme, by the name it has there."""
        return self._way(self._file("static", name, ""))

    def feed(self) -> str:
        """The Atom feed."""
        return self._way(self._file("feed", "explainers", ""))

    def within(self, article: Article) -> str:
        """The article's HTML with each link to another page of the site as it is published; ConfigError with file and line where there is none."""
        real = self.directory.pages[article.key].real

        def published(found: re.Match[str]) -> str:
            target = self.directory.by_real.get(posixpath.normpath(posixpath.join(posixpath.dirname(real), found[1])))
            if target is None:
                line = article.line_of(f"({found[1]}")
                raise ConfigError(f"{article.source} line {line}: the link '{found[1]}' leads to no page of this site. Write a file name such as faq.html.")
            return f'href="{self._way(target, (found[2] or "").removeprefix("#"))}"'

        return HREF.sub(published, article.html)

    def _file(self, kind: str, key: str, slug: str) -> Address:
        address = self.directory.files.get((kind, key or self.here.key, slug))
        if address is None:
            raise BuildFailed(f"The page {self.here.real} names the {kind} '{slug or key}', and there is none.")
        return address

    def _way(self, target: Address, anchor: str = "") -> str:
        if anchor and target == self.here:
            return f"#{anchor}"
        return relative(self.here.path, target.path) + (f"#{anchor}" if anchor else "")


def size_words(size: int) -> str:
    """Whole kilobytes for a reader, half up; "" under one, where a size says nothing."""
    return f"{(size + KILOBYTE // 2) // KILOBYTE} kB" if size >= KILOBYTE else ""


def _name(address: Address, ending: str) -> str:
    """The name a download is saved under: it says of which page it is even where its address does not."""
    return "-".join(part for part in (address.key.replace("/", "-"), address.slug) if part) + ending
