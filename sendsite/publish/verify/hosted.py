"""A published site as its host gives it: every file that the release names is fetched, and each byte compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from sendsite.errors import NotAsked
from sendsite.publish.freeze import Progress
from sendsite.publish.order import NOW
from sendsite.publish.verify.findings import Finding, Release
from sendsite.publish.verify.headers import Headers, HostHeaders

CHECK = "host"
SECONDS = 30
AT_ONCE = 4
FOR_THE_HOST = frozenset({".htaccess", "_headers", "staticwebapp.config.json"})
"""Files that a host reads itself and shows to nobody."""


class Fetched(NamedTuple):
    """What came of asking for a file: what is wrong, "" if nothing, and the headers."""

    path: str
    wrong: str
    headers: Headers


def hosted(release: Release, address: str, progress: Progress) -> Iterator[Finding]:
    """What is wrong with the files on a host; one finding where the site cannot be reached at all."""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise NotAsked(f"'{address}' is no address of a site. Write it as https://send.trust.example/, or name a folder.")
    base = address.split("?")[0].split("#")[0].removesuffix("index.html").rstrip("/") + "/"
    first = _fetched(release, base, NOW)
    if first.wrong and not first.headers:
        yield Finding(CHECK, base + NOW, f"{first.wrong} Nothing else was asked for.")
        return
    paths = sorted(set(release.record.files) - FOR_THE_HOST)
    headers = HostHeaders()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done, each in enumerate(pool.map(lambda path: _fetched(release, base, path), paths), start=1):
            progress(done, len(paths), each.path)
            if each.wrong:
                yield Finding(CHECK, each.path, each.wrong)
            if each.headers:
                headers.look(each.path, each.headers)
    yield from headers.end()


def _fetched(release: Release, base: str, path: str) -> Fetched:
    """A file asked of the host and compared with what was published; no more is read than it may have."""
    place = release.folder / path
    most = place.stat().st_size if place.is_file() else 0
    request = Request(base + quote(path), headers={"User-Agent": "sendsite verify", "Cache-Control": "no-cache"})  # noqa: S310 - http or https, seen to above
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
            content, headers = answer.read(most + 1), dict(answer.headers.items())
    except HTTPError as error:
        error.close()
        return Fetched(path, "the host has it not." if error.code == 404 else f"the host answers {error.code} instead of the file.", {})
    except (HTTPException, OSError) as error:
        return Fetched(path, f"it cannot be fetched ({getattr(error, 'reason', None) or error}).", {})
    same = hashlib.sha256(content).hexdigest() == release.record.files[path]
    return Fetched(path, "" if same else "the host gives other bytes than were published.", headers)
