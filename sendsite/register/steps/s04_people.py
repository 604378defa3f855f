"""Step 4: the people who sign in, their invitations and sessions, and how often somebody tried in vain."""

from __future__ import annotations

from sendsite.register.steps.step import Step

TABLES = """
CREATE TABLE "users" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "version" INTEGER NOT NULL, "name" TEXT NOT NULL, "shown_name" TEXT NOT NULL, "role" TEXT NOT NULL,
 "password_hash" TEXT NOT NULL, "totp_secret" TEXT NOT NULL, "totp_step" INTEGER NOT NULL, "must_enrol" INTEGER NOT NULL, "disabled" INTEGER NOT NULL,
 UNIQUE ("name"),
 CONSTRAINT "name must not be blank" CHECK ("name" <> ''),
 CONSTRAINT "shown_name must not be blank" CHECK ("shown_name" <> ''),
 CONSTRAINT "role must be one of owner, trust_officer, senco, viewer" CHECK ("role" IN ('owner', 'trust_officer', 'senco', 'viewer')),
 CONSTRAINT "must_enrol must be yes or no" CHECK ("must_enrol" IN (0, 1)),
 CONSTRAINT "disabled must be yes or no" CHECK ("disabled" IN (0, 1))) STRICT;

CREATE TABLE "user_schools" (
 "user_id" INTEGER NOT NULL, "school_urn" TEXT NOT NULL, PRIMARY KEY ("user_id", "school_urn"),
 FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT,
 CONSTRAINT "school_urn must not be blank" CHECK ("school_urn" <> '')) STRICT, WITHOUT ROWID;

CREATE TABLE "invites" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" INTEGER NOT NULL, "token_hash" BLOB NOT NULL, "expires_at" INTEGER NOT NULL,
 UNIQUE ("user_id"),
 UNIQUE ("token_hash"),
 FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT,
 CONSTRAINT "token_hash must be 32 bytes" CHECK (length("token_hash") = 32)) STRICT;

CREATE TABLE "sessions" (
 "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" INTEGER NOT NULL, "token_hash" BLOB NOT NULL, "made_at" INTEGER NOT NULL,
 "last_seen" INTEGER NOT NULL, "proven" INTEGER NOT NULL,
 UNIQUE ("token_hash"),
 FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE RESTRICT,
 CONSTRAINT "token_hash must be 32 bytes" CHECK (length("token_hash") = 32),
 CONSTRAINT "proven must be yes or no" CHECK ("proven" IN (0, 1))) STRICT;

CREATE TABLE "throttles" (
 "whose" TEXT NOT NULL, "digest" BLOB NOT NULL, "failures" INTEGER NOT NULL, "last_at" INTEGER NOT NULL, PRIMARY KEY ("whose", "digest"),
 CONSTRAINT "whose must be one of name, address" CHECK ("whose" IN ('name', 'address')),
 CONSTRAINT "digest must be 32 bytes" CHECK (length("digest") = 32)) STRICT, WITHOUT ROWID;

CREATE INDEX "throttles_last_at" ON "throttles" ("last_at")
"""
STAYS = """
CREATE TRIGGER "users_owner_{what}" AFTER {what} ON "users"
WHEN OLD.role = 'owner' AND NOT OLD.disabled AND OLD.password_hash <> ''
 AND NOT EXISTS (SELECT 1 FROM users WHERE role = 'owner' AND NOT disabled AND password_hash <> '')
BEGIN SELECT raise(ABORT, 'one owner who can sign in must stay'); END
"""

STEP = Step(
    4,
    "the people who sign in",
    (*(statement.strip() for statement in TABLES.split(";")), STAYS.format(what="UPDATE").strip(), STAYS.format(what="DELETE").strip()),
)
