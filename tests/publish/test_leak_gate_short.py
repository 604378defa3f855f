"""Short ways to say who it is, as people write them, are found; words that are names too stop nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from sendsite.publish.leak_gate.allow import Allowed
from sendsite.publish.leak_gate.gate import Held, LeakGate
from sendsite.publish.leak_gate.needles import Person

PAGE = "<!doctype html><main><p>{}</p></main>"
URN = "990001"
WORDS = ("Will", "May", "Grace", "Hope", "Mark", "Rose", "Joy", "Faith", "Ruby", "Amber", "Summer", "Autumn", "Art", "Bill", "Grant", "Robin")
SURNAMES = ("Green", "Young", "Church", "Best", "Read", "Price", "Webster")
PEOPLE = (
    Person("pupil", URN, "P-1001", "Finley Harkaway", "Marsh", year_group="5"),
    Person("pupil", URN, "P-1002", "Siobhán Ó Dubhthaigh-Larke", "4B", year_group="R"),
    Person("pupil", URN, "P-1003", "Oliver Webster", "Oak", year_group="5"),
    Person("pupil", URN, "P-1004", "Thea Arlington", "Oak", year_group="5"),
    Person("pupil", URN, "P-1005", "Noah Young", "Green", year_group="6"),
    Person("pupil", URN, "P-1010", "Hope Thackerby", "Oak", year_group="6"),
    *(Person("pupil", URN, f"P-2{at:03}", f"{first} {SURNAMES[at % 7]}", "Oak", year_group=year) for at, first in enumerate(WORDS) for year in "56"),
    Person("staff", URN, "T-1001", "Arjun Silverthorn", salary=13_290_00),
    Person("staff", URN, "T-1002", "Esme Lockerby", salary=24_000_00),
    *(Person("staff", URN, f"T-2{at:03}", f"Esme Lockerby{at}", salary=21_400_00 + at * 100) for at in range(5)),
)
ARTICLE = b"What teaching assistants are for, after Webster, R. and others, asks Helena in Year 5."
QUOTED = (Person("pupil", URN, "P-1006", "Helena Quartermain", "Oak", year_group="5"), Person("pupil", URN, "P-1007", "Rhys Webster"))
GATE = LeakGate(Held((*PEOPLE, *QUOTED), (), (ARTICLE,)))


def a_book(*sheets: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for at, sheet in enumerate(sheets):
            packed.writestr(f"xl/worksheets/sheet{at}.xml", sheet)
    return written.getvalue()


def said(words: str) -> list[str]:
    return [each.said for each in GATE.look("page.html", PAGE.format(words).encode())]


BESIDE = "of school 990001 beside the"
FOUND: dict[str, tuple[str, ...]] = {
    "the surname with the initial of a pupil": (
        *("F. Harkaway", "F Harkaway", "F.Harkaway", "Harkaway, F.", "HARKAWAY F", "f.harkaway@school.example"),
        *("S. Dubhthaigh-Larke", "W. Green", "Young, N.", "O. Webster"),
    ),
    "the surname with the initial of a member of staff": ("by A. Silverthorn",),
    "the first name with the surname's initial of a pupil": ("Finley H.", "Finley H", "Finley H. He ran", "Grace C. said"),
    f"the first name of a pupil {BESIDE} year group": (
        *("Finley (Year 5)", "Finley in Year 5", "Finley, Y5", "Yr 5: Finley", "Finley, who is in Year 5", "our year five pupil Finley", "Siobhán (Reception)"),
        *("<td>Finley</td> <td>Autism</td> <td>Year 5</td>", '<img src="x.png" alt="Finley in Year 5">'),
    ),
    f"the initials of a pupil {BESIDE} year group": ("F.H. in Year 5", "F. H. (Y5)", "FH, Year 5", "Year 5 pupil FH", "T.A. in Year 5"),
    f"the first name of a pupil {BESIDE} class": (
        *("Finley has moved to Marsh", "Finley, from Marsh class", "Marsh class: Finley", "Finley is now happy in Marsh"),
        *("Grace in Oak", "Noah in class Green"),
    ),
    "the full name of a pupil": (
        *("Finley Harkaway's work", "the Finley Harkaways of this world", "Finley James Harkaway", "Finley J. Harkaway", "Finley (our friend) Harkaway"),
        *("Siobhán Mary Dubhthaigh-Larke", "Hope Mary Thackerby", "<input value='Finley'><input value='Harkaway'>"),
    ),
    "the surname with a word for the family of a pupil": (
        *("the Harkaway family", "the Harkaways", "Harkaway’s mother", "the Harkaways' home", "the Harkaway twins"),
        *("the Young family", "HARKAWAY FAMILY", "both Dubhthaigh-Larke brothers"),
    ),
    "the salary of a member of staff": (
        *("a salary of £13.3k", "earns 13.29k", "pay of £13.3 thousand", "paid £1,107.50 a month"),
        *("paid 1108 pounds each month", "a salary of 13 290", "a salary of 13\u2009290", "pay: 13.290"),
    ),
}


@pytest.mark.parametrize("words, told", [(words, told) for told, ways in FOUND.items() for words in ways])
def test_a_short_name_or_a_salary_is_found_as_people_write_it(words, told):
    found = said(words)

    assert any(told in each and each.startswith(("line 1, character ", "in a mark: ")) for each in found), found
    assert not any(name in each for each in found for name in ("Finley", "Harkaway", "Marsh", "13"))


@pytest.mark.parametrize(
    "words",
    [
        "Finley Road is closed, and Finley too",
        "Finley Road, where Year 5 walked",
        "Mr Finley, Year 5",
        "St. Finley in Year 5",
        "Oliver Twist in Year 5",
        "Oliver's Island, which Year 5 read",
        "Year 5 met Oliver Cromwell",
        "We thank Finley. Next week Year 5 swims",
        "We thank Finley for all that he has done over the years for Year 5",
        "finley year 5",
        "Finley in Year 7",
        "Grace period in Year 5",
        "Grace in Year 5",
        "May (Year 6)",
        "In May, Year 6 sit their tests",
        "Will Year 5 pupils need more?",
        "Hope for Year 5 is near",
        "Mark Year 5 books",
        "Rose in Year 6",
        "Ruby and Joy for Year 5",
        "Amber Year 5",
        "Amber, Year 5: 72.0%",
        "Summer, Year 6",
        "Autumn Year 5",
        "Year 5 Autumn",
        "Grant, Year 5",
        "Art in Year 5",
        "Bill for Year 6",
        "Robin for Year 5",
        "May I ask? Will A go? Mark B.",
        "A green field, and A Green Paper",
        "Plan A, B, C and I hope",
        "the Greens, and young parents",
        "Young children and best brothers",
        "Oliver I and Oliver V",
        "Oliver W. Holmes",
        "Finley Jones met Harkaway",
        "Hope that Miss Thackerby comes",
        "Finley, Thea and Idris Marchbanks. Harkaway Road is shut",
        "Webster, R. and Blatchford, P.",
        "Helena in Year 5",
        "a TA in Year 5, TA (Year 5)",
        "FH and Year 5",
        "fh in year 5",
        "Oak, Ash and Marsh",
        "It costs £13.3k a year for each outcome",
        "a month at £1,107.50 for minibuses",
        "a salary of £21.4k, which many earn",
        "salaries from £24k",
        "amber 0 86 green",
        "a table: F i n d 12 l e y",
        "the hope greenhouse",
        "Green, Summers and Youngs",
    ],
)
def test_words_that_are_names_too_and_what_says_nobodys_name_stop_nothing(words):
    assert said(words) == []


def test_two_numbers_that_equal_salaries_count_in_one_table_and_by_chance_in_two_sheets_of_a_workbook():
    people = [Person("staff", URN, f"T-{at}", f"Esme Lockerby{at}", salary=salary) for at, salary in enumerate((18_910_00, 15_930_00))]
    looking = LeakGate(Held(people))

    assert list(looking.look("page.html", b"<td>18,910</td><td>15,930</td>"))
    assert list(looking.look("book.xlsx", a_book("<v>18910</v>", "<v>15930</v>"))) == []


def test_a_salary_that_the_products_own_articles_name_as_a_figure_is_nobodys():
    looking = LeakGate(Held((Person("staff", URN, "T-1", "Esme Lockerby", salary=29_640_00),), (), ("An assistant may be paid £29,640 a year.".encode(),)))

    assert list(looking.look("page.html", "An assistant may be paid £29,640.".encode(), public=True)) == []


def test_a_first_name_that_the_trust_is_called_by_is_still_found_beside_the_year_group():
    looking = LeakGate(Held(PEOPLE, (), (), ("Finley Learning Trust",)))

    assert len(list(looking.look("page.html", b"Finley in Year 5, of the Finley Learning Trust"))) == 1


def test_initials_that_many_pupils_of_a_year_have_tell_nobody():
    many = LeakGate(Held([Person("pupil", URN, f"P-1{at:03}", f"F{'aeiouy'[at]}n Harkaway", year_group="5") for at in range(4)]))

    assert list(many.look("page.html", b"FH in Year 5")) == []


def test_words_found_near_one_another_are_allowed_as_they_stand_on_the_page():
    words = ("finley", "who", "is", "in", "year", "5")
    looking = LeakGate(Held(PEOPLE), (Allowed(words, "The play that the school gave"),))

    assert list(looking.look("page.html", b"Finley, who is in Year 5")) == []
    assert len(list(looking.look("page.html", b"Finley, who was in Year 5"))) == 1


def test_a_name_that_is_truly_written_in_greek_is_found_in_capitals_too():
    looking = LeakGate(Held((Person("pupil", URN, "P-1", "Νίκος Παπαδάκης"),)))

    assert list(looking.look("page.html", "<p>ΝΙΚΟΣ ΠΑΠΑΔΑΚΗΣ</p>".encode()))
