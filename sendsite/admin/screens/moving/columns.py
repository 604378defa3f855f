"""What each heading of an upload is, as whoever sent it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.me import may, my_schools
from sendsite.admin.rights import right
from sendsite.admin.screens.moving.blueprint import PURPOSE, screen
from sendsite.admin.screens.moving.upload import LEFT_OUT, Part, Upload, chosen, part_of
from sendsite.admin.staged import kept
from sendsite.admin.telling import table_words
from sendsite.intake.choosing import lacks_school
from sendsite.intake.fault import plain, quoted
from sendsite.intake.interchange.schema import PAY, SCHEMA, Column

EXAMPLES = 3
UNSAID = "?"
"""What is chosen for a heading while nobody has said what it is."""


class Heading(NamedTuple):
    """A heading to choose for: the name of its field, examples of what stands below it, the column it is now, and whether nobody knew it."""

    field: str
    heading: str
    examples: str
    column: str
    asked: bool


class Asked(NamedTuple):
    """A sheet to choose for."""

    field: str
    part: Part
    headings: tuple[Heading, ...]
    options: tuple[tuple[str, str], ...]


@screen.get("/import-and-export/<token>/columns")
@right("edit")
def columns(token: str) -> ResponseReturnValue:
    """Every sheet with its headings, and what each seems to be."""
    return _page(token, kept(token, PURPOSE, Upload), ())


@screen.post("/import-and-export/<token>/columns")
@right("edit")
def choose(token: str) -> ResponseReturnValue:
    """Take what was chosen; a sheet that became another table is asked about anew."""
    upload = kept(token, PURPOSE, Upload)
    parts, changed = [], False
    for number, part in enumerate(upload.parts):
        table = request.form.get(f"t{number}", "")
        if table != part.table and (table in SCHEMA or table == LEFT_OUT):
            parts.append(part_of(part.name, part.grid, table))
            changed = changed or table in SCHEMA
        else:
            unsaid = frozenset(place for place in part.unknown if request.form.get(f"c{number}-{place}") == UNSAID)
            parts.append(replace(part, columns=_columns(request.form, number, part), unknown=unsaid))
    mine = {school.urn for school in my_schools()}
    school = request.form.get("school", "")
    chosen(upload, parts, school if school in mine else upload.school if len(mine) == 1 else "")
    if changed:
        return redirect(url_for(".columns", token=token), 303)
    if faults := _faults(upload):
        return _page(token, upload, faults)
    return redirect(url_for(".preview", token=token), 303)


def _columns(form: Mapping[str, str], number: int, part: Part) -> tuple[str, ...]:
    """The columns that were chosen for a sheet; what is no column of its table is left out."""
    known = {column.name for column in SCHEMA.get(part.table, ())}
    posted = (form.get(f"c{number}-{place}", "") for place in range(len(part.grid.headings)))
    return tuple(name if name in known else "" for name in posted)


def _faults(upload: Upload) -> tuple[tuple[str, str], ...]:
    """What has still to be said: (field, words)."""
    faults = [(f"t{number}", f"{part.grid.file}: say what it is, or leave it out.") for number, part in enumerate(upload.parts) if not part.table]
    for number, part in enumerate(upload.parts):
        faults += [(f"c{number}-{place}", f"Say what {quoted(part.grid.headings[place])} is, or leave it out.") for place in sorted(part.unknown)]
    if all(part.table == LEFT_OUT for part in upload.parts):
        faults.append(("t0", "Every sheet is left out. Say what at least one of them is."))
    if upload.needs_school and not upload.school:
        faults.append(("school", "Choose the school of the rows that name none."))
    return tuple(faults)


def _page(token: str, upload: Upload, faults: tuple[tuple[str, str], ...]) -> ResponseReturnValue:
    asked = tuple(_asked(number, part) for number, part in enumerate(upload.parts))
    tables = [(table, table_words(table)) for table in SCHEMA]
    schooled = any(part.table in SCHEMA and lacks_school(part.table, part.columns) for part in upload.parts) or bool(upload.school)
    context = {"token": token, "upload": upload, "asked": asked, "tables": tables, "faults": faults, "schooled": schooled and len(my_schools()) > 1}
    return render_template("moving/columns.html", left_out=LEFT_OUT, unsaid=UNSAID, **context), 422 if faults else 200


def _asked(number: int, part: Part) -> Asked:
    if part.table not in SCHEMA:
        return Asked(f"t{number}", part, (), ())
    headings = tuple(
        Heading(f"c{number}-{place}", heading, _examples(part, place), column, place in part.unknown)
        for place, (heading, column) in enumerate(zip(part.grid.headings, part.columns, strict=True))
    )
    return Asked(f"t{number}", part, headings, tuple((column.name, _words(column)) for column in SCHEMA[part.table] if column.name not in PAY or may("pay")))


def _words(column: Column) -> str:
    return f"{column.name} (must be there)" if column.required else column.name


def _examples(part: Part, place: int) -> str:
    """The first values below a heading, so that it can be told."""
    found: list[str] = []
    for _, cells in part.grid.rows:
        cell = cells[place].strip() if place < len(cells) else ""
        if cell and cell not in found:
            found.append(cell)
        if len(found) == EXAMPLES:
            break
    return ", ".join(plain(each) for each in found)
