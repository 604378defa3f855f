"""
How long it takes to seal the pages and tables that a published site really has: python tools/sealing_pages.py FOLDER

FOLDER is a site folder with its secrets and a publication, such as the demo's. Each file is opened, then sealed again as if it had changed; nothing is written.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sendsite.publish import secrets_file
from sendsite.publish.editions import release_edition
from sendsite.publish.seal.files import seal_file
from sendsite.publish.seal.keys import ContentKey
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.seal.shell import Shell, asset_file, page_file
from sendsite.publish.sealing import ZIPPED_ALREADY
from sendsite.publish.shelf import Shelf

TURNS = 3
SHELL = Shell("<!doctype html><title>A page</title>{{header}}{{body}}", "reader.js", "reader.css", "site.css", "site.js")


class File(NamedTuple):
    """A file to be sealed."""

    path: str
    kind: str
    content: bytes
    key: ContentKey


def main() -> None:
    """Open all, seal each again, and print what a file of each kind took."""
    root = Path(sys.argv[1])
    secrets, shelf = secrets_file.begun(secrets_file.place(root)), Shelf(root / "build" / "releases")
    newest = shelf.newest()
    if newest is None:
        sys.exit(f"Nothing was published in {root} yet. Run `sendsite publish` there first.")
    edition = release_edition(newest, shelf.place(newest.pub), secrets.site)
    sealed = [item for item in edition.items if item.audience != PUBLIC]
    files = [File(item.path, item.kind, item.read(), secrets.content_key(item.audience)) for item in sealed]

    def seal(file: File) -> bytes:
        zipped = file.kind not in ZIPPED_ALREADY
        made = seal_file(file.content, key=file.key, path=file.path, kind=file.kind, iv_key=secrets.site.iv_key, zipped=zipped)
        return page_file(made, SHELL) if file.path.startswith("s/") else asset_file(made)

    for kind in sorted({file.kind for file in files}):
        chosen = [file for file in files if file.kind == kind]
        print(f"{kind.rpartition('/')[2][-24:]:24} {described(chosen, seal)}")


def described(files: Sequence[File], seal: Callable[[File], bytes]) -> str:
    """How many, how large, and the processor time of one."""
    times = sorted(min(timed(seal, file) for _ in range(TURNS)) for file in files)
    sizes = [len(file.content) for file in files]
    last = times[int(len(times) * 0.95)]
    return (
        f"{len(files):5} of {statistics.median(sizes) / 1000:6.1f} kB (largest {max(sizes) / 1000:.0f} kB): "
        f"mean {statistics.mean(times):.2f} ms, 95% {last:.2f} ms, longest {times[-1]:.2f} ms"
    )


def timed(seal: Callable[[File], bytes], file: File) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    seal(file)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
