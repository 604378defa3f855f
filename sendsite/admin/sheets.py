"""What a screen shows, to take away: CSV or XLSX of the same rows, safe to open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask import Response
from werkzeug.http import dump_options_header

from sendsite.intake.interchange.sheets import Cell, csv_of, xlsx_of
from sendsite.intake.interchange.write import hundredths_text

__all__ = ["ENDINGS", "Cell", "hundredths", "sheet"]

ENDINGS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def sheet(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], ending: str) -> Response:
    """
    A download called `name` with one sheet: headings, then rows. `ending` is csv or xlsx (KeyError for another).

    A cell is text, a number, a date, yes or no, or None, which stays empty. Name no person in `name`: browsers list downloads.
    """
    kind = ENDINGS[ending]
    content = csv_of(headings, rows) if ending == "csv" else xlsx_of(name, headings, rows)
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": f"{_plain(name)}.{ending}"})
    return answer


def hundredths(value: int | None) -> Decimal | None:
    """Hundredths (of an hour, of a pound, of a percent) as the number a spreadsheet shows: 1250 is 12.5; None stays empty."""
    return None if value is None else Decimal(hundredths_text(value) if value >= 0 else f"-{hundredths_text(-value)}")


def _plain(name: str) -> str:
    """A name that every file system takes: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "sheet"
