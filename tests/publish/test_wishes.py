"""What is asked for readers: audiences, names, addresses and lists, as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from sendsite.errors import DataRefused
from sendsite.publish.audiences import audiences, in_words
from sendsite.publish.wishes import Wish, wish, wishes_in

TODAY, LATER = date(2026, 10, 9), date(2026, 11, 2)
SCHOOLS = {"140001": "Ash Tree Primary School", "140002": "Oak Road School", "140003": "St Mary's, Thorpe"}


@pytest.mark.parametrize(
    "asked, found",
    [
        (["trust"], ("trust",)),
        (["Trust", "140001"], ("trust",)),
        (["ash  tree primary SCHOOL", "140001"], ("school:140001",)),
        (["140002", "school:140001", ""], ("school:140001", "school:140002")),
        (["St Mary's, Thorpe"], ("school:140003",)),
    ],
)
def test_audiences_are_the_trust_or_schools_by_name_or_urn(asked, found):
    assert audiences(asked, SCHOOLS) == found


@pytest.mark.parametrize(
    "asked, schools, said",
    [
        (
            ["Ash Tree Primery School"],
            SCHOOLS,
            r"There is no school 'Ash Tree Primery School' in the register. Did you mean Ash Tree Primary School \(140001\)\?",
        ),
        (["999"], SCHOOLS, "Write 'trust' for everything, or a school by its name or URN: Ash Tree"),
        ([], SCHOOLS, "It is not said what this reader may read"),
        ([" "], SCHOOLS, "It is not said what"),
        (["Oak"], {}, "There is no school in the register yet"),
        (["Oak"], {"1": "Oak", "2": "oak "}, "2 schools are called 'Oak'. Write the URN: 1, 2"),
        ([str(urn) for urn in range(14)], {str(urn): f"School {urn}" for urn in range(14)}, "These are 14 schools, and a code opens 13 at most. Write 'trust'"),
    ],
)
def test_audiences_that_cannot_be_are_refused_with_what_to_write(asked, schools, said):
    with pytest.raises(DataRefused, match=said):
        audiences(asked, schools)


def test_audiences_are_told_by_the_schools_names():
    assert in_words(("school:140001", "school:999999"), SCHOOLS) == "Ash Tree Primary School and school 999999, which is not in the register"
    assert in_words(("trust",), SCHOOLS) == "everything"


@pytest.mark.parametrize(
    "name, email, said",
    [
        ("  ", "", "The reader has no name"),
        ("a\u202eb", "", "characters that can be printed"),
        ("a" * 101, "", "at most 100"),
        *(
            ("Ann", email, "is not an e-mail address")
            for email in ("ann", "ann@", "@x.y", "a@b", "a b@x.y", "a@b@x.y", "a@x.y,b@x.y", "Ann <a@x.y>", "a@x." + "y" * 260)
        ),
    ],
)
def test_a_name_or_address_that_cannot_be_is_refused(name, email, said):
    with pytest.raises(DataRefused, match=said):
        wish(name, email, ["trust"], SCHOOLS)


def read(text: str | bytes) -> Sequence[Wish]:
    return wishes_in(text.encode() if isinstance(text, str) else text, "list.csv", SCHOOLS)


def test_a_list_is_read_as_excel_saves_it():
    found = read('\ufeffName,Audiences,Email,\r\nAnn Lee,140001; oak road school,ann@ash.example,\r\n,,,\r\n"Finch, Bo",trust,,\r\n')

    assert [each[:3] for each in found] == [("Ann Lee", "ann@ash.example", ("school:140001", "school:140002")), ("Finch, Bo", "", ("trust",))]


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "list.csv has no column 'name'. Write in its first row: name,email,audiences"),
        ("name,email\n", "no column 'audiences'"),
        ("name,audience\n", "'audience' is no column here. Did you mean audiences"),
        ("name,code,audiences\n", "'code' is no column here. Write in the first row: name,email,audiences"),
        ("name,name,audiences\n", "'name' stands there twice"),
        ("name,audiences\n", "list.csv names nobody"),
        (
            "name,audiences\nAnn,140001\nBo,149999\n,trust\n",
            "(?s)list.csv row 3: There is no school '149999'.*list.csv row 4: The reader has no name.*Nobody was added",
        ),
        ("name,audiences\nSt Mary's, Thorpe,140001\n", "row 2: there are more cells than headings. Between two schools in one cell stands ';'"),
        ("name,audiences\n" + "x,y\n" * 30, "and 10 rows more"),
        (b"name,audiences\nBj\xf6rn,trust\n", "not UTF-8 text. In Excel, save it as 'CSV UTF-8"),
        ('name,audiences\n"Ann,trust\n', "cannot be read as CSV"),
        ("name,audiences\n" + "\n" * 1_000_001, "more than 1 MB"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_by_row_and_nobody_is_added(text, said):
    with pytest.raises(DataRefused, match=said):
        read(text)


def test_a_name_that_is_far_from_every_school_is_answered_with_the_schools():
    with pytest.raises(DataRefused, match="There is no school 'Ash Tree Primary School' in the register. Write 'trust' .*: Marlstone Primary School"):
        audiences(["Ash Tree Primary School"], {"990001": "Marlstone Primary School", "990002": "Winterbrook Primary School"})
    with pytest.raises(DataRefused, match="'999' in the register"):
        audiences([" 999"], SCHOOLS)


def test_every_fault_of_a_list_is_told_at_once():
    with pytest.raises(DataRefused) as caught:
        read("name,email,audiences\nAnn Lee,ann,149999\n ann  lee,,trust\nBo,b@x.example,trust\nCy,B@x.example,trust\n")

    first, second, third, last = str(caught.value).splitlines()
    assert "'ann' is not an e-mail address" in first
    assert "There is no school '149999'" in first
    assert second.startswith("list.csv row 3: ann lee stands here twice, in row 2 too.")
    assert third.startswith("list.csv row 5: Cy stands here twice, in row 4 too.")
    assert last == "Nobody was added."


def test_who_is_a_reader_already_is_told_beside_the_other_faults():
    def there(name: str, email: str) -> DataRefused | None:
        return DataRefused("Known: `a command`.", screen="Known: a page.") if name == "Ann Lee" else None

    with pytest.raises(DataRefused) as caught:
        wishes_in(b"name,audiences\nAnn Lee,149999\nBo,trust\n", "list.csv", SCHOOLS, there)

    told, screen = str(caught.value).splitlines(), caught.value.screen.splitlines()
    assert (told[0].startswith("list.csv row 2: There is no school"), told[0].endswith("Known: `a command`."), told[1:]) == (True, True, ["Nobody was added."])
    assert screen[0].endswith("Known: a page.")
