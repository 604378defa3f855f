"""Every setting of the framework in plain words: what it is called, and its value with its unit."""

from __future__ import annotations

from sendsite.report.formats import PENNIES, POUNDS, listed
from sendsite.report.words import KPI_NAMES, PHASES, ROLES, STATUSES

LABELS: dict[str, tuple[str, str]] = {
    "rating.complete_from": ("A rating is complete from so many answers", "of the eight questions"),
    "rating.weights.red": ("Weight of a red rating", ""),
    "rating.weights.amber": ("Weight of an amber rating", ""),
    "rating.weights.green": ("Weight of a green rating", ""),
    "hours.group_size_limit": ("A group in which each pupil still counts in full, at most", "pupils"),
    "hours.preparation_share": ("Preparation that counts as support, at most", "% of SEND hours"),
    "cost.weeks": ("Teaching weeks", "weeks a year"),
    "cost.on_costs": ("On-costs", "% on top of pay"),
    "cost.element_2": ("Met from the notional budget before top-up begins", "£ a pupil a year"),
    "cost.achieved_least": ("Cost per outcome is shown from", "outcomes achieved"),
    "provenance.placeholder_benchmarks": ("Benchmarks that are placeholders", ""),
    "provenance.benchmark_data": ("Data behind the benchmarks", ""),
    "available.dqf_unrated_most": ("Deployment quality: need held by unrated pupils, at most", "% of needed hours"),
    "available.dqf_pupils_least": ("Deployment quality: pupils rated red or amber, at least", "pupils"),
    "available.pif_reviewed_least": ("Progress: hours of pupils with a reviewed outcome, at least", "% of hours received"),
    "index.floor": ("A score counts as no less than", ""),
    "index.edges": ("Moderate from, and High from", ""),
    "index.register_least": ("A band and a rank need a register of", "pupils"),
    "index.register_full": ("A band is certain at every place from a register of", "pupils"),
    "index.uncertain_within": ("In a smaller register a band is uncertain within", "of an edge"),
    "flags.small_roll": ("A small school has fewer on roll than", "pupils"),
    "flags.small_exempt": ("Phases that are never flagged as small", ""),
    "flags.drift_share": ("Many hours in other tasks: more than", "% of paid hours"),
    "flags.low_spend": ("Low spend: support staff cost under", "% of the benchmark"),
    "drift.concentration_share": ("Concentration: one pupil holds at least", "% of an adult’s hours"),
    "drift.concentration_pupils": ("Concentration: the adult supports at least", "pupils"),
    "drift.send_share_fall": ("A fall of the SEND share of contracted hours that is named", "% of contracted hours"),
    "drift.rerated_share": ("Re-rating that is named, from", "% of pupils rated both times"),
    "moderation.sample_share": ("Ratings that a second person confirms each term", "% of rated pupils"),
    "moderation.sample_least": ("And never fewer a school than", "pupils"),
    "checks.rating_age_days": ("A rating is old after", "days"),
    "checks.review_age_days": ("A review is old after", "days"),
    "checks.review_due_days": ("A review is due after", "days"),
    "checks.overcommitted_least": ("Promised beyond paid hours, named from", "hours a week"),
    "insights.served_least": ("A pupil of the highest need should receive at least", "% of the need"),
    "insights.unallocated_share": ("Hours not yet deployed, named from", "% of paid hours"),
    "insights.absorbed_share": ("Other tasks, named from", "% of paid hours"),
    "insights.returned_share": ("What could come back from other tasks", "% of those hours"),
    "insights.surplus_share": ("Hours beyond the plan, named from", "% of hours received"),
    "insights.untied_share": ("Hours without a reviewed outcome, named from", "% of hours received"),
    "insights.unrated_share": ("Pupils without a rating, named from", "% of the register"),
    "insights.unreviewed_share": ("Outcomes whose review is due, named from", "% of hours received"),
    "insights.stale_share": ("Old ratings, named from", "% of hours received"),
    "insights.tied_share": ("Ratings between two levels, named from", "% of the hours in rated pupils’ plans"),
    "insights.at_odds_share": ("Ratings that do not fit plan or hours, named from", "% of the hours in rated pupils’ plans"),
    "insights.costly_finance": ("High spending with little support: Finance above", ""),
    "insights.costly_support": ("High spending with little support: hours of support for each hour paid for, below", ""),
    "insights.concentration_share": ("Concentration in a whole school, named from", "% of staff hours with pupils"),
    "insights.one_adult_share": ("The highest need resting on one member of staff, named from", "% of these pupils’ hours"),
    "insights.one_adult_pupils": ("And only where of the highest need there are at least", "pupils"),
    "insights.continuing_share": ("Support that goes on past need, named from", "% of hours received"),
    "insights.top_up_short": ("Support that costs more than its funding, named from", "% of all top-up"),
    "insights.budget_over": ("Support staff cost more than the SEND funding identified, named from", "% of that funding"),
    "insights.budget_under": ("Support staff cost a small part of it, named below", "% of that funding"),
    "insights.priority_short": ("A stated priority falls short, named from", "% of hours below its target"),
    "insights.withdrawn_share": ("Support withdrawn from lessons, named from", "% of staff hours with pupils"),
    "insights.pairs_kept_least": ("Pairs of adult and pupil that go on, named below", "% of those that could"),
    "insights.pairs_least": ("And only where there are at least", "such pairs"),
    "insights.high_weight": ("High priority from", "pupil hours a week"),
    "insights.medium_weight": ("Medium priority from", "pupil hours a week"),
    "rebalance.step": ("A rebalance moves hours in steps of", "hours a week"),
    "rebalance.adults_most": ("A rebalance gives no pupil more adults than", "in a week"),
}
"""Key -> (name, unit). A unit that begins with % makes a share a percentage, one that begins with £ an amount."""
FAMILIES: dict[str, tuple[dict[str, str], str, str]] = {
    "rates": (ROLES, "", "£ a contracted hour"),
    "benchmarks": (PHASES, "", "£ a pupil on roll, a year"),
    "progress": (STATUSES, "", ""),
    "flags.high_need_intake": (PHASES, "High-need intake, pupils with an EHCP: ", "% of the roll"),
    "scores": (KPI_NAMES, "Points of ", ""),
    "change": (KPI_NAMES, "Least real change: ", ""),
    "places": (KPI_NAMES, "Places shown: ", ""),
}
"""Settings that stand once for each role, phase, status or measure: the names, what stands before them, and the unit."""


def label(key: str) -> str:
    """What a setting is called: `hours.preparation_share` is `Preparation that counts as support, at most`."""
    return _known(key)[0]


def in_words(key: str, value: object) -> str:
    """A setting's value with its unit: `10% of SEND hours`, `£20.00 a contracted hour`."""
    unit = _known(key)[1]
    if isinstance(value, list | tuple):
        each = [PHASES.get(str(item), f"{item:g}" if isinstance(item, float) else str(item)) for item in value]
        return listed(each) or "none"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if unit.startswith("%"):
        return f"{round(value * 100, 6):g}{unit}"
    if unit.startswith("£"):
        return (PENNIES if key.startswith("rates.") else POUNDS).text(value) + unit[1:]
    return f"{value:g} {unit}".strip()


def _known(key: str) -> tuple[str, str]:
    """Name and unit of a setting; one that is not known here is called by its key's own words."""
    if key in LABELS:
        return LABELS[key]
    family, _, own = key.rpartition(".")
    if family in FAMILIES and own in FAMILIES[family][0]:
        names, before, unit = FAMILIES[family]
        return f"{before}{names[own].lower() if before else names[own]}", unit
    return key.replace("_", " ").replace(".", ": ").capitalize(), ""
