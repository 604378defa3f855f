"""
Fixed vectors of the format sendsite/1, for whoever writes it again in another language: `python tools/sealing_vectors.py` writes them.

Keys and codes here are made of names, so that each run gives the same bytes; a site's own are random. The one thing that may differ
from machine to machine is how well zlib squeezes, so a test compares what is opened and not what a gzip file looks like.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sendsite.publish.seal.codes import Code, normalised
from sendsite.publish.seal.encoding import b64, call, called, canonical, enc
from sendsite.publish.seal.files import PAGE_MOST, Sealed, aad_of, gzipped, hash_of, padded, read_header, seal_file
from sendsite.publish.seal.keyring import KEYS, MANIFEST, keyring, keyring_name, manifest, manifest_aad, manifest_name, pointer
from sendsite.publish.seal.keys import ContentKey, MasterKey, Publication, Site, seal
from sendsite.publish.seal.paths import asset_name, namer, sealed_path, segment
from sendsite.publish.seal.shell import asset_file
from sendsite.publish.seal.slots import ITERATIONS, Holder, grant_aad, ring_aad, ring_bytes, slot_aad, stretched, wrapped

PLACE = Path(__file__).parent.parent / "tests/publish/seal/vectors.json"


def made(name: str, size: int = 32) -> bytes:
    """Bytes that come of a name."""
    return hashlib.sha256(f"sendsite vectors {name}".encode()).digest()[:size]


SITE = Site(made("site", 8).hex(), made("iv key"), made("path key"))
NOW = Publication(SITE.id, made("publication", 8).hex(), 41)
BEFORE = Publication(SITE.id, made("publication before", 8).hex(), 40)
A, B, TRUST = (ContentKey(audience, made(f"kid {audience}", 6).hex(), made(f"key {audience}")) for audience in ("school:990001", "school:990002", "trust"))
OLD_A = ContentKey(A.audience, made("old kid", 6).hex(), made("old key"))
MASTER = MasterKey(made("master kid", 6).hex(), made("master key"))
CODES = {
    "a": Code("K7QX", "copper-lantern-orbit-thimble-meadow"),
    "b": Code("M3TR", "walnut-canopy-ripple-gallon-velvet"),
    "leader": Code("W9FD", "harvest-pebble-cobalt-anthem-lantern-quilt"),
}
HELD: dict[str, tuple[ContentKey | MasterKey, ...]] = {"a": (A,), "b": (B,), "leader": (MASTER,)}
PAGE_A, OTHER_A, PAGE_B = "school/990001/index.html", "school/990001/finance.html", "school/990002/index.html"
TABLE_A, PICTURE_A, PAGE_T = "school/990001/need.csv", "school/990001/need.png", "trust/index.html"
TYPED = (
    "K7QX copper lantern orbit thimble meadow",
    "  k7qx-COPPER \u2013 lantern\u00a0orbit\tthimble\u2212meadow ",
    "\uff2b\uff17\uff31\uff38 copper\u2014lantern--orbit\u3000thimble meadow\n",
    "k7qx.copper, lantern; orbit/thimble_meadow!",
    "K7 QXcopper lantern orbit thimble meadow",
    "\ufeffK7QX cop\u00adper lan\u200btern orbit thimble meadow",
    "K7QX",
    "k7",
    "",
)


def holder(name: str) -> Holder:
    """A reader with the slot of their code."""
    code, salt = CODES[name], made(f"salt {name}", 16)
    reader_key = made(f"reader key {name}")
    return Holder(wrapped(stretched(code.words, salt, ITERATIONS), code.handle, salt, reader_key, SITE), reader_key, HELD[name])


def html(title: str) -> bytes:
    """A small page that stands by itself."""
    head = f'<head><title>{title}</title></head>'
    return f'<!doctype html><html lang="en-GB">{head}<body><main><h1>{title}</h1><p>Fixed vector.</p></main></body></html>'.encode()


def sealed(real: str, key: ContentKey, kind: str, content: bytes, zipped: bool = True) -> Sealed:
    """A file of the vectors."""
    return seal_file(content, key=key, path=path_of(key, real), kind=kind, iv_key=SITE.iv_key, zipped=zipped)


def path_of(key: ContentKey, real: str) -> str:
    """The sealed path of a real one."""
    return sealed_path(namer(SITE.path_key)(key.audience, real))


def contents() -> dict[str, tuple[str, ContentKey, str, bytes, bool]]:
    """The right files: real path, key, type, content and whether zipped."""
    picture = bytes.fromhex("89504e470d0a1a0a") + bytes(range(256)) * 20
    return {
        "page, gzip": (PAGE_A, A, "text/html", html("Meadow School"), True),
        "page, plain": (OTHER_A, A, "text/html", html("Meadow School: finance"), False),
        "page of another school": (PAGE_B, B, "text/html", html("Orchard School"), True),
        "page of the trust": (PAGE_T, TRUST, "text/html", html("The trust"), True),
        "table": (TABLE_A, A, "text/csv; charset=utf-8", b"need,hours\r\nSEMH,12.5\r\n" * 200, True),
        "picture": (PICTURE_A, A, "image/png", picture, False),
    }


def described(name: str, file: Sealed, key: ContentKey, content: bytes) -> dict[str, Any]:
    """A right file with all that making it went through."""
    header = read_header(file.header)
    return {
        "name": name,
        "path": header.path,
        "kid": key.kid,
        "key": key.key.hex(),
        "type": header.type,
        "z": header.z,
        "header": file.header.decode("ascii"),
        "aad": aad_of(file.header).hex(),
        "body": b64(file.body),
        "hash": file.hash,
        "content": b64(content),
    }


def published(files: dict[str, Sealed], holders: dict[str, Holder], publication: Publication) -> dict[str, str]:
    """The small files of a publication and its assets by their names; the pages need the shell."""
    site = {"now.js": pointer(publication)}
    site[keyring_name(publication.pub)] = keyring(publication, holders.values(), contents=(A, B, TRUST), master=MASTER, site=SITE)
    for key, start in ((A, PAGE_A), (B, PAGE_B), (TRUST, PAGE_T)):
        hashes = {read_header(each.header).path: each.hash for each in files.values() if read_header(each.header).kid == key.kid}
        text = manifest(hashes, path_of(key, start), key=key, publication=publication, site=SITE)
        site[manifest_name(segment(SITE.path_key, key.audience), publication.pub)] = text
    assets = [each for each in files.values() if read_header(each.header).path.startswith("a/")]
    site |= {asset_name(read_header(each.header).path, each.hash): asset_file(each) for each in assets}
    return {name: text.decode("ascii") for name, text in site.items()}


def with_header(file: Sealed, body: bytes | None = None, **changes: object) -> Sealed:
    """A file whose header says something else; None takes a name out. The body stays unless another is given."""
    fields = {**json.loads(file.header), **changes}
    header = canonical({name: value for name, value in fields.items() if value is not None})
    body = file.body if body is None else body
    return Sealed(header, body, hash_of(header, body))


def resealed(file: Sealed, plain: bytes) -> Sealed:
    """A file with another plain text below its header and nonce: what only a holder of the key could make, and no publisher ever does."""
    body = seal(A.key, read_header(file.header).iv, aad_of(file.header), plain)
    return Sealed(file.header, body, hash_of(file.header, body))


def wrong_files(files: dict[str, Sealed]) -> Iterator[dict[str, Any]]:
    """
    Files at the address of the first page that reader `a` must refuse, each with its reason.

    `listed` tells whether the manifest has this file's hash, as nobody but a holder of the audience's key could bring about.
    """
    page, plain, other = files["page, gzip"], files["page, plain"], files["page of another school"]
    path = read_header(page.header).path
    bomb = gzipped(bytes(PAGE_MOST + 1))
    flipped = bytes([page.body[0] ^ 1]) + page.body[1:]
    rows: tuple[tuple[str, Sealed, str, bool], ...] = (
        ("first bit of the body flipped", Sealed(page.header, flipped, page.hash), "damaged", False),
        ("last byte cut off", Sealed(page.header, page.body[:-1], page.hash), "damaged", False),
        ("no body", Sealed(page.header, b"", page.hash), "damaged", False),
        ("header is no JSON", Sealed(page.header[:-1], page.body, page.hash), "damaged", False),
        ("version 2", with_header(page, v=2), "unknown-version", False),
        ("another algorithm", with_header(page, alg="A128GCM"), "unknown-version", False),
        ("another way to zip", with_header(page, z="br"), "unknown-version", False),
        ("a name more in the header", with_header(page, note="x"), "unknown-version", False),
        ("a name less in the header", with_header(page, type=None), "unknown-version", False),
        ("another page of the same school", plain, "moved", False),
        ("a page of another school", other, "moved", False),
        ("the other page under this page's path", with_header(plain, path=path), "damaged", False),
        ("this header over the other page's body", Sealed(page.header, plain.body, page.hash), "damaged", False),
        ("another school's page under this page's path and key id", with_header(other, path=path, kid=A.kid), "damaged", False),
        ("another school's page under this page's path", with_header(other, path=path), "not-yours", False),
        ("a key id that nobody has", with_header(page, kid="0" * 12), "old", False),
        ("sealed in the epoch before", sealed(PAGE_A, OLD_A, "text/html", html("Old")), "old", False),
        ("an older text of this page", sealed(PAGE_A, A, "text/html", html("Older")), "old", False),
        ("a length beyond what is there", resealed(page, b"\xff\xff\xff\xff" + bytes(2044)), "damaged", True),
        ("gzip that ends early", resealed(page, padded(bomb[:60])), "damaged", True),
        ("gzip of one byte more than 8,000,000", resealed(page, padded(bomb)), "too-large", True),
    )
    for name, file, reason, listed in rows:
        yield {"name": name, "path": path, "header": file.header.decode("ascii"), "body": b64(file.body), "hash": file.hash, "listed": listed, "reason": reason}


def wrong_keyrings(site: dict[str, str], before: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Keyrings that reader `a` must refuse, code and all being right."""
    name = keyring_name(NOW.pub)

    def changed(how: str) -> str:
        document: Any = called(KEYS, site[name].encode())
        mine, other = (document["readers"][CODES[who].handle] for who in ("a", "b"))
        if how == "ring":
            mine["ring"] = other["ring"]
        elif how == "both":
            document["readers"][CODES["a"].handle] = other
        elif how == "v":
            document["v"] = 2
        else:
            mine["slot"][how] = {"iterations": 1, "type": "scrypt", "salt": other["slot"]["salt"], "iv": other["slot"]["iv"]}[how]
        return call(KEYS, document).decode()

    older = before[keyring_name(BEFORE.pub)]
    rows = (
        ("one iteration", changed("iterations"), "damaged"),
        ("another kind of slot", changed("type"), "unknown-version"),
        ("another salt", changed("salt"), "wrong-code"),
        ("another nonce", changed("iv"), "wrong-code"),
        ("another reader's ring under this handle", changed("ring"), "damaged"),
        ("another reader's slot and ring under this handle", changed("both"), "wrong-code"),
        ("version 2", changed("v"), "unknown-version"),
        ("the keyring of the publication before", older, "old"),
        ("the keyring of the publication before, renamed", older.replace(BEFORE.pub, NOW.pub).replace('"seq":40', '"seq":41'), "damaged"),
        ("cut off", site[name][:-9], "damaged"),
    )
    for what, text, reason in rows:
        yield {"name": what, "file": name, "text": text, "reason": reason}


def wrong_manifests(site: dict[str, str], before: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Manifests of reader `a`'s audience that must be refused."""
    folder = segment(SITE.path_key, A.audience)
    name, other = manifest_name(folder, NOW.pub), site[manifest_name(segment(SITE.path_key, B.audience), NOW.pub)]
    older = before[manifest_name(folder, BEFORE.pub)]
    document: Any = called(MANIFEST, site[name].encode())
    body = document["body"]
    flipped = {**document, "body": ("A" if body[0] != "A" else "B") + body[1:]}
    theirs: Any = called(MANIFEST, other.encode())
    rows = (
        ("first bits of the body flipped", call(MANIFEST, flipped).decode(), "damaged"),
        ("version 2", call(MANIFEST, {**document, "v": 2}).decode(), "unknown-version"),
        ("the manifest of the publication before", older, "old"),
        ("the manifest of the publication before, renamed", older.replace(BEFORE.pub, NOW.pub).replace('"seq":40', '"seq":41'), "damaged"),
        ("another audience's manifest", other, "damaged"),
        ("another audience's manifest, renamed", call(MANIFEST, {**theirs, "aud": folder, "kid": A.kid}).decode(), "damaged"),
    )
    for what, text, reason in rows:
        yield {"name": what, "file": name, "text": text, "reason": reason}


def main() -> None:
    """Write the vectors."""
    files = {name: sealed(real, key, kind, content, zipped) for name, (real, key, kind, content, zipped) in contents().items()}
    holders = {name: holder(name) for name in CODES}
    site, before = published(files, holders, NOW), published(files, holders, BEFORE)
    mine = holders["a"]
    slot, folder = mine.slot, segment(SITE.path_key, A.audience)
    document = {
        "about": "Fixed vectors of the format sendsite/1, written by tools/sealing_vectors.py. Bytes are hex, or base64 where the format has base64.",
        "codes": {name: str(code) for name, code in CODES.items()},
        "normalised": [{"typed": typed, "handle": code.handle, "words": code.words} for typed in TYPED for code in [normalised(typed)]],
        "enc": [{"fields": ["a label", "text", 41], "bytes": enc("a label", "text", 41).hex()}, {"fields": ["a label"], "bytes": enc("a label").hex()}],
        "publication": {"site": NOW.site, "pub": NOW.pub, "seq": NOW.seq},
        "site_keys": {"iv_key": SITE.iv_key.hex(), "path_key": SITE.path_key.hex()},
        "keys": {key.kid: {"aud": segment(SITE.path_key, key.audience), "audience": key.audience, "key": key.key.hex()} for key in (A, B, TRUST)},
        "master": {"kid": MASTER.kid, "key": MASTER.key.hex()},
        "unlocking": {
            "kek": stretched(CODES["a"].words, slot.salt, slot.iterations).hex(),
            "reader_key": mine.reader_key.hex(),
            "ring": ring_bytes(mine.keys).hex(),
            "slot_aad": slot_aad(SITE.id, slot.handle, slot.iterations, slot.salt).hex(),
            "ring_aad": ring_aad(NOW, slot.handle).hex(),
            "grant_aad": grant_aad(NOW, MASTER.kid, A.kid).hex(),
            "manifest_aad": manifest_aad(NOW, folder, A.kid).hex(),
        },
        "files": [described(name, files[name], key, content) for name, (_, key, _, content, _) in contents().items()],
        "site": site,
        "site_before": before,
        "wrong_files": list(wrong_files(files)),
        "wrong_keyrings": list(wrong_keyrings(site, before)),
        "wrong_manifests": list(wrong_manifests(site, before)),
    }
    PLACE.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
