"""Step 3: the history of changes. The chain is `change_sets`, which nobody rewrites; beside it stand rows and titles, which an erasure may take away."""

from __future__ import annotations

from sendsite.register.steps.step import Step

TABLES = """
CREATE TABLE "change_sets" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "previous" BLOB NOT NULL, "hash" BLOB NOT NULL, "made_at" TEXT NOT NULL, "made_by" TEXT NOT NULL,
 "kind" TEXT NOT NULL, "counts" TEXT NOT NULL, "together" TEXT NOT NULL, "undoes" INTEGER, "title_digest" BLOB, "digests" BLOB NOT NULL,
 CONSTRAINT "previous must be 32 bytes" CHECK (length("previous") = 32),
 CONSTRAINT "hash must be 32 bytes" CHECK (length("hash") = 32),
 CONSTRAINT "title_digest must be 32 bytes" CHECK (length("title_digest") = 32),
 CONSTRAINT "digests must be 32 bytes for each row" CHECK (length("digests") % 32 = 0),
 CONSTRAINT "made_at must not be blank" CHECK ("made_at" <> ''),
 CONSTRAINT "made_by must not be blank" CHECK ("made_by" <> ''),
 CONSTRAINT "kind must not be blank" CHECK ("kind" <> ''),
 CONSTRAINT "counts must be JSON" CHECK (json_valid("counts")),
 UNIQUE ("undoes"),
 CONSTRAINT "undoes must be an earlier change" CHECK ("undoes" < "id"),
 FOREIGN KEY ("undoes") REFERENCES "change_sets" ("id") ON DELETE RESTRICT) STRICT;

CREATE TABLE "change_titles" (
 "set_id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "title" TEXT NOT NULL,
 FOREIGN KEY ("set_id") REFERENCES "change_sets" ("id") ON DELETE RESTRICT,
 CONSTRAINT "salt must be 16 bytes" CHECK (length("salt") = 16),
 CONSTRAINT "title must not be blank" CHECK ("title" <> '')) STRICT;

CREATE TABLE "change_rows" (
 "set_id" INTEGER NOT NULL, "number" INTEGER NOT NULL, "of_table" TEXT NOT NULL, "school" TEXT NOT NULL, "pupil" TEXT NOT NULL, "staff" TEXT NOT NULL,
 "key" TEXT NOT NULL, "before" TEXT, "after" TEXT, "salt" BLOB NOT NULL, PRIMARY KEY ("set_id", "number"),
 FOREIGN KEY ("set_id") REFERENCES "change_sets" ("id") ON DELETE RESTRICT,
 CONSTRAINT "key must be JSON" CHECK (json_valid("key")),
 CONSTRAINT "before must be JSON" CHECK ("before" IS NULL OR json_valid("before")),
 CONSTRAINT "after must be JSON" CHECK ("after" IS NULL OR json_valid("after")),
 CONSTRAINT "salt must be 16 bytes" CHECK (length("salt") = 16)) STRICT, WITHOUT ROWID;

CREATE INDEX "change_rows_key" ON "change_rows" ("key", "of_table");
CREATE INDEX "change_rows_pupil" ON "change_rows" ("school", "pupil") WHERE "pupil" <> '';
CREATE INDEX "change_rows_staff" ON "change_rows" ("school", "staff") WHERE "staff" <> ''
"""
STAYS = "CREATE TRIGGER \"{table}_{what}\" BEFORE {what} ON \"{table}\" {when}BEGIN SELECT raise(ABORT, 'the history of changes is never rewritten'); END"
ERASED = 'WHEN NOT EXISTS (SELECT 1 FROM change_rows WHERE of_table = \'change_rows\' AND "key" = json_array(OLD.set_id, {number})) '

TRIGGERS = (
    STAYS.format(table="change_sets", what="UPDATE", when=""),
    STAYS.format(table="change_sets", what="DELETE", when=""),
    STAYS.format(table="change_titles", what="UPDATE", when=""),
    STAYS.format(table="change_titles", what="DELETE", when=ERASED.format(number="-1")),
    STAYS.format(table="change_rows", what="UPDATE", when=""),
    STAYS.format(table="change_rows", what="DELETE", when=ERASED.format(number="OLD.number")),
)

STEP = Step(3, "the history of changes", (*(statement.strip() for statement in TABLES.split(";")), *TRIGGERS))
