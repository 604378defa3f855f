"""Money at standard cost: where it goes, what funding is identified, what a pupil, an hour and an outcome cost, top-up beside provision."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.coarse import LEAST_MONEY
from sendsite.report.charts.bars import Item, bars, paired
from sendsite.report.charts.stack import Part, stack
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import ABOUT, COUNT, PENNIES, POUNDS, SHARE, Format, capital, fraction, many, small
from sendsite.report.sections.drift import little_each
from sendsite.report.sections.outcome_cost import ALL_COST, told_both_ways
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
    rows.append(Row("SEND hours of support staff", (view.figure(place, "money.send_staff_cost", POUNDS),), total=True))
    provision, enough = view.number(place, "money.provision"), cost >= view.least(LEAST_MONEY)
    return Section(
        "uses",
        uses_heading(provision / cost) if provision is not None and enough else f"SEND hours of support staff cost {POUNDS.text(cost)} a year",
        sub=f"Where the {POUNDS.text(cost)} a year for SEND hours land",
        says=other_tasks_say(view, place),
        chart=stack([("Cost", parts, None)], view.least(LEAST_MONEY)),
        desc="; ".join(f"{part.label}: {part.text}" for part in parts),
        table=table("uses", f"Where the cost of SEND hours lands, {place.name}", (words_column("Use"), column("Cost", "GBP a year")), rows),
        note=_promised(view, place) if any(part.number is not None for part in parts) else "",
    )


def _promised(view: View, place: Place) -> str:
    """Why the uses come to more than what is paid for; nothing where no more is promised than that."""
    over = view.number(place, "money.overcommitted")
    if not over:
        return ""
    return f"Timetables promise some hours that nobody is paid for. The uses count them, and so come to {POUNDS.text(over)} a year more than the total."


def uses_heading(share: float) -> str:
    """`Three pounds in five paid for support go to pupils’ support`."""
    hours = fraction(share)
    pounds = hours.replace("hours", "pounds").replace("hour", "pound")
    return f"{capital(pounds)} paid for support {'go' if many(hours) else 'goes'} to pupils’ support"


def other_tasks_say(view: View, place: Place) -> str:
    """What other tasks cost, in words; and what hours these are, where each task by itself rounds to nought."""
    cost, little = view.number(place, "money.drift_cost"), little_each(view, place)
    return f"Hours that other tasks take cost {POUNDS.text(cost)} a year{f': {little}' if little else ''}." if cost else ""


def identified(view: View, place: Place) -> Section:
    """Funding identified, what of it is budget and top-up, and what share support staff take."""
    named: tuple[tuple[str, str, Format], ...] = (
        ("budget", "Notional SEND budget", POUNDS),
        ("top_up", "Top-up funding of pupils", POUNDS),
        ("funding_identified", "SEND funding identified", POUNDS),
        ("send_staff_cost", "SEND hours of support staff", POUNDS),
        ("other", "Other SEND costs stated", POUNDS),
        ("send_cost", "SEND cost", POUNDS),
        ("utilisation", "Support staff as a share of funding identified", SHARE),
    )
    rows = [
        Row(words, (view.figure(place, f"money.{name}", form), *row(view.year, "", [(f"{place.scope}.money.{name}", form)]).cells), total=name == "send_cost")
        for name, words, form in named
    ]
    share = view.number(place, "money.utilisation")
    heading = f"Support staff take {SHARE.text(share)} of the SEND funding identified" if share is not None else "SEND funding and SEND cost"
    missing = view.now.mark(f"{place.scope}.money.budget") == "x"
    why = " The notional SEND budget is not entered: with it, funding identified and the share can be shown." if missing else ""
    return Section(
        "funding",
        heading,
        sub="GBP a year, this term and the same term a year before",
        table=table("funding", f"Funding and cost, {place.name}", (words_column("What"), column("This term"), column("A year before")), rows),
        note=f"Funding identified is neither ring-fenced nor a target; over or under 100% is no verdict.{why}",
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
    hour = view.figure(place, "money.per_delivered_hour", ABOUT)
    least = view.framework.cost.achieved_least
    return Section(
        "per",
        f"An hour of support that a pupil receives costs about {hour.text}" if not hour.mark else "What a pupil, an hour and an outcome cost",
        sub="SEND cost divided by pupils, by the hours they receive in a year, and by outcomes achieved",
        table=table(
            "per", f"Cost per pupil, hour and outcome, {place.name}", (words_column("Cost"), column("This term", "GBP"), column("A year before", "GBP")), rows
        ),
        note=f"Cost per outcome is shown from {least} outcomes achieved, and not in autumn, when the year’s outcomes have only begun."
        f"{ALL_COST if told_both_ways(view, place) else ''}",
        open_table=True,
    )


TOP_UP = (
    column("Pupils"),
    column("Top-up", "GBP a year"),
    column("Own part", "GBP a year"),
    column("Provision", "GBP a year"),
    column("Balance", "GBP a year"),
)


class Band(NamedTuple):
    """A funding band's pupils together, GBP a year as shown: top-up, what the notional budget meets, what support costs, and the balance of them."""

    words: str
    pupils: Cell
    top_up: Cell
    own: Cell
    provision: Cell
    balance: Cell

    @property
    def funded(self) -> float | None:
        """Top-up and the school's own part; None where hidden."""
        parts = [_amount(cell) for cell in (self.top_up, self.own)]
        return sum(part for part in parts if part is not None) if None not in parts else None


def top_up(view: View, place: Place) -> Section | None:
    """Top-up with the school's own part beside what the support of the same pupils costs, by funding band; None where nobody has top-up."""
    groups = top_up_groups(view, place)
    kept = [_band(view, place, group, words) for group, words in groups.items() if view.number(place, f"{group}.pupils") != 0]
    if not kept:
        return None
    apart = "funded" not in groups
    which = "By funding band, all pupils of a band together" if apart else "All pupils with top-up together"
    caption, head = ("Top-up and provision by band", "Funding band") if apart else ("Top-up and provision", "Group")
    pooled = "" if apart else f" Funding bands are not shown: at most schools fewer than {view.now.k} pupils are in each."
    items = [_beside(band) for band in kept]
    rows = [Row(band.words, band[1:]) for band in kept]
    element, whose = POUNDS.text(view.framework.cost.element_2), "schools’" if place.is_trust else "school’s"
    return Section(
        "top-up",
        top_up_heading([_amount(band.balance) for band in kept], whose),
        sub=f"{which}: top-up with the {whose} own part, and what support costs",
        chart=paired(items, f"Top-up and the {whose} own part", "Provision"),
        desc="; ".join(f"{item.label}: top-up and own part {item.text}, provision {item.second_text}" for item in items),
        table=table("top-up", f"{caption}, {place.name}", (words_column(head), *TOP_UP), rows),
        note=f"The {whose} own part is the first {element} a pupil a year, as far as support costs so much: the notional budget meets it. It is never income."
        f"{pooled}",
    )


def top_up_groups(view: View, place: Place) -> dict[str, str]:
    """The trust's funding bands, by the names of their figures; of a published school all pupils with top-up together."""
    bands = [line.split("\t") for line in view.now.told("bands").splitlines() if "\t" in line]
    apart = {f"top_up.{code}": words for code, words in bands if f"{place.scope}.top_up.{code}.pupils" in view.now}
    return apart or {"funded": "Pupils with top-up"}


def _amount(cell: Cell) -> float | None:
    """The money of a cell, 0 where it rounds to nought; None where it is not shown."""
    return 0.0 if cell.mark == "low" else cell.value if isinstance(cell.value, float) else None


def _band(view: View, place: Place, group: str, words: str) -> Band:
    """A band; the own part is what makes the balance: worked out from the other three as they are told."""
    pupils = view.figure(place, f"{group}.pupils", COUNT)
    paid, costs, balance = (view.figure(place, f"{group}.{name}", POUNDS) for name in ("top_up", "provision", "balance"))
    return Band(words, pupils, paid, _own(paid, costs, balance), costs, balance)


def _own(paid: Cell, costs: Cell, balance: Cell) -> Cell:
    """What is left of balance and costs beside the top-up; where rounding leaves nothing of it, little."""
    top_up, provision, left = (_amount(cell) for cell in (paid, costs, balance))
    if top_up is None or provision is None or left is None:
        return marked(next(cell.mark for cell in (balance, costs, paid) if _amount(cell) is None))
    own = left + provision - top_up
    return shown_cell(own, POUNDS) if own > 0 or not provision else marked("low")


def _beside(band: Band) -> Item:
    costs = _amount(band.provision)
    return Item(band.words, band.funded, band.own.text if band.funded is None else POUNDS.text(band.funded), costs, band.provision.text)


def top_up_heading(balances: list[float | None], whose: str) -> str:
    """Whether top-up and the own part cover the provision of all bands together; the plain subject where any balance is hidden."""
    known = [balance for balance in balances if balance is not None]
    if len(known) < len(balances):
        return "Top-up funding beside what the same pupils’ support costs"
    total = sum(known)
    if total < 0:
        return f"Even with the {whose} own part, top-up falls {POUNDS.text(-total)} short of what the same pupils’ support costs"
    return f"With the {whose} own part, top-up covers what the same pupils’ support costs"


UNREACHED = (
    ("drift_cost", "Other tasks", "SEND-paid hours timetabled to cover, admin, duties and the like"),
    ("unallocated", "Not yet deployed", "SEND-paid hours that no timetable holds"),
)
UNREACHED_NAMES = {"Not yet deployed": "Hours not yet deployed"}


def drift(view: View, place: Place) -> Section | None:
    """What the hours that do not reach pupils cost; None where there is nothing to say. Hours that nobody is paid for cost nothing."""
    kept = [each for each in UNREACHED if view.number(place, f"money.{each[0]}")]
    if not kept:
        return None
    items = [Item(words, view.number(place, f"money.{name}"), view.figure(place, f"money.{name}", POUNDS).text, tone="s4") for name, words, _ in kept]
    rows = [Row(words, (view.figure(place, f"money.{name}", POUNDS), words_cell(means))) for name, words, means in kept]
    over = view.number(place, "money.overcommitted")
    return Section(
        "drift-cost",
        unreached_heading(items),
        sub="Hours paid for support that do not reach a pupil: what other tasks take, and apart from them what no timetable holds",
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text}" for item in items),
        table=table(
            "drift-cost",
            f"Cost of hours that do not reach pupils, {place.name}",
            (words_column("Hours"), column("Cost", "GBP a year"), words_column("What it is")),
            rows,
        ),
        note=f"Hours promised beyond those paid, {POUNDS.text(over)} at the same rates, are no cost: nobody is paid for them." if over else "",
    )


def unreached_heading(items: list[Item]) -> str:
    """`Other tasks cost £6,000 a year; hours not yet deployed cost £2,000 a year`: each apart."""
    first, *others = (f"{UNREACHED_NAMES.get(item.label, item.label)} cost {item.text} a year" for item in items)
    return "; ".join([first, *map(small, others)])
