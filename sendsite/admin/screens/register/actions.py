"""What can be done to many pupils at once: one entry an action."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sendsite.admin.census import NEED_CHOICES, STATUS_CHOICES, YEAR_CHOICES, YEAR_WORDS
from sendsite.admin.forms import Field, of_table, own
from sendsite.framework.records import YEAR_GROUPS, FundingBand, Pupil

UP, DOWN = "up", "down"


class Action(NamedTuple):
    """
    One action: `column` is the field of a pupil that it sets, "" for one that removes.

    `after` gives the pupil's row with the value that was asked for; `words` that value, for a title.
    """

    name: str
    label: str
    column: str
    field: Callable[[Iterable[FundingBand]], Field]
    after: Callable[[Pupil, Any], Pupil]
    words: Callable[[Any], str]


def band_choices(bands: Iterable[FundingBand]) -> tuple[tuple[str, str], ...]:
    """Funding bands by code, each with the newest label it has."""
    labels: dict[str, str] = {}
    for band in bands:
        labels[band.code] = band.label or labels.get(band.code, "")
    return tuple((code, f"{code}: {label}" if label else code) for code, label in labels.items())


def moved(pupil: Pupil, to: str) -> Pupil:
    """The pupil in another year group; nobody moves past the last one or before the first, or from a year that is not known."""
    if to not in (UP, DOWN):
        return pupil._replace(year_group=to)
    if pupil.year_group not in YEAR_GROUPS:
        return pupil
    place = YEAR_GROUPS.index(pupil.year_group) + (1 if to == UP else -1)
    return pupil._replace(year_group=YEAR_GROUPS[place]) if 0 <= place < len(YEAR_GROUPS) else pupil


def _year_field(bands: Iterable[FundingBand]) -> Field:
    return own("year_group", "Year group", choices=((UP, "One year up"), (DOWN, "One year down"), *YEAR_CHOICES))._replace(name="value")


def _field(column: str, label: str, **options: Any) -> Field:
    return of_table("pupils", column, label, **options)._replace(name="value")


def _set(column: str) -> Callable[[Pupil, Any], Pupil]:
    return lambda pupil, value: pupil._replace(**{column: value})


def _said(value: Any) -> str:
    return str(value) if value else "(blank)"


ACTIONS = {
    action.name: action
    for action in (
        Action("class", "Set class", "class_name", lambda _: _field("class_name", "Class", hint="Leave it blank to clear it."), _set("class_name"), _said),
        Action("year", "Move year group", "year_group", _year_field, moved, lambda to: {UP: "one up", DOWN: "one down"}.get(to) or YEAR_WORDS[to]),
        Action(
            "band",
            "Set funding band",
            "funding_band",
            lambda bands: _field("funding_band", "Funding band", choices=band_choices(bands), hint="Leave it blank for no band."),
            _set("funding_band"),
            _said,
        ),
        Action("need", "Set primary need", "primary_need", lambda _: _field("primary_need", "Primary need", choices=NEED_CHOICES), _set("primary_need"), _said),
        Action("status", "Set SEN status", "sen_status", lambda _: _field("sen_status", "SEN status", choices=STATUS_CHOICES), _set("sen_status"), _said),
        Action(
            "leave",
            "Mark as leavers",
            "",
            lambda _: of_table("leavers", "left_on", "Day of leaving", required=True)._replace(name="value"),
            lambda pupil, _: pupil,
            str,
        ),
    )
}
