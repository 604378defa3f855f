"""Reads the tables of a framework.toml into its sections; every fault is named with what stood there and what to write instead."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_origin, get_type_hints

from sendsite.framework.settings_sections import Sections

Table = Mapping[str, Any]


class Faults(list[str]):
    """What is wrong with a file, in the order it was found."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source

    def add(self, key: str, problem: str, remedy: str) -> None:
        self.append(f"{self.source}, {key}: {problem}. {remedy}")


def sections(table: Table, faults: Faults) -> Sections | None:
    """The whole file's sections; None when there are faults."""
    made = _section(Sections, table, "", faults)
    return None if faults else made


def flat(table: Table, prefix: str = "") -> dict[str, Any]:
    """Dotted keys of every value, lists whole: `{"index": {"floor": 0.1}}` is `{"index.floor": 0.1}`."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def unknown(key: str, known: Iterable[str], faults: Faults) -> None:
    """Refuse a key with the nearest one that exists."""
    nearest = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
    faults.add(key, "there is no such setting", f"Write '{nearest[0]}' if that was meant, or take the line out." if nearest else "Take the line out.")


def _section(kind: type, table: Any, prefix: str, faults: Faults) -> Any:
    """One dataclass out of one table."""
    if not isinstance(table, Mapping):
        faults.add(prefix.rstrip("."), f"'{table}' is not a section", f"Write [{prefix.rstrip('.')}] and its keys below it.")
        return None
    hints = get_type_hints(kind)
    for key in table:
        if key not in hints:
            unknown(f"{prefix}{key}", (f"{prefix}{name}" for name in hints), faults)
    values: dict[str, Any] = {}
    for item in fields(kind):
        key = f"{prefix}{item.name}"
        if item.name not in table:
            faults.add(key, "the setting is missing", "Write it, or start from the shipped framework.toml.")
        elif is_dataclass(hints[item.name]):
            values[item.name] = _section(hints[item.name], table[item.name], f"{key}.", faults)
        else:
            values[item.name] = _value(hints[item.name], table[item.name], key, item.metadata, faults)
    return kind(**values) if len(values) == len(fields(kind)) else None


def _value(hint: Any, value: Any, key: str, bounds: Mapping[str, Any], faults: Faults) -> Any:
    """A number, a word, a list or a table of numbers, checked against the bounds of its field."""
    if hint is str:
        return _word(value, key, faults)
    if hint in (int, float):
        return _number(hint, value, key, bounds, faults)
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            faults.add(key, f"'{value}' is not a list", "Write a list in square brackets.")
            return ()
        if hint.__args__[0] is str:
            return _words(value, key, bounds, faults)
        return tuple(_number(float, part, key, bounds, faults) for part in value)
    return _numbers(hint.__args__[1], value, key, bounds, faults)


def _number(kind: type, value: Any, key: str, bounds: Mapping[str, Any], faults: Faults) -> float:
    low, high = bounds["low"], bounds["high"]
    right = isinstance(value, int) if kind is int else isinstance(value, (int, float))
    if isinstance(value, bool) or not right or not math.isfinite(value) or not low <= value <= high:
        faults.add(key, f"'{value}' cannot be used", f"Write a {'whole ' if kind is int else ''}number from {low:g} to {high:g}.")
        return math.nan
    return kind(value)  # type: ignore[no-any-return]  # kind is int or float


def _word(value: Any, key: str, faults: Faults) -> str:
    if not isinstance(value, str) or not value.strip():
        faults.add(key, f"'{value}' is not words", 'Write words between quotation marks, such as "hearts-1".')
        return ""
    return value.strip()


def _words(value: list[Any], key: str, bounds: Mapping[str, Any], faults: Faults) -> tuple[str, ...]:
    allowed = bounds.get("words")
    for word in value:
        if allowed and word not in allowed:
            faults.add(key, f"'{word}' is not known", f"Write some of: {', '.join(allowed)}.")
    return tuple(_word(word, key, faults) for word in value)


def _numbers(kind: type, value: Any, key: str, bounds: Mapping[str, Any], faults: Faults) -> dict[str, float]:
    if not isinstance(value, Mapping):
        faults.add(key, f"'{value}' is not a section", f"Write [{key}] and its keys below it.")
        return {}
    known = bounds.get("keys") or bounds["words"]
    for name in value:
        if name not in known:
            unknown(f"{key}.{name}", (f"{key}.{word}" for word in known), faults)
    for name in bounds.get("keys", ()):
        if name not in value:
            faults.add(f"{key}.{name}", "the setting is missing", "Write it, or start from the shipped framework.toml.")
    return {name: _number(kind, value[name], f"{key}.{name}", bounds, faults) for name in known if name in value}
