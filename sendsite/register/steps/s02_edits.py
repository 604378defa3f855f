"""Step 2: a line for each edit that was applied, which nobody rewrites."""

from __future__ import annotations

from sendsite.register.steps.step import Step

EDITS = """
CREATE TABLE "edits" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "made_at" TEXT NOT NULL, "made_by" TEXT NOT NULL, "counts" TEXT NOT NULL,
 CONSTRAINT "made_at must not be blank" CHECK ("made_at" <> ''),
 CONSTRAINT "made_by must not be blank" CHECK ("made_by" <> ''),
 CONSTRAINT "counts must be JSON" CHECK (json_valid("counts"))) STRICT
"""
STAYS = "CREATE TRIGGER \"edits_{what}\" BEFORE {what} ON \"edits\" BEGIN SELECT raise(ABORT, 'the list of edits is never rewritten'); END"

STEP = Step(2, "the list of edits", (EDITS.strip(), STAYS.format(what="UPDATE"), STAYS.format(what="DELETE")))
