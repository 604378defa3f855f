"""The five KPIs, one file each. A new one is a new file and a line in METRICS."""

from __future__ import annotations

from sendsite.framework.metrics.ash import ASH
from sendsite.framework.metrics.dqf import DQF
from sendsite.framework.metrics.finance import FINANCE
from sendsite.framework.metrics.grounds import Grounds, Metric
from sendsite.framework.metrics.need import NEED
from sendsite.framework.metrics.pif import PIF
from sendsite.framework.model import KPIS

METRICS: tuple[Metric, ...] = (FINANCE, ASH, NEED, DQF, PIF)
assert tuple(metric.kpi for metric in METRICS) == KPIS

__all__ = ["METRICS", "Grounds", "Metric"]
