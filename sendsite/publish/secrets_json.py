"""The secrets as the text of their file, and back. What does not read as it was written is refused, naming the place and never the value."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from sendsite.errors import DataRefused
from sendsite.publish.host_word import HostWord
from sendsite.publish.seal.keys import KEY_SIZE, NONCE_SIZE, Box, ContentKey, MasterKey, Site
from sendsite.publish.seal.slots import ITERATIONS, SALT_SIZE, Holder, Slot
from sendsite.publish.secrets import SEQ_LIMIT, Epoch, Published, Reader, Secrets

VERSION = 1
SITE_ID, PUBLICATION_ID, KEY_ID = 8, 8, 6
"""Bytes of the names of sites, publications and keys; they are written in hex."""
NOTE = "The keys of the published site and its readers. Keep it as safely as the register, with a copy elsewhere; put it into no mail, no cloud and no git."


Kind = TypeVar("Kind")


class Unreadable(DataRefused):
    """A secrets file that is not as it was written."""


def text_of(secrets: Secrets) -> str:
    """The file's text, the same for the same secrets."""
    document = {
        "about": NOTE,
        "version": VERSION,
        "site": {"id": secrets.site.id, "iv_key": _text(secrets.site.iv_key), "path_key": _text(secrets.site.path_key)},
        "master": {"kid": secrets.master.kid, "key": _text(secrets.master.key)},
        "seq": secrets.seq,
        "withdraw": secrets.withdraw,
        "term": secrets.term,
        "publications": [{"pub": each.pub, "seq": each.seq, "at": each.at.isoformat()} for each in secrets.publications],
        "audiences": {audience: _epoch(each) for audience, each in secrets.epochs.items()},
        "readers": [_reader(each) for each in secrets.readers.values()],
        "decoys": [{"ring_key": _text(each.reader_key), "slot": _slot(each.slot)} for each in secrets.decoys.values()],
        "retired": sorted(secrets.retired),
        **({"host_word": _word(secrets.host_word)} if secrets.host_word else {}),
    }
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def secrets_of(text: str) -> Secrets:
    """The secrets that a file's text holds; Unreadable where anything in it is missing, too much or not of its kind."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise Unreadable("it is not JSON") from error
    if isinstance(document, dict) and isinstance(document.get("version"), int) and document["version"] > VERSION:
        raise Unreadable(f"it is of version {document['version']}, which a newer sendsite wrote; this one knows version {VERSION}")
    top = _Place("the file", document)
    with top.nothing_else():
        top.exactly("version", VERSION)
        top.get("about", str)
        site, master = top.inner("site"), top.inner("master")
        secrets = Secrets(_site(site), _master(master), seq=top.number("seq"), withdraw=top.get("withdraw", bool), term=top.get("term", str))
        secrets.retired = set(top.texts("retired"))
        secrets.host_word = _word_of(top.inner("host_word")) if "host_word" in top.names() else None
        secrets.publications = [_published(each) for each in top.each("publications")]
        epochs = top.inner("audiences")
        with epochs.nothing_else():
            secrets.epochs = {audience: _epoch_of(audience, epochs.inner(audience)) for audience in epochs.names()}
        readers, decoys = [_reader_of(each) for each in top.each("readers")], [_decoy_of(each) for each in top.each("decoys")]
    secrets.readers, secrets.decoys = {each.handle: each for each in readers}, {each.slot.handle: each for each in decoys}
    if len(secrets.readers) + len(secrets.decoys) != len(readers) + len(decoys) or set(secrets.readers) & set(secrets.decoys):
        raise Unreadable("two of its readers have one handle")
    return secrets


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _epoch(epoch: Epoch) -> dict[str, object]:
    return {"kid": epoch.key.kid, "key": _text(epoch.key.key), "epoch": epoch.number, "since": epoch.since.isoformat(), "why": epoch.why}


def _slot(slot: Slot) -> dict[str, object]:
    return {"handle": slot.handle, "iterations": slot.iterations, "salt": _text(slot.salt), "iv": _text(slot.box.iv), "body": _text(slot.box.body)}


def _word(word: HostWord) -> dict[str, object]:
    return {"name": word.name, "hash": word.hash, "since": word.since.isoformat()}


def _reader(reader: Reader) -> dict[str, object]:
    return {
        "name": reader.name,
        "email": reader.email,
        "audiences": list(reader.audiences),
        "ring_key": _text(reader.ring_key),
        "slot": _slot(reader.slot),
        "added": reader.added.isoformat(),
        "code_since": reader.code_since.isoformat(),
        "words": reader.words,
    }


class _Place:
    """One object of the file, read field by field, so that what is left over is noticed."""

    def __init__(self, where: str, found: object) -> None:
        if not isinstance(found, dict):
            raise Unreadable(f"{where} is not an object")
        self.where, self.read = where, set[str]()
        self.found: Mapping[str, Any] = found

    @contextmanager
    def nothing_else(self) -> Iterator[None]:
        """After the block, refuse a field that was not read."""
        yield
        if extra := set(self.found) - self.read:
            raise Unreadable(f"{self.where} holds '{min(extra)}', which is not known")

    def names(self) -> list[str]:
        return list(self.found)

    def get(self, name: str, kind: type[Kind]) -> Kind:
        self.read.add(name)
        value = self.found.get(name)
        if not isinstance(value, kind) or type(value) is not kind:
            raise Unreadable(f"{self.where}, {name}: this is missing or not of its kind")
        return value

    def exactly(self, name: str, value: object) -> None:
        if self.get(name, type(value)) != value:
            raise Unreadable(f"{self.where}, {name}: this is not {value!r}")

    def number(self, name: str, *, least: int = 0) -> int:
        if not least <= (value := self.get(name, int)) < SEQ_LIMIT:
            raise Unreadable(f"{self.where}, {name}: this is out of bounds")
        return value

    def hexes(self, name: str, size: int) -> str:
        if not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", value := self.get(name, str)):
            raise Unreadable(f"{self.where}, {name}: this is not {2 * size} hexadecimal digits")
        return value

    def raw(self, name: str, size: int | None = None) -> bytes:
        try:
            value = b64decode(self.get(name, str), validate=True)
        except (NotBase64, ValueError) as error:
            raise Unreadable(f"{self.where}, {name}: this is not base64") from error
        if size is not None and len(value) != size:
            raise Unreadable(f"{self.where}, {name}: this is not {size} bytes")
        return value

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.get(name, str))
        except ValueError as error:
            raise Unreadable(f"{self.where}, {name}: this is not a day") from error

    def moment(self, name: str) -> datetime:
        try:
            return datetime.fromisoformat(self.get(name, str))
        except ValueError as error:
            raise Unreadable(f"{self.where}, {name}: this is not a moment") from error

    def inner(self, name: str) -> _Place:
        return _Place(f"{self.where}, {name}", self.get(name, dict))

    def each(self, name: str) -> list[_Place]:
        return [_Place(f"{self.where}, {name} {number}", found) for number, found in enumerate(self.get(name, list), start=1)]

    def texts(self, name: str) -> list[str]:
        found = self.get(name, list)
        if not all(isinstance(each, str) for each in found):
            raise Unreadable(f"{self.where}, {name}: this is not a list of texts")
        return found


def _site(place: _Place) -> Site:
    with place.nothing_else():
        return Site(place.hexes("id", SITE_ID), place.raw("iv_key", KEY_SIZE), place.raw("path_key", KEY_SIZE))


def _master(place: _Place) -> MasterKey:
    with place.nothing_else():
        return MasterKey(place.hexes("kid", KEY_ID), place.raw("key", KEY_SIZE))


def _published(place: _Place) -> Published:
    with place.nothing_else():
        return Published(place.hexes("pub", PUBLICATION_ID), place.number("seq", least=1), place.moment("at"))


def _epoch_of(audience: str, place: _Place) -> Epoch:
    with place.nothing_else():
        key = ContentKey(audience, place.hexes("kid", KEY_ID), place.raw("key", KEY_SIZE))
        return Epoch(key, place.number("epoch", least=1), place.day("since"), place.get("why", str))


def _slot_of(place: _Place) -> Slot:
    with place.nothing_else():
        box = Box(place.raw("iv", NONCE_SIZE), place.raw("body"))
        return Slot(place.get("handle", str), place.number("iterations", least=ITERATIONS), place.raw("salt", SALT_SIZE), box)


def _word_of(place: _Place) -> HostWord:
    with place.nothing_else():
        return HostWord(place.get("name", str), place.get("hash", str), place.day("since"))


def _reader_of(place: _Place) -> Reader:
    with place.nothing_else():
        slot = _slot_of(place.inner("slot"))
        return Reader(
            handle=slot.handle,
            name=place.get("name", str),
            email=place.get("email", str),
            audiences=tuple(place.texts("audiences")),
            ring_key=place.raw("ring_key", KEY_SIZE),
            slot=slot,
            added=place.day("added"),
            code_since=place.day("code_since"),
            words=place.number("words", least=1),
        )


def _decoy_of(place: _Place) -> Holder:
    with place.nothing_else():
        return Holder(_slot_of(place.inner("slot")), place.raw("ring_key", KEY_SIZE))
