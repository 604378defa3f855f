"""The framework in force: the shipped framework.toml, with what a trust changed laid over it, validated when read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from sendsite.errors import ConfigError
from sendsite.framework.settings_orders import check_orders
from sendsite.framework.settings_reading import Faults, flat, sections, unknown
from sendsite.framework.settings_sections import (
    Available,
    ChangeRules,
    CheckRules,
    Cost,
    DriftRules,
    FlagRules,
    HoursRules,
    IndexRules,
    InsightRules,
    ModerationRules,
    Provenance,
    Rating,
    RebalanceRules,
    Sections,
)
from sendsite.framework.settings_text import canonical

SHIPPED = "framework.toml"
LATER = "Not among the settings of that day: the default of a later version."


class Override(NamedTuple):
    """A setting the trust changed: its dotted key, the shipped default and what stands in force."""

    key: str
    default: Any
    value: Any


@dataclass(frozen=True)
class Framework:
    """Every weight, threshold and default in force, with where each comes from. `text` is the whole of it as canonical TOML."""

    sections: Sections
    sources: Mapping[str, str]
    overrides: tuple[Override, ...]
    text: str

    @property
    def id(self) -> str:
        return self.sections.id

    @property
    def rating(self) -> Rating:
        return self.sections.rating

    @property
    def questions(self) -> tuple[str, ...]:
        return self.sections.rating.questions

    @property
    def hours(self) -> HoursRules:
        return self.sections.hours

    @property
    def cost(self) -> Cost:
        return self.sections.cost

    @property
    def rates(self) -> dict[str, float]:
        """Role -> GBP per contracted hour worked."""
        return dict(self.sections.rates)

    @property
    def benchmarks(self) -> dict[str, float]:
        """Phase -> GBP a year per pupil on roll."""
        return dict(self.sections.benchmarks)

    @property
    def provenance(self) -> Provenance:
        return self.sections.provenance

    @property
    def progress(self) -> dict[str, float]:
        """Outcome status -> mark; a withdrawn outcome has none."""
        return dict(self.sections.progress)

    @property
    def available(self) -> Available:
        return self.sections.available

    @property
    def levels(self) -> tuple[float, ...]:
        return self.sections.scores.levels

    def points(self, kpi: str) -> tuple[float, ...]:
        """The four values at which a KPI scores each of `levels`."""
        points: tuple[float, ...] = getattr(self.sections.scores, kpi)
        return points

    @property
    def places(self) -> dict[str, int]:
        """KPI, or sei -> decimal places shown."""
        return dict(self.sections.places)

    @property
    def index(self) -> IndexRules:
        return self.sections.index

    @property
    def flags(self) -> FlagRules:
        return self.sections.flags

    @property
    def change(self) -> ChangeRules:
        return self.sections.change

    @property
    def real_change(self) -> dict[str, float]:
        """KPI, or sei -> a change no larger than this is no real change, in a register of `index.register_full` and more."""
        change = self.sections.change
        return {kpi: getattr(change, kpi) for kpi in ("finance", "ash", "need", "dqf", "pif", "sei")}

    @property
    def drift(self) -> DriftRules:
        return self.sections.drift

    @property
    def moderation(self) -> ModerationRules:
        return self.sections.moderation

    @property
    def checks(self) -> CheckRules:
        return self.sections.checks

    @property
    def insights(self) -> InsightRules:
        return self.sections.insights

    @property
    def rebalance(self) -> RebalanceRules:
        return self.sections.rebalance

    def source(self, key: str) -> str:
        """Where a setting comes from: its own note, else that of the section around it, else nothing."""
        while key and key not in self.sources:
            key = key.rpartition(".")[0]
        return self.sources.get(key, "")


@lru_cache(maxsize=1)
def default() -> Framework:
    """The shipped framework."""
    return parse(_shipped(), SHIPPED)


def parse(text: str, source: str) -> Framework:
    """
    A complete file as this version or an earlier one wrote it, such as a snapshot's; ConfigError names every fault in it.

    Settings that it did not have yet take the shipped defaults, and their source says so. Settings that are not known here are those of
    a newer version: then the file is refused.
    """
    table, shipped = _toml(text, source), _toml(_shipped(), SHIPPED)
    notes, replaced = table.pop("sources", {}), table.pop("replaced", {})
    del shipped["sources"]
    given, known = flat(table), _keys(shipped)
    newer = [key for key in given if key not in known and not _may_be_added(key)]
    if newer:
        remedy = "Install the version of sendsite that wrote it, or a newer one."
        raise ConfigError(f"{source}: this version of sendsite does not know the settings {', '.join(newer)}. {remedy}")
    if any(map(_may_be_added, given)):
        shipped["flags"]["high_need_intake"] = {}  # a phase that is not named there was never flagged
    if isinstance(notes, dict):
        notes |= {key: LATER for key in flat(shipped) if key not in given}
    return _made(_merged(shipped, table), notes, replaced, Faults(source))


def with_overrides(text: str, source: str) -> Framework:
    """The shipped framework with what a trust's own file changes; the file holds only that. Keys that do not exist are refused."""
    faults = Faults(source)
    shipped, changes = _toml(_shipped(), SHIPPED), _toml(text, source)
    notes, own_notes = shipped.pop("sources"), changes.pop("sources", {})
    before, known = flat(shipped), _keys(shipped)
    for key in flat(changes):
        if key not in known and not _may_be_added(key):
            unknown(key, known, faults)
    if faults:
        raise ConfigError("\n".join(faults))
    table = _merged(shipped, changes)
    replaced = {key: before.get(key, "") for key, value in flat(table).items() if value != before.get(key)}
    notes |= dict.fromkeys(replaced, f"Set by the trust in {PurePath(source).name}.")  # the note is published; where the folder stands is nobody's business
    notes |= own_notes if isinstance(own_notes, dict) else {"sources": own_notes}
    return _made(table, notes, replaced, faults)


def of_file(own: Path) -> Framework:
    """The framework with what a trust's own framework.toml changes; the defaults where there is none. ConfigError where it cannot be read."""
    try:
        return with_overrides(own.read_text("utf-8-sig"), str(own))
    except FileNotFoundError:
        return default()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{own}: this is not UTF-8 text (byte {error.start + 1} of it is not). Save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{own}: this cannot be read ({error.strerror or error}). See who may read it.") from error


def _made(table: dict[str, Any], notes: Any, replaced: Any, faults: Faults) -> Framework:
    """Check the tables and freeze them."""
    known = _keys(table)
    if not isinstance(notes, dict) or not isinstance(replaced, dict):
        raise ConfigError(f"{faults.source}: 'sources' and 'replaced' are sections. Write [sources] and a note a line below it.")
    for key, note in notes.items():
        if key not in known:
            unknown(f"sources.{key}", (f"sources.{name}" for name in known), faults)
        elif not isinstance(note, str):
            faults.add(f"sources.{key}", f"'{note}' is not words", "Write where the setting comes from, between quotation marks.")
    read = sections(table, faults)
    if read is not None:
        check_orders(read, faults)
    if read is None or faults:
        raise ConfigError("\n".join(faults))
    values = flat(table)
    overrides = tuple(Override(key, replaced[key], values.get(key, "")) for key in sorted(replaced))
    return Framework(read, notes, overrides, canonical(read, notes, replaced))


def _shipped() -> str:
    return resources.files("sendsite.framework").joinpath(SHIPPED).read_text(encoding="utf-8")


def _toml(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(f"{source}: this is not TOML ({fault}). Write one 'key = value' a line below its [section].") from fault


def _keys(table: Mapping[str, Any]) -> list[str]:
    """Every dotted key, those of whole sections too."""
    keys = list(flat(table))
    parts = {key.rsplit(".", depth)[0] for key in keys for depth in range(1, key.count(".") + 1)}
    return keys + sorted(parts)


def _may_be_added(key: str) -> bool:
    """A phase that the shipped file does not flag may be flagged; its name is checked with the rest."""
    return key.startswith("flags.high_need_intake.")


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with each value of `changes` laid over it, section by section."""
    merged = dict(base)
    for key, value in changes.items():
        inside = merged.get(key)
        merged[key] = _merged(inside, value) if isinstance(inside, Mapping) and isinstance(value, Mapping) else value
    return merged
