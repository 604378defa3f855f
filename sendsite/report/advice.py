"""Insights as pages show them: the figures behind each, what it would change, and its words without numbers where those are hidden."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sendsite.framework.insights.insight import SEVERITIES
from sendsite.report.disclosure import Advice, Value, marked, shown_cell
from sendsite.report.figures.pages import InsightCard
from sendsite.report.figures.values import Cell, Link, Notice
from sendsite.report.formats import COUNT, HOURS_H, PERCENT, POUNDS, RATIO, SHARE, Format, listed
from sendsite.report.tried import effects, tried_words
from sendsite.report.view import Place, View
from sendsite.report.words import TASKS

FIGURES: dict[str, tuple[str, Format]] = {
    "pupils": ("Pupils concerned", COUNT),
    "staff": ("Timetables concerned", COUNT),
    "roll": ("Pupils on roll", COUNT),
    "finance": ("Finance", RATIO),
    "gap_hours": ("Hours plans are short of", HOURS_H),
    "hours_to_gaps": ("Hours that would reach a gap", HOURS_H),
    "absorbed_hours": ("Hours in other tasks", HOURS_H),
    "absorbed_share": ("Share of paid hours", SHARE),
    **{f"task_{task}": (f"Of these: {words[0].lower()}{words[1:]}", HOURS_H) for task, words in TASKS.items() if task != "preparation"},
    "task_long_preparation": ("Of these: preparation beyond the allowance", HOURS_H),
    "needed_hours": ("Hours needed", HOURS_H),
    "met_hours": ("Hours matched", HOURS_H),
    "met_share": ("Share of need met", SHARE),
    "overcommitted_hours": ("Hours beyond those paid", HOURS_H),
    "surplus_hours": ("Hours beyond plans", HOURS_H),
    "surplus_share": ("Share of hours received", SHARE),
    "unallocated_hours": ("Hours not yet deployed", HOURS_H),
    "unallocated_share": ("Share of paid hours", SHARE),
    "unrated_share": ("Share of pupils not rated", SHARE),
    "unreviewed_hours": ("Hours beside outcomes due for review", HOURS_H),
    "unreviewed_share": ("Share of hours received", SHARE),
    "stale_hours": ("Hours that rest on old ratings", HOURS_H),
    "stale_share": ("Share of hours received", SHARE),
    "tied_hours": ("Hours in these pupils’ plans", HOURS_H),
    "tied_share": ("Share of rated pupils’ plans", SHARE),
    "at_odds_hours": ("Hours in these pupils’ plans", HOURS_H),
    "at_odds_share": ("Share of rated pupils’ plans", SHARE),
    "support_share": ("Hours of support for each hour paid for", RATIO),
    "concentration_hours": ("Staff hours with one pupil", HOURS_H),
    "concentration_share": ("Share of staff hours with pupils", SHARE),
    "one_adult_hours": ("Hours given by one member of staff", HOURS_H),
    "one_adult_share": ("Share of hours of pupils rated red", SHARE),
    "continuing_hours": ("Hours that have not come down", HOURS_H),
    "continuing_share": ("Share of hours received", SHARE),
    "priority_target": ("Share of hours it should hold", PERCENT),
    "priority_share": ("Share of hours it holds", SHARE),
    "priority_hours": ("Hours short of it", HOURS_H),
    "withdrawn_hours": ("Staff hours outside lessons", HOURS_H),
    "withdrawn_share": ("Share of staff hours with pupils", SHARE),
    "changed_hours": ("Hours with new adults alone", HOURS_H),
    "pairs_share": ("Share of pairs that went on", SHARE),
    "top_up_short": ("Cost beyond funding, a year", POUNDS),
    "top_up_short_share": ("Share of all top-up", SHARE),
    "utilisation": ("Share of SEND funding identified", SHARE),
    "untied_hours": ("Hours without a reviewed outcome", HOURS_H),
    "untied_share": ("Share of hours received", SHARE),
}
EXPLAINERS = {
    "absorbed": ("What drift is", "explainers/drift"),
    "unallocated": ("Where every support hour lands", "explainers/where-every-hour-lands"),
    "overcommitted": ("Where every support hour lands", "explainers/where-every-hour-lands"),
    "surplus": ("What drift is", "explainers/drift"),
    "highest_need": ("Deployment quality", "explainers/deployment-quality"),
    "unrated": ("Rating need rather than labels", "explainers/rating-need-not-labels"),
    "untied": ("Evidence for governors", "explainers/evidence-for-governors-and-the-local-authority"),
    "unreviewed": ("Evidence for governors", "explainers/evidence-for-governors-and-the-local-authority"),
    "stale": ("Rating need rather than labels", "explainers/rating-need-not-labels"),
    "tied": ("Rating need rather than labels", "explainers/rating-need-not-labels"),
    "at_odds": ("Rating need rather than labels", "explainers/rating-need-not-labels"),
    "costly": ("Money and need", "explainers/money-and-need"),
    "concentration": ("What drift is", "explainers/drift"),
    "one_adult": ("Where every support hour lands", "explainers/where-every-hour-lands"),
    "continuing": ("What drift is", "explainers/drift"),
    "priority": ("Where every support hour lands", "explainers/where-every-hour-lands"),
    "withdrawn": ("Deployment quality", "explainers/deployment-quality"),
    "changing_hands": ("Reading change", "explainers/reading-change"),
    "top_up": ("Money and need", "explainers/money-and-need"),
    "budget": ("Money and need", "explainers/money-and-need"),
    "low_spend": ("Money and need", "explainers/money-and-need"),
    "small_school": ("Small schools", "explainers/small-schools"),
}
NO_NUMBERS = {
    "absorbed": "Hours paid for support are timetabled to something else. How many is hidden: it could point to a child.",
    "unallocated": "Hours paid for support are timetabled neither to a pupil nor to a task. How many is hidden: it could point to a child.",
    "overcommitted": "Some staff are timetabled for more hours than they have for support. How many is hidden: it could point to a child.",
    "surplus": "Pupils receive hours beyond what their plans name, or of another kind. How many is hidden: it could point to a child.",
    "highest_need": "Pupils rated red receive fewer hours than their plans name. How many hours is hidden: it could point to a child.",
    "unrated": "Pupils without a rating have hours in their plans. How many is hidden: it could point to a child.",
    "low_spend": "Support staff cost little beside what schools of this phase spend. How much is hidden: it could point to a child.",
    "unreviewed": "Hours go to pupils with an outcome whose review is due. How many is hidden: it could point to a child.",
    "stale": "Hours go to pupils whose need was rated long ago. How many is hidden: it could point to a child.",
    "tied": "Some pupils’ answers point equally to more than one level of need. How many hours their plans name is hidden: it could point to a child.",
    "at_odds": "Some ratings do not fit the plan or the hours beside them. How many hours these plans name is hidden: it could point to a child.",
    "costly": "Spending is high, and few of the hours paid for are support or its preparation. How much is hidden: it could point to a child.",
    "concentration": "Some adults give most of their time with pupils to one of several. How many hours is hidden: it could point to a child.",
    "one_adult": "One member of staff gives most of the hours that pupils rated red receive. How many is hidden: it could point to a child.",
    "continuing": "Pupils whose rating or planned hours have come down receive as many hours as before. How many is hidden: it could point to a child.",
    "priority": "A stated priority holds fewer hours than it was meant to. Which, and how many hours, is hidden: it could point to a child.",
    "withdrawn": "Most of the hours adults spend with pupils are withdrawn from lessons. How many is hidden: it could point to a child.",
    "changing_hands": "Most of last term’s pairs of adult and pupil did not go on. How many did is hidden: it could point to a child.",
    "top_up": "Support of pupils with top-up funding costs more than their funding brings. How much is hidden: it could point to a child.",
    "budget": "What support staff cost lies far from the SEND funding identified. How far is hidden: it could point to a child.",
    "untied": "Hours go to pupils whose plan has no outcome that has been reviewed. How many is hidden: it could point to a child.",
}
"""What was seen, where its numbers may not be shown."""
OF_THE_TRIAL = frozenset({"hours_to_gaps"})
"""Figures that trying the action out has given: hidden wherever what it would change is."""
READINGS = frozenset({"small_school"})
"""Rules that say how to read the figures: there is nothing to do about them, so they stand as notes and are not counted."""
TELLS = re.compile(r"\d|\bNo plan is short\b")


def advice(view: View, place: Place) -> list[InsightCard]:
    """What is worth doing at a school, or in the whole trust: first what would bring pupils the most hours, then the gravest."""
    names = {school.scope: school for school in view.schools}
    found = [each for each in _advised(view, place) if each.insight.rule not in READINGS]
    return [card(view, each, names[each.insight.urn], place.is_trust) for each in sorted(found, key=_rank)]


def read_with_care(view: View, place: Place) -> tuple[Notice, ...]:
    """How to read the figures, as notes beside what is worth doing; on the trust's page each names its schools."""
    names = {school.scope: school.name for school in view.schools}
    found: dict[str, list[Advice]] = {}
    for each in _advised(view, place):
        if each.insight.rule in READINGS:
            found.setdefault(each.insight.rule, []).append(each)
    return tuple(_note(same, [names[each.insight.urn] for each in same] if place.is_trust else []) for same in found.values())


def _note(same: Sequence[Advice], schools: Sequence[str]) -> Notice:
    """A rule that was found at one or several schools, as one note."""
    first = same[0].insight
    said = (f"{listed(sorted(schools))}." if schools else "", first.why, first.action)
    return Notice(first.title, " ".join(each for each in said if each).replace("'", "’"), "care")


def _advised(view: View, place: Place) -> list[Advice]:
    return [each for each in view.now.advice if place.is_trust or each.insight.urn == place.scope]


def _rank(advised: Advice) -> tuple[float, int, float, str, str]:
    """Hours that may not be told do not count, nor how grave they make it: the order would tell them; and hours that are told count as they are told."""
    insight = advised.insight
    weight = -insight.weight if advised.shown else 0.0
    return -insight.hours if advised.hours else 0.0, (*SEVERITIES, "").index(insight.severity), weight, insight.rule, insight.urn


def card(view: View, advised: Advice, school: Place, linked: bool) -> InsightCard:
    """One insight as a card; what rests on too few pupils keeps its words and loses its numbers."""
    insight, shown = advised.insight, advised.shown
    explainer = EXPLAINERS.get(insight.rule)

    def words(text: str) -> str:
        return (text if shown else veiled(text)).replace("'", "’")

    seen = insight.diagnosis if shown else NO_NUMBERS.get(insight.rule, insight.diagnosis)

    return InsightCard(
        rule=insight.rule,
        severity=insight.severity,
        title=words(insight.title),
        diagnosis=words(seen),
        why=words(insight.why),
        action=words(insight.action),
        steps=tuple(words(step) for step in insight.steps),
        who=insight.who,
        figures=tuple(_figure(name, value, advised) for name, value in advised.figures) if shown else (),
        effects=tuple(effects(view, advised, school)),
        school=Link(school.name, view.key(school)) if linked else None,
        explainer=Link(*explainer) if explainer else None,
        where=insight.where,
        not_when=words(insight.not_when),
        tried=tried_words(view, advised, school),
    )


def veiled(text: str) -> str:
    """Words without the sentences that tell a number: the rest of them still reads as it was written."""
    return " ".join(sentence for sentence in re.split(r"(?<=[.?!]) ", text) if not TELLS.search(sentence))


def _figure(name: str, value: Value, advised: Advice) -> tuple[str, Cell]:
    label, form = FIGURES.get(name, (name.replace("_", " ").capitalize(), RATIO))
    if name in OF_THE_TRIAL and not advised.hours:
        return label, marked("c")
    return label, marked(value.mark or "x") if value.mark or value.number is None else shown_cell(value.number, form)
