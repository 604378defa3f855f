"""
The record of processing, written from the tables as they are: `python tools/records_of_processing.py` writes docs/records-of-processing.md.

Each table says here what it is for and about whom; its columns come from the program. A table that is new and not named here is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sendsite.config import Settings
from sendsite.register.tables import MODELS, OWN
from sendsite.report.disclosure.remembered import KEPT

PLACE = Path(__file__).parent.parent / "docs" / "records-of-processing.md"
PUPILS, STAFF, BOTH, USERS, NOBODY = "pupils", "support staff", "pupils and support staff", "people who use the admin", "nobody"


class Use(NamedTuple):
    """About whom a table is, and what it is for."""

    about: str
    purpose: str


USES = {
    "schools": Use(NOBODY, "the schools of the trust"),
    "staff": Use(STAFF, "whose hours there are to give, and what they cost; salaries are seen by owners and trust officers alone"),
    "pupils": Use(PUPILS, "who needs how many hours, with the kind of need and the rating of the support (health data: a kind of special educational need)"),
    "outcomes": Use(PUPILS, "what each pupil's plan aims at"),
    "deployment": Use(BOTH, "who supports whom for how long"),
    "tasks": Use(STAFF, "what else takes hours"),
    "outcome_weeks": Use(PUPILS, "how long planned hours run"),
    "reviews": Use(PUPILS, "how outcomes were reviewed"),
    "ratings": Use(PUPILS, "how support was rated over time"),
    "moderations": Use(PUPILS, "a second person's look at a rating"),
    "funding_bands": Use(NOBODY, "what a top-up band pays"),
    "school_facts": Use(NOBODY, "what a school states for a term"),
    "priorities": Use(NOBODY, "what the trust and its schools put first"),
    "scenarios": Use(NOBODY, "named what-ifs; a note may name somebody"),
    "leavers": Use(BOTH, "who has left, so that a page that still names them is found"),
    "comparators": Use(NOBODY, "published figures of other schools"),
    "expectations": Use(USERS, "what a school set out to do, and who accepted it; a note may name somebody"),
    "marks": Use(NOBODY, "the program's own notes, such as when a backup was proven"),
    "edits": Use(USERS, "which row was changed when, so that nobody overwrites a colleague unseen"),
    "change_sets": Use(USERS, "the history: who changed what kind of thing when; a chain of digests"),
    "change_titles": Use(BOTH, "what a change was called; may name somebody, and goes with an erasure"),
    "change_rows": Use(BOTH, "rows before and after each change; they go with an erasure"),
    "users": Use(USERS, "who may sign in, with digests of passwords"),
    "user_schools": Use(USERS, "for which schools somebody is there"),
    "invites": Use(USERS, "links to set a password, as digests"),
    "sessions": Use(USERS, "who is signed in, as digests"),
    "throttles": Use(USERS, "how often signing in failed, by digests of the name and the address"),
}
HEAD = """# Record of processing

What an article 30 record asks for, as far as the program knows it. It is written from the tables of the register by `tools/records_of_processing.py`,
and a test holds it to them. Copy it, and add what stands in brackets.

- **Controller:** [the trust, its address and its data protection officer]
- **Purpose:** to see whether support for special educational needs reaches the pupils who need it, and to report that to governors as figures.
- **Lawful basis:** [usually a public task: article 6(1)(e); for special categories article 9(2)(g) with the conditions of the Data Protection Act
  2018, schedule 1]
- **Who receives it:** governors and leaders receive figures alone: groups are pooled, small numbers are hidden and others with them so that none can
  be worked out (`docs/disclosure.md`), no page holds a person, and every publication is searched for people (`docs/leak-gate.md`). Users of the
  admin see their own schools' register.
- **Processors:** [who hosts the site: it is sealed, and its host cannot read it; who hosts the admin, if not the trust]
- **Outside the United Kingdom:** [where the host stands]
- **How long:** names in a frozen term {terms} years after its end (`keep_terms_years`), leavers {leavers} years (`keep_leavers_years`), then
  `sendsite snapshot retain` takes them out. One person: `sendsite snapshot erase`. Backups: [when old ones are removed].
- **Subject access:** `sendsite subject URN PUPIL` writes down all that is held about one person; so does the page of each in the admin. The history
  notes that a file was made, by whom and of which school, and never about whom.
- **Security:** the register is a file on one machine, readable by its owner alone; passwords as digests, and a second factor for those who must have
  one; backups sealed with age where recipients are set; a history that shows tampering (`docs/sealing.md`, `docs/backups.md`).

Besides the register:

- `data/snapshots/` holds the tables up to `expectations` as they stood at the end of each term.
- The secrets of the site hold readers' names, e-mail addresses and what they may read.
- `data/erasures.json` says by salted digests who was erased, so that they are taken out again of an older copy put back; it names nobody.
- `data/subject-access/` holds the files that `sendsite subject` made, until you delete them or the person is erased.
- `data/backups/`, or where you set `backups`, holds copies of all this.
- `build/` holds figures and no person: the site, and in `build/.decisions` which figures were hidden, by name and without a value. The {kept} that were
  used last are kept; it goes to no host, and can be deleted at any time.

| table | about | for | columns |
| --- | --- | --- | --- |
"""


def written() -> str:
    """The document."""
    tables = {**MODELS, **OWN}
    if set(tables) != set(USES):
        raise SystemExit(f"These tables are named in one place alone: {', '.join(sorted(set(tables) ^ set(USES)))}. Say in USES what each is for.")
    settings = Settings()
    rows = (f"| {name} | {USES[name].about} | {USES[name].purpose} | {', '.join(model._meta.sorted_field_names)} |\n" for name, model in tables.items())
    return HEAD.format(terms=settings.keep_terms_years, leavers=settings.keep_leavers_years, kept=KEPT) + "".join(rows)


if __name__ == "__main__":
    PLACE.write_text(written(), "utf-8")
    print(PLACE)
