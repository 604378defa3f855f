"""Files of open data as pandas frames of text: nothing is taken for a number or for missing on the way in."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.intake.decode import decoded
from sendsite.intake.fault import unreadable

if TYPE_CHECKING:
    from pandas import DataFrame

OPEN_DATA_AT_MOST = 250_000_000  # edubasealldata has about 65 MB


def frame(path: Path, needed: Collection[str], what: str, also: Collection[str] = ()) -> DataFrame:
    """
    The needed columns of a CSV, and those of `also` that it has, all as text; the index is the row number a spreadsheet shows.

    Unreadable where the file is missing, is no CSV or lacks a needed column: then it is not `what` was asked for.
    """
    import pandas as pd

    if not path.is_file():
        raise unreadable(str(path), "is not there", f"Give the path of {what}.")
    if path.stat().st_size > OPEN_DATA_AT_MOST:
        raise unreadable(path.name, f"has more than {OPEN_DATA_AT_MOST} bytes", f"Give {what}.")
    text, _ = decoded(path.name, path.read_bytes())
    wanted = {*needed, *also}
    try:
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False, usecols=lambda name: name in wanted)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise unreadable(path.name, f"is not a CSV file ({str(error).splitlines()[0]})", f"Give {what}.") from None
    lacking = [column for column in needed if column not in table.columns]
    if lacking:
        raise unreadable(path.name, f"has no column {', '.join(lacking)}", f"Give {what}.")
    for column in table.columns:
        table[column] = table[column].str.strip()
    table.index = table.index + 2
    return table
