"""The numbers governors are asked for: pupils with plans and at SEN support and a year before, areas of need, requests, provision, funding."""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.coarse import LEAST_COUNT
from sendsite.framework.records import STATUSES
from sendsite.report.changes import then
from sendsite.report.charts.stack import Part, stack
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, HOURS, POUNDS, SHARE, TENTH, WHOLE_PERCENT, Format, listed, small
from sendsite.report.most import most
from sendsite.report.sections.ratings import area_words
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import STATUSES as STATUS_NAMES

STATUS_TONES = {"not_started": "s7", "emerging": "s6", "developing": "s2", "on_track": "s1", "achieved": "green"}
WITHDRAWN = "withdrawn"


def plans(view: View, place: Place) -> Section:
    """Pupils with an EHCP and at SEN support, now and a year before."""
    named = (("ehcp", "With an EHCP"), ("support", "At SEN support"), ("register", "On the register"), ("roll", "On roll"))
    rows = []
    for name, words in named:
        rows.append(Row(words, (view.figure(place, name, COUNT), then(view, place, name, COUNT)), total=name == "register"))
    ehcp, support = view.figure(place, "ehcp", COUNT), view.figure(place, "support", COUNT)
    heading = (
        f"{ehcp.text} pupils have an EHCP, {support.text} are at SEN support"
        if not ehcp.mark and not support.mark
        else "Pupils with an EHCP and at SEN support"
    )
    columns = (words_column("Pupils"), column("This term"), column("A year before"))
    caption = f"Pupils on the register, {place.name}"
    return Section("pupils", heading, sub="This term and the same term a year before", table=table("pupils", caption, columns, rows), open_table=True)


def areas(view: View, place: Place) -> Section | None:
    """Pupils by areas of need, of the trust with plans apart; None where nobody is on the register."""
    kept = {area: words for area, words in area_words(view, place).items() if view.number(place, f"area.{area}.pupils") != 0}
    if not kept:
        return None
    apart = f"{place.scope}.area.other.ehcp" in view.now
    names = ("ehcp", "support", "pupils") if apart else ("pupils",)
    rows = [row(view.now, words, [(f"{place.scope}.area.{area}.{name}", COUNT) for name in names]) for area, words in kept.items()]
    totals = [f"{place.scope}.{name}" for name in ("ehcp", "support", "register")[-len(names) :]]
    rows.append(row(view.now, "All areas", [(name, COUNT) for name in totals], total=True))
    columns = (column("With an EHCP"), column("SEN support"), column("Pupils"))[-len(names) :]
    return Section(
        "areas",
        _areas_heading(view, place, kept),
        sub="Primary need, by the areas of the SEND Code of Practice",
        table=table("areas", f"Pupils by area of need, {place.name}", (words_column("Area of need"), *columns), rows),
        note="" if apart else f"Pupils with an EHCP and at SEN support together: apart, few areas of a school would have {view.now.k} of them.",
        open_table=True,
    )


def _areas_heading(view: View, place: Place, kept: Mapping[str, str]) -> str:
    """The most common area of need, of those shown where a hidden one could be more common."""
    found = most({words: view.number(place, f"area.{area}.pupils") for area, words in kept.items()}, view.number(place, "register"))
    if not found or not (found.of_all or found.of_shown):
        return "Pupils by area of need"
    one = len(found.names) == 1
    names = listed([*found.names[:1], *map(small, found.names[1:])])
    counted = f"{COUNT.text(found.figure)} pupils{'' if one else ' each'}"
    if found.of_all:
        return f"{names} {'is the most common area' if one else 'are the most common areas'} of need: {counted}"
    return f"Of the areas of need shown, {small(names)} {'is' if one else 'are'} the most common: {counted}"


def requests(view: View, place: Place) -> Section | None:
    """Requests for an EHC needs assessment, and SENCO days, where the school states them."""
    named: tuple[tuple[str, str, Format], ...] = (
        ("requests.made", "Requests for assessment made", COUNT),
        ("requests.agreed", "Requests agreed", COUNT),
        ("senco_days", "SENCO days a week", TENTH),
    )
    kept = [each for each in named if f"{place.scope}.{each[0]}" in view.now]
    if not kept:
        return None
    rows = [Row(words, (view.figure(place, name, form), then(view, place, name, form))) for name, words, form in kept]
    made = view.figure(place, "requests.made", COUNT)
    heading = f"{made.text} {'request' if made.text == '1' else 'requests'} for assessment made this term" if made.value else "Requests for assessment"
    columns = (words_column("What"), column("This term"), column("A year before"))
    return Section(
        "requests", heading, sub="As the school states them", table=table("requests", f"Requests and SENCO time, {place.name}", columns, rows), open_table=True
    )


def provision(view: View, place: Place) -> Section | None:
    """Plan outcomes by status, those withdrawn apart: what provision has led to, as far as reviews tell it; None where no outcome is entered."""
    if view.number(place, "outcome.all") == 0:
        return None
    kept = [status for status in STATUSES if status != WITHDRAWN and view.number(place, f"outcome.{status}") != 0]
    parts = [
        Part(STATUS_NAMES[status], view.number(place, f"outcome.{status}"), STATUS_TONES[status], view.figure(place, f"outcome.{status}", COUNT).text)
        for status in kept
    ]
    rows = [row(view.now, STATUS_NAMES[status], [(f"{place.scope}.outcome.{status}", COUNT)]) for status in kept]
    rows.append(row(view.now, "All that are counted", [(f"{place.scope}.outcome.going", COUNT)], total=True))
    if view.number(place, f"outcome.{WITHDRAWN}") != 0:
        rows.append(row(view.now, f"{STATUS_NAMES[WITHDRAWN]}, not counted", [(f"{place.scope}.outcome.{WITHDRAWN}", COUNT)]))
    return Section(
        "provision",
        _provision_heading(view, place),
        sub="Outcomes in pupils’ plans by where they stand; withdrawn ones are not counted",
        chart=stack([("Outcomes", parts, view.number(place, "outcome.going"))], view.least(LEAST_COUNT), COUNT) if parts else None,
        desc="; ".join(f"{part.label}: {part.text}" for part in parts),
        table=table("provision", f"Plan outcomes by status, {place.name}", (words_column("Status"), column("Outcomes")), rows),
    )


def _provision_heading(view: View, place: Place) -> str:
    """How many are on track or achieved: as a share where there are enough for one, else counted."""
    forward, going = (view.number(place, f"outcome.{name}") for name in ("forward", "going"))
    if forward is None:
        return "Plan outcomes by status"
    if forward and going is not None and going < view.least(LEAST_COUNT):
        counts = view.numbers(place, [f"outcome.{status}" for status in ("on_track", "achieved")])
        made = sum(each for each in counts if each is not None)
        return "Plan outcomes by status" if None in counts else f"{COUNT.text(made)} of {COUNT.text(going)} plan outcomes are on track or achieved"
    return f"{WHOLE_PERCENT.text(forward)} of the plan outcomes are on track or achieved" if forward else "No plan outcome is on track or achieved yet"


def funding(view: View, place: Place) -> Section:
    """Funding available and used, at standard cost."""
    named: tuple[tuple[str, str, Format], ...] = (
        ("money.budget", "Notional SEND budget", POUNDS),
        ("money.top_up", "Top-up funding", POUNDS),
        ("money.funding_identified", "SEND funding identified", POUNDS),
        ("money.send_staff_cost", "SEND hours of support staff", POUNDS),
        ("money.utilisation", "Support staff as a share of funding identified", SHARE),
    )
    rows = [Row(words, (view.figure(place, name, form),)) for name, words, form in named]
    share = view.number(place, "money.utilisation")
    heading = f"Support staff take {SHARE.text(share)} of the SEND funding identified" if share is not None else "SEND funding and what support costs"
    return Section(
        "funding",
        heading,
        sub="GBP a year, at standard cost: never a salary",
        table=table("funding", f"Funding and its use, {place.name}", (words_column("What"), column("A year")), rows),
        note="Funding identified is neither ring-fenced nor a target; over or under 100% is no verdict.",
        open_table=True,
    )


def hours(view: View, place: Place) -> Section:
    """The school's hours as plain sums."""
    named = (
        ("hours.needed", "Needed: hours that plans ask for"),
        ("hours.delivered", "Received by pupils"),
        ("hours.matched", "Matched to need"),
        ("hours.gap", "Gap: needed and not matched"),
        ("hours.surplus", "Beyond the plan"),
    )
    rows = [Row(words, (view.figure(place, name, HOURS), then(view, place, name, HOURS))) for name, words in named]
    gap = view.figure(place, "hours.gap", HOURS)
    heading = _gap_heading(gap)
    columns = (words_column("Pupil hours"), column("This term", "h a week"), column("A year before", "h a week"))
    return Section(
        "pupil-hours",
        heading,
        sub="Pupil hours a week: an hour shared by three pupils counts three times",
        table=table("pupil-hours", f"Pupil hours, {place.name}", columns, rows),
        open_table=True,
    )


def _gap_heading(gap: Cell) -> str:
    """What plans are short of; a little is not nothing."""
    if gap.mark:
        return "Plans are short of under 5 hours a week" if gap.mark == "low" else "Pupils’ hours"
    return f"Plans are short of {gap.text} hours a week" if gap.value else "Every planned hour is timetabled"
