"""The blueprint that the views of a pupil's page share, and how they find the pupil."""

from __future__ import annotations

from flask import Blueprint, abort, url_for

from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.framework.records import Pupil
from sendsite.register.versions import Versioned, versioned

screen = Blueprint("pupil", __name__, url_prefix="/school/<urn>")
PUPIL = "/pupils/<id:pupil_id>"


def found(urn: str, pupil_id: str) -> Versioned:
    """The pupil's row with its version, read in one statement; 404 where the school has no such pupil."""
    row = versioned(desk().register, "pupils", [(urn, pupil_id)]).get((urn, pupil_id))
    if row is None:
        abort(404)
    return row


def in_order(urn: str) -> tuple[Pupil, ...]:
    """The pupils of a school by name, as its register lists them."""
    return tuple(sorted(now().of_school(urn).pupils, key=lambda pupil: (pupil.name.casefold(), pupil.pupil_id)))


def address(pupil: Pupil) -> str:
    """The pupil's page."""
    return url_for("pupil.pupil", urn=pupil.school_urn, pupil_id=pupil.pupil_id)
