"""The canonical text of a framework in force: complete TOML, one spelling for one content, so that snapshots compare byte by byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def canonical(sections: Any, sources: Mapping[str, str], replaced: Mapping[str, Any]) -> str:
    """Every setting in a fixed order, then the sources, then under [replaced] what the shipped default of each changed key was."""
    lines: list[str] = []
    _table(lines, "", {item.name: getattr(sections, item.name) for item in fields(sections)})
    _table(lines, "sources", dict(sorted(sources.items())))
    if replaced:
        _table(lines, "replaced", dict(sorted(replaced.items())))
    return "\n".join(lines).lstrip("\n") + "\n"


def written(value: Any) -> str:
    """One value as TOML: a word in quotation marks, a number in its shortest form, a list in brackets."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(part) for part in value) + "]"
    return repr(value)


def _table(lines: list[str], name: str, table: Mapping[str, Any]) -> None:
    """A section's own keys first, then the sections inside it."""
    inner = {}
    if name:
        lines += ["", f"[{name}]"]
    for key, value in table.items():
        if is_dataclass(value):
            inner[key] = {item.name: getattr(value, item.name) for item in fields(value)}
        elif isinstance(value, Mapping):
            inner[key] = dict(value)
        else:
            lines.append(f"{_key(key)} = {written(value)}")
    for key, value in inner.items():
        _table(lines, f"{name}.{key}" if name else key, value)


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key)
