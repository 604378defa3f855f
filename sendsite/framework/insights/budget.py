"""Support staff who cost much more, or much less, than the SEND funding that is identified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import Share, share
from sendsite.framework.insights.insight import HEAD, Insight, Look
from sendsite.framework.money import average_hour, money, staff_cost
from sendsite.framework.records import PHASES


class Words(NamedTuple):
    severity: str
    title: str
    diagnosis: str
    why: str
    action: str
    steps: tuple[str, ...]
    not_when: str


OVER = Words(
    "medium",
    "Support staff cost more than the SEND funding identified",
    "At standard rates, support staff cost {share} of the SEND funding that is identified for the school.",
    "The rest comes from the school's other money. That can be right, and then it should be a decision that governors know of.",
    "Say what the rest is paid from and for how long, and check that all funding is entered.",
    (
        "Check the school's notional SEND budget and each pupil's top-up.",
        "Ask which costs are agreed beyond this year.",
        "Look at hours that other tasks take, or that nobody holds, before adding any.",
        "Bring the figure and the reason to governors.",
    ),
    "It does not apply where the notional budget or top-up funding is not yet entered in full.",
)
UNDER = Words(
    "low",
    "Support staff cost a small part of the SEND funding identified",
    "At standard rates, support staff cost {share} of the SEND funding that is identified for the school.",
    "The funding also pays for teaching, therapy and equipment, so this is no fault. Governors should know what it buys.",
    "Write down what the rest of the funding pays for.",
    (
        "Check that all support staff and their hours are entered.",
        "List what else the funding pays for, such as small classes, therapists or equipment.",
        "Where plans are short of hours, ask whether part of it could pay for them.",
    ),
    "It does not apply to special schools and alternative provision, where this funding pays for nearly everything, "
    "nor where a school meets need mostly through teachers or bought-in specialists.",
)
PAID_WHOLE = ("special", "alternative_provision")
"""Phases where the funding identified pays for nearly everything, so that support staff are always a small part of it."""


def budget(look: Look) -> Iterator[Insight]:
    """
    Support staff cost more than one edge, or less than another, of SEND funding identified: notional budget and top-up, at standard cost.

    Neither is a verdict. Silent where no budget is stated; of the lower edge too where the funding pays for nearly everything.
    """
    figures, rules = money(look.measures, look.framework), look.framework.insights
    hour = average_hour(look.deployment, staff_cost(look.deployment, look.framework)) * look.framework.cost.weeks
    for school, used in enumerate(figures.utilisation.tolist()):
        over = used > rules.budget_over + NOISE
        under = 0 < used < rules.budget_under - NOISE and PHASES[int(look.deployment.schools.phase[school])] not in PAID_WHOLE
        if not over and not under:
            continue
        words = OVER if over else UNDER
        used = Share(float(figures.send_staff_cost[school]), float(figures.funding_identified[school]), "money")
        difference = abs(float(figures.send_staff_cost[school] - figures.funding_identified[school]))
        yield Insight(
            rule="budget",
            urn=look.urn(school),
            severity=words.severity,
            title=words.title,
            diagnosis=words.diagnosis.format(share=share(used)),
            why=words.why,
            action=words.action,
            steps=words.steps,
            who=HEAD,
            where="/schools",
            figures={"utilisation": used},
            effect=None,
            weight=difference / float(hour[school]),
            not_when=words.not_when,
        )
