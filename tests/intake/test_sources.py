from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from sendsite.intake.interchange.parse import FAULTS_AT_MOST
from sendsite.intake.read import read
from sendsite.intake.reading import Reading

SCHOOLS = "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n"
PUPILS = "school_urn,pupil_id,name,need_hours,sen_status\n140001,P1,Zoë Brontë,12,E\n"
NOISE = 5_000_000


def a_file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def said(reading: Reading) -> list[str]:
    return [str(fault) for fault in reading.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_are_read_whatever_spreadsheet_saved_them(tmp_path, encoding):
    a_file(tmp_path, "schools.csv", SCHOOLS)
    a_file(tmp_path, "pupils.csv", PUPILS.encode(encoding))

    reading = read(tmp_path)

    assert reading.rows["pupils"][0].values["name"] == "Zoë Brontë"
    assert bool(reading.warnings) == (encoding in ("utf-16", "cp1252"))


def test_windows_text_is_read_with_a_warning_that_says_so(tmp_path):
    a_file(tmp_path, "schools.csv", SCHOOLS.replace("Alder", "École").encode("cp1252"))

    assert read(tmp_path).warnings == (
        "schools.csv: is not UTF-8 (byte 0xc9) and was read as Windows text (cp1252). Check names with accents; better, save it as CSV UTF-8.",
    )


def test_one_name_in_two_forms_of_unicode_is_one_name(tmp_path):
    a_file(tmp_path, "schools.csv", SCHOOLS.replace("Alder", "E\u0301cole"))

    assert read(tmp_path).rows["schools"][0].values["name"] == "École"


@pytest.mark.parametrize(
    "content, problem",
    [
        (b"urn,name\0\n", "schools.csv: is not text: it holds NUL bytes."),
        (SCHOOLS.encode("utf-16-le"), "schools.csv: is not text: it holds NUL bytes."),
        (SCHOOLS.encode("utf-32"), "schools.csv: is UTF-32."),
        (b"\xff\xfeabc", "schools.csv: begins as UTF-16 and is not."),
        (b"urn,name\n\x81\x8d", "schools.csv: is neither UTF-8 nor Windows text (cp1252)."),
        (b"PK\x03\x04abc", "schools.csv: is a zip or a workbook with the ending of a CSV."),
        (b"%PDF-1.7", "schools.csv: is a PDF."),
        (b"\xd0\xcf\x11\xe0", "schools.csv: is a workbook of an old Excel."),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(tmp_path, content, problem):
    assert said(read(a_file(tmp_path, "schools.csv", content)))[0].startswith(problem)


@pytest.mark.parametrize("kind", ["bytes", "one line", "lines", "quotes", "commas", "right headings"])
def test_five_megabytes_of_noise_are_refused_with_a_bounded_number_of_faults(tmp_path, kind):
    chance = random.Random(3)
    letters = "".join(chance.choices("abc ,;xyz", k=9_000))
    lines = "\n".join(chance.choices(letters.split(), k=NOISE // 8))
    noise: dict[str, bytes] = {
        "bytes": chance.randbytes(NOISE),
        "one line": b"a" * NOISE,
        "lines": lines.encode(),
        "quotes": b'"' * (NOISE + 1),
        "commas": b"," * NOISE + b"x",
        "right headings": SCHOOLS.encode() + lines.encode(),
    }
    reading = read(a_file(tmp_path, "schools.csv", noise[kind]))

    assert 1 <= len(reading.faults) <= FAULTS_AT_MOST + 1


def test_a_table_is_known_by_its_headings_where_its_name_says_nothing(tmp_path):
    reading = read(a_file(tmp_path, "my list.csv", SCHOOLS))

    assert reading.warnings == ("my list.csv: was read as schools.csv, because of its headings.",)
    assert reading.rows["schools"][0].values["urn"] == "140001"


def test_names_of_files_may_be_in_capitals(tmp_path):
    assert read(a_file(tmp_path, "SCHOOLS.CSV", SCHOOLS)).faults == ()


def test_two_files_of_one_table_are_refused(tmp_path):
    a_file(tmp_path, "schools.csv", SCHOOLS)
    a_file(tmp_path, "zz schools.csv", SCHOOLS)

    assert said(read(tmp_path)) == ["zz schools.csv: is a second file of schools, beside schools.csv. Put the rows into one, or import them one by one."]


def test_what_is_no_table_in_a_folder_is_named_and_left(tmp_path):
    a_file(tmp_path, "schools.csv", SCHOOLS)
    a_file(tmp_path, "notes.txt", "hello")
    a_file(tmp_path, ".DS_Store", b"\0")
    a_file(tmp_path, "README.md", "# For people")

    reading = read(tmp_path)

    assert (reading.faults, reading.warnings) == ((), ("notes.txt: is not a CSV file and was not read.",))


@pytest.mark.parametrize(
    "name, problem",
    [
        ("nowhere", "is not there. Give the path of a folder, a .zip, an .xlsx or a .csv."),
        ("old.xls", "old.xls: is a workbook of the kind .xls. Save it as .xlsx, without macros."),
        ("macro.xlsm", "macro.xlsm: is a workbook of the kind .xlsm. Save it as .xlsx, without macros."),
        ("letter.doc", "letter.doc: is neither a folder nor a .zip, .xlsx or .csv. Give one of these."),
        ("broken.zip", "broken.zip: is not a .zip file, or it is damaged. Make it again."),
        ("broken.xlsx", "broken.xlsx: is not a .xlsx file, or it is damaged. Make it again."),
    ],
)
def test_a_source_that_is_none_is_refused(tmp_path, name, problem):
    path = tmp_path / name if name == "nowhere" else a_file(tmp_path, name, "x")

    assert said(read(path))[0].endswith(problem)


def test_an_empty_folder_is_refused(tmp_path):
    assert said(read(tmp_path))[0].endswith("holds no CSV file. Give the folder that holds schools.csv and the other files.")


def test_a_file_of_more_than_20_megabytes_is_refused_unread(tmp_path):
    path = a_file(tmp_path, "schools.csv", b"")
    with path.open("r+b") as file:
        file.truncate(20_000_001)

    assert said(read(path)) == ["schools.csv: has 20000001 bytes, more than 20000000. Split it, or take out what is not the table."]


# Zips


def a_zip(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_a_zip_of_a_folder_is_read_like_the_folder(tmp_path):
    path = a_zip(
        tmp_path / "in.zip",
        **{"out/schools.csv": SCHOOLS, "out/pupils.csv": PUPILS, "__MACOSX/out/._pupils.csv": "x", "out/read me.txt": "x", "out/Readme": "x"},
    )

    reading = read(path)

    assert (sorted(reading.rows), reading.faults, reading.warnings) == (["pupils", "schools"], (), ("read me.txt: is not a CSV file and was not read.",))


def test_a_zip_that_unpacks_to_too_much_is_refused_by_its_directory(tmp_path):
    path = a_zip(tmp_path / "in.zip", **{"schools.csv": SCHOOLS + "x" * 30_000_000})

    assert said(read(path)) == [f"in.zip: unpacks to {30_000_000 + len(SCHOOLS)} bytes, more than 20000000. Split it, or take out what is not the table."]


def test_a_zip_that_unpacks_to_a_hundred_times_its_size_is_refused(tmp_path):
    path = a_zip(tmp_path / "in.zip", **{"schools.csv": SCHOOLS + "x" * 10_000_000})

    assert "times its size. Make it again from the files themselves." in said(read(path))[0]


def test_a_zip_whose_directory_lies_is_refused(tmp_path):
    path = a_zip(tmp_path / "in.zip", **{"schools.csv": SCHOOLS + "140002,Birch,special,12\n" * 50})
    raw = bytearray(path.read_bytes())
    directory = raw.rindex(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(raw))

    assert said(read(path)) == ["in.zip, schools.csv: is damaged or locked with a password. Make the zip again, without a password."]


def test_a_zip_with_hundreds_of_files_is_refused(tmp_path):
    path = a_zip(tmp_path / "in.zip", **{f"{number}.csv": "" for number in range(501)})

    assert said(read(path)) == ["in.zip: holds 501 files. Put at most 500 in it."]


def test_a_zip_called_xlsx_is_refused(tmp_path):
    assert said(read(a_zip(tmp_path / "in.xlsx", **{"schools.csv": SCHOOLS}))) == [
        "in.xlsx: is not an Excel workbook. Open it in a spreadsheet and save it as .xlsx."
    ]
