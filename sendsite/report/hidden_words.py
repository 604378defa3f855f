"""What figures are called where they stand in a list and not in their table: by the kinds that `quantities` enters."""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.model import KPIS
from sendsite.report.formats import small
from sendsite.report.quantities.colleagues import TOGETHER
from sendsite.report.quantities.support import SIZES
from sendsite.report.sections.by_role import OTHERS
from sendsite.report.sections.drift import BENDS, FACES
from sendsite.report.sections.landing import LABELS as LANDS
from sendsite.report.sections.outcome_cost import HALVES
from sendsite.report.sections.ratings import YEARS
from sendsite.report.words import AGES, AREAS, GROUPS, KPI_NAMES, MODES, POOLED_AREAS, RATINGS, ROLES, STAGES, STATUSES, TASKS

MEASURES, OTHER = "measures", "other"
TABLES: Mapping[str, str] = {
    MEASURES: "Index and measures",
    "register": "Pupils on the register",
    "rating": "By rating",
    "area": "By area of need",
    "ages": "By age",
    "hours": "Hours",
    "land": "Where hours land",
    "mode": "In class, withdrawn, intervention",
    "group": "By size of group",
    "pairs": "Pairings of adult and pupil",
    "role": "Staff by role",
    "task": "Staff hours by task",
    "outcome": "Plan outcomes",
    "outcome_cost": "What outcomes cost",
    "requests": "Requests for assessment",
    "money": "Money",
    "top_up": "Top-up, and what support costs",
    "drift": "Drift, and changes worth a second look",
    "priority": "Priorities",
    "scenario": "What-ifs",
    "set_out": "What was set out",
    "insight": "Insights",
    OTHER: "Further figures",
}
"""Every table that figures are listed under, in the order of the pages."""
BREAKDOWNS = frozenset({"rating", "area", "ages", "mode", "group", "outcome", "outcome_cost", "top_up"})
"""The tables that sort pupils, their hours or their outcomes."""
TABLE_OF: Mapping[str, str] = {
    **dict.fromkeys(("kpi", "score", "rank", "today"), MEASURES),
    **dict.fromkeys(("register", "ehcp", "support", "roll", "census"), "register"),
    **dict.fromkeys(("ages", "stage", "year"), "ages"),
    **dict.fromkeys(("requests", "senco_days"), "requests"),
    "red_or_amber": "rating",
    "reviewed": "outcome",
    **dict.fromkeys(("drift", "bend"), "drift"),
    "funded": "top_up",
}
"""Kinds of figures that are listed under a table of another name."""

ALONE: Mapping[str, str] = {
    "register": "Pupils on the register",
    "ehcp": "Pupils with an EHCP",
    "support": "Pupils at SEN support",
    "roll": "Pupils on roll",
    "rank": "Place among the trust’s schools",
    "senco_days": "SENCO days a week",
    "census.ehcp": "Pupils with an EHCP by the census",
    "census.support": "Pupils at SEN support by the census",
    "red_or_amber.pupils": "Pupils rated red or amber",
    "reviewed.pupils": "Pupils with hours and a reviewed outcome",
    "reviewed.others": "Pupils with hours and no reviewed outcome",
    "requests.made": "Requests for assessment made",
    "requests.agreed": "Requests agreed",
    "requests.open": "Requests not agreed",
    "pairs.last": "Pairings last term",
    "pairs.kept": "Pairings that went on",
    "pairs.share": "Share of pairings that went on",
    "mode.hours": "All support hours",
    "group.hours": "All support hours",
    "outcome.all": "All outcomes",
    "outcome.going": "Outcomes that are counted",
    "outcome.forward": "Share of outcomes on track or achieved",
    "land.used": "Hours with pupils",
    "land.total": "All hours paid for",
    "land.over": "Hours promised beyond those paid",
    "drift.historic": "Hours on ratings that are too old",
    "money.send_cost": "SEND cost",
    "money.send_staff_cost": "SEND hours of support staff",
    "money.drift_cost": "Other tasks",
    "money.preparation": "Preparation",
    "money.unallocated": "Hours not yet deployed",
    "money.overcommitted": "Hours promised beyond those paid",
    "money.top_up": "Top-up funding of pupils",
    "money.funding_identified": "SEND funding identified",
    "money.utilisation": "Support staff as a share of funding identified",
    "money.per_pupil": "Cost for each pupil on the register",
    "money.per_delivered_hour": "Cost for each hour a pupil receives",
    "money.per_achieved_outcome": "Cost for each outcome achieved",
    "money.provision": "Support of pupils",
    "money.uses": "SEND hours, and hours promised beyond them",
    "money.budget": "Notional SEND budget",
    "money.other": "Other SEND costs stated",
}
"""Figures of which there is one a place."""
HOURS: Mapping[str, str] = {
    "contracted": "Contracted hours",
    "paid": "Hours paid for SEND support",
    "delivered": "Hours that pupils receive",
    "needed": "Hours that plans ask for",
    "matched": "Hours met",
    "gap": "Hours that plans are short of",
    "surplus": "Hours beyond plans",
    "prepared": "Hours of preparation",
    "absorbed": "Hours in other tasks",
    "unallocated": "Hours not yet deployed",
    "overcommitted": "Hours promised beyond those paid",
    "staff_time": "Staff hours with pupils",
}
OF_PUPILS: Mapping[str, str] = {
    "pupils": "Pupils",
    "ehcp": "Pupils with an EHCP",
    "support": "Pupils at SEN support",
    "needed": "Hours needed",
    "received": "Hours received",
    "matched": "Hours met",
    "gap": "Hours short",
    "met": "Need met",
}
OF_ROLE: Mapping[str, str] = {
    "contracted": "Contracted hours",
    "send": "SEND hours",
    "used": "Hours with pupils",
    "prepared": "Hours of preparation",
    "absorbed": "Hours in other tasks",
    "unallocated": "Hours not yet deployed",
    "overcommitted": "Hours promised beyond those paid",
    "cost": "Cost",
    "send_cost": "Cost of SEND hours",
    "send_share": "Share of the cost of SEND hours",
}
OF_OUTCOMES: Mapping[str, str] = {
    "planned": "Outcomes with planned hours",
    "unplanned": "Outcomes without planned hours",
    "cost": "Cost of planned hours",
    "each": "Cost of one",
}
OF_BAND: Mapping[str, str] = {"pupils": "Pupils", "top_up": "Top-up", "provision": "Cost of support", "balance": "Balance"}
FUNDED = {"pupils": "Pupils with top-up", "top_up": "Their top-up", "provision": "Cost of their support", "balance": "Balance of the two"}
OF_SCENARIO: Mapping[str, str] = {
    "cost": "Cost of all support staff",
    "send": "SEND hours",
    "over": "Hours promised beyond those paid",
    "gap": "Hours that plans are short of",
    **{kpi: KPI_NAMES[kpi] for kpi in (*KPIS, "sei")},
}
AMONG: Mapping[str, str] = {
    "register": "on the register",
    "supported": "who receive hours",
    "red": "rated red who receive hours",
    "rated": "who are rated",
    "funded": "with top-up",
}
"""Whose others an insight leaves over."""

GROUPED: Mapping[str, Mapping[str, str]] = {
    "rating": {code: "not rated" if code == "unrated" else f"rated {small(words)}" for code, words in RATINGS.items()},
    "area": AREAS | POOLED_AREAS,
    "ages": AGES,
    "stage": STAGES,
    "year": YEARS,
    "mode": MODES,
    "group": {size: GROUPS[size] for size in SIZES},
    "role": ROLES | {TOGETHER: OTHERS},
    "task": TASKS | {"preparation": "Preparation"},
    "outcome": STATUSES | HALVES,
    "land": LANDS,
    "drift": {face: words for face, (words, _) in FACES.items()},
    "bend": {kind: words for kind, (words, _) in BENDS.items()} | {"outcomes_withdrawn": "Outcomes withdrawn since the term before"},
}
"""What the groups of a kind are called."""
