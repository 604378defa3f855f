"""The names of things, for a lay governor: measures, bands, codes, and why a figure is not there. The one place for them."""

from __future__ import annotations

from sendsite.framework.settings import Framework
from sendsite.report.figures.values import Band
from sendsite.report.formats import COUNT, WHOLE_PERCENT

KPI_NAMES = {
    "sei": "SEND Efficiency Index",
    "finance": "Finance",
    "ash": "Average support hours",
    "need": "Need met",
    "dqf": "Deployment quality",
    "pif": "Progress",
}
KPI_SHORT = {"sei": "Index", "finance": "Finance", "ash": "Support hours", "need": "Need met", "dqf": "Deployment quality", "pif": "Progress"}
KPI_SUBS = {
    "finance": "times what similar schools spend",
    "ash": "hours of support for each hour paid",
    "need": "of the hours in pupils’ plans",
    "dqf": "how closely hours follow need",
    "pif": "progress for each hour of support, 0 to 1",
}
ABOVE_ONE = "Above 1.00: hours lean to the highest need more than plans do."
KPI_MEANS = {
    "sei": "The five measures as one figure from 0.1 to 4.5. A school has to do well on all of them to score high: a strong measure cannot buy off a weak one.",
    "finance": "What support staff cost at standard rates, beside what schools of the phase usually spend for as many pupils. 1.00 is the usual spend.",
    "ash": "Of each hour paid for SEND support, how much is timetabled to support pupils or to prepare for it.",
    "need": "How many of the weekly hours set out in pupils’ plans are timetabled, pupil by pupil: extra hours for one pupil never hide a gap for another.",
    "dqf": "Whether hours go where need is highest. 1.00 means that hours follow need exactly; less, that pupils of lower need get more than their share; "
    "above 1.00: hours lean to the highest need more than plans do.",
    "pif": "How far the hours go to pupils whose plan outcomes are reviewed and moving forward. Support that runs beside the plan counts as 0.",
}
KPI_ISNT = {
    "sei": "It is a question worth asking, not a verdict, and not a judgement of any person.",
    "finance": "It is not the school’s real pay bill, and low is not good in itself: at a very low figure ask first whether the staff list is complete.",
    "ash": "It is not a record of what was delivered on the day: it counts what is timetabled.",
    "need": "It is not a check of what a child received on the day: it compares the timetable with the plan.",
    "dqf": "It says nothing about how well the support is given.",
    "pif": "It is not an exam result, and it does not show that the support caused the progress.",
}
LOWER_IS_BETTER = frozenset({"finance"})
MANY = frozenset({"ash"})
"""Measures whose names are plural: hours stand, and progress stands."""

PHASES = {
    "nursery": "Nursery",
    "primary": "Primary",
    "secondary": "Secondary",
    "all_through": "All-through",
    "special": "Special",
    "alternative_provision": "Alternative provision",
}
ROLES = {
    "TA": "Teaching assistant",
    "LSA": "Learning support assistant",
    "HLTA": "Higher level teaching assistant",
    "learning_mentor": "Learning mentor",
    "other": "Other support staff",
}
TASKS = {
    "preparation": "Preparation",
    "cover": "Cover",
    "admin": "Admin",
    "pastoral": "Pastoral",
    "duty": "Duties",
    "general_class": "General class support",
    "absence": "Absence",
    "other": "Other tasks",
}
MODES = {"in_class": "In class", "withdrawn": "Withdrawn", "intervention": "Intervention", "": "Not recorded"}
RATINGS = {"red": "Red", "amber": "Amber", "green": "Green", "unrated": "Not rated"}
AREAS = {
    "cognition_and_learning": "Cognition and learning",
    "communication_and_interaction": "Communication and interaction",
    "semh": "Social, emotional and mental health",
    "sensory_and_physical": "Sensory and physical",
    "other": "Other needs",
    "": "Not recorded",
}
STATUSES = {
    "not_started": "Not started",
    "emerging": "Emerging",
    "developing": "Developing",
    "on_track": "On track",
    "achieved": "Achieved",
    "withdrawn": "Withdrawn",
}
POOLED_AREAS = {area: words for area, words in AREAS.items() if area in ("cognition_and_learning", "communication_and_interaction", "semh")} | {
    "rarer": "Sensory, physical and other needs, or not recorded"
}
"""The areas of need as they are published of a school: the rarer ones together."""
AGES = {
    "to_2": "Nursery to Year 2",
    "3_to_6": "Years 3 to 6",
    "7_to_9": "Years 7 to 9",
    "from_10": "Year 10 and over",
    "": "Year group not recorded",
}
STAGES = {"EYFS": "Early years", **{f"KS{stage}": f"Key stage {stage}" for stage in range(1, 6)}, "": "Key stage not known"}
GROUPS = {"one": "One to one", "small": "Groups of two or three", "medium": "Groups of four to six", "large": "Groups of seven or more"}
WHY_MISSING = {
    "no_staff": ("no support staff are entered", "Enter the school’s support staff and their hours"),
    "no_roll": ("the number on roll is not entered", "Enter the number on roll"),
    "no_send_hours": ("no hours paid for SEND support are entered", "Enter the SEND hours of the support staff"),
    "no_need": ("no pupil has hours of need recorded", "Enter the weekly hours set out in pupils’ plans"),
    "unrated_need": ("pupils who hold too large a share of the need are not rated", "Rate the remaining pupils with the eight questions"),
    "few_rated": ("too few pupils are rated red or amber for a fair figure", "Nothing is wrong: the measure needs more such pupils"),
    "no_rated_need": ("the rated pupils have no need that carries weight", "Rate the pupils and enter the hours in their plans"),
    "nothing_delivered": ("no support is timetabled", "Enter the timetable of support"),
    "few_reviewed": ("pupils with a reviewed outcome hold less than half of the hours", "Review the plan outcomes and enter their dates"),
    "no_school": ("no school has a figure", "Complete the registers of the schools"),
}
KPI_MISSING = {
    "finance": "the staff list or the number on roll is not complete",
    "ash": "no hours paid for SEND support are entered",
    "need": "no hours of need are entered",
    "dqf": "too few pupils are rated, or hold hours of need",
    "pif": "too little of the support goes to pupils with a reviewed outcome",
}
SEI_BANDS = {"low": Band("Low", "low", "▲"), "moderate": Band("Moderate", "moderate", "◆"), "high": Band("High", "high", "●")}
KPI_BANDS = {"red": Band("Red", "red", "▲"), "amber": Band("Amber", "amber", "◆"), "green": Band("Green", "green", "●")}


def measure(kpi: str) -> str:
    """A measure as a sentence begins with it."""
    return "The index" if kpi == "sei" else KPI_NAMES[kpi]


def stands(kpi: str) -> str:
    return "stand" if kpi in MANY else "stands"


def has(kpi: str) -> str:
    return "have" if kpi in MANY else "has"


def are(kpi: str) -> str:
    return "are" if kpi in MANY else "is"


def band(name: str) -> Band | None:
    """The band of a KPI (red, amber, green) or of the index (low, moderate, high); None where there is none."""
    return KPI_BANDS.get(name) or SEI_BANDS.get(name)


def flag_words(flag: str, framework: Framework) -> tuple[str, str]:
    """A flag's name and what to know about it, with the thresholds in force."""
    rules, index = framework.flags, framework.index
    said = {
        "small_school": (
            "Small school",
            f"With fewer than {COUNT.text(rules.small_roll)} on roll, staffing has a floor and teachers meet much need: Finance can read high, need met low.",
        ),
        "small_register": (
            "Small register",
            f"With fewer than {index.register_least} pupils on the register one pupil can move every figure, so the index has no band and the school no rank.",
        ),
        "support_drift": (
            "Many hours in other tasks",
            f"More than {WHOLE_PERCENT.text(rules.drift_share)} of the hours paid for SEND support go to other tasks.",
        ),
        "overcommitted": ("More hours promised than paid", "Some timetables hold more hours than are paid for."),
        "low_spend": (
            "Low spend",
            f"Support staff cost under {WHOLE_PERCENT.text(rules.low_spend)} of what schools of the phase spend. Ask first whether the staff list is complete.",
        ),
        "high_need_intake": (
            "High-need intake",
            "The share of pupils with an EHCP is in about the upper quarter of schools. Read Finance beside it: including pupils with high need is not waste.",
        ),
    }
    return said[flag]


def why_missing(kpi: str, code: str) -> tuple[str, str]:
    """(why the measure is not available, what would make it so). An unknown code gets the measure's own general reason."""
    return WHY_MISSING.get(code, (KPI_MISSING.get(kpi, "what it rests on is not entered"), "Complete the register"))
