"""An invented school in no trust, small enough to follow by hand: eighteen pupils would be too many, so six stand for a term's register."""

from __future__ import annotations

from datetime import date

from sendsite.framework.records import Allocation, Outcome, Pupil, Records, School, Staff, Task

URN = "000000"
NAME = "Brindlewick Primary"
DAY = date(2026, 3, 27)


def _pupil(letter: str, need: int, status: str, answers: str, one_to_one: int = 0) -> Pupil:
    row = Pupil(URN, letter, letter, "4", "", need * 100, one_to_one * 100, status)
    return row._replace(**{f"q{place}": answer for place, answer in enumerate(answers, 1)}, rated_on=DAY)  # type: ignore[arg-type]  # q1 to q8 are text


def _cell(staff: str, pupil: str, hours: int, group: str = "") -> Allocation:
    return Allocation(URN, "", staff, pupil, hours * 100, group)


def _outcome(pupil: str, number: int, status: str) -> Outcome:
    return Outcome(URN, pupil, f"{pupil}{number}", "", "", "", None, status, DAY)


RECORDS = Records(
    schools=(School(URN, NAME, "primary", 60),),
    staff=(Staff(URN, "1", "1", "TA", 3000, 2500), Staff(URN, "2", "2", "HLTA", 2500, 2000)),
    pupils=(
        _pupil("A", 12, "E", "RRRRRAAG", 4),
        _pupil("B", 10, "E", "RRRRAAAA"),
        _pupil("C", 8, "K", "AAAAAGGG"),
        _pupil("D", 6, "K", "AAAAGGGG"),
        _pupil("E", 4, "K", "GGGGGGAA"),
        _pupil("F", 2, "K", "GGGGGGGG"),
    ),
    deployment=(
        _cell("1", "A", 10),
        _cell("1", "C", 5, "Reading"),
        _cell("1", "D", 5, "Reading"),
        _cell("1", "E", 5, "Reading"),
        _cell("2", "B", 8),
        _cell("2", "D", 2),
        _cell("2", "F", 3, "Number"),
        _cell("2", "C", 3, "Number"),
    ),
    tasks=(Task(URN, "", "1", "preparation", 300), Task(URN, "", "1", "cover", 300), Task(URN, "", "2", "preparation", 200), Task(URN, "", "2", "duty", 200)),
    outcomes=(
        _outcome("A", 1, "on_track"),
        _outcome("A", 2, "developing"),
        _outcome("B", 1, "developing"),
        _outcome("C", 1, "achieved"),
        _outcome("D", 1, "emerging"),
        _outcome("F", 1, "on_track"),
    ),
)
