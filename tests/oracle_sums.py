"""
The oracle's sums of a school: plain loops over CSV rows in exact fractions, read from the framework's words alone.

It shares no code with the product on purpose. The figures that are made of these sums are in oracle.py.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]
FILES = ("schools", "staff", "pupils", "outcomes", "deployment", "tasks")
PUPIL_SUMS = ("red", "amber", "green", "unrated", "unrated_need", "w_received", "rated_received", "w_need", "rated_need", "r_progress", "counted", "reviewed")
ROOM = Fraction(1, 10**9)

RATE = {"TA": "20.00", "LSA": "20.00", "HLTA": "24.50", "learning_mentor": "21.50", "other": "20.00"}
WEEKS = 38
BENCHMARK = {"primary": 890, "secondary": 326, "all_through": 550, "nursery": 1400, "special": 10500, "alternative_provision": 6000}
MARK = {"not_started": "0", "emerging": "0.25", "developing": "0.5", "on_track": "0.75", "achieved": "1"}
WEIGHT = {"red": Fraction(1), "amber": Fraction(1, 2), "green": Fraction(0)}


def read(folder: Path) -> Tables:
    """The six files as rows of text; an absent file is an empty table."""
    tables: Tables = {}
    for name in FILES:
        path = folder / f"{name}.csv"
        tables[name] = rows_of(path.read_bytes()) if path.exists() else []
    return tables


def rows_of(content: bytes) -> list[Row]:
    """The rows of one file, as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def text(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()


def number(row: Row, column: str) -> Fraction:
    return Fraction(text(row, column) or "0")


def is_live(row: Row) -> bool:
    return text(row, "scenario") in ("", "live")


def of_school(tables: Tables, table: str, urn: str) -> list[Row]:
    if table == "schools":
        return [row for row in tables[table] if text(row, "urn") == urn]
    return [row for row in tables[table] if text(row, "school_urn") == urn and is_live(row)]


def rating(pupil: Row) -> str:
    """The most frequent answer; a tie goes to the higher need; no answer at all is unrated."""
    count = Counter(text(pupil, f"q{question}").upper() for question in range(1, 9))
    most, named = 0, "unrated"
    for letter, name in (("R", "red"), ("A", "amber"), ("G", "green")):
        if count[letter] > most:
            most, named = count[letter], name
    return named


def group_members(cells: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Cells of one member of staff that bear the same label happen at the same time."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for cell in cells:
        if text(cell, "group"):
            groups.setdefault((text(cell, "staff_id"), text(cell, "group")), []).append(cell)
    return groups


def pupil_hours(pupils: list[Row], cells: list[Row]) -> dict[str, dict[str, Fraction]]:
    """Received, matched, gap and surplus of each pupil."""
    groups = group_members(cells)
    hours: dict[str, dict[str, Fraction]] = {}
    for pupil in pupils:
        received = one_received = Fraction(0)
        for cell in cells:
            if text(cell, "pupil_id") != text(pupil, "pupil_id"):
                continue
            if text(cell, "group"):
                members = len(groups[text(cell, "staff_id"), text(cell, "group")])
                received += number(cell, "hours") * min(Fraction(1), Fraction(6, members))
            else:
                received += number(cell, "hours")
                one_received += number(cell, "hours")
        need, one_to_one = number(pupil, "need_hours"), number(pupil, "one_to_one_hours")
        matched = min(received, need, one_received + need - one_to_one)
        hours[text(pupil, "pupil_id")] = {"need": need, "received": received, "matched": matched, "gap": need - matched, "surplus": received - matched}
    return hours


def staff_hours(staff: list[Row], cells: list[Row], tasks: list[Row]) -> list[dict[str, Fraction]]:
    """How the SEND hours of each member of staff are used."""
    groups = group_members(cells)
    rows = []
    for person in staff:
        who, paid = text(person, "staff_id"), number(person, "send_hours")
        used = sum((number(cell, "hours") for cell in cells if text(cell, "staff_id") == who and not text(cell, "group")), Fraction(0))
        for (leader, _label), members in groups.items():
            if leader == who:
                used += max(number(cell, "hours") for cell in members)
        own = [task for task in tasks if text(task, "staff_id") == who]
        all_tasks = sum((number(task, "hours") for task in own), Fraction(0))
        preparation = sum((number(task, "hours") for task in own if text(task, "task") == "preparation"), Fraction(0))
        prepared = min(preparation, Fraction(1, 10) * paid)
        absorbed = all_tasks - prepared
        left = paid - used - prepared - absorbed
        rows.append(
            {
                "contracted": number(person, "contracted_hours"),
                "paid": paid,
                "used": used,
                "prepared": prepared,
                "absorbed": absorbed,
                "unallocated": max(Fraction(0), left),
                "overcommitted": max(Fraction(0), -left),
                "support": min(used + prepared, max(Fraction(0), paid - absorbed)),
                "cost": Fraction(RATE[text(person, "role")]) * number(person, "contracted_hours") * WEEKS,
            }
        )
    return rows


def progress(outcomes: list[Row]) -> tuple[bool, bool, Fraction]:
    """Of one pupil: is it counted, has it a reviewed outcome, and its progress."""
    reviewed = []
    for outcome in outcomes:
        status = text(outcome, "status")
        if status != "withdrawn" and (text(outcome, "reviewed_on") or status != "not_started"):
            reviewed.append(Fraction(MARK[status]))
    if reviewed:
        return True, True, sum(reviewed, Fraction(0)) / len(reviewed)
    return not outcomes, False, Fraction(0)


def sum_of(rows: list[dict[str, Fraction]], column: str) -> Fraction:
    return sum((row[column] for row in rows), Fraction(0))


def school_sums(tables: Tables, school: Row) -> dict[str, Fraction]:
    """Every sum that a figure of the school is made of."""
    urn = text(school, "urn")
    pupils, staff = of_school(tables, "pupils", urn), of_school(tables, "staff", urn)
    cells = [cell for cell in of_school(tables, "deployment", urn) if number(cell, "hours") > 0]
    by_pupil = pupil_hours(pupils, cells)
    by_staff = staff_hours(staff, cells, of_school(tables, "tasks", urn))
    sums = {name: sum_of(by_staff, name) for name in ("contracted", "paid", "prepared", "absorbed", "unallocated", "overcommitted", "support", "cost")}
    sums["staff_time"] = sum_of(by_staff, "used")
    for name, column in (("delivered", "received"), ("needed", "need"), ("matched", "matched"), ("gap", "gap"), ("surplus", "surplus")):
        sums[name] = sum_of(list(by_pupil.values()), column)
    sums["staff"], sums["register"] = Fraction(len(staff)), Fraction(len(pupils))
    sums["ehcp"] = Fraction(sum(text(pupil, "sen_status") == "E" for pupil in pupils))
    sums["roll"] = number(school, "number_on_roll")
    sums["benchmark"] = sums["roll"] * BENCHMARK[text(school, "phase")]
    for name in PUPIL_SUMS:
        sums[name] = Fraction(0)
    for pupil in pupils:
        add_pupil(sums, pupil, by_pupil[text(pupil, "pupil_id")], of_school(tables, "outcomes", urn))
    return sums


def add_pupil(sums: dict[str, Fraction], pupil: Row, hours: dict[str, Fraction], outcomes: list[Row]) -> None:
    """Add one pupil to the sums of the quality and progress factors."""
    rated = rating(pupil)
    sums[rated] += 1
    if rated == "unrated":
        sums["unrated_need"] += hours["need"]
    else:
        sums["w_received"] += WEIGHT[rated] * hours["received"]
        sums["rated_received"] += hours["received"]
        sums["w_need"] += WEIGHT[rated] * hours["need"]
        sums["rated_need"] += hours["need"]
    counted, reviewed, mark = progress([row for row in outcomes if text(row, "pupil_id") == text(pupil, "pupil_id")])
    if counted:
        sums["counted"] += hours["received"]
        sums["r_progress"] += hours["received"] * mark
    if reviewed:
        sums["reviewed"] += hours["received"]
