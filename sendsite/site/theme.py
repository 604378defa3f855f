"""A theme: a folder of templates and static files with theme.toml, checked before the first page is made."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sendsite.errors import ConfigError

CONTRACT = 1
KEYS = {"name": str, "contract": int, "licence": str}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of the theme and its real path, which holds the hash of its content: it may be kept for ever."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Theme:
    """A theme that can be rendered with. `static` is by the name the file has in the theme's folder."""

    name: str
    licence: str
    environment: Environment
    static: dict[str, StaticFile]

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """A template with its context; a name or field that is not there is an error."""
        return self.environment.get_template(template).render(context)


def load(name: str, folders: Sequence[Path], *, check: bool = True) -> Theme:
    """
    The theme of a name, out of the last of the folders that has it.

    Unless `check` is off, each template is compiled and tried on samples; ConfigError names the template, its line and what is wrong.
    """
    found = [folder / name for folder in folders if (folder / name / "theme.toml").is_file()]
    if not found or Path(name).name != name:
        known = sorted({place.parent.name for folder in folders for place in folder.glob("*/theme.toml")})
        raise ConfigError(f"There is no theme '{name}': no {name}/theme.toml in {', '.join(map(str, folders))}. There are {', '.join(known) or 'none'}.")
    place = found[-1]
    told = _told(place / "theme.toml")
    if not (place / "static").is_dir():
        raise ConfigError(f"The theme '{name}' has no folder {place / 'static'}, where its style sheet stands. Make it, or copy that of the theme 'plain'.")
    environment = Environment(
        loader=FileSystemLoader(place / "templates"), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    theme = Theme(told["name"], told["licence"], environment, _static(place / "static"))
    if check:
        from sendsite.site.theme_check import check_theme

        check_theme(theme, place)
    return theme


def _told(path: Path) -> dict[str, Any]:
    """theme.toml: name, licence, and the version of the contract it was written for."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise ConfigError(f"{path}: this cannot be read as TOML ({fault}). Write {', '.join(KEYS)}, each as name = value on its own line.") from fault
    for key, kind in KEYS.items():
        if not isinstance(told.get(key), kind):
            raise ConfigError(f'{path}: {key} is {told.get(key, "missing")!r}. Write {key} = {CONTRACT if kind is int else chr(34) + "..." + chr(34)}.')
    for key in told.keys() - KEYS.keys():
        raise ConfigError(f"{path}: '{key}' is not known. Write {', '.join(KEYS)} only.")
    if told["contract"] != CONTRACT:
        raise ConfigError(f"{path}: contract = {told['contract']}, and this version of sendsite gives templates contract {CONTRACT}. Take a theme made for it.")
    return told


def _static(folder: Path) -> dict[str, StaticFile]:
    """The theme's static files, each at static/<stem>.<hash of its content><ending>."""
    files = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content, name = path.read_bytes(), path.relative_to(folder)
        told = hashlib.sha256(content).hexdigest()[:10]
        files[name.as_posix()] = StaticFile((Path("static") / name.with_name(f"{name.stem}.{told}{name.suffix}")).as_posix(), content)
    return files
