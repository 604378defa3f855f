"""The leak gate: forty names through every channel are found, what only looks like one is not, and nothing gets round it."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from sendsite.demo.canaries import LEAVERS, PUPILS, STAFF
from sendsite.errors import ConfigError
from sendsite.publish.leak_gate import allow
from sendsite.publish.leak_gate.gate import Held, LeakGate, Leaks
from sendsite.publish.leak_gate.needles import Person, Told
from tests.publish.channels import CHANNELS
from tests.publish.presses import PAGE, a_site, an_edition, files

NOTE = "Asks for a break before the lesson gets loud, as Winifred Umbersley saw"
ARTICLE = b"# Hours\n\nEvery pupil gets the support that the plan asks for, in the class and outside of it."
HELD = Held(
    (
        *(Person("pupil", "990001", f"P-{number:04}", name, "Marsh") for number, name in enumerate(PUPILS)),
        *(Person("staff", "990001", f"T-{number:03}", name) for number, name in enumerate(STAFF)),
        *(Person("pupil", "990001", f"X-{number:04}", name) for number, name in enumerate(LEAVERS)),
        Person("pupil", "990002", "12", "Hope Green", "4B", born=date(2015, 5, 1)),
        Person("pupil", "990002", "A823456789012", "Sky"),
        Person("staff", "990002", "T-901", "Mary Jane O'Neill", salary=24_153_00),
        Person("staff", "990002", "T-902", "Ade Okoro", salary=19_264_00),
        Person("staff", "990002", "T-903", "Lin Chen", salary=24_000_00),
    ),
    (Told(NOTE, "a plan outcome of school 990002"), Told("Gets the support that the plan asks for", "a target of school 990002")),
    (ARTICLE,),
    ("Ade Okoro Academies",),
)


def gate(*allowed: allow.Allowed) -> LeakGate:
    return LeakGate(HELD, allowed)


def said(words: str, *, public: bool = False, path: str = "page.html") -> list[str]:
    return [each.said for each in gate().look(path, PAGE.format(words).encode(), public=public)]


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda each: each.__name__)
def test_forty_names_are_found_through_every_channel(channel):
    looking, names = gate(), (*PUPILS, *STAFF, *LEAVERS)
    missed = [name for name in names if not list(looking.look(*channel(name)))]

    assert len(names) >= 40
    assert len(CHANNELS) >= 12
    assert missed == []


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda each: each.__name__)
def test_nothing_is_found_in_the_same_channels_when_they_say_nothing(channel):
    assert list(gate().look(*channel("Read with a partner"))) == []


@pytest.mark.parametrize(
    "words, told",
    [
        ("O’NEILL, Mary Jane", "the full name of a member of staff of school 990002"),
        ("Mary O'Neill", "the full name of a member of staff of school 990002"),
        ("hope.green@school.example", "the full name of a pupil of school 990002"),
        ("<td>Hope</td><td>Green</td>", "the full name of a pupil of school 990002"),
        ("HopeGreen", "the full name of a pupil of school 990002"),
        ("upn a823456789012", "the id of a pupil of school 990002"),
        ("see T901", "the id of a member of staff of school 990002"),
        ("pupil id 12", "the id of a pupil of school 990002"),
        ('{"pupil_id": "12"}', "the id of a pupil of school 990002"),
        ("Green, 12", "the id of a pupil of school 990002"),
        ("HG (4B)", "the initials of a pupil of school 990002 beside the class"),
        ("4B: H. G.", "the initials of a pupil of school 990002 beside the class"),
        ("Hope in class 4B", "the first name of a pupil of school 990002 beside the class"),
        ("born 01/05/2015", "the date of birth of a pupil of school 990002"),
        ("1 May 2015", "the date of birth of a pupil of school 990002"),
        ("a salary of £24,153", "the salary of a member of staff of school 990002"),
        ("24153 and 19264", "the salary of a member of staff of school 990002"),
        ("annual salary: 24,000", "the salary of a member of staff of school 990002"),
        ("a BREAK before the lesson", "free text of the register (a plan outcome of school 990002)"),
        ("Thanks to Winifred Umbersley", "a name that stands in free text of the register (a plan outcome of school 990002)"),
    ],
)
def test_each_kind_is_told_with_its_place_and_never_with_the_person(words, told):
    found = said(words)

    assert any(each.startswith("line 1, character ") and told in each for each in found)
    assert not any(name in each for each in found for name in ("Hope", "Green", "Neill", "24,153", "4B", "Umbersley"))


@pytest.mark.parametrize(
    "words",
    [
        "12 pupils in 4 classes, and 12% of them",
        "12 hours a pupil, 12 of them in class",
        "Hope for greener schools under a blue sky",
        "hg 4b",
        "It costs £24,153 a year for each outcome",
        "£24,000 for support staff",
        "gets the support that the plan asks for",
        "Ade Okoro Academies",
        "P-99999 and 1400021",
        "a break before lunch",
    ],
)
def test_what_only_looks_like_one_stops_nothing(words):
    assert said(words) == []


def test_a_salary_on_a_page_for_everybody_counts_by_itself():
    assert said("It was £24,153.", public=True)


def test_the_place_is_the_line_and_the_character():
    (found,) = gate().look("page.html", b"<p>One</p>\n<p>Then Hope\nGreen came</p>")

    assert found.said == "line 2, character 9: the full name of a pupil of school 990002 stands there."
    assert found.path == "page.html"


def test_what_cannot_be_looked_into_is_a_find():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("a.txt", "nothing")
    locked = bytearray(packed.getvalue())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1

    assert [each.said for each in gate().look("a.zip", bytes(locked))] == ["a.txt: it is locked with a password and cannot be looked into."]


def test_noise_that_ends_as_a_zip_does_by_chance_is_no_find():
    noise = random.Random(3).randbytes(4000) + b"PK\x05\x06" + bytes(4) + b"\x01\x00\x01\x00" + bytes((46, 0, 0, 0, 16, 0, 0, 0, 0, 0))

    assert zipfile.is_zipfile(io.BytesIO(noise))
    assert list(gate().look("a/55e4a5deab008f39/2fdcee91d34b5ffc.js", noise)) == []


def test_a_find_stops_the_publication_before_anything_is_sealed_and_readers_keep_the_old_site(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    before = files(site.current)

    with pytest.raises(Leaks, match=r"school/140001/index\.html: line 1, .*the full name of a pupil") as refused:
        site.publish(an_edition(site, {"school/140001/index.html": PAGE.format("Hope Green")}), leak_gate=gate())

    assert files(site.current) == before
    assert "Hope" not in str(refused.value)
    assert "leak-allow.toml" in str(refused.value)


def test_what_stands_in_the_readers_own_files_is_found_in_the_finished_release(tmp_path):
    site = a_site(tmp_path)

    with pytest.raises(Leaks, match=r"reader\.00aa\.js"):
        site.publish(an_edition(site), reader={"reader.00aa.js": b"// by Hope Green", "reader.00bb.css": b""}, leak_gate=gate())
    assert not site.current.exists()


def test_words_that_are_allowed_pass_in_the_files_they_are_meant_for_alone(tmp_path):
    (tmp_path / allow.FILE).write_text('[[allow]]\nwords = "hope green"\nreason = "The park beside the school"\nfiles = "explainers/*"\n')
    looking, page = gate(*allow.read(tmp_path)), b"We met at Hope Green."

    assert list(looking.look("explainers/park.html", page)) == []
    assert len(list(looking.look("school/140001/index.html", page))) == 1


@pytest.mark.parametrize(
    "written, told",
    [
        ('[[allow]]\nwords = "Hope Green"\n', "does not say why"),
        ('[[allow]]\nwords = "Hope Green"\nreason = " "\n', "does not say why"),
        ('[[allow]]\nreason = "The park beside the school"\n', "does not say which words"),
        ('[[allow]]\nword = "x"\n', "'word' is not known"),
        ("[[allow]]\nwords = 12\n", "text in double quotes"),
        ('words = "x"\n', "only .*allow.* may stand in it"),
        ("[[allow\n", "cannot be read"),
    ],
)
def test_nothing_is_allowed_without_a_reason(tmp_path, written, told):
    (tmp_path / allow.FILE).write_text(written)

    with pytest.raises(ConfigError, match=told):
        allow.read(tmp_path)


def test_a_folder_without_the_file_allows_nothing(tmp_path: Path):
    assert allow.read(tmp_path) == ()
