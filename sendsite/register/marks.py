"""Small settings that the register keeps of itself: that it is the demo, how the headings of a school's files were read."""

from __future__ import annotations

from sendsite.register.database import Register


def mark(register: Register, key: str) -> str | None:
    """The value under `key`, or None where nothing was ever set."""
    with register.reading() as database:
        row = database.execute_sql("SELECT value FROM marks WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def marks(register: Register, beginning: str = "") -> dict[str, str]:
    """Every mark whose key begins so, such as `mapping:`."""
    with register.reading() as database:
        rows = database.execute_sql("SELECT key, value FROM marks ORDER BY key").fetchall()
    return {key: value for key, value in rows if key.startswith(beginning)}


def set_mark(register: Register, key: str, value: str | None) -> None:
    """Set the value under `key`; None takes it away."""
    with register.writing() as database:
        if value is None:
            database.execute_sql("DELETE FROM marks WHERE key = ?", (key,))
            return
        database.execute_sql(
            "INSERT INTO marks (version, key, value) VALUES (1, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1",
            (key, value),
        )
