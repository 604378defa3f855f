"""Uploads that mean harm: refused in words, before much is unpacked, with nothing left behind, nothing changed and nobody named in a log."""

from __future__ import annotations

import io
import logging
import tempfile
import zipfile

import pytest
from openpyxl import Workbook

from sendsite.framework.records import TABLES
from sendsite.intake.sources import BYTES_AT_MOST
from sendsite.register.chain import head
from tests.admin.people import OWN, texts
from tests.admin.sending import PUPILS, START, lede_of, paste, send, zipped

NAME = "Ada Invented"
ROW = f"{OWN},NEW1,{NAME},5,K\n"


def workbook(*rows, sheet="pupils"):
    book = Workbook()
    page = book.create_sheet(sheet)
    book.remove(book.worksheets[0])
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_member(content, name, text):
    """A workbook or zip with one member put in another's place, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, text)
    return out.getvalue()


HEADINGS = PUPILS.strip().split(",")
GOOD = workbook(HEADINGS, [OWN, "NEW1", NAME, 5, "K"])
ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
REFUSED = {
    "a zip that unpacks to a hundred times its size": ("a.zip", lambda: zipped(pupils__csv=PUPILS + "a" * 5_000_000), "unpacks to"),
    "a zip that unpacks to too much": ("a.zip", lambda: zipped(pupils__csv=bytes(range(256)) * 80_000), "unpacks to"),
    "a zip of a thousand files": ("a.zip", lambda: zipped(**{f"f{n}__csv": "a" for n in range(1000)}), "holds 1000 files"),
    "a zip in a zip": ("a.zip", lambda: zipped(b__zip=zipped(pupils__csv=PUPILS + ROW)), "holds no CSV file"),
    "a zip cut short": ("a.zip", lambda: zipped(pupils__csv=PUPILS + ROW)[:-30], "is not a .zip file, or it is damaged"),
    "a workbook that unpacks to a hundred times its size": ("a.xlsx", lambda: with_member(GOOD, "xl/media/x", b"0" * 9_000_000), "unpacks to"),
    "a workbook with entities": ("a.xlsx", lambda: with_member(GOOD, "xl/worksheets/sheet1.xml", ENTITIES), "cannot be read as a workbook"),
    "a workbook without a workbook": ("a.xlsx", lambda: zipped(pupils__csv=PUPILS + ROW), "is not an Excel workbook"),
    "a workbook with macros": ("a.xlsm", lambda: GOOD, "is a workbook of the kind .xlsm"),
    "a workbook called a CSV": ("pupils.csv", lambda: GOOD, "is a zip or a workbook with the ending of a CSV"),
    "a program": ("pupils.csv", lambda: b"MZ\x90\x00\x03\x00" * 500, "is not text: it holds NUL bytes"),
    "a database": ("pupils.csv", lambda: b"SQLite format 3\x00" + b"\x00" * 500, "is a database"),
    "bytes of no encoding": ("pupils.csv", lambda: PUPILS.encode() + b"\x81\x8d\x8f\n", "is neither UTF-8 nor Windows text"),
    "UTF-16 that is none": ("pupils.csv", lambda: b"\xff\xfe" + b"\x00\xd8" * 9, "begins as UTF-16 and is not"),
    "nothing": ("pupils.csv", lambda: b"", "is empty"),
    "a hundred thousand columns": ("pupils.csv", lambda: ",".join(["x"] * 100_000).encode() + b"\n", "has 100000 columns"),
    "quotes that never end": ("pupils.csv", lambda: PUPILS.encode() + b'"' + b"x" * 200_000, "is not CSV"),
    "a web page": ("pupils.csv", lambda: b"<!doctype html><script>alert(1)</script>", "is a web page"),
    "a kind nobody knows": ("pupils.exe", lambda: b"x", "is neither a folder nor a .zip, .xlsx or .csv"),
}


@pytest.fixture
def unpacked(monkeypatch):
    """How many bytes came out of archives, read by read."""
    read, counts = zipfile.ZipExtFile.read, []

    def counted(member, *most):
        found = read(member, *most)
        counts.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    return counts


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words_and_nothing_is_left_behind(senco, admin, tmp_path, monkeypatch, caplog, unpacked, name):
    file, make, words = REFUSED[name]
    content = make()
    unpacked.clear()
    before = head(admin.extensions["desk"].register)
    (tmp_path / "left").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "left"))

    with caplog.at_level(logging.DEBUG):
        answer = send(senco, (file, content))

    assert answer.status_code == 422
    assert any(words in text for text in texts(answer.text, "li"))
    assert sum(unpacked) <= BYTES_AT_MOST
    assert list((tmp_path / "left").iterdir()) == []
    assert NAME not in caplog.text
    assert head(admin.extensions["desk"].register) == before


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("a.xlsx", workbook(HEADINGS, [OWN, "NEW1", "=1+1", 5, "K"]), "holds a formula"),
        ("pupils.csv", (PUPILS + ROW.replace(NAME, '"=HYPERLINK(""x"")"')).encode(), "begins like a formula"),
        ("pupils.csv", (PUPILS + ROW.replace(NAME, "Ada\u202etni")).encode(), "holds the hidden character U+202E"),
        ("pupils.csv", (PUPILS + ROW.replace(NAME, "A" * 501)).encode(), "has 501 characters"),
        ("pupils.csv", (PUPILS + f"{OWN},NEW1,{NAME},9{'9' * 5000},K\n").encode(), "is not a number of hours"),
    ],
    ids=["formula in a workbook", "formula in a CSV", "a hidden character", "a very long name", "a very long number"],
)
def test_a_cell_that_means_harm_is_refused_with_its_row_and_nothing_is_applied(senco, admin, file, content, words):
    before = head(admin.extensions["desk"].register)

    page = senco.get(send(senco, (file, content)).location)

    assert any(words in text for text in texts(page.text, "td"))
    assert "1 refused" in lede_of(page)
    assert "Apply" not in texts(page.text, "button")
    assert head(admin.extensions["desk"].register) == before


def test_a_path_in_a_zip_writes_nowhere(senco, tmp_path, monkeypatch):
    (tmp_path / "left").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "left"))
    archive = zipped(**{"../../../pupils__csv": PUPILS + ROW, "/etc/staff__csv": "school_urn,staff_id,role,contracted_hours,send_hours\n"})

    page = senco.get(send(senco, ("a.zip", archive)).location)

    assert "1 new" in lede_of(page)
    assert list(tmp_path.rglob("*.csv")) == []


def test_a_name_with_markup_is_shown_as_it_is(senco):
    answer = send(senco, ('<img src=x onerror="alert(1)">.csv', ""))

    assert answer.status_code == 422
    assert "<img src=x" not in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(senco):
    answer = senco.client.post(START, data=b"pasted=" + b"a" * 26_000_000, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413


def test_many_files_at_once_are_refused(senco):
    answer = send(senco, *((f"list{number}.csv", PUPILS + ROW) for number in range(40)))

    assert answer.status_code == 422
    assert f"What was sent: holds 40 tables. Send at most {2 * len(TABLES)} at once." in texts(answer.text, "li")


def test_more_rows_than_anybody_could_look_through_are_refused(senco):
    answer = send(senco, ("pupils.csv", PUPILS + ROW * 50_001))

    assert answer.status_code == 422
    assert "What was sent: has 50,001 rows. Send at most 50,000 at once, or use the command sendsite import." in texts(answer.text, "li")


def test_nothing_sent_is_said(senco):
    answer = senco.post(START, {})

    assert answer.status_code == 422
    assert "Choose a file, or paste rows with their headings." in texts(answer.text, "li")


def test_what_was_pasted_stands_in_the_box_again_when_it_is_refused(senco):
    answer = paste(senco, "one|two\nthree|four")

    assert (answer.status_code, texts(answer.text, "textarea")) == (422, ["one|two three|four"])
    assert "what was pasted row 1: is separated by bars, not by commas. Save it as CSV (comma delimited)." in texts(answer.text, "li")
