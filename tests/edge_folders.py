"""Folders whose figures fall exactly on an edge, made of hours that binary fractions cannot hold: 1.3 + 1.3 + ... is not 16.9 to a computer."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.oracle import FILES, Row, Tables

URN = "990201"


def split(total: str, parts: int, chance: Random) -> list[str]:
    """A number of hours as so many uneven hours of two decimals, each above 0, that add up to it."""
    left = round(float(total) * 100)
    sizes = []
    for still in range(parts, 1, -1):
        sizes.append(max(1, round(left / still * chance.uniform(0.6, 1.4))))
        left -= sizes[-1]
    assert left > 0
    return [f"{size / 100:.2f}" for size in [*sizes, left]]


def school(roll: int = 200) -> Tables:
    tables: Tables = {name: [] for name in FILES}
    tables["schools"].append({"urn": URN, "name": "Edge School", "phase": "primary", "number_on_roll": str(roll)})
    return tables


def add(tables: Tables, name: str, **row: str) -> None:
    kept: Row = {"school_urn": URN}
    tables[name].append(kept | row)


def pupil(tables: Tables, need: str, gets: str = "", answer: str = "A", status: str = "K") -> str:
    """A pupil who may have one-to-one hours of the one member of staff."""
    pupil_id = f"P{len(tables['pupils'])}"
    add(tables, "pupils", pupil_id=pupil_id, need_hours=need, sen_status=status, q1=answer)
    if gets:
        add(tables, "deployment", staff_id="S", pupil_id=pupil_id, hours=gets)
    return pupil_id


def adult(tables: Tables, hours: str = "60", **row: str) -> None:
    add(tables, "staff", **({"staff_id": "S", "role": "TA", "contracted_hours": "60", "send_hours": hours} | row))


def finance(total: str) -> Callable[[Random], Tables]:
    """Contracted hours of TAs at a school of 760 on roll: 890 hours a week are its benchmark."""

    def made(chance: Random) -> Tables:
        tables = school(760)
        for place, hours in enumerate(split(total, 36, chance)):
            adult(tables, "0", staff_id=f"S{place}", contracted_hours=hours)
        return tables

    return made


def ash(used: str) -> Callable[[Random], Tables]:
    """So many of twenty SEND hours used."""

    def made(chance: Random) -> Tables:
        tables = school()
        adult(tables, "20")
        for hours in split(used, 13, chance):
            pupil(tables, hours, hours)
        return tables

    return made


def need(matched: str) -> Callable[[Random], Tables]:
    """So many of twenty needed hours met: fifteen of them in a group of seven, the rest one-to-one."""

    def made(chance: Random) -> Tables:
        tables = school()
        adult(tables)
        rest = f"{float(matched) - 15:.2f}"
        for alone, wanted in zip(split(rest, 7, chance), split(f"{20 - 15 - float(rest):.2f}", 7, chance), strict=True):
            pupil_id = pupil(tables, "0", alone)
            add(tables, "deployment", staff_id="S", pupil_id=pupil_id, hours="2.5", group="Seven")
            tables["pupils"][-1]["need_hours"] = f"{float(alone) + float(wanted) + 2.14:.2f}"
        short = 20 - sum(float(row["need_hours"]) for row in tables["pupils"])
        pupil(tables, f"{short:.2f}")
        return tables

    return made


def dqf(reds_get: str) -> Callable[[Random], Tables]:
    """Reds and greens need ten hours each; reds get so many of the twenty hours given."""

    def made(chance: Random) -> Tables:
        tables = school()
        adult(tables)
        for wanted, gets in zip(split("10", 5, chance), split(reds_get, 5, chance), strict=True):
            pupil(tables, wanted, gets, "R")
        for wanted, gets in zip(split("10", 5, chance), split(f"{20 - float(reds_get):.2f}", 5, chance), strict=True):
            pupil(tables, wanted, gets, "G")
        return tables

    return made


def pif(on_track: str) -> Callable[[Random], Tables]:
    """So many of twenty hours go to pupils who are on track (0.75), the others to pupils whose outcomes emerge (0.25)."""

    def made(chance: Random) -> Tables:
        tables = school()
        adult(tables)
        for status, total in (("on_track", on_track), ("emerging", f"{20 - float(on_track):.2f}")):
            for hours in split(total, 6, chance):
                pupil_id = pupil(tables, hours, hours)
                add(tables, "outcomes", pupil_id=pupil_id, outcome_id="1", outcome="Reads aloud", status=status)
        return tables

    return made


def half_reviewed(chance: Random) -> Tables:
    """Exactly half of the hours go to pupils with a reviewed outcome: enough."""
    tables = pif("10")(chance)
    tables["outcomes"] = [row | ({"status": "not_started"} if row["status"] == "emerging" else {}) for row in tables["outcomes"]]
    return tables


def a_fifth_unrated(chance: Random) -> Tables:
    """Exactly a fifth of the needed hours is of unrated pupils: not too much."""
    tables = school()
    adult(tables)
    for wanted in split("4", 7, chance):
        pupil(tables, wanted, answer="")
    for wanted in split("16", 7, chance):
        pupil(tables, wanted, answer="R")
    return tables


def at_every_limit(chance: Random) -> Tables:
    """A tenth absorbed, all the rest used, EHCPs at 4% of the roll, half the benchmark spent: no flag is raised by a limit that is just met."""
    tables = school(760)
    adult(tables, "20")
    for place, hours in enumerate(split("385", 12, chance)):
        adult(tables, "0", staff_id=f"T{place}", contracted_hours=hours)
    for task, hours in zip(("cover", "admin", "duty", "other"), split("2", 4, chance), strict=True):
        add(tables, "tasks", staff_id="S", task=task, hours=hours)
    for hours in split("18", 31, chance):
        pupil(tables, hours, hours, status="E")
    tables["pupils"][-1]["sen_status"] = "K"
    tables["schools"][0]["number_on_roll"] = "750"
    tables["schools"][0]["phase"] = "primary"
    return tables
