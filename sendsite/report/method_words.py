"""The formulas in words, with the values in force. The rules of what is hidden stand in `method_hidden`."""

from __future__ import annotations

from sendsite.framework.settings import Framework
from sendsite.report.formats import WHOLE_PERCENT
from sendsite.report.words import KPI_MEANS, KPI_NAMES

Formula = tuple[str, str, str, str]


def formulas(framework: Framework) -> tuple[Formula, ...]:
    """(name, formula, in words, when it is not available): hours, the five measures, the index and its change."""
    return (*_hours(framework), *_kpis(framework), *_index(framework), *_money(framework))


def _hours(framework: Framework) -> tuple[Formula, ...]:
    rules = framework.hours
    limit, share = rules.group_size_limit, WHOLE_PERCENT.text(rules.preparation_share)
    return (
        (
            "Hours received",
            f"sum of the hours of a pupil’s cells; in a group × min(1, {limit} ÷ members)",
            "Hours a pupil is timetabled with an adult. In a large group each pupil gets less.",
            "",
        ),
        (
            "Hours matched",
            "min(received, need, one-to-one received + need − one-to-one need)",
            "What of the plan is met, pupil by pupil, and of the kind the plan names. The rest of the need is the gap, the rest of what is received surplus.",
            "",
        ),
        (
            "Hours used, prepared and absorbed",
            f"used = one-to-one hours + the longest cell of each group; prepared = min(preparation, {share} of SEND hours); absorbed = all other task hours",
            "Where the hours of a member of staff go. What is left is not yet deployed; what goes past the SEND hours is overcommitted.",
            "",
        ),
    )


def _kpis(framework: Framework) -> tuple[Formula, ...]:
    rules, weights = framework.available, framework.rating.weights
    unrated, reviewed = WHOLE_PERCENT.text(rules.dqf_unrated_most), WHOLE_PERCENT.text(rules.pif_reviewed_least)
    weigh = f"red {weights['red']:g}, amber {weights['amber']:g}, green {weights['green']:g}"
    written = {
        "finance": ("standard cost of all support staff ÷ (number on roll × benchmark cost per pupil of the phase)", "no staff are entered, or the roll is 0"),
        "ash": ("sum of min(used + prepared, SEND hours − absorbed, not below 0) ÷ SEND hours paid for", "no SEND hours are paid for"),
        "need": ("hours matched ÷ hours needed", "no need is recorded"),
        "dqf": (
            f"(sum of weight × received ÷ sum of received) ÷ (sum of weight × need ÷ sum of need), over rated pupils; weights {weigh}",
            f"unrated pupils hold more than {unrated} of need, or fewer than {rules.dqf_pupils_least} pupils are red or amber, or no need carries weight",
        ),
        "pif": (
            "sum of received × progress ÷ sum of received, over counted pupils; progress is the mean mark of a pupil’s reviewed outcomes",
            f"nothing is timetabled, or pupils with a reviewed outcome hold less than {reviewed} of it",
        ),
    }
    return tuple((KPI_NAMES[kpi], formula, KPI_MEANS[kpi], missing) for kpi, (formula, missing) in written.items())


def _index(framework: Framework) -> tuple[Formula, ...]:
    rules = framework.index
    low, high = rules.edges
    return (
        (
            KPI_NAMES["sei"],
            f"fifth root of the product of the five scores, each no less than {rules.floor:g}",
            f"{KPI_MEANS['sei']} Low below {low:.2f}, Moderate from {low:.2f}, High from {high:.2f}, on the figure as shown.",
            (
                f"any measure is not available. No band and no rank under {rules.register_least} pupils on the register; "
                f"from {rules.register_least} to {rules.register_full - 1} a figure within {rules.uncertain_within:g} of an edge is uncertain."
            ),
        ),
        (
            "The trust’s figures",
            "each measure from the summed sums of its schools, then scores and index as for a school",
            "Never a mean of ratios. A school without a measure is left out of it, and the page names it.",
            "no school has the measure",
        ),
        (
            "What moved the index",
            "part of a measure = L(index now, index before) × (ln score now − ln score before) ÷ 5, with L(a, b) = (a − b) ÷ (ln a − ln b)",
            "The five parts add up exactly to the change of the index.",
            "either index is not available",
        ),
    )


def _money(framework: Framework) -> tuple[Formula, ...]:
    weeks, element = framework.cost.weeks, framework.cost.element_2
    return (
        (
            "Standard cost",
            f"role rate × contracted hours × {weeks:g} weeks; SEND cost = standard cost × SEND hours ÷ contracted hours",
            "One rate a role. No salary feeds any published figure.",
            "",
        ),
        (
            "Provision and top-up",
            f"provision = sum of attributed hours × hourly cost × {weeks:g}; balance = top-up + min({element:,.0f}, provision) − provision",
            "An hour shared by a group costs each pupil a share. Published for all such pupils of a school together, and by funding band of the trust.",
            "a pupil has no top-up, or the band no amount",
        ),
    )
