"""How long sealing takes: `python tools/sealing_speed.py`. A trust of 20 audiences with 300 pages of 32 KB and 60 readers, invented and in memory."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from sendsite.publish.seal.codes import new_code, new_handle
from sendsite.publish.seal.files import Sealed, gzipped, open_file, padded, seal_file
from sendsite.publish.seal.keyring import keyring, manifest
from sendsite.publish.seal.keys import first_publication, new_content_key, new_master_key, new_reader_key, new_site
from sendsite.publish.seal.paths import namer, sealed_path
from sendsite.publish.seal.shell import Shell, page_file
from sendsite.publish.seal.slots import Holder, decoy, slot

PAGES, AUDIENCES, READERS, SIZE, TURNS = 300, 20, 60, 32_000, 5
SHELL = Shell("<!doctype html><title>A page</title>{{header}}{{body}}", "reader.js", "reader.css", "site.css", "site.js")


def a_page(draw: random.Random) -> bytes:
    """A page as the site's are: markup that repeats, with figures that do not."""
    rows: list[str] = []
    while sum(map(len, rows)) < SIZE:
        cells = "".join(f'<td class="number">{draw.uniform(0, 999):.1f}</td>' for _ in range(6))
        rows.append(f'<tr><th scope="row">Row {draw.randrange(10**6)}</th>{cells}</tr>\n')
    return "".join(rows).encode()[:SIZE]


def timed(does: Callable[[], object]) -> float:
    """Milliseconds of processor time of one turn, the median of five."""
    turns = []
    for _ in range(TURNS):
        start = time.process_time()
        does()
        turns.append((time.process_time() - start) * 1000)
    return statistics.median(turns)


def main() -> None:
    """Time each part, and print a line of each."""
    draw, site, master = random.Random(7), new_site(), new_master_key()
    keys = [new_content_key(f"school:{number}") for number in range(AUDIENCES)]
    name, publication = namer(site.path_key), first_publication(site)
    rows = [(keys[place % AUDIENCES], f"school/{place % AUDIENCES}/{place}.html", a_page(draw)) for place in range(PAGES)]
    paths = [sealed_path(name(key.audience, real)) for key, real, _ in rows]
    code, reader_key = new_code(), new_reader_key()
    one = slot(code, reader_key, site)
    holders = [Holder(replace(one, handle=new_handle()), new_reader_key(), (keys[place % AUDIENCES],)) for place in range(READERS)]
    holders += [decoy(new_handle(), site) for _ in range(-READERS % 16)]

    def pages() -> list[Sealed]:
        return [seal_file(content, key=key, path=path, kind="text/html", iv_key=site.iv_key) for (key, _, content), path in zip(rows, paths, strict=True)]

    sealed = pages()
    hashes = {path: each.hash for path, each in zip(paths, sealed, strict=True)}
    first = sealed[0]
    each_page = {
        "seal a page": timed(pages) / PAGES,
        "of which gzip": timed(lambda: [gzipped(content) for _, _, content in rows]) / PAGES,
        "write it into the shell": timed(lambda: [page_file(each, SHELL) for each in sealed]) / PAGES,
        "open a page": timed(lambda: open_file(first.header, first.body, keys[0].key, path=paths[0], expected_hash=first.hash)),
    }
    whole = {
        f"keyring of {READERS} readers": timed(lambda: keyring(publication, holders, contents=keys, master=master, site=site)),
        "manifest of 300 files": timed(lambda: manifest(hashes, paths[0], key=keys[0], publication=publication, site=site)),
        "slot of one code": timed(lambda: slot(code, reader_key, site)),
    }
    for words, spent in {**each_page, **whole}.items():
        print(f"{words:28} {spent:8.3f} ms")
    zipped = gzipped(rows[0][2])
    print(f"{SIZE:,} bytes a page, {len(zipped):,} zipped, {len(padded(zipped)):,} padded, {len(page_file(first, SHELL)):,} in the shell")


if __name__ == "__main__":
    main()
