"""One row as a form edits it: read together with its version, and the edit that adds, changes or removes it."""

from __future__ import annotations

from typing import Any

from sendsite.admin.desk import desk
from sendsite.register.changes import Changes, Key
from sendsite.register.versions import Versioned, versioned


def standing(table: str, key: Key) -> Versioned | None:
    """
    A row and its version as they stand, None where there is no such row.

    Both come from one statement: a version that is newer than the row that is shown would let an edit pass over another's.
    """
    return versioned(desk().register, table, [key]).get(key)


def put(table: str, before: Any, after: Any) -> Changes:
    """The edit that leads from one row to another: no `before` adds, no `after` removes, and where they are equal there is nothing to do."""
    if before == after:
        return Changes()
    if before is None:
        return Changes(added={table: (after,)})
    if after is None:
        return Changes(removed={table: (before,)})
    return Changes(changed={table: ((before, after),)})
