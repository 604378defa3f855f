"""Flags: what a reader should know beside a school's figures. A flag whose denominator is 0 is not raised."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.model import Deployment, Flags, Floats, Picture
from sendsite.framework.records import PHASES
from sendsite.framework.settings import Framework

FLAGS = ("high_need_intake", "low_spend", "overcommitted", "small_register", "small_school", "support_drift")
assert tuple(sorted(FLAGS)) == FLAGS


def flags(deployment: Deployment, picture: Picture, framework: Framework) -> tuple[tuple[str, ...], ...]:
    """Each school's flags, sorted by name."""
    raised = np.zeros(len(deployment.schools.urn), dtype=np.int64)
    for bit, flag in enumerate(FLAGS):
        raised |= _raised(flag, deployment, picture, framework).astype(np.int64) << bit
    together = [tuple(flag for bit, flag in enumerate(FLAGS) if number >> bit & 1) for number in range(1 << len(FLAGS))]
    return tuple([together[number] for number in raised.tolist()])


def _raised(flag: str, deployment: Deployment, picture: Picture, framework: Framework) -> Flags:
    """Which schools raise one flag: on unrounded values, with room for rounding noise."""
    rules, hours, schools = framework.flags, picture.hours, deployment.schools
    if flag == "high_need_intake":
        return _above(ratio(picture.ehcp.astype(np.float64), schools.roll), _by_phase(rules.high_need_intake)[schools.phase])
    if flag == "low_spend":
        return picture.kpis["finance"].value < rules.low_spend - NOISE
    if flag == "overcommitted":
        return hours.overcommitted > NOISE
    if flag == "small_register":
        return picture.register < framework.index.register_least
    if flag == "small_school":
        exempt = np.array([phase in rules.small_exempt for phase in PHASES])
        return ~exempt[schools.phase] & (schools.roll < rules.small_roll)
    return _above(ratio(hours.absorbed, hours.paid), np.full(len(hours.paid), rules.drift_share))


def _above(share: Floats, limit: Floats) -> Flags:
    return share > limit + NOISE


def _by_phase(limits: Mapping[str, float]) -> Floats:
    """A limit a phase; a phase without one is never above it."""
    return np.array([limits.get(phase, np.inf) for phase in PHASES])
