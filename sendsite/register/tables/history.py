"""
The history of changes: a chain of change sets, and beside it the rows and titles they speak of.

The chain holds salted digests of what stands beside it. So a person's rows can be erased, and the chain still verifies.
"""

from __future__ import annotations

from peewee import SQL, CompositeKey, Model

from sendsite.register.tables import rules
from sendsite.register.tables.fields import Bytes, Whole, Words
from sendsite.register.tables.main import Numbered, table

OF_A_SET = rules.belongs(("set_id",), "change_sets", ("id",))


class ChangeSet(Numbered):
    """
    One change: when (UTC), by whom, of what kind, and how many rows of which tables. It names no one the change is about.

    `digests` is one SHA-256 after another, a row each; `undoes` names the change that this one takes back, and no change is taken back twice.
    `together` is a word that a caller gives to changes which may be shown as one.
    """

    previous = Bytes()
    hash = Bytes()
    made_at = Words()
    made_by = Words()
    kind = Words()
    counts = Words()
    together = Words()
    undoes = Whole(null=True)
    title_digest = Bytes(null=True)
    digests = Bytes()

    Meta = table(
        "change_sets",
        rules.length("previous", 32),
        rules.length("hash", 32),
        rules.length("title_digest", 32),
        rules.check("digests must be 32 bytes for each row", 'length("digests") % 32 = 0'),
        rules.given("made_at", "made_by", "kind"),
        rules.json("counts"),
        rules.identity("undoes"),
        rules.check("undoes must be an earlier change", '"undoes" < "id"'),
        rules.belongs(("undoes",), "change_sets", ("id",)),
    )


class ChangeTitle(Model):
    """What a change was called, where it was called anything."""

    set_id = Whole(primary_key=True)
    salt = Bytes()
    title = Words()

    Meta = table("change_titles", OF_A_SET, rules.length("salt", 16), rules.given("title"))


class ChangeRow(Model):
    """
    One row that a change added, changed or removed. `key` is a list of its identity; `before` and `after` are its other values by column.

    No `before`: it was added. No `after`: it was removed. With both, `after` holds only what differs. School, pupil and staff are for finding it.
    """

    set_id = Whole()
    number = Whole()
    of_table = Words()
    school = Words()
    pupil = Words()
    staff = Words()
    key = Words()
    before = Words(null=True)
    after = Words(null=True)
    salt = Bytes()

    Meta = table(
        "change_rows",
        OF_A_SET,
        rules.json("key"),
        [rules.json(column, unknown=True) for column in ("before", "after")],
        rules.length("salt", 16),
        primary_key=CompositeKey("set_id", "number"),
        without_rowid=True,
    )


ChangeRow.add_index(SQL('CREATE INDEX "change_rows_key" ON "change_rows" ("key", "of_table")'))
ChangeRow.add_index(SQL('CREATE INDEX "change_rows_pupil" ON "change_rows" ("school", "pupil") WHERE "pupil" <> \'\''))
ChangeRow.add_index(SQL('CREATE INDEX "change_rows_staff" ON "change_rows" ("school", "staff") WHERE "staff" <> \'\''))
