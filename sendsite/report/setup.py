"""What a report is told about the trust besides its records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sendsite.framework.settings import Framework
from sendsite.report.disclosure import LEAST_K


@dataclass(frozen=True)
class Setup:
    """
    The trust's name, what it calls a pupil's plan, who publishes, and the least number of pupils a figure may rest on (never under 5).

    `pictures` is a folder in which drawn pictures are kept from build to build; None keeps them for one build only. `method` is the framework
    in force today: frozen terms that were computed by another show their figures by it too, marked; without it they do not.
    """

    trust: str
    plan_name: str = "One Plan"
    published_by: str = "the trust office"
    k: int = LEAST_K
    pictures: Path | None = None
    method: Framework | None = None

    @property
    def decisions(self) -> Path | None:
        """Where decisions of what to hide are remembered: beside the pictures, and no part of the site either."""
        return decisions_in(self.pictures.parent) if self.pictures else None


def decisions_in(build: Path) -> Path:
    """The folder of remembered decisions in a site's build folder."""
    return build / ".decisions"
