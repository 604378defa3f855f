"""Samples of any page dataclass, made from its type hints alone, to try templates on: what a field holds is made up, that it is there is not."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from sendsite.report.figures.values import Cell, Column

PLAIN: dict[type, Callable[[], Any]] = {float: lambda: 500.0, int: lambda: 2, bytes: lambda: b"", object: lambda: "words", date: lambda: date(2026, 9, 1)}
MANY: dict[Any, int] = {Column: 3, Cell: 2}
"""A table has one more column than its rows have cells: that of the row's head."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sample is made: `full` fills every optional field, else defaults are taken and lists are empty; `yes` is what booleans are."""

    full: bool
    yes: bool


MANNERS = (Manner(True, True), Manner(True, False), Manner(False, False))


def sample(kind: type, manner: Manner) -> Any:
    """One instance of a dataclass in that manner."""
    hints = _hints(kind)
    made = {}
    for field in fields(kind):
        given = field.default is not MISSING or field.default_factory is not MISSING
        if manner.full or not given:
            made[field.name] = _value(hints[field.name], manner)
    return kind(**made)


def _value(hint: Any, manner: Manner) -> Any:
    """A value of a type; of a union its first choice, or None in a bare sample."""
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), manner)
    choices = _choices(hint)
    if len(choices) > 1 or choices[0] is type(None):
        return None if type(None) in choices and not manner.full else _value(choices[0], manner)
    if hint is bool:
        return manner.yes
    if is_dataclass(hint):
        return sample(hint, manner)  # type: ignore[arg-type]  # a hint is a class, never an instance of one
    return PLAIN.get(hint, lambda: "words")()


def _tuple(inner: tuple[Any, ...], manner: Manner) -> tuple[Any, ...]:
    """A fixed tuple, or a list: one of each kind its dataclass can be, where one of its fields has several."""
    if len(inner) != 2 or inner[1] is not Ellipsis:
        return tuple(_value(each, manner) for each in inner)
    if not manner.full:
        return ()
    varieties = _varieties(inner[0])
    count = MANY.get(inner[0], 1) if varieties == (None,) else 1
    return tuple(_value_with(inner[0], chosen, manner) for chosen in varieties * count)


def _value_with(hint: Any, chosen: tuple[str, Any] | None, manner: Manner) -> Any:
    made = _value(hint, manner)
    if chosen is None:
        return made
    own = {field.name: getattr(made, field.name) for field in fields(made)}
    return type(made)(**{**own, chosen[0]: _value(chosen[1], manner)})


@cache
def _varieties(hint: Any) -> tuple[tuple[str, Any] | None, ...]:
    """(field, type) for each type that a field of several may have, as Section.chart; [None] where no field has several."""
    if not is_dataclass(hint):
        return (None,)
    named = _hints(hint).items()  # type: ignore[arg-type]  # a hint is a class, never an instance of one
    several = [(name, choice) for name, each in named for choice in _choices(each) if is_dataclass(choice) and len(_choices(each)) > 2]
    return tuple(several) or (None,)


def _choices(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
