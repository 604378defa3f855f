"""The ways by which words may get into a file of a site unseen: each makes a file that says them, and its path."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

File = tuple[str, bytes]


def _page(inside: str, encoding: str = "utf-8") -> bytes:
    return f"<!doctype html>\n<title>Hours</title>\n<main><p>Support was given.</p>\n{inside}</main>".encode(encoding)


def text(words: str) -> File:
    first, _, rest = words.partition(" ")
    return "text.html", _page(f"<p>We thank <b>{first[:2]}</b>{first[2:]}\n <i>{rest.upper()}</i>!</p>")


def entities(words: str) -> File:
    return "entities.html", _page("<p>" + "".join(f"&#{ord(sign)};" if sign != " " else "&nbsp;" for sign in words) + "</p>")


def an_address(words: str) -> File:
    return "address.html", _page(f'<a href="?who={quote(words)}">More</a>')


def file_name(words: str) -> File:
    return f"pictures/{'-'.join(words.lower().split())}.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def drawing(words: str) -> File:
    return "drawing.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><metadata><x author='{words}'/></metadata></svg>".replace("O'", "O&apos;").encode()


def table(words: str) -> File:
    first, _, rest = words.partition(" ")
    return "table.csv", f'\ufeffsurname,forename,hours\r\n"{rest}","{first}",12\r\n'.encode()


def listed(words: str) -> File:
    return "listed.json", json.dumps({"title": words, "hours": 12}).encode("ascii")


def script(words: str) -> File:
    return "script.js", ("const who = '" + "".join(f"\\x{ord(s):02x}" if ord(s) < 256 else f"\\u{{{ord(s):x}}}" for s in words) + "';").encode("ascii")


def workbook(words: str) -> File:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("docProps/core.xml", f"<?xml version='1.0'?><cp><dc:creator>{words}</dc:creator></cp>")
    return "workbook.xlsx", packed.getvalue()


def in_base64(words: str) -> File:
    return "coded.html", _page(f'<img src="data:text/plain;base64,{base64.b64encode(f"It is {words} again".encode()).decode()}" alt="">')


def zipped(words: str) -> File:
    return "zipped.bin", gzip.compress(b"first, " + base64.b64encode(gzip.compress(words.encode())))


def two_bytes(words: str) -> File:
    return "wide.csv", f"school,{words},12".encode("utf-16")


def picture(words: str) -> File:
    return "picture.png", b"\x89PNG\r\n\x1a\n" + b"".join(
        len(each).to_bytes(4, "big") + kind + each + b"crc!"
        for kind, each in (
            (b"IHDR", bytes(13)),
            (b"iTXt", b"Author\0\1\0en\0\0" + zlib.compress(words.encode())),
            (b"IDAT", zlib.compress(bytes(5000))),
            (b"IEND", b""),
        )
    )


def document(words: str) -> File:
    return "document.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Title <FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">>> endobj\n%%EOF"


CHANNELS: tuple[Callable[[str], File], ...] = (
    text,
    entities,
    an_address,
    file_name,
    drawing,
    table,
    listed,
    script,
    workbook,
    in_base64,
    zipped,
    two_bytes,
    picture,
    document,
)
