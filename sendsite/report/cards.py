"""The index as the first thing read, and the five cards below it."""

from __future__ import annotations

from dataclasses import replace

from sendsite.framework.model import KPIS
from sendsite.report.changes import briefly, change, movement, says_too_few, sentence
from sendsite.report.charts.bars import greyed
from sendsite.report.charts.scale import scale, scale_desc, spark
from sendsite.report.figures.charts import Spark
from sendsite.report.figures.pages import IndexFigure, KpiCard
from sendsite.report.figures.values import Change
from sendsite.report.formats import INDEX, TENTH, listed, numeral
from sendsite.report.view import Place, View
from sendsite.report.words import ABOVE_ONE, KPI_NAMES, KPI_SUBS, LOWER_IS_BETTER, SEI_BANDS, band, flag_words, why_missing

LAST_TERMS = 9
LIKE_THE_INDEX = "Hidden, as the index is."
"""Why the index is hidden is said at the index, and not five times again."""
TONES = {"low": "red", "moderate": "amber", "high": "green"}


def index_figure(view: View, place: Place) -> IndexFigure:
    """The SEI of a school or the trust: figure, band or why there is none, scale, changes and what moved it."""
    year, term = change(view, place, "sei", view.term.year_before), change(view, place, "sei", view.term.before)
    moved = movement(view, place)
    now = view.kpi_number(place, "sei")
    picture = None
    if now is not None:
        year_ago = view.year.number(f"{place.scope}.kpi.sei") if view.year else None
        trust = None if place.is_trust else view.kpi_number(view.trust, "sei")
        edges = view.edges("sei")
        picture = scale(now, year_ago, trust, (*edges, view.framework.levels[-1]), view.format("sei"))
    return IndexFigure(
        value=view.kpi(place, "sei"),
        band=band(view.now.told(f"{place.scope}.band.sei")),
        why_no_band=why_no_band(view, place),
        scale=picture,
        scale_desc=scale_desc(picture) if picture else "",
        year=year,
        term=briefly(term) if says_too_few(year) else term,
        says=index_says(view, place),
        moved=(moved.bars if called(year if compared_on_year(view, place) else term) else greyed(moved.bars)) if moved else None,
        moved_note=f"{moved.note} The index is a question worth asking, not a verdict." if moved else "",
        moved_table=moved.table if moved else None,
        spark=kpi_spark(view, place, "sei"),
        missing=missing_figures(view, place) if now is None else (),
    )


def compared_on_year(view: View, place: Place) -> bool:
    """Whether there is an index of the same term a year before; else a change is that on the term before."""
    return view.year is not None and view.year.number(f"{place.scope}.kpi.sei") is not None


def called(changed: Change | None) -> bool:
    """Whether a change is called one, for the better or the worse."""
    return changed is not None and changed.reads in ("better", "worse")


def why_no_band(view: View, place: Place) -> str:
    """Why the index or its band is not there and what would change that, or that a band is uncertain; "" where all is plain."""
    mark = view.now.mark(f"{place.scope}.kpi.sei")
    if mark == "c":
        return "The index is hidden because it rests on so few pupils that it could point to a child."
    if mark:
        gone = len(missing_kpis(view, place))
        return f"No index this term: {numeral(gone)} of five measures {'is' if gone == 1 else 'are'} missing."
    if view.now.hidden(f"{place.scope}.band.sei"):
        return "The index has no band here: it would tell of the number on the register, which is hidden."
    if not view.now.told(f"{place.scope}.band.sei"):
        return f"The index has no band: fewer than {view.framework.index.register_least} pupils are on the register."
    if view.now.told(f"{place.scope}.uncertain"):
        return "The register is small and the index stands near an edge, so its band is uncertain."
    return ""


def missing_kpis(view: View, place: Place) -> list[str]:
    """The KPIs that are not available."""
    return [kpi for kpi in KPIS if view.now.mark(f"{place.scope}.kpi.{kpi}") == "x"]


def missing_figures(view: View, place: Place) -> tuple[tuple[str, str, str], ...]:
    """(name, why, what would make it so) of each KPI that is not there."""
    return tuple((KPI_NAMES[kpi], *why_missing(kpi, view.now.told(f"{place.scope}.missing.{kpi}"))) for kpi in missing_kpis(view, place))


def index_says(view: View, place: Place) -> str:
    """What the index's change comes to, in a sentence or two."""
    changed = change(view, place, "sei", view.term.year_before) or change(view, place, "sei", view.term.before)
    moved = movement(view, place)
    if changed is None or changed.reads == "unknown" or moved is None:
        return sentence(changed)
    real = {"better": "a real change for the better", "worse": "a real change for the worse"}.get(changed.reads)
    if not real:
        return sentence(changed)
    first = f"{sentence(changed)[:-1]}, {real}."
    lifted = [KPI_NAMES[kpi] for kpi, part in moved.parts if part >= 0.05][:2]
    lowered = [KPI_NAMES[kpi] for kpi, part in reversed(moved.parts) if part <= -0.05][:2]
    told = [f"{listed(lifted)} lifted it" if lifted else "", f"{listed(lowered)} lowered it" if lowered else ""]
    rest = "; ".join(each for each in told if each)
    return f"{first} {rest}." if rest else first


def kpi_cards(view: View, place: Place) -> tuple[KpiCard, ...]:
    """The five measures. That pupils are too few to call anything a change is said once, at the index above them, where it is said there."""
    told = any(says_too_few(change(view, place, "sei", term)) for term in (view.term.year_before, view.term.before))
    cards = (kpi_card(view, place, kpi) for kpi in KPIS)
    return tuple(replace(card, change=briefly(card.change)) if told else card for card in cards)


def kpi_card(view: View, place: Place, kpi: str) -> KpiCard:
    """One measure: figure, band, last terms, change in words."""
    cell = view.kpi(place, kpi)
    why = ""
    if cell.mark == "c":
        why = LIKE_THE_INDEX if view.now.mark(f"{place.scope}.kpi.sei") == "c" else "Hidden: it rests on so few pupils that it could point to a child."
    elif cell.mark:
        reason, mend = why_missing(kpi, view.now.told(f"{place.scope}.missing.{kpi}"))
        why = f"Not available: {reason}. {mend}."
    word = view.now.told(f"{place.scope}.band.{kpi}")
    return KpiCard(
        kpi=kpi,
        name=KPI_NAMES[kpi],
        value=cell,
        sub=KPI_SUBS[kpi],
        band=band(word),
        why_missing=why,
        spark=kpi_spark(view, place, kpi),
        change=change(view, place, kpi, view.term.year_before),
        range_words=range_words(view, kpi, word) if word else "",
        key=view.key(None, f"metric-{kpi}"),
        beside=_beside(view, place, kpi),
    )


def range_words(view: View, kpi: str, word: str) -> str:
    """The range of a band in words, such as `amber: 0.70 to 0.84`; edges belong to the better band, as shown."""
    form, (worse, better) = view.format(kpi), view.edges(kpi)
    step = (0.01 if kpi == "need" else 1.0) * 10.0**-form.places
    if kpi in LOWER_IS_BETTER:
        said = {"red": f"above {form.text(worse)}", "amber": f"{form.text(better + step)} to {form.text(worse)}", "green": f"{form.text(better)} or less"}
    else:
        said = {"red": f"below {form.text(worse)}", "amber": f"{form.text(worse)} to {form.text(better - step)}", "green": f"{form.text(better)} or more"}
    return f"{word}: {said[word]}"


def kpi_spark(view: View, place: Place, kpi: str) -> Spark | None:
    """The last terms of a KPI or `sei` up to this one; a term that is not there is a gap."""
    known = {moment.term: moment.figures for moment in view.history}
    terms = [view.term]
    while len(terms) < LAST_TERMS and min(known) < terms[-1]:
        terms.append(terms[-1].before)
    values = [known[term].number(f"{place.scope}.kpi.{kpi}") if term in known else None for term in reversed(terms)]
    word = view.now.told(f"{place.scope}.band.{kpi}")
    return spark(values, view.edges(kpi), TONES.get(word, word) or "quiet", view.format(kpi))


def _beside(view: View, place: Place, kpi: str) -> str:
    """What is read beside a measure."""
    if kpi == "ash":
        delivered, paid = view.number(place, "hours.delivered"), view.number(place, "hours.paid")
        if delivered is not None and paid:
            return f"Reach: about {TENTH.text(delivered / paid)} pupil hours for each hour paid"
    if kpi == "finance":
        raised = [flag for flag in ("small_school", "low_spend", "high_need_intake") if view.now.told(f"{place.scope}.flag.{flag}")]
        return ". ".join(flag_words(flag, view.framework)[0] for flag in raised)
    if kpi == "dqf" and (quality := view.kpi_number(place, kpi)) is not None and view.format(kpi).value(quality) > 1:
        return ABOVE_ONE
    return ""


assert set(SEI_BANDS) == set(TONES)
assert INDEX.places == 2
