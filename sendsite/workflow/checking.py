"""The register's data quality: what is missing or doubtful, who mends it and where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.checks import Finding


def check(folder: SiteFolder, *, on: date | None = None) -> tuple[Finding, ...]:
    """Every finding in the live register, counted from today or the day given."""
    from sendsite.framework.checks import checks

    records, today = folder.records()
    return checks(records, folder.framework(), on or today)
