"""Pupils of a colleague's file under letters: whom a colleague supports is held about these children too, and their ids are no part of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.framework.nameless import Who
from sendsite.framework.records import IDENTITY

if TYPE_CHECKING:
    from sendsite.register.history import ChangedRow
    from sendsite.workflow.subject.copies import Copy
    from sendsite.workflow.subject.finding import Change


class Letters(NamedTuple):
    """Pupils of a colleague's file by letters of its own: A to Z, then AA. A pupil's file has no other pupil, and nobody is renamed in it."""

    of_pupil: Mapping[str, str]

    @classmethod
    def of(cls, who: Who, copies: Sequence[Copy], changes: Sequence[Change]) -> Letters:
        """A letter for each pupil, in the order in which the file comes to them."""
        if who.kind == "pupil":
            return cls({})
        rows = [row for copy in copies for of_table in copy.rows.values() for row in of_table]
        rows += [side for each in changes for side in (each.row.before, each.row.after) if side is not None]
        met = dict.fromkeys(row.pupil_id for row in rows if hasattr(row, "pupil_id"))
        return cls({ident: _letters(number) for number, ident in enumerate(met)})

    def row(self, row: Any) -> Any:
        """A row with the pupil's letter in place of the id."""
        return row._replace(pupil_id=self.of_pupil[row.pupil_id]) if self.of_pupil and hasattr(row, "pupil_id") else row

    def change(self, change: ChangedRow) -> ChangedRow:
        """A change with the letter in its key and in the row before and after it."""
        if not self.of_pupil:
            return change
        key = tuple(self.of_pupil.get(part, part) if name == "pupil_id" else part for name, part in zip(IDENTITY[change.table], change.key, strict=True))
        before, after = (None if side is None else self.row(side) for side in (change.before, change.after))
        return replace(change, key=key, before=before, after=after)


def _letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
