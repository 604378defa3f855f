"""A small site to publish: a public page, the trust's and two schools' pages with a download each, and readers of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from sendsite import signing
from sendsite.publish.editions import Edition, Item
from sendsite.publish.leak_gate.gate import Held, LeakGate
from sendsite.publish.publishing import Press, Published, publish_edition
from sendsite.publish.readers import add_reader
from sendsite.publish.release import recover
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.paths import namer
from sendsite.publish.secrets import Secrets, fresh, next_publication, with_audiences
from sendsite.publish.shelf import Shelf
from sendsite.publish.verify.gates import Inspector
from sendsite.publish.wishes import Wish

DAY = date(2026, 10, 1)
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
SCHOOLS = {"140001": "Marsh End School", "140002": "Hill Top School"}
AUDIENCES = ("trust", "school:140001", "school:140002")
READER = {"reader.00aa.js": b"// opens pages", "reader.00bb.css": b"main{}"}
PAGE = "<!doctype html><title>{0}</title><main>{0} shows 41.5 hours of support to nobody else</main>"


class Site(NamedTuple):
    """A site folder's places, its secrets and the codes of its readers by audience."""

    root: Path
    secrets: Secrets
    codes: dict[str, str]

    @property
    def current(self) -> Path:
        return self.root / "build" / "current"

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.root / "build" / "releases")

    def publish(
        self,
        edition: Edition,
        *,
        hours: float = 0,
        reader: Mapping[str, bytes] = READER,
        host: Mapping[str, bytes] | None = None,
        gates: Sequence[Inspector] = (),
        leak_gate: LeakGate | None = None,
    ) -> tuple[Published, tuple[str, ...]]:
        """Publish so many hours after noon, signed with the site's key; answers with the publication and the real names of what was made anew."""
        at = NOON + timedelta(hours=hours)
        recover(self.current)
        key = signing.key_of(self.root / "data")
        publication = next_publication(self.secrets, at)
        watched, sign = leak_gate or LeakGate(Held()), partial(_signed, key)
        press = Press(self.secrets, publication, self.shelf, reader, host or {}, at, watched, gates=gates, sign=sign)
        published, anew = publish_edition(edition, press, self.current)
        self.secrets.withdraw = False
        return published, tuple(published.record.entries[path].real for path in anew)

    def opened(self, audience: str) -> dict[str, bytes]:
        """All that the reader of an audience can open, by its real name."""
        newest = self.shelf.newest()
        assert newest is not None
        real = {path.removesuffix(".html"): entry.real for path, entry in newest.entries.items()}
        return {real[path]: content for path, content in Reader(self.current, self.codes[audience]).all_files()}


@lru_cache(maxsize=1)
def _readers() -> tuple[Secrets, dict[str, str]]:
    """Secrets with a reader of each audience; made once, since each code costs half a million rounds."""
    secrets = fresh()
    with_audiences(secrets, AUDIENCES, on=DAY)
    codes = {each: add_reader(secrets, Wish(f"Reader of {each}", "", (each,)), SCHOOLS, on=DAY).code for each in AUDIENCES}
    return secrets, codes


def a_site(root: Path) -> Site:
    """A site that was never published, with a reader of each audience."""
    from copy import deepcopy

    secrets, codes = deepcopy(_readers())
    return Site(root, secrets, codes)


def an_edition(site: Site, changed: Mapping[str, str] | None = None) -> Edition:
    """The small site, with other words on pages that `changed` names."""
    words = dict(_words()) | dict(changed or {})
    name = namer(site.secrets.site.path_key)
    items = []
    for real, said in words.items():
        audience = audience_of(real)
        kind = "text/html" if real.endswith(".html") else "text/csv" if real.endswith(".csv") else "text/css" if real.endswith(".css") else "text/javascript"
        items.append(Item(name(audience, real), audience, real, kind, said.encode))
    starts = {audience: name(audience, start) for audience, start in zip(AUDIENCES, ("trust/index.html", *_homes()), strict=True)}
    return Edition(tuple(items), starts, "static/site.01.css", "static/site.02.js")


def audience_of(real: str) -> str:
    """Whose a file is, by its real name."""
    head = real.split("/")
    return "trust" if head[0] == "trust" else f"school:{head[1]}" if head[0] == "school" else "public"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _signed(key: signing.SigningKey, content: bytes, words: str) -> bytes:
    return signing.sign(content, key, comment=words)


def _homes() -> tuple[str, ...]:
    return tuple(f"school/{urn}/index.html" for urn in SCHOOLS)


def _words() -> Iterator[tuple[str, str]]:
    yield "index.html", PAGE.format("The trust's own front page")
    yield "static/site.01.css", "body{}"
    yield "static/site.02.js", "// nothing"
    yield "trust/index.html", PAGE.format("All schools")
    yield "trust/hours.csv", "school,hours\nMarsh End,41.5\n"
    for urn, name in SCHOOLS.items():
        yield f"school/{urn}/index.html", PAGE.format(name)
        yield f"school/{urn}/finance.html", PAGE.format(f"Money of {name}")
        yield f"school/{urn}/finance.csv", f"school,money\n{name},12345\n"
