"""Do hours follow need? Need beside hours by how pupils are rated; and need beside hours of any other grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendsite.framework.coarse import HOURS_STEP, LEAST_HOURS, coarse_hours
from sendsite.report.charts.bars import Item, paired
from sendsite.report.charts.stack import LEAST_DRAWN, Part, stack
from sendsite.report.figures.charts import Section, Segment
from sendsite.report.figures.values import Table
from sendsite.report.formats import COUNT, HOURS, PERCENT, SHARE, WHOLE_PERCENT, Format, listed, plural, small
from sendsite.report.most import most
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import AGES, AREAS, KPI_BANDS, POOLED_AREAS, RATINGS, STAGES

ORDER = ("red", "amber", "green", "unrated")
TONES = {"red": "red", "amber": "amber", "green": "green", "unrated": "s7"}
COLUMNS = (
    column("Pupils"),
    column("Hours needed", "h a week"),
    column("Hours met", "h a week"),
    column("Gap", "h a week"),
    column("Hours received", "h a week"),
    column("Need met", "%"),
)
FIGURES: tuple[tuple[str, Format], ...] = (("pupils", COUNT), ("needed", HOURS), ("matched", HOURS), ("gap", HOURS), ("received", HOURS), ("met", SHARE))
MET = "Hours met are those of a plan that are timetabled: needed less met is the gap. Hours beyond a plan are received and do not count as met."
REST_HIDDEN = "The rest is hidden."
YEARS = {"N1": "Nursery 1", "N2": "Nursery 2", "R": "Reception", **{str(year): f"Year {year}" for year in range(1, 15)}, "": "Year group not recorded"}


def by_rating(view: View, place: Place) -> Section | None:
    """Two bars, need and hours, by rating; None where nobody is on the register."""
    if view.number(place, "register") == 0:
        return None
    kept = [rating for rating in ORDER if view.number(place, f"rating.{rating}.pupils") != 0]
    bars = []
    for label, what, whole in (("Need", "needed", "hours.needed"), ("Hours", "received", "hours.delivered")):
        cells = [(rating, view.figure(place, f"rating.{rating}.{what}", HOURS)) for rating in kept]
        parts = [Part(RATINGS[rating], view.number(place, f"rating.{rating}.{what}"), TONES[rating], cell.text) for rating, cell in cells]
        bars.append((label, parts, view.number(place, whole)))
    picture = stack(bars, view.least(LEAST_HOURS))
    desc = ". ".join(f"{line.label}: " + ", ".join(_segment_words(each) for each in line.segments) for line in picture.rows)
    drawn = any(each.width for line in picture.rows for each in line.segments)
    return Section(
        "ratings",
        rating_heading(view, place),
        sub="Share of the hours that plans ask for, and of the hours timetabled, by how pupils are rated",
        says=_rating_says(view, place) if drawn else _ratings_shown(view, place, kept),
        chart=picture,
        desc=desc,
        table=_grouped(view, place, "rating", {rating: RATINGS[rating] for rating in kept}, "ratings", "Need and hours by rating"),
        note="A rating says how much a pupil needs an adult today; it is not a diagnosis and not a judgement of the child.",
    )


def _segment_words(segment: Segment) -> str:
    return " ".join(each for each in (segment.label, segment.share or (segment.text and f"{segment.text} h")) if each)


def _ratings_shown(view: View, place: Place, kept: Sequence[str]) -> str:
    """What is told of ratings where too few can be drawn: each that is shown, in a sentence."""
    told, whole = [], view.number(place, "hours.needed")
    for rating in kept:
        pupils, needed = (view.number(place, f"rating.{rating}.{what}") for what in ("pupils", "needed"))
        if pupils is None:
            continue
        of = f" of {HOURS.text(whole)}" if whole is not None else ""
        asked = f"; plans ask for {HOURS.text(needed)}{of} hours for them" if needed else ""
        told.append(f"{plural(pupils, 'pupil')} {'is' if round(pupils) == 1 else 'are'} {'not rated' if rating == 'unrated' else f'rated {rating}'}{asked}.")
    return " ".join([*told, REST_HIDDEN])


def _shares(view: View, place: Place, rating: str) -> tuple[float, float, float] | None:
    """Share of need, share of hours, and all hours, of one rating; None where any is not shown, or all hours are too few for a share."""
    held = view.share(place, f"rating.{rating}.needed", "hours.needed", LEAST_HOURS)
    got = view.share(place, f"rating.{rating}.received", "hours.delivered", LEAST_HOURS)
    return None if held is None or got is None else (held, got, view.number(place, "hours.delivered") or 0.0)


def rating_heading(view: View, place: Place) -> str:
    """The finding for the highest rating that there is."""
    for rating in ("red", "amber"):
        shares = _shares(view, place, rating)
        if shares and shares[0] > 0:
            held, got = WHOLE_PERCENT.text(shares[0]), WHOLE_PERCENT.text(shares[1])
            also = "and get the same share of hours" if held == got else f"and get {got} of hours"
            return f"{KPI_BANDS[rating].word}-rated pupils hold {held} of need {also}"
    return "Need and hours by how pupils are rated"


def _rating_says(view: View, place: Place) -> str:
    shares = _shares(view, place, "red")
    if shares is None:
        return "Some figures are hidden because they could point to a child, or are too few or not there yet."
    points = float(WHOLE_PERCENT.decimal(shares[0]) - WHOLE_PERCENT.decimal(shares[1]))
    if not points:
        return "Red-rated pupils get the share of hours that their plans ask for."
    side = "fewer" if points > 0 else "more"
    apart = abs(shares[0] - shares[1]) * shares[2]
    hours = f"about {HOURS.text(max(coarse_hours(apart), HOURS_STEP))}" if view.now.rounded else HOURS.text(apart)
    return f"That is {hours} hours a week {side} than their share of need would give them."


def by_group(view: View, place: Place, grouping: str) -> Section | None:
    """Need and hours side by side by `area` of need, `ages`, or, where these are there at all, key `stage` or `year` group."""
    labels: Mapping[str, str] = {"area": area_words(view, place), "ages": AGES, "stage": STAGES, "year": YEARS}[grouping]
    if f"{place.scope}.{grouping}..pupils" not in view.now and grouping != "area":
        return None
    kept = {group: words for group, words in labels.items() if view.number(place, f"{grouping}.{group}.pupils") != 0}
    if not kept:
        return None
    items = [
        Item(
            words,
            view.number(place, f"{grouping}.{group}.needed"),
            view.figure(place, f"{grouping}.{group}.needed", HOURS).text,
            view.number(place, f"{grouping}.{group}.matched"),
            view.figure(place, f"{grouping}.{group}.matched", HOURS).text,
        )
        for group, words in kept.items()
    ]
    named = {"area": "area of need", "ages": "age", "stage": "key stage", "year": "year group"}[grouping]
    said = [f"{item.label}: needed {item.text}, met {item.second_text}" for item in items]
    drawn = [item for item in items if item.number is not None or item.second is not None]
    few = len(drawn) < min(LEAST_DRAWN, len(items))
    return Section(
        f"by-{grouping}",
        _group_heading(view, place, grouping, kept, named),
        sub=f"Hours a week that plans ask for, and how many of them are timetabled, by {named}",
        says=_group_says(drawn) if few else "",
        chart=None if few else paired(items, "Needed", "Met"),
        desc="" if few else "; ".join(said),
        table=_grouped(view, place, grouping, kept, f"by-{grouping}", f"Need and hours by {named}"),
        note=f"{MET}{_pooled(view, place, grouping)}",
    )


def _group_says(drawn: Sequence[Item]) -> str:
    """What is told of groups where too few can be drawn; nothing where none is shown."""
    told = []
    for item in drawn:
        needed, timetabled = (f"under {HOURS_STEP:g}" if text == "[low]" else text for text in (item.text, item.second_text))
        asked = f"plans ask for {needed} hours" if item.number is not None else ""
        met = f"{timetabled} {'of them ' if asked else 'hours of plans '}are timetabled" if item.second is not None else ""
        told.append(f"{item.label}: {', '.join(each for each in (asked, met) if each)}.")
    return " ".join([*told, REST_HIDDEN]) if told else ""


def by_age(view: View, place: Place) -> tuple[Section | None, ...]:
    """By bands of ages; for those who may see every pupil, by key stage and by year group instead."""
    finer = (by_group(view, place, "stage"), by_group(view, place, "year"))
    return finer if any(finer) else (by_group(view, place, "ages"),)


def area_words(view: View, place: Place) -> Mapping[str, str]:
    """The areas of need that a place is told by: each one, or of a published school the rarer ones together."""
    return AREAS if f"{place.scope}.area.other.pupils" in view.now else POOLED_AREAS


def _pooled(view: View, place: Place, grouping: str) -> str:
    """Why groups are larger than a reader may expect."""
    if grouping == "ages" and f"{place.scope}.year..pupils" not in view.now:
        return f" Year groups are not shown: at most schools fewer than {view.now.k} pupils of the register are in each."
    if grouping == "area" and area_words(view, place) is POOLED_AREAS:
        return f" The rarer areas of need are shown together: at most schools they have fewer than {view.now.k} pupils."
    return ""


def _group_heading(view: View, place: Place, grouping: str, kept: Mapping[str, str], named: str) -> str:
    """Where the largest gap is: of all groups only if what is hidden together is no larger, else of those shown; of one that is shown alone, what it is."""
    found = most({words: view.number(place, f"{grouping}.{group}.gap") for group, words in kept.items()}, view.number(place, "hours.gap"), HOURS_STEP)
    if not found:
        return f"Need and hours by {named}"
    names = [small(words) if grouping == "area" else words for words in found.names]
    which = f"{'widest gap is' if len(names) == 1 else 'widest gaps are'} in"
    gap = f"{listed(names)}: {HOURS.text(found.figure)} hours a week{' each' if len(names) > 1 else ''}"
    if found.of_all:
        return f"The {which} {gap}"
    if found.of_shown:
        return f"Of the groups shown, the {which} {gap}"
    return f"Need and hours by {named}" if found.compared else f"The gap in {listed(names)} is {HOURS.text(found.figure)} hours a week"


def _grouped(view: View, place: Place, grouping: str, labels: Mapping[str, str], slug: str, caption: str) -> Table:
    rows = [row(view.now, words, [(f"{place.scope}.{grouping}.{group}.{what}", form) for what, form in FIGURES]) for group, words in labels.items()]
    totals = (("register", COUNT), ("hours.needed", HOURS), ("hours.matched", HOURS), ("hours.gap", HOURS), ("hours.delivered", HOURS), ("kpi.need", PERCENT))
    rows.append(row(view.now, "All pupils", [(f"{place.scope}.{name}", form) for name, form in totals], total=True))
    return table(slug, f"{caption}, {place.name}", (words_column("Group"), *COLUMNS), rows)
