"""Measures read together: the cross-reference guide. A new pattern is a new file and a line in PATTERNS."""

from __future__ import annotations

from sendsite.framework.patterns.cost_with_drift import COST_WITH_DRIFT
from sendsite.framework.patterns.cost_with_high_need import COST_WITH_HIGH_NEED
from sendsite.framework.patterns.cost_without_need import COST_WITHOUT_NEED
from sendsite.framework.patterns.delivery_without_need import DELIVERY_WITHOUT_NEED
from sendsite.framework.patterns.drift_with_gap import DRIFT_WITH_GAP
from sendsite.framework.patterns.green_but_unrated import GREEN_BUT_UNRATED
from sendsite.framework.patterns.low_cost_low_delivery import LOW_COST_LOW_DELIVERY
from sendsite.framework.patterns.need_on_paper import NEED_ON_PAPER
from sendsite.framework.patterns.need_without_progress import NEED_WITHOUT_PROGRESS
from sendsite.framework.patterns.need_without_quality import NEED_WITHOUT_QUALITY
from sendsite.framework.patterns.pattern import Look, Pattern, Signs
from sendsite.framework.patterns.progress_with_growing_gap import PROGRESS_WITH_GROWING_GAP
from sendsite.framework.patterns.progress_without_quality import PROGRESS_WITHOUT_QUALITY
from sendsite.framework.patterns.quality_with_little import QUALITY_WITH_LITTLE

PATTERNS: tuple[Pattern, ...] = (
    DELIVERY_WITHOUT_NEED,
    QUALITY_WITH_LITTLE,
    DRIFT_WITH_GAP,
    NEED_ON_PAPER,
    NEED_WITHOUT_QUALITY,
    NEED_WITHOUT_PROGRESS,
    PROGRESS_WITH_GROWING_GAP,
    PROGRESS_WITHOUT_QUALITY,
    COST_WITH_DRIFT,
    COST_WITHOUT_NEED,
    COST_WITH_HIGH_NEED,
    LOW_COST_LOW_DELIVERY,
    GREEN_BUT_UNRATED,
)
"""In the order of the guide: hours, then quality and progress, then cost, then what cannot be seen."""


def occurring(signs: Signs) -> tuple[Pattern, ...]:
    """The patterns that what may be seen of a school or trust shows."""
    return tuple(pattern for pattern in PATTERNS if pattern.occurs(signs))


__all__ = ["PATTERNS", "Look", "Pattern", "Signs", "occurring"]
