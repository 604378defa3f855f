"""Valid but odd interchange folders by number: the corners of the rules, drawn at random, the same for a number every time."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

from tests.oracle import FILES, Row, Tables

PHASES = ("primary", "primary", "secondary", "nursery", "all_through", "special", "alternative_provision")
ROLES = ("TA", "LSA", "HLTA", "learning_mentor", "other")
TASKS = ("preparation", "preparation", "cover", "admin", "pastoral", "duty", "general_class", "absence", "other")
STATUSES = ("not_started", "emerging", "developing", "on_track", "achieved", "withdrawn")
LABELS = ("Phonics", "phonics", "Lego club", " Phonics ", "2A", "Readers, early")
REGISTERS = (0, 1, 2, 3, 5, 8, 14, 15, 29, 30)
MOODS = ("steady", "idle", "busy", "unrated", "unreviewed", "sound", "sound")


def folder_of(seed: int) -> Tables:
    """One to four schools, now and then with a twin that has the same rows in another order."""
    chance = Random(seed)
    tables: Tables = {name: [] for name in FILES}
    for place in chance.sample(range(1, 9), chance.choice((1, 1, 2, 3, 4))):
        _add_school(tables, f"99010{place}", chance)
    if chance.random() < 0.3:
        _add_twin(tables, chance)
    for name in FILES:
        if chance.random() < 0.5:
            chance.shuffle(tables[name])
    return tables


def _hours(chance: Random, most: float) -> str:
    """Hours as people type them: whole, halves, quarters, or any hundredth; sometimes none at all."""
    step = chance.choice((1.0, 0.5, 0.25, 0.1, 0.01))
    hours = min(most, round(chance.uniform(0, most) / step) * step)
    return f"{hours:.2f}" if chance.random() < 0.5 else f"{round(hours, 2):g}"


def _add_school(tables: Tables, urn: str, chance: Random) -> None:
    register = chance.choice(REGISTERS)
    roll = chance.choice((0, 1, 30, 90, 149, 150, 151, 200, 210, 420))
    name = chance.choice(("Alder School", "Birch School", "Alder School", "Église Primary"))
    row = {"urn": urn, "name": name, "phase": chance.choice(PHASES), "number_on_roll": str(roll)}
    tables["schools"].append(row | {"send_budget": chance.choice(("", "1000.50"))})
    mood = chance.choice(MOODS)
    if mood == "sound" and register > 2:
        tables["schools"][-1]["number_on_roll"] = str(register * 6)
        _add_sound_school(tables, urn, register, chance)
        return
    staff = [] if chance.random() < 0.1 else [f"S{place}" for place in range(chance.choice((1, 2, 4, 7)))]
    pupils = [f"P{place}" for place in range(register)]
    for staff_id in staff:
        _add_staff(tables, urn, staff_id, mood, chance)
    for pupil_id in pupils:
        _add_pupil(tables, urn, pupil_id, mood, chance)
    for staff_id in staff:
        _add_cells(tables, urn, staff_id, pupils, chance, "", 0.15 if mood == "idle" else 0.6)
        if chance.random() < 0.2:
            _add_cells(tables, urn, staff_id, pupils, chance, "What if", 0.5)


def _add_sound_school(tables: Tables, urn: str, register: int, chance: Random) -> None:
    """One adult for every four pupils, who meets most of their needs: what odd rows alone never come to."""
    met, marks = chance.choice((0.8, 0.95, 1.0)), chance.choice((STATUSES[2:5], STATUSES[3:5]))
    for place in range(register):
        pupil_id, staff_id, need = f"P{place}", f"S{place // 4}", chance.choice((4.0, 5.5, 6.25, 7.3))
        answers = {f"q{question}": chance.choice(("R", "R", "A", "G")) for question in range(1, 9)}
        tables["pupils"].append({"school_urn": urn, "pupil_id": pupil_id, "need_hours": f"{need:g}", "sen_status": "K"} | answers)
        outcome = {"school_urn": urn, "pupil_id": pupil_id, "outcome_id": "O", "outcome": "Reads aloud", "status": chance.choice(marks)}
        tables["outcomes"].append(outcome)
        cell = {"school_urn": urn, "scenario": "", "staff_id": staff_id, "pupil_id": pupil_id, "hours": f"{need * met:.2f}"}
        tables["deployment"].append(cell | {"group": chance.choice(("", "", "Pairs")), "mode": "in_class"})
        if place % 4 == 0:
            hours = chance.choice(("24.5", "26", "30"))
            row = {"school_urn": urn, "staff_id": staff_id, "role": "TA", "contracted_hours": hours, "send_hours": hours}
            tables["staff"].append(row)
            tables["tasks"].append({"school_urn": urn, "staff_id": staff_id, "task": "preparation", "hours": "2.4"})


def _add_staff(tables: Tables, urn: str, staff_id: str, mood: str, chance: Random) -> None:
    contracted = chance.choice(("32.5", "30", "17.25", "60", "0.01", "27.33"))
    send = chance.choice((contracted, contracted, "0", _hours(chance, float(contracted))))
    row = {"school_urn": urn, "staff_id": staff_id, "name": "", "role": chance.choice(ROLES), "contracted_hours": contracted, "send_hours": send}
    tables["staff"].append(row | {"annual_salary": chance.choice(("", "18500")), "scenario": chance.choice(("", "live"))})
    if chance.random() < 0.15:
        tables["staff"].append(row | {"annual_salary": "", "scenario": "What if", "contracted_hours": "60", "send_hours": "60"})
    for task in sorted(set(chance.choices(TASKS, k=4 if mood == "busy" else chance.choice((0, 1, 2))))):
        hours = _hours(chance, float(send) * (0.9 if mood == "busy" else 0.15) + 0.02)
        scenario = chance.choice(("", "", "", "What if"))
        tables["tasks"].append({"school_urn": urn, "scenario": scenario, "staff_id": staff_id, "task": task, "hours": hours})


def _add_pupil(tables: Tables, urn: str, pupil_id: str, mood: str, chance: Random) -> None:
    need = chance.choice(("0", _hours(chance, 25), _hours(chance, 6), _hours(chance, 6)))
    one_to_one = chance.choice(("", "", "0", need, _hours(chance, float(need))))
    row: Row = {"school_urn": urn, "pupil_id": pupil_id, "need_hours": need, "one_to_one_hours": one_to_one, "sen_status": chance.choice("EKKK")}
    answered = 0 if chance.random() < (0.5 if mood == "unrated" else 0.05) else chance.choice((1, 2, 4, 4, 8, 8, 8))
    letters = chance.choices("RAG", weights=chance.choice(((1, 1, 1), (6, 1, 1), (1, 6, 1), (1, 1, 6))), k=answered) + [""] * (8 - answered)
    chance.shuffle(letters)
    row |= {f"q{question}": letter for question, letter in enumerate(letters, start=1)}
    tables["pupils"].append(row | {"rated_on": chance.choice(("", "2025-10-03"))})
    for place in range(chance.choice((0, 1, 1, 2, 3))):
        status = "not_started" if mood == "unreviewed" and chance.random() < 0.7 else chance.choice(STATUSES)
        outcome = {"school_urn": urn, "pupil_id": pupil_id, "outcome_id": f"O{place}", "outcome": "Reads aloud", "status": status}
        tables["outcomes"].append(outcome | {"planned_hours": chance.choice(("", "2")), "reviewed_on": chance.choice(("", "2026-01-15"))})


def _add_cells(tables: Tables, urn: str, staff_id: str, pupils: list[str], chance: Random, scenario: str, share: float) -> None:
    """One-to-one cells and groups that overlap: a pupil may have both with the same adult. Groups may be of one, or large."""
    for pupil_id in pupils:
        labels = [""] if chance.random() < 0.25 * share else []
        labels += [label for label in chance.sample(LABELS, chance.choice((0, 1, 1, 2))) if chance.random() < share]
        for label in {label.strip(): label for label in labels}.values():
            cell = {"school_urn": urn, "scenario": scenario, "staff_id": staff_id, "pupil_id": pupil_id, "hours": _hours(chance, 9), "group": label}
            tables["deployment"].append(cell | {"mode": chance.choice(("", "in_class", "withdrawn")), "locked": chance.choice(("", "yes"))})


def _add_twin(tables: Tables, chance: Random) -> None:
    """A school that must tie with the first exactly, whatever the order of its rows."""
    urn = tables["schools"][0]["urn"]
    for name in FILES:
        column = "urn" if name == "schools" else "school_urn"
        twins = [row | {column: "990109"} for row in tables[name] if row[column] == urn]
        chance.shuffle(twins)
        if name == "schools":
            twins[0]["name"] = chance.choice(("Aaron School", "Zebra School", twins[0]["name"]))
        tables[name].extend(twins)


def as_files(tables: Tables) -> dict[str, bytes]:
    """The folder's files; a table without rows has none."""
    return {f"{name}.csv": _csv(rows) for name, rows in tables.items() if rows}


def _csv(rows: list[Row]) -> bytes:
    text = io.StringIO(newline="")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def write(tables: Tables, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in as_files(tables).items():
        (folder / name).write_bytes(content)
    return folder
