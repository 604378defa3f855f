"""The ways by which words may get into a file of a site unseen: each makes a file that says them, and its path."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

File = tuple[str, bytes]
HAIR, FILLER = "\u200a", "\u3164"
"""Signs that are hardly seen between letters, and not at all."""


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


def apart(words: str) -> File:
    """Letter by letter, with a blank between that is hardly seen."""
    return "apart.html", _page(f"<p>We thank {HAIR.join(words)} today.</p>")


def dotted(words: str) -> File:
    return "dotted.html", _page(f"<p>We thank {' '.join('.'.join(word) for word in words.split())} today.</p>")


def filled(words: str) -> File:
    """With letters between that nobody sees."""
    return "filled.html", _page(f"<p>We thank {FILLER.join(words)} today.</p>")


def in_letters_of_a_drawing(words: str) -> File:
    spans = "\n ".join(f"<tspan x='{12 * at}'>{sign}</tspan>" for at, sign in enumerate(words) if sign != "'")
    return "letters.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><text>{spans}</text></svg>".encode()


def with_marks_within(words: str) -> File:
    first, _, rest = words.partition(" ")
    return "marks.html", _page(f"<p>We thank {first[:2]}<!-- so -->{first[2:]} <x-y>{rest[:3]}</x-y>{rest[3:]} today.</p>")


def with_a_mark_that_looks_closed(words: str) -> File:
    return "closed.html", _page(f'<p>We thank {words[:2]}<b title="a>b">{words[2:]}</b> today.</p>')


def in_pieces_of_a_script(words: str) -> File:
    return "pieces.js", f'const who = "{words[:3]}" + "{words[3:-2]}" + "{words[-2:]}";'.encode()


def moved_by_a_printer(words: str) -> File:
    return "moved.pdf", f"%PDF-1.7 BT [({words[:3]})-20({words[3:]})5] TJ ET".encode()


def in_other_scripts(words: str) -> File:
    return "scripts.html", _page(f"<p>We thank {words.translate(str.maketrans('aeopcyxiAEK', 'аеорсухіΑΕΚ'))} today.</p>")


def in_small_capitals(words: str) -> File:
    small = str.maketrans("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ")
    return "capitals.html", _page(f"<p>We thank {words.translate(small)} today.</p>")


def mathematical(words: str) -> File:
    bold = "".join(chr(0x1D41A + ord(sign) - 97) if "a" <= sign <= "z" else sign for sign in words)
    return "bold.html", _page(f"<p>We thank {bold} today.</p>")


def from_right_to_left(words: str) -> File:
    return "right.html", _page(f"<p>We thank \u202e{words[::-1]}\u202c today.</p>")


def backwards(words: str) -> File:
    return "backwards.html", _page(f"<p>We thank <bdo dir='rtl'>{words[::-1]}</bdo> today.</p>")


def in_rot13(words: str) -> File:
    return "rot13.html", _page(f"<p>We thank {codecs.encode(words, 'rot13')} today.</p>")


def in_a_style(words: str) -> File:
    return "style.css", b"p::after{content:'" + "".join(f"\\{ord(sign):06x}" for sign in words).encode() + b"'}"


def shortly_in_a_style(words: str) -> File:
    return "short.css", b"p::after{content:'" + "".join(f"\\{ord(sign):x} " for sign in words).encode() + b"'}"


def by_their_numbers(words: str) -> File:
    return "numbers.js", f"put(String.fromCharCode({', '.join(str(ord(sign)) for sign in words)}))".encode()


def as_in_an_email(words: str) -> File:
    return "letter.eml", ("Dear all=2C\n" + "".join(f"={byte:02X}" for byte in words.encode())).encode()


def in_broken_base64(words: str) -> File:
    code = base64.b64encode(f"It is {words} again".encode()).decode()
    return "broken.html", _page("<pre>\n" + "\n".join(code[at : at + 8] for at in range(0, len(code), 8)) + "\n</pre>")


def in_base32(words: str) -> File:
    return "base32.html", _page(f"<p>{base64.b32encode(words.encode()).decode()}</p>")


def in_hex_with_colons(words: str) -> File:
    return "colons.html", _page(f"<p>{words.encode().hex(':')}</p>")


def in_hex_with_blanks(words: str) -> File:
    return "blanks.html", _page(f"<p>{words.encode().hex(' ').upper()}</p>")


def percent_in_a_name(words: str) -> File:
    return f"pictures/{quote(words)}.svg", b"<svg/>"


def base64_in_a_name(words: str) -> File:
    return f"pictures/{base64.urlsafe_b64encode(words.encode()).decode().rstrip('=')}.svg", b"<svg/>"


def hex_in_a_name(words: str) -> File:
    return f"pictures/{words.encode().hex()}.svg", b"<svg/>"


def over_the_parts_of_a_name(words: str) -> File:
    return f"pictures/{words[:3]}/{words[3:].replace(' ', '-')}.svg", b"<svg/>"


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
    apart,
    dotted,
    filled,
    in_letters_of_a_drawing,
    with_marks_within,
    with_a_mark_that_looks_closed,
    in_pieces_of_a_script,
    moved_by_a_printer,
    in_other_scripts,
    in_small_capitals,
    mathematical,
    from_right_to_left,
    backwards,
    in_rot13,
    in_a_style,
    shortly_in_a_style,
    by_their_numbers,
    as_in_an_email,
    in_broken_base64,
    in_base32,
    in_hex_with_colons,
    in_hex_with_blanks,
    percent_in_a_name,
    base64_in_a_name,
    hex_in_a_name,
    over_the_parts_of_a_name,
)
