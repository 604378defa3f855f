"""Money at standard cost: where it goes, what funding is identified, what a pupil, an hour and an outcome cost, top-up beside provision."""

from __future__ import annotations

from sendsite.report.charts.bars import Item, bars, paired
from sendsite.report.charts.stack import Part, stack
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import COUNT, PENNIES, PERCENT, POUNDS, Format, capital, fraction
from sendsite.report.tables import column, row, table, words_cell, words_column
from sendsite.report.view import Place, View

STANDARD = "At standard cost: a rate for each role, never a salary."
USES = (
    ("provision", "Support of pupils", "s1"),
    ("preparation", "Preparation", "s2"),
    ("drift_cost", "Other tasks", "s4"),
    ("unallocated", "Not yet deployed", "s7"),
)


def uses(view: View, place: Place) -> Section | None:
    """What the SEND hours of staff cost and where that money lands; None without staff cost."""
    cost = view.number(place, "money.send_staff_cost")
    if not cost:
        return None
    parts = [Part(words, view.number(place, f"money.{name}"), tone, view.figure(place, f"money.{name}", POUNDS).text) for name, words, tone in USES]
    rows = [Row(part.label, (view.figure(place, f"money.{name}", POUNDS),)) for part, (name, _, _) in zip(parts, USES, strict=True)]
    over = view.number(place, "money.overcommitted")
    if over:
        rows.append(Row("Less hours promised beyond those paid", (view.figure(place, "money.overcommitted", POUNDS),)))
    rows.append(Row("SEND hours of support staff", (view.figure(place, "money.send_staff_cost", POUNDS),), total=True))
    provision = view.number(place, "money.provision")
    return Section(
        "uses",
        f"{capital(fraction(provision / cost).replace('hours', 'pounds').replace('hour', 'pound'))} paid for support goes to pupils’ support"
        if provision is not None
        else f"SEND hours of support staff cost {POUNDS.text(cost)} a year",
        sub=f"Where the {POUNDS.text(cost)} a year for SEND hours land",
        says=drift_says(view, place),
        chart=stack([("Cost", parts, None)]),
        desc="; ".join(f"{part.label}: {part.text}" for part in parts),
        table=table("uses", f"Where the cost of SEND hours lands, {place.name}", (words_column("Use"), column("Cost", "GBP a year")), rows),
        note=STANDARD,
    )


def drift_says(view: View, place: Place) -> str:
    """What drift costs, in words."""
    cost = view.number(place, "money.drift_cost")
    return f"Hours that other tasks take cost {POUNDS.text(cost)} a year." if cost else ""


def identified(view: View, place: Place) -> Section:
    """Funding identified, what of it is budget and top-up, and what share support staff take."""
    named: tuple[tuple[str, str, Format], ...] = (
        ("budget", "Notional SEND budget", POUNDS),
        ("top_up", "Top-up funding of pupils", POUNDS),
        ("funding_identified", "SEND funding identified", POUNDS),
        ("send_staff_cost", "SEND hours of support staff", POUNDS),
        ("other", "Other SEND costs stated", POUNDS),
        ("send_cost", "SEND cost", POUNDS),
        ("utilisation", "Support staff as a share of funding identified", PERCENT),
    )
    rows = [
        Row(words, (view.figure(place, f"money.{name}", form), *row(view.year, "", [(f"{place.scope}.money.{name}", form)]).cells), total=name == "send_cost")
        for name, words, form in named
    ]
    share = view.number(place, "money.utilisation")
    heading = f"Support staff take {PERCENT.text(share)} of the SEND funding identified" if share is not None else "SEND funding and SEND cost"
    missing = view.now.mark(f"{place.scope}.money.budget") == "x"
    why = " The notional SEND budget is not entered: with it, funding identified and the share can be shown." if missing else ""
    return Section(
        "funding",
        heading,
        sub="GBP a year, this term and the same term a year before",
        table=table("funding", f"Funding and cost, {place.name}", (words_column("What"), column("This term"), column("A year before")), rows),
        note=f"{STANDARD} Funding identified is neither ring-fenced nor a target; over or under 100% is no verdict.{why}",
        open_table=True,
    )


def per(view: View, place: Place) -> Section:
    """Cost per pupil on the register, per hour received and per outcome achieved."""
    named: tuple[tuple[str, str, Format], ...] = (
        ("per_pupil", "For each pupil on the register, a year", POUNDS),
        ("per_delivered_hour", "For each hour a pupil receives", PENNIES),
        ("per_achieved_outcome", "For each outcome achieved, a year", POUNDS),
    )
    rows = [
        Row(words, (view.figure(place, f"money.{name}", form), *row(view.year, "", [(f"{place.scope}.money.{name}", form)]).cells))
        for name, words, form in named
    ]
    hour = view.figure(place, "money.per_delivered_hour", PENNIES)
    least = view.framework.cost.achieved_least
    return Section(
        "per",
        f"An hour of support that a pupil receives costs {hour.text}" if not hour.mark else "What a pupil, an hour and an outcome cost",
        sub="SEND cost divided by pupils, by the hours they receive in a year, and by outcomes achieved",
        table=table(
            "per", f"Cost per pupil, hour and outcome, {place.name}", (words_column("Cost"), column("This term", "GBP"), column("A year before", "GBP")), rows
        ),
        note=f"{STANDARD} Cost per outcome is shown from {least} outcomes achieved, and not in autumn, when the year’s outcomes have only begun.",
        open_table=True,
    )


TOP_UP = (
    ("pupils", column("Pupils"), COUNT),
    ("top_up", column("Top-up", "GBP a year"), POUNDS),
    ("provision", column("Provision", "GBP a year"), POUNDS),
    ("balance", column("Balance", "GBP a year"), POUNDS),
)


def top_up(view: View, place: Place) -> Section | None:
    """Top-up beside what the support of the same pupils costs, by funding band, in aggregate; None where nobody has top-up."""
    bands = dict(line.split("\t") for line in view.now.told("bands").splitlines() if "\t" in line)
    kept = {code: words for code, words in bands.items() if view.number(place, f"top_up.{code}.pupils") != 0}
    if not kept:
        return None
    items = []
    for code, words in kept.items():
        paid, costs = (f"top_up.{code}.{name}" for name in ("top_up", "provision"))
        cells = view.figure(place, paid, POUNDS), view.figure(place, costs, POUNDS)
        items.append(Item(words, view.number(place, paid), cells[0].text, view.number(place, costs), cells[1].text))
    rows = [row(view.now, words, [(f"{place.scope}.top_up.{code}.{name}", form) for name, _, form in TOP_UP]) for code, words in kept.items()]
    columns = (words_column("Funding band"), *(each for _, each, _ in TOP_UP))
    element = POUNDS.text(view.framework.cost.element_2)
    return Section(
        "top-up",
        top_up_heading([view.number(place, f"top_up.{code}.balance") for code in kept]),
        sub="By funding band, all pupils of a band together",
        chart=paired(items, "Top-up", "Provision"),
        desc="; ".join(f"{item.label}: top-up {item.text}, provision {item.second_text}" for item in items),
        table=table("top-up", f"Top-up and provision by band, {place.name}", columns, rows),
        note=f"{STANDARD} The first {element} a pupil a year is met from the notional budget: the balance counts it, and never as income.",
    )


def top_up_heading(balances: list[float | None]) -> str:
    """Whether top-up covers the provision of all bands together; the plain subject where any balance is hidden."""
    known = [balance for balance in balances if balance is not None]
    if len(known) < len(balances):
        return "Top-up funding beside what the same pupils’ support costs"
    total = sum(known)
    if total < 0:
        return f"Top-up falls {POUNDS.text(-total)} short of what the same pupils’ support costs"
    return "With the school’s own part, top-up covers what the same pupils’ support costs"


def drift(view: View, place: Place) -> Section | None:
    """What the hours that do not reach pupils cost; None where there is nothing to say."""
    named = (("drift_cost", "Other tasks"), ("unallocated", "Not yet deployed"), ("overcommitted", "Promised beyond what is paid"))
    kept = [(name, words) for name, words in named if view.number(place, f"money.{name}")]
    if not kept:
        return None
    items = [Item(words, view.number(place, f"money.{name}"), view.figure(place, f"money.{name}", POUNDS).text, tone="s4") for name, words in kept]
    rows = [Row(words, (view.figure(place, f"money.{name}", POUNDS), words_cell(_means(name)))) for name, words in kept]
    cost = view.number(place, "money.drift_cost")
    return Section(
        "drift-cost",
        f"Drift to other tasks costs {POUNDS.text(cost)} a year" if cost else "What hours that do not reach pupils cost",
        sub="Hours paid for support that do not reach a pupil, at standard cost",
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text}" for item in items),
        table=table("drift-cost", f"Cost of drift, {place.name}", (words_column("Hours"), column("Cost", "GBP a year"), words_column("What it is")), rows),
        note=STANDARD,
    )


def _means(name: str) -> str:
    return {
        "drift_cost": "SEND-paid hours timetabled to cover, admin, duties and the like",
        "unallocated": "SEND-paid hours that no timetable holds",
        "overcommitted": "Timetabled hours beyond the hours paid for",
    }[name]
