"""One pupil of the demo as tests see and change them: the row, its version, and its forms as they are sent."""

from __future__ import annotations

from sendsite.admin.desk import Desk
from sendsite.admin.now import Now
from sendsite.framework.records import Pupil
from sendsite.register import versions
from tests.admin.people import OWN, document

TODAY = "2026-11-06"
ID = "P-0003"
PAGE = f"/school/{OWN}/pupils/{ID}"


def register_of(admin):
    return admin.extensions["desk"].register


def standing(admin, pupil_id: str = ID) -> Pupil:
    row: Pupil = versions.versioned(register_of(admin), "pupils", [(OWN, pupil_id)])[OWN, pupil_id].row
    return row


def version(admin, pupil_id: str = ID) -> str:
    return str(versions.versioned(register_of(admin), "pupils", [(OWN, pupil_id)])[OWN, pupil_id].version)


def now(admin) -> Now:
    desk: Desk = admin.extensions["desk"]
    return desk.standing.at(desk.register)


def answers(spelled: str, admin=None, **more: str) -> dict[str, str]:
    """`RRAG----` as the form sends it."""
    given = {f"q{number}": answer.strip("-") for number, answer in enumerate(spelled, 1)}
    return {**given, "rated_on": TODAY, "rated_by": "Class teacher", **({"version": version(admin)} if admin else {}), **more}


def details(row: Pupil, **more: str) -> dict[str, str]:
    """The details form of a pupil as it is shown, with some fields typed over."""
    shown = {"name": row.name, "year_group": row.year_group, "class_name": row.class_name, "sen_status": row.sen_status, "primary_need": row.primary_need}
    return {**shown, "need_hours": f"{row.need_hours / 100:g}", "one_to_one_hours": "", "funding_band": row.funding_band, "funding_amount": "", **more}


def words(page: str) -> str:
    return " ".join(" ".join(document(page).itertext()).split())


def forms(page: str) -> list[str]:
    """Where the forms of the page's main part lead."""
    main = next(document(page).iter("main"))
    return [form.get("action", "") for form in main.iter("form")]
