"""Step 1: the tables of the first register."""

from __future__ import annotations

from sendsite.register.steps.step import Step

TABLES = """
CREATE TABLE "schools" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "urn" TEXT NOT NULL, "name" TEXT NOT NULL, "phase" TEXT NOT NULL,
 "number_on_roll" INTEGER NOT NULL, "send_budget" INTEGER,
 UNIQUE ("urn"),
 CONSTRAINT "urn must not be blank" CHECK ("urn" <> ''),
 CONSTRAINT "name must not be blank" CHECK ("name" <> ''),
 CONSTRAINT "phase must be one of nursery, primary, secondary, all_through, special, alternative_provision"
  CHECK ("phase" IN ('nursery', 'primary', 'secondary', 'all_through', 'special', 'alternative_provision')),
 CONSTRAINT "number_on_roll must be a whole number, 0 to 1,000,000" CHECK ("number_on_roll" BETWEEN 0 AND 1000000),
 CONSTRAINT "send_budget must be 0 to 10,000,000 pounds" CHECK ("send_budget" BETWEEN 0 AND 1000000000)) STRICT;

CREATE TABLE "staff" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "staff_id" TEXT NOT NULL,
 "name" TEXT NOT NULL, "role" TEXT NOT NULL, "contracted_hours" INTEGER NOT NULL, "send_hours" INTEGER NOT NULL, "annual_salary" INTEGER,
 "scenario" TEXT NOT NULL,
 UNIQUE ("school_urn", "staff_id", "scenario"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "staff_id must not be blank" CHECK ("staff_id" <> ''),
 CONSTRAINT "scenario must be blank for the live one" CHECK ("scenario" <> 'live'),
 CONSTRAINT "role must be one of TA, LSA, HLTA, learning_mentor, other" CHECK ("role" IN ('TA', 'LSA', 'HLTA', 'learning_mentor', 'other')),
 CONSTRAINT "contracted_hours must be above 0 and at most 60 hours" CHECK ("contracted_hours" BETWEEN 1 AND 6000),
 CONSTRAINT "send_hours must be 0 to 60 hours" CHECK ("send_hours" BETWEEN 0 AND 6000),
 CONSTRAINT "send_hours must not be above contracted_hours" CHECK ("send_hours" <= "contracted_hours"),
 CONSTRAINT "annual_salary must be 0 to 10,000,000 pounds" CHECK ("annual_salary" BETWEEN 0 AND 1000000000)) STRICT;

CREATE TABLE "pupils" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "name" TEXT NOT NULL, "year_group" TEXT NOT NULL, "class_name" TEXT NOT NULL, "need_hours" INTEGER NOT NULL, "one_to_one_hours" INTEGER,
 "sen_status" TEXT NOT NULL, "primary_need" TEXT NOT NULL, "funding_band" TEXT NOT NULL, "funding_amount" INTEGER, "q1" TEXT NOT NULL,
 "q2" TEXT NOT NULL, "q3" TEXT NOT NULL, "q4" TEXT NOT NULL, "q5" TEXT NOT NULL, "q6" TEXT NOT NULL, "q7" TEXT NOT NULL, "q8" TEXT NOT NULL,
 "rated_on" TEXT,
 UNIQUE ("school_urn", "pupil_id"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "pupil_id must not be blank" CHECK ("pupil_id" <> ''),
 CONSTRAINT "year_group must be blank or one of N1, N2, R, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14"
  CHECK ("year_group" IN ('', 'N1', 'N2', 'R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14')),
 CONSTRAINT "need_hours must be 0 to 60 hours" CHECK ("need_hours" BETWEEN 0 AND 6000),
 CONSTRAINT "one_to_one_hours must be 0 to 60 hours" CHECK ("one_to_one_hours" BETWEEN 0 AND 6000),
 CONSTRAINT "one_to_one_hours must not be above need_hours" CHECK ("one_to_one_hours" <= "need_hours"),
 CONSTRAINT "sen_status must be one of E, K" CHECK ("sen_status" IN ('E', 'K')),
 CONSTRAINT "primary_need must be blank or one of SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, ASD, OTH, NSA, DS"
  CHECK ("primary_need" IN ('', 'SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD', 'ASD', 'OTH', 'NSA', 'DS')),
 CONSTRAINT "funding_amount must be 0 to 10,000,000 pounds" CHECK ("funding_amount" BETWEEN 0 AND 1000000000),
 CONSTRAINT "q1 must be blank or one of R, A, G" CHECK ("q1" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q2 must be blank or one of R, A, G" CHECK ("q2" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q3 must be blank or one of R, A, G" CHECK ("q3" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q4 must be blank or one of R, A, G" CHECK ("q4" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q5 must be blank or one of R, A, G" CHECK ("q5" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q6 must be blank or one of R, A, G" CHECK ("q6" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q7 must be blank or one of R, A, G" CHECK ("q7" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q8 must be blank or one of R, A, G" CHECK ("q8" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "rated_on must be a date such as 2026-01-31" CHECK (date("rated_on") IS "rated_on" AND ("rated_on" IS NULL OR "rated_on" >= '0001-01-01'))) STRICT;

CREATE TABLE "outcomes" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "outcome_id" TEXT NOT NULL, "area" TEXT NOT NULL, "outcome" TEXT NOT NULL, "target" TEXT NOT NULL, "planned_hours" INTEGER, "status" TEXT NOT NULL,
 "reviewed_on" TEXT,
 UNIQUE ("school_urn", "pupil_id", "outcome_id"),
 FOREIGN KEY ("school_urn", "pupil_id") REFERENCES "pupils" ("school_urn", "pupil_id") ON DELETE RESTRICT,
 CONSTRAINT "outcome_id must not be blank" CHECK ("outcome_id" <> ''),
 CONSTRAINT "outcome must not be blank" CHECK ("outcome" <> ''),
 CONSTRAINT "planned_hours must be 0 to 60 hours" CHECK ("planned_hours" BETWEEN 0 AND 6000),
 CONSTRAINT "status must be one of not_started, emerging, developing, on_track, achieved, withdrawn"
  CHECK ("status" IN ('not_started', 'emerging', 'developing', 'on_track', 'achieved', 'withdrawn')),
 CONSTRAINT "reviewed_on must be a date such as 2026-01-31"
  CHECK (date("reviewed_on") IS "reviewed_on" AND ("reviewed_on" IS NULL OR "reviewed_on" >= '0001-01-01'))) STRICT;

CREATE TABLE "deployment" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "scenario" TEXT NOT NULL,
 "staff_id" TEXT NOT NULL, "pupil_id" TEXT NOT NULL, "hours" INTEGER NOT NULL, "group" TEXT NOT NULL, "mode" TEXT NOT NULL, "locked" INTEGER NOT NULL,
 "staff_scenario" TEXT NOT NULL,
 UNIQUE ("school_urn", "scenario", "staff_id", "pupil_id", "group"),
 FOREIGN KEY ("school_urn", "pupil_id") REFERENCES "pupils" ("school_urn", "pupil_id") ON DELETE RESTRICT,
 CONSTRAINT "scenario must be blank for the live one" CHECK ("scenario" <> 'live'),
 CONSTRAINT "staff must stand as live or in the same scenario" CHECK ("staff_scenario" IN ('', "scenario")),
 FOREIGN KEY ("school_urn", "staff_id", "staff_scenario") REFERENCES "staff" ("school_urn", "staff_id", "scenario") DEFERRABLE INITIALLY DEFERRED,
 CONSTRAINT "hours must be 0 to 60 hours" CHECK ("hours" BETWEEN 0 AND 6000),
 CONSTRAINT "mode must be blank or one of in_class, withdrawn, intervention" CHECK ("mode" IN ('', 'in_class', 'withdrawn', 'intervention')),
 CONSTRAINT "locked must be yes or no" CHECK ("locked" IN (0, 1))) STRICT;

CREATE INDEX "deployment_pupil_id" ON "deployment" ("pupil_id");

CREATE TABLE "tasks" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "scenario" TEXT NOT NULL,
 "staff_id" TEXT NOT NULL, "task" TEXT NOT NULL, "hours" INTEGER NOT NULL, "staff_scenario" TEXT NOT NULL,
 UNIQUE ("school_urn", "scenario", "staff_id", "task"),
 CONSTRAINT "scenario must be blank for the live one" CHECK ("scenario" <> 'live'),
 CONSTRAINT "staff must stand as live or in the same scenario" CHECK ("staff_scenario" IN ('', "scenario")),
 FOREIGN KEY ("school_urn", "staff_id", "staff_scenario") REFERENCES "staff" ("school_urn", "staff_id", "scenario") DEFERRABLE INITIALLY DEFERRED,
 CONSTRAINT "task must be one of preparation, cover, admin, pastoral, duty, general_class, absence, other"
  CHECK ("task" IN ('preparation', 'cover', 'admin', 'pastoral', 'duty', 'general_class', 'absence', 'other')),
 CONSTRAINT "hours must be 0 to 60 hours" CHECK ("hours" BETWEEN 0 AND 6000)) STRICT;

CREATE TABLE "outcome_weeks" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "outcome_id" TEXT NOT NULL, "weeks" INTEGER NOT NULL,
 UNIQUE ("school_urn", "pupil_id", "outcome_id"),
 FOREIGN KEY ("school_urn", "pupil_id", "outcome_id") REFERENCES "outcomes" ("school_urn", "pupil_id", "outcome_id") ON DELETE RESTRICT,
 CONSTRAINT "weeks must be 1 to 52" CHECK ("weeks" BETWEEN 1 AND 52)) STRICT;

CREATE TABLE "reviews" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "outcome_id" TEXT NOT NULL, "reviewed_on" TEXT NOT NULL, "status" TEXT NOT NULL, "note" TEXT NOT NULL,
 UNIQUE ("school_urn", "pupil_id", "outcome_id", "reviewed_on"),
 FOREIGN KEY ("school_urn", "pupil_id", "outcome_id") REFERENCES "outcomes" ("school_urn", "pupil_id", "outcome_id") ON DELETE RESTRICT,
 CONSTRAINT "reviewed_on must be a date such as 2026-01-31"
  CHECK (date("reviewed_on") IS "reviewed_on" AND ("reviewed_on" IS NULL OR "reviewed_on" >= '0001-01-01')),
 CONSTRAINT "status must be one of not_started, emerging, developing, on_track, achieved, withdrawn"
  CHECK ("status" IN ('not_started', 'emerging', 'developing', 'on_track', 'achieved', 'withdrawn'))) STRICT;

CREATE TABLE "ratings" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "rated_on" TEXT NOT NULL, "q1" TEXT NOT NULL, "q2" TEXT NOT NULL, "q3" TEXT NOT NULL, "q4" TEXT NOT NULL, "q5" TEXT NOT NULL, "q6" TEXT NOT NULL,
 "q7" TEXT NOT NULL, "q8" TEXT NOT NULL, "rated_by" TEXT NOT NULL,
 UNIQUE ("school_urn", "pupil_id", "rated_on"),
 FOREIGN KEY ("school_urn", "pupil_id") REFERENCES "pupils" ("school_urn", "pupil_id") ON DELETE RESTRICT,
 CONSTRAINT "rated_on must be a date such as 2026-01-31" CHECK (date("rated_on") IS "rated_on" AND ("rated_on" IS NULL OR "rated_on" >= '0001-01-01')),
 CONSTRAINT "q1 must be blank or one of R, A, G" CHECK ("q1" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q2 must be blank or one of R, A, G" CHECK ("q2" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q3 must be blank or one of R, A, G" CHECK ("q3" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q4 must be blank or one of R, A, G" CHECK ("q4" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q5 must be blank or one of R, A, G" CHECK ("q5" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q6 must be blank or one of R, A, G" CHECK ("q6" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q7 must be blank or one of R, A, G" CHECK ("q7" IN ('', 'R', 'A', 'G')),
 CONSTRAINT "q8 must be blank or one of R, A, G" CHECK ("q8" IN ('', 'R', 'A', 'G'))) STRICT;

CREATE TABLE "moderations" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "pupil_id" TEXT NOT NULL,
 "term" TEXT NOT NULL, "moderated_on" TEXT, "moderated_by" TEXT NOT NULL, "agreed" INTEGER, "note" TEXT NOT NULL,
 UNIQUE ("school_urn", "pupil_id", "term"),
 FOREIGN KEY ("school_urn", "pupil_id") REFERENCES "pupils" ("school_urn", "pupil_id") ON DELETE RESTRICT,
 CONSTRAINT "term must be a term such as 2025-autumn"
  CHECK ("term" GLOB '20[0-9][0-9]-autumn' OR "term" GLOB '20[0-9][0-9]-spring' OR "term" GLOB '20[0-9][0-9]-summer'),
 CONSTRAINT "moderated_on must be a date such as 2026-01-31"
  CHECK (date("moderated_on") IS "moderated_on" AND ("moderated_on" IS NULL OR "moderated_on" >= '0001-01-01')),
 CONSTRAINT "agreed must be yes or no" CHECK ("agreed" IN (0, 1))) STRICT;

CREATE TABLE "funding_bands" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "code" TEXT NOT NULL, "valid_from" TEXT NOT NULL, "label" TEXT NOT NULL,
 "annual_amount" INTEGER,
 UNIQUE ("code", "valid_from"),
 CONSTRAINT "code must not be blank" CHECK ("code" <> ''),
 CONSTRAINT "valid_from must be a date such as 2026-01-31"
  CHECK ("valid_from" = '' OR (date("valid_from") IS "valid_from" AND ("valid_from" IS NULL OR "valid_from" >= '0001-01-01'))),
 CONSTRAINT "annual_amount must be 0 to 10,000,000 pounds" CHECK ("annual_amount" BETWEEN 0 AND 1000000000)) STRICT;

CREATE TABLE "school_facts" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "term" TEXT NOT NULL, "senco_days" INTEGER,
 "requests_made" INTEGER, "requests_agreed" INTEGER, "census_ehcp" INTEGER, "census_sen_support" INTEGER, "other_send_costs" INTEGER,
 UNIQUE ("school_urn", "term"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "term must be a term such as 2025-autumn"
  CHECK ("term" GLOB '20[0-9][0-9]-autumn' OR "term" GLOB '20[0-9][0-9]-spring' OR "term" GLOB '20[0-9][0-9]-summer'),
 CONSTRAINT "senco_days must be 0 to 366 days" CHECK ("senco_days" BETWEEN 0 AND 36600),
 CONSTRAINT "requests_made must be a whole number, 0 to 1,000,000" CHECK ("requests_made" BETWEEN 0 AND 1000000),
 CONSTRAINT "requests_agreed must be a whole number, 0 to 1,000,000" CHECK ("requests_agreed" BETWEEN 0 AND 1000000),
 CONSTRAINT "census_ehcp must be a whole number, 0 to 1,000,000" CHECK ("census_ehcp" BETWEEN 0 AND 1000000),
 CONSTRAINT "census_sen_support must be a whole number, 0 to 1,000,000" CHECK ("census_sen_support" BETWEEN 0 AND 1000000),
 CONSTRAINT "other_send_costs must be 0 to 10,000,000 pounds" CHECK ("other_send_costs" BETWEEN 0 AND 1000000000)) STRICT;

CREATE TABLE "priorities" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "number" INTEGER NOT NULL,
 "title" TEXT NOT NULL, "measure" TEXT NOT NULL, "of" TEXT NOT NULL, "target_share" INTEGER NOT NULL,
 "owner" TEXT GENERATED ALWAYS AS (nullif("school_urn", '')) STORED,
 UNIQUE ("school_urn", "number"),
 FOREIGN KEY ("owner") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "number must be 1 to 5" CHECK ("number" BETWEEN 1 AND 5),
 CONSTRAINT "title must not be blank" CHECK ("title" <> ''),
 CONSTRAINT "measure must be one of reds, need_area, key_stage, mode" CHECK ("measure" IN ('reds', 'need_area', 'key_stage', 'mode')),
 CONSTRAINT "target_share must be 0 to 100 per cent" CHECK ("target_share" BETWEEN 0 AND 10000)) STRICT;

CREATE TABLE "scenarios" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "name" TEXT NOT NULL, "note" TEXT NOT NULL,
 UNIQUE ("school_urn", "name"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "name must not be blank" CHECK ("name" <> ''),
 CONSTRAINT "name must be blank for the live one" CHECK ("name" <> 'live')) STRICT;

CREATE TABLE "leavers" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, "kind" TEXT NOT NULL,
 "person_id" TEXT NOT NULL, "name" TEXT NOT NULL, "left_on" TEXT,
 UNIQUE ("school_urn", "kind", "person_id"),
 FOREIGN KEY ("school_urn") REFERENCES "schools" ("urn") ON DELETE RESTRICT,
 CONSTRAINT "kind must be one of pupil, staff" CHECK ("kind" IN ('pupil', 'staff')),
 CONSTRAINT "person_id must not be blank" CHECK ("person_id" <> ''),
 CONSTRAINT "left_on must be a date such as 2026-01-31" CHECK (date("left_on") IS "left_on" AND ("left_on" IS NULL OR "left_on" >= '0001-01-01'))) STRICT;

CREATE TABLE "comparators" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "source" TEXT NOT NULL, "year" TEXT NOT NULL, "measure" TEXT NOT NULL,
 "phase" TEXT NOT NULL, "roll_from" INTEGER NOT NULL, "roll_to" INTEGER, "schools" INTEGER NOT NULL, "p10" REAL, "p25" REAL, "p50" REAL, "p75" REAL,
 "p90" REAL,
 UNIQUE ("source", "year", "measure", "phase", "roll_from"),
 CONSTRAINT "source must not be blank" CHECK ("source" <> ''),
 CONSTRAINT "measure must not be blank" CHECK ("measure" <> ''),
 CONSTRAINT "roll_from must be a whole number, 0 to 1,000,000" CHECK ("roll_from" BETWEEN 0 AND 1000000),
 CONSTRAINT "roll_to must not be below roll_from" CHECK ("roll_to" >= "roll_from"),
 CONSTRAINT "schools must be a whole number, 0 to 1,000,000" CHECK ("schools" BETWEEN 0 AND 1000000)) STRICT;

CREATE TABLE "marks" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "key" TEXT NOT NULL, "value" TEXT NOT NULL,
 UNIQUE ("key"),
 CONSTRAINT "key must not be blank" CHECK ("key" <> '')) STRICT
"""

STEP = Step(1, "the first tables", tuple(statement.strip() for statement in TABLES.split(";") if statement.strip()))
