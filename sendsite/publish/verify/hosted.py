"""A published site as its host gives it: every file that the release names is fetched, and each byte compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from sendsite.errors import NotAsked
from sendsite.publish.freeze import Progress
from sendsite.publish.manifests import Listed, same
from sendsite.publish.order import NOW
from sendsite.publish.seal.keyring import open_pointer
from sendsite.publish.seal.refused import Refused
from sendsite.publish.verify.findings import Finding
from sendsite.publish.verify.headers import Headers, HostHeaders
from sendsite.publish.verify.visitor import ANYBODY, Visitor

CHECK = "host"
SECONDS = 30
AT_ONCE = 4
MOST_OF_NOW = 4096
"""Bytes of a now.js that are read to tell which publication it names."""

FOR_THE_HOST = frozenset({".htaccess", "_headers", "staticwebapp.config.json"})
"""Files that a host reads itself and shows to nobody."""

HERE = ("127.0.0.1", "localhost", "::1")
ASKED = "the host asks for the word in front of the site. Give it with --host-word."
REFUSED = "the host does not take this word, or not with this name."
UNASKED = (
    "the host shows this to whoever gives no word, though one is set to stand in front of the site. Publish, and put the host's files in place; "
    "Apache reads .htaccess only where AllowOverride lets it (docs/hosting-the-site.md)."
)


class Fetched(NamedTuple):
    """What came of asking for a file: what is wrong, "" if nothing, the headers, and what was read of it."""

    path: str
    wrong: str
    headers: Headers
    content: bytes = b""


def hosted(files: Mapping[str, Listed], seq: int, address: str, progress: Progress, visitor: Visitor = ANYBODY) -> Iterator[Finding]:
    """
    What is wrong with the files on a host, compared with those of publication `seq`.

    One finding where the site cannot be reached at all, or shows another publication: then nothing of it could be the same.
    """
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise NotAsked(f"'{address}' is no address of a site. Write it as https://send.trust.example/, or name a folder.")
    if visitor.word and urlsplit(address).scheme == "http" and urlsplit(address).hostname not in HERE:
        raise NotAsked("A word that is sent over http can be read on the way. Write the address with https://.")
    base = address.split("?")[0].split("#")[0].removesuffix("index.html").rstrip("/") + "/"
    if visitor.asked and _fetched(files, base, NOW, ANYBODY).wrong != ASKED:
        yield Finding(CHECK, base + NOW, UNASKED)
    first = _fetched(files, base, NOW, visitor)
    if first.wrong and not first.headers:
        yield Finding(CHECK, base + NOW, f"{first.wrong} Nothing else was asked for.")
        return
    if first.wrong and (other := _other(first.content, seq)):
        yield Finding(CHECK, base + NOW, other)
        return
    paths = sorted(set(files) - FOR_THE_HOST)
    headers = HostHeaders()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done, each in enumerate(pool.map(lambda path: _fetched(files, base, path, visitor), paths), start=1):
            progress(done, len(paths), each.path)
            if each.wrong:
                yield Finding(CHECK, each.path, each.wrong)
            if each.headers:
                headers.look(each.path, each.headers)
    yield from headers.end()


def _other(pointer: bytes, seq: int) -> str:
    """That the host shows another publication; "" where its now.js names this one, or none."""
    try:
        shown = open_pointer(pointer).seq
    except Refused:
        return ""
    if shown == seq:
        return ""
    why = "What was published last did not get there, or somebody put an old copy back" if shown < seq else "What is compared with is older than the site"
    return f"the host shows publication {shown}, and {seq} is compared with. {why}. Nothing else was asked for."


def _fetched(files: Mapping[str, Listed], base: str, path: str, visitor: Visitor) -> Fetched:
    """A file asked of the host and compared with what was published; no more is read than it may have."""
    most = max(files[path].size if path in files else 0, MOST_OF_NOW if path == NOW else 0)
    request = Request(base + quote(path), headers=visitor.headers)  # noqa: S310 - http or https, seen to above
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
            content, headers = answer.read(most + 1), dict(answer.headers.items())
    except HTTPError as error:
        error.close()
        said = {401: REFUSED if visitor.word else ASKED, 404: "the host has it not."}
        return Fetched(path, said.get(error.code, f"the host answers {error.code} instead of the file."), {})
    except (HTTPException, OSError) as error:
        return Fetched(path, f"it cannot be fetched ({getattr(error, 'reason', None) or error}).", {})
    return Fetched(path, "" if same(files.get(path), content) else "the host gives other bytes than were published.", headers, content if path == NOW else b"")
