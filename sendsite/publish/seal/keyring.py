"""The small files of a publication beside its pages: now.js that names it, the keyring, and the manifest of each audience, each a call with canonical JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sendsite.publish.seal.encoding import LARGEST, b64, call, called, canonical, enc, parsed, unb64
from sendsite.publish.seal.files import KID, iv_of
from sendsite.publish.seal.keys import ALGORITHM, VERSION, Box, ContentKey, MasterKey, Publication, Site, nonce, seal, unseal
from sendsite.publish.seal.paths import PATH, segment
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.slots import SALT_SIZE, Holder, Slot, grant, ring

NOW, KEYS, MANIFEST = "sendsiteNow", "sendsiteKeys", "sendsiteManifest"
POINTER_NAME = "now.js"
SLOT_TYPE = "PBKDF2-HMAC-SHA256"
START, SEARCH = "start", "search"
HEX8 = re.compile(r"[0-9a-f]{16}")
HASH = re.compile(r"[0-9a-f]{64}")


class Keyring(NamedTuple):
    """A keyring as it was read: nothing in it is opened."""

    publication: Publication
    audiences: dict[str, str]
    grants: dict[str, Box]
    master: str
    readers: dict[str, tuple[Slot, Box]]


class Manifest(NamedTuple):
    """An audience's files: the hash of each by its path, the path of the page to begin with, and that of its search index, "" where it has none."""

    hashes: dict[str, str]
    start: str
    search: str = ""


def keyring_name(pub: str) -> str:
    """Where a publication's keyring stands."""
    return f"k/{pub}.js"


def manifest_name(folder: str, pub: str) -> str:
    """Where the manifest of an audience's folder stands."""
    return f"m/{folder}.{pub}.js"


def pointer(publication: Publication) -> bytes:
    """now.js: which publication is the current one."""
    return call(NOW, _named(publication))


def open_pointer(text: bytes) -> Publication:
    """The publication that now.js names."""
    return _publication(_document(NOW, text, {"pub", "seq", "site", "v"}))


def keyring(publication: Publication, holders: Iterable[Holder], *, contents: Iterable[ContentKey], master: MasterKey, site: Site) -> bytes:
    """
    The keyring of a publication: a slot and a ring for each holder, readers and decoys alike, and a grant of each content key.

    Holders stand in the order of their handles, which tells nothing of who came first.
    """
    chosen = tuple(contents)
    document = {
        **_named(publication),
        "alg": ALGORITHM,
        "audiences": {key.kid: segment(site.path_key, key.audience) for key in chosen},
        "grants": {key.kid: _boxed(grant(key, master, publication, site.iv_key)) for key in chosen},
        "master": master.kid,
        "readers": {holder.slot.handle: {"ring": _boxed(ring(holder, publication, site.iv_key)), "slot": _slotted(holder.slot)} for holder in holders},
    }
    return call(KEYS, document)


def open_keyring(text: bytes) -> Keyring:
    """What a keyring holds, each part still sealed."""
    document = _document(KEYS, text, {"alg", "audiences", "grants", "master", "pub", "readers", "seq", "site", "v"})
    try:
        audiences = {_match(KID, kid): _match(HEX8, folder) for kid, folder in document["audiences"].items()}
        grants = {_match(KID, kid): _box(each) for kid, each in document["grants"].items()}
        readers = {handle: (_slot(handle, each["slot"]), _box(each["ring"])) for handle, each in document["readers"].items()}
        return Keyring(_publication(document), audiences, grants, _match(KID, document["master"]), readers)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error


def manifest(hashes: Mapping[str, str], start: str, *, search: str = "", key: ContentKey, publication: Publication, site: Site) -> bytes:
    """The manifest of an audience, sealed with its content key: the hash of each file by its sealed path; `start` and `search` must be among them."""
    if search and search not in hashes:
        raise ValueError(f"The search index, {search}, is not in the manifest.")
    if start not in hashes:
        raise ValueError(f"The first page, {start}, is not in the manifest.")
    folder = segment(site.path_key, key.audience)
    plain, aad = canonical({**hashes, START: start, **({SEARCH: search} if search else {})}), manifest_aad(publication, folder, key.kid)
    iv = nonce(site.iv_key, key.kid, aad, plain)
    sealed = _boxed(Box(iv, seal(key.key, iv, aad, plain)))
    return call(MANIFEST, {**_named(publication), **sealed, "alg": ALGORITHM, "aud": folder, "kid": key.kid})


def manifest_kid(text: bytes, publication: Publication, folder: str) -> str:
    """The key that a manifest asks for; OLD where it is another publication's, DAMAGED where it is another folder's."""
    return str(_manifest(text, publication, folder)["kid"])


def open_manifest(text: bytes, key: bytes, publication: Publication, folder: str) -> Manifest:
    """The files of an audience in one publication."""
    document = _manifest(text, publication, folder)
    try:
        entries: Any = parsed(unseal(key, _box(document), manifest_aad(publication, folder, document["kid"])))
        start, search = _match(PATH, entries.pop(START)), entries.pop(SEARCH, "")
        hashes = {_match(PATH, path): _match(HASH, digest) for path, digest in entries.items()}
        return Manifest(hashes, start, _match(PATH, search) if search else "")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(Reason.DAMAGED) from error


def manifest_aad(publication: Publication, folder: str, kid: str) -> bytes:
    """What is authenticated beside a manifest."""
    return enc("sendsite/1 manifest", publication.site, publication.pub, publication.seq, folder, kid)


def _manifest(text: bytes, publication: Publication, folder: str) -> dict[str, Any]:
    document = _document(MANIFEST, text, {"alg", "aud", "body", "iv", "kid", "pub", "seq", "site", "v"})
    if _publication(document) != publication:
        raise Refused(Reason.OLD)
    if document["aud"] != folder or not isinstance(document["kid"], str) or not KID.fullmatch(document["kid"]):
        raise Refused(Reason.DAMAGED)
    return document


def _document(name: str, text: bytes, names: set[str]) -> dict[str, Any]:
    """The document of one of these files; UNKNOWN_VERSION where it has other names, another version or another algorithm."""
    try:
        document = called(name, text)
    except ValueError as error:
        raise Refused(Reason.DAMAGED) from error
    if not isinstance(document, dict):
        raise Refused(Reason.DAMAGED)
    if set(document) != names or type(document["v"]) is not int or document["v"] != VERSION or document.get("alg", ALGORITHM) != ALGORITHM:
        raise Refused(Reason.UNKNOWN_VERSION)
    return document


def _publication(document: Mapping[str, Any]) -> Publication:
    site, pub, seq = document["site"], document["pub"], document["seq"]
    if not (isinstance(site, str) and isinstance(pub, str) and HEX8.fullmatch(site) and HEX8.fullmatch(pub) and type(seq) is int and 0 <= seq < LARGEST):
        raise Refused(Reason.DAMAGED)
    return Publication(site, pub, seq)


def _named(publication: Publication) -> dict[str, object]:
    return {"pub": publication.pub, "seq": publication.seq, "site": publication.site, "v": VERSION}


def _boxed(box: Box) -> dict[str, str]:
    return {"body": b64(box.body), "iv": b64(box.iv)}


def _box(document: Mapping[str, Any]) -> Box:
    return Box(iv_of(document["iv"]), unb64(document["body"]))


def _slotted(slot: Slot) -> dict[str, object]:
    return {**_boxed(slot.box), "iterations": slot.iterations, "salt": b64(slot.salt), "type": SLOT_TYPE}


def _slot(handle: str, document: Mapping[str, Any]) -> Slot:
    if document["type"] != SLOT_TYPE:
        raise Refused(Reason.UNKNOWN_VERSION)
    salt, iterations = unb64(document["salt"]), document["iterations"]
    if len(salt) != SALT_SIZE or type(iterations) is not int:
        raise Refused(Reason.DAMAGED)
    return Slot(handle, iterations, salt, _box(document))


def _match(shape: re.Pattern[str], text: str) -> str:
    """A text that has this shape; ValueError otherwise."""
    if not shape.fullmatch(text):
        raise ValueError(f"'{text}' is not what stands here.")
    return text
