"""Templates and addresses compiled once a run: hundreds of applications and sites are made by the tests, and each would compile the same anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

from jinja2 import Environment
from werkzeug.routing import Rule


@contextmanager
def templates_compiled_once() -> Iterator[None]:
    """While the block runs, the same text under the same name and the same settings of an environment gives the code that it gave before."""
    compiled: dict[tuple[object, ...], CodeType] = {}
    first: Any = Environment.compile

    def once(self: Environment, source: Any, name: str | None = None, filename: str | None = None, raw: bool = False, defer_init: bool = False) -> Any:
        if raw or not isinstance(source, str):
            return first(self, source, name, filename, raw, defer_init)
        key = (source, name, filename, defer_init, *_settings(self))
        if key not in compiled:
            compiled[key] = first(self, source, name, filename, raw, defer_init)
        return compiled[key]

    Environment.compile = once  # type: ignore[method-assign]  # the same function, remembered
    try:
        yield
    finally:
        Environment.compile = first  # type: ignore[method-assign]


@contextmanager
def addresses_compiled_once() -> Iterator[None]:
    """While the block runs, what makes the addresses of a rule is what was made of the same rule before; a rule with values of its own is left out."""
    compiled: dict[tuple[object, ...], Any] = {}
    first: Any = Rule._compile_builder

    def once(self: Rule, append_unknown: bool = True) -> Any:
        if self.defaults:
            return first(self, append_unknown)
        key = (self.rule, tuple(self._trace), append_unknown)
        if key not in compiled:
            compiled[key] = first(self, append_unknown)
        return compiled[key]

    Rule._compile_builder = once  # type: ignore[method-assign]  # the same function, remembered
    try:
        yield
    finally:
        Rule._compile_builder = first  # type: ignore[method-assign]


def _settings(environment: Environment) -> Iterator[object]:
    """All that the code of a template depends on beside its text: what is told of by its name is told of by where it was defined."""
    yield type(environment)
    yield getattr(environment.autoescape, "__qualname__", environment.autoescape)
    yield from (environment.undefined, environment.trim_blocks, environment.lstrip_blocks, environment.optimized, environment.is_async, environment.sandboxed)
    yield (environment.block_start_string, environment.variable_start_string, environment.keep_trailing_newline, *sorted(environment.extensions))
    for known in (environment.filters, environment.tests):
        yield frozenset((name, getattr(each, "__module__", ""), getattr(each, "__qualname__", repr(each))) for name, each in known.items())
