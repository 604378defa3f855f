"""What a host says beside the files. None of it is needed to read, so what is missing is a warning: it protects, or saves a wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sendsite.publish.headers import READER_POLICY
from sendsite.publish.order import KEPT, NOW
from sendsite.publish.verify.findings import Finding

CHECK = "headers"
Headers = Mapping[str, str]


class HostHeaders:
    """Told the headers of every file, and tells each kind of lack once, with the first path and how many there are."""

    def __init__(self) -> None:
        self.lacks: dict[str, list[str]] = {}

    def look(self, path: str, headers: Headers) -> None:
        for said in _lacks(path, {name.lower(): value for name, value in headers.items()}):
            self.lacks.setdefault(said, []).append(path)

    def end(self) -> Iterator[Finding]:
        for said, paths in self.lacks.items():
            more = f" ({len(paths) - 1:,} more like it)" if len(paths) > 1 else ""
            yield Finding(CHECK, f"{paths[0]}{more}", f"{said} `sendsite publish --for HOST` writes what a host needs for it.", warning=True)


def _lacks(path: str, headers: Headers) -> Iterator[str]:
    cache, policy = headers.get("cache-control", "").lower(), headers.get("content-security-policy", "")
    if headers.get("x-content-type-options", "").lower() != "nosniff":
        yield "the host does not send X-Content-Type-Options: nosniff."
    if "frame-ancestors" not in policy:
        yield "the host sends no Content-Security-Policy with frame-ancestors, so that other sites may frame the page."
    if path.startswith("s/") and not all(rule.strip() in policy for rule in READER_POLICY.split(";")):
        yield "the host does not send the Content-Security-Policy of sealed pages; the page's own holds alone."
    if path == NOW and not ("no-cache" in cache or "no-store" in cache or "max-age=0" in cache):
        yield f"Cache-Control is '{cache}' and should be no-cache: readers may be told of an old publication."
    if path.startswith(KEPT) and "immutable" not in cache:
        yield f"Cache-Control is '{cache}' and should be immutable: each visit asks for the file anew."
