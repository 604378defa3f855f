"""A new site folder, with nothing of what is there already changed."""

from __future__ import annotations

import json
from pathlib import Path

from sendsite.config import FILE, SETTINGS, check
from sendsite.errors import ConfigError, SendsiteError

FOLDERS = ("content/explainers", "content/pages", "themes", "data/snapshots", "build")
IGNORED = (
    "# Pupils' and colleagues' names stand in data/, the trust's figures in build/ and archives/: none of them belongs in version control.\n"
    "/data/\n/build/\n/archives/\n"
)
TOP = """\
# The settings of this site folder. A line that begins with # is off: the value on it is the default.
# `sendsite config` shows each value in force and where it came from.

"""


def make(root: Path, values: dict[str, object] | None = None) -> tuple[str, ...]:
    """Make a site folder and answer with what was made; one that is a site folder already is refused, other files are left alone."""
    for name, value in (values or {}).items():
        if value is not None:
            check(name, value, f"flag --{name.replace('_', '-')}")
    if (root / FILE).exists():
        raise ConfigError(f"{root.resolve()} is a site folder already: it has a {FILE}. Nothing was changed.")
    if root.exists() and not root.is_dir():
        raise ConfigError(f"{root.resolve()} is a file. Name a folder.")
    try:
        return _made(root, settings_text(values or {}))
    except OSError as error:
        where = error.filename or root
        raise SendsiteError(f"{where}: this cannot be made ({error.strerror or error}). Name a folder that you may write in.") from error


def _made(root: Path, settings: str) -> tuple[str, ...]:
    """Make each folder and file that is not there, and answer with their names."""
    made = []
    for name in FOLDERS:
        place = root / name
        if not place.exists():
            place.mkdir(parents=True, mode=0o700 if name.startswith(("data", "build")) else 0o777)
            made.append(f"{name}/")
    (root / "data").chmod(0o700)
    for name, text in ((".gitignore", IGNORED), (FILE, settings)):
        if not (root / name).exists():
            (root / name).write_text(text, "utf-8")
            made.append(name)
    return tuple(made)


def settings_text(values: dict[str, object]) -> str:
    """A sendsite.toml that says what each setting is for; those without a value of their own stand as comments."""
    lines = [TOP]
    for name, setting in SETTINGS.items():
        own = name in values and values[name] is not None
        words = str(setting.metadata["words"])
        lines.append(f"# {words[0].upper()}{words[1:]}.\n")
        lines.append(f"{'' if own else '# '}{name} = {_toml(values[name] if own else setting.default)}\n\n")
    return "".join(lines).rstrip("\n") + "\n"


def _toml(value: object) -> str:
    """A value as TOML writes it: its quoted text is JSON's."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(str(value), ensure_ascii=False)
