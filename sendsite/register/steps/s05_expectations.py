"""Step 5: what schools set out to do, and what they expected of it."""

from __future__ import annotations

from sendsite.register.steps.step import Step

FIGURES = tuple(f"{figure}_{part}" for figure in ("sei", "finance", "ash", "need", "dqf", "pif") for part in ("before", "expected", "least"))
COLUMNS = ", ".join(f'"{name}" REAL' for name in FIGURES)
LIMITS = ", ".join(f'CONSTRAINT "{name} must not be below 0" CHECK ("{name}" >= 0)' for name in (*FIGURES, "pupils"))
TABLE = f"""
CREATE TABLE "expectations" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "number" INTEGER NOT NULL, "term" TEXT NOT NULL,
 "accepted_on" TEXT NOT NULL, "accepted_by" TEXT NOT NULL, "rule" TEXT NOT NULL, "title" TEXT NOT NULL, "scenario" TEXT NOT NULL, "note" TEXT NOT NULL,
 {COLUMNS}, "pupils" INTEGER,
 UNIQUE ("school_urn", "number"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "number must be 1 to 1,000,000" CHECK ("number" BETWEEN 1 AND 1000000),
 CONSTRAINT "term must be a term such as 2025-autumn"
  CHECK ("term" GLOB '20[0-9][0-9]-autumn' OR "term" GLOB '20[0-9][0-9]-spring' OR "term" GLOB '20[0-9][0-9]-summer'),
 CONSTRAINT "accepted_on must be a date such as 2026-01-31"
  CHECK (date("accepted_on") IS "accepted_on" AND ("accepted_on" IS NULL OR "accepted_on" >= '0001-01-01')),
 CONSTRAINT "accepted_by must not be blank" CHECK ("accepted_by" <> ''),
 CONSTRAINT "rule must not be blank" CHECK ("rule" <> ''),
 CONSTRAINT "scenario must be blank for the live one" CHECK ("scenario" <> 'live'),
 {LIMITS}) STRICT
"""

STEP = Step(5, "what schools set out to do", (TABLE.strip(),))
