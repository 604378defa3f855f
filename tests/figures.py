"""A whole report made by hand, with one page of each dataclass: long names, hidden, missing and not applicable cells, every class of marks."""

from __future__ import annotations

from dataclasses import replace

from sendsite.report.figures import charts, pages
from sendsite.report.figures.values import Band, Cell, Change, Column, Link, Notice, Row, Standing, Table

TRUST = "Saltmarsh and Upper Fenland Learning Partnership"
LONG = "St Wilfrid and St Etheldreda’s Church of England Voluntary Aided Primary School and Nursery"
SCHOOLS = (("140001", "Tidewell Primary"), ("140002", LONG))
HIDDEN, MISSING, NONE = Cell("[c]", None, "c"), Cell("[x]", None, "x"), Cell("[z]", None, "z")
RED, AMBER, GREEN = Band("Red", "red", "▲"), Band("Amber", "amber", "◆"), Band("Green", "green", "●")
MODERATE = Band("Moderate", "moderate", "◆")
BETTER, WORSE = Change("up 0.31 on spring last year", "better"), Change("down 5.1 points on spring last year", "worse")
SAME, UNKNOWN = Change("no real change on the autumn term", "none"), Change("too few pupils to call a change", "unknown")
NOW = Standing(TRUST, "2025-spring", "Spring term 2025/26", "27 March 2026", "2 April 2026 by the trust office", 1, False, True, data_day="2026-03-27")
OLD = replace(NOW, term="2024-spring", term_label="Spring term 2024/25", edition=2, latest=False)
DRAFT = replace(NOW, term="2025-summer", term_label="Summer term 2025/26", published="", draft=True, latest=False)


def cell(value: float, words: str = "") -> Cell:
    return Cell(words or str(value), value)


def table(slug: str, rows: int = 4, columns: int = 3) -> Table:
    """A table with each kind of cell; its rows stand in no order, and the total last."""
    kinds = [cell(12.5), HIDDEN, cell(-3.0, "−3.0"), MISSING, cell(1250, "£1,250"), NONE]
    body = tuple(
        Row(
            f"Row {9 - at}",
            tuple(kinds[(at + place) % 6] for place in range(columns)),
            key=f"school/{SCHOOLS[at % 2][0]}",
            note="small school" if at == 1 else "",
        )
        for at in range(rows)
    )
    heads = (Column("What", numeric=False), *(Column(f"Column {place}", unit="h a week") for place in range(columns)))
    return Table(slug, f"A caption for {slug}", heads, (*body, Row("Altogether", (cell(99),) * columns, total=True)), "A note.")


def lines(terms: int, names: tuple[str, ...] = ("Index",), height: float = 320.0) -> charts.Lines:
    """Lines over some terms: one alone is a dot, and of several the second is a gap."""
    xs = [1000.0 * at / max(terms - 1, 1) for at in range(terms)]
    runs = (((xs[0], 200.0),), tuple((x, 150.0 + 30 * (at % 3)) for at, x in enumerate(xs[2:]))) if terms > 3 else (((xs[0], 200.0),),)
    series = tuple(charts.Series(name, runs, f"s{at + 1}", (xs[-1], 150.0, "2.37")) for at, name in enumerate(names))
    zones = (("low", 213.0, 107.0, "Low"), ("mod", 107.0, 106.0, "Moderate"), ("high", 0.0, 107.0, "High"))
    return charts.Lines(
        height, series, tuple((x, f"spr {21 + at}/{22 + at}") for at, x in enumerate(xs)), ((320.0, "0.0"), (0.0, "4.5")), zones, ((53.0, "High"),)
    )


def marks() -> dict[str, charts.Marks]:
    """One of each class of marks, and those that are drawn in two ways twice."""
    zones = (("low", 0.0, 331.0, "Low"), ("mod", 335.0, 329.0, "Moderate"), ("high", 668.0, 332.0, "High"))
    tones = ("s1", "s2", "s3", "s4", "s4", "s7")
    parts = tuple(charts.Segment(f"Use {at}", at * 166.0, 160.0, tone, f"{20 + at}.0", "16%") for at, tone in enumerate(tones))
    rated = tuple(charts.Segment(name, at * 333.0, 330.0, name.lower(), "8.0", "33%") for at, name in enumerate(("Red", "Amber", "Green")))
    hidden = tuple(charts.Segment(name, 0.0, 0.0, name.lower(), "[c]", "") for name in ("Red", "Amber", "Green"))
    spots = (
        charts.Dot(SCHOOLS[0][1], 520.0, "2.37", key="school/140001"),
        charts.Dot(LONG, 300.0, "1.80", hollow=True, note="small"),
        charts.Dot("None", None, "[x]"),
    )
    points = tuple(
        charts.Point(name, 200.0 + 300 * at, 150.0 + 90 * at, at == 1, "end" if at else "start", "1.08 and 88.4%") for at, (_, name) in enumerate(SCHOOLS)
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" role="img" aria-labelledby="spread-title"><title id="spread-title">Spread</title>'
    return {
        "stack": charts.Stack((charts.StackRow("Hours", parts),)),
        "stacks": charts.Stack((charts.StackRow("Need", rated), charts.StackRow("Hours", hidden))),
        "bars": charts.Bars(300.0, (charts.Bar("Need met", 300, 400, "up", "+0.24"), charts.Bar("Finance", 100, 200, "down", "−0.11")), (("up", "lifted"),)),
        "paired": charts.Bars(0.0, (charts.Bar("Year 3", 0, 700, "s7", "14.0", (0, 500, "s1", "10.0"), True),), (("s7", "Need"), ("s1", "Hours"))),
        "dots": charts.DotPlot(spots, (558.0, "trust 2.51"), zones, ((0.0, "0.0"), (444.0, "2.0"), (1000.0, "4.5"))),
        "one-term": lines(1),
        "nine-terms": lines(9, ("Finance", "Need met", "Progress")),
        "multiples": charts.Multiples(tuple((name, f"school/{urn}", lines(9, height=180.0), "2.37") for urn, name in SCHOOLS)),
        "scatter": charts.Scatter(
            500.0, points, "Finance", "Need met", ((0, "0.6"), (1000, "1.4")), ((500, "60%"), (0, "100%")), ((20, 30, "Spends less"),), (("x", 500.0),)
        ),
        "spread": charts.Picture(f'{svg}<text x="20" y="40" font-size="12" class="fill-ink">Words</text></svg>', b"\x89PNG\r\n\x1a\n", "spread-picture"),
        "ranges": charts.Ranges(
            (
                charts.Range(SCHOOLS[0][1], "210 to 314 on roll", (100.0, 700.0), (300.0, 250.0), 420.0, 380.0, "3.1", key="school/140001/finance"),
                charts.Range(LONG, "1 to 49 on roll", None, (200.0, 400.0), None, 640.0, "5.0", hollow=True),
            ),
            ((0.0, "0"), (500.0, "4"), (1000.0, "8")),
        ),
        "hidden": charts.Stack((charts.StackRow("Hours", (charts.Segment("Use", 0.0, 0.0, "s1", "[c]", ""),)),)),
        "rest": charts.Stack(
            (
                charts.StackRow(
                    "Hours",
                    (
                        charts.Segment("Matched", 0.0, 700.0, "s1", "70.0", "70%"),
                        charts.Segment("Hidden parts together", 703.0, 297.0, "hidden", "", "30%"),
                        charts.Segment("Cover", 0.0, 0.0, "s4", "[c]", ""),
                    ),
                ),
            )
        ),
    }


def sections() -> tuple[charts.Section, ...]:
    drawn = [
        charts.Section(
            slug,
            f"A finding about {slug}",
            "What exactly is shown",
            "What it says in a sentence.",
            mark,
            f"The marks of {slug} in words.",
            table(f"{slug}-table"),
        )
        for slug, mark in marks().items()
    ]
    league = charts.Section(
        "league", "All schools in order", "Rank among all schools", table=table("league-table", 16, 9), open_table=True, note="A caveat.", change=WORSE
    )
    gone = charts.Section("not-shown", "Not shown on this page", says="By age. Each figure in it is hidden.")
    return (*drawn, gone, league)


def index(standing_band: Band | None = MODERATE) -> pages.IndexFigure:
    zones = (("low", 0.0, 331.0, "Low", ""), ("mod", 335.0, 329.0, "Moderate", "1.5"), ("high", 668.0, 332.0, "High", "3.0"))
    scale = charts.Scale(
        zones, (charts.Mark("ghost", 453.0, "a year ago 2.06"), charts.Mark("trust", 558.0, "trust 2.51"), charts.Mark("now", 526.0, "this term 2.37"))
    )
    moved = marks()["bars"]
    assert isinstance(moved, charts.Bars)
    return pages.IndexFigure(
        value=cell(2.37),
        band=standing_band,
        why_no_band="" if standing_band else "Fewer than 15 pupils: no band.",
        scale=scale,
        scale_desc="Scale from 0 to 4.5: this term 2.37",
        year=BETTER,
        term=SAME,
        says="More of the need in plans is met.",
        moved=moved,
        moved_note="Adds up exactly to +0.31.",
        moved_table=table("what-moved", 2, 1),
    )


def kpis() -> tuple[pages.KpiCard, ...]:
    spark = charts.Spark((((4.0, 20.0), (21.0, 19.0)), ((55.0, 22.0), (142.0, 23.0))), (34.0, 19.0), (142.0, 23.0, "amber"), "Last 9 terms: 1.02, 1.00")
    told = (
        ("finance", "Finance", cell(1.08), AMBER, SAME),
        ("ash", "Average support hours", cell(0.84), RED, WORSE),
        ("need", "Need met", cell(0.884, "88.4%"), GREEN, BETTER),
    )
    cards = [
        pages.KpiCard(k, name, value, "what it is", band, "", spark, change, "amber: 0.70 to 0.84", f"trust/metric-{k}", "Reach 1.2")
        for k, name, value, band, change in told
    ]
    gone = pages.KpiCard("dqf", "Deployment quality", MISSING, "hours follow need", None, "Pupils are not rated.", None, None, "")
    return (*cards, gone, pages.KpiCard("pif", "Progress", HIDDEN, "tied to progress", None, "Hidden.", spark, UNKNOWN, ""))


def insight(severity: str = "high") -> pages.InsightCard:
    effects = (pages.Effect("Need met", cell(0.884, "88.4%"), cell(0.936, "93.6%")), pages.Effect("Index", cell(2.37), HIDDEN))
    return pages.InsightCard(
        *("cover", severity, f"Bring cover back ({severity})", "Cover takes 22 hours.", "Hours are missing elsewhere.", "Bring half of them back."),
        *(("Ask who covers.", "Agree a limit."), "head and SENCO", (("Hours", cell(22.0)), ("Pupils", HIDDEN)), effects),
        *(Link("Tidewell Primary", "school/140001"), Link("What drift is", "explainers/drift")),
        not_when="It does not apply in the week of the school play.",
        tried="If it were done as described.",
    )


CARDS = (insight("high"), insight("medium"), insight("low"))
QUESTIONS = ("What would it take to bring half of the hours back?", "Which plans were not reviewed this term?", "What has changed?")
NOTICES = (Notice("Small register", "One pupil can move every figure.", "care"), Notice("Progress not available", "Review the plans.", "missing"))


def head(urn: str, name: str, prefix: str = "") -> pages.SchoolHead:
    names = ("Dashboard", ""), *((word.capitalize(), f"/{word}") for word in ("finance", "deployment", "insights", "history", "summary", "data"))
    return pages.SchoolHead(
        urn, name, "Primary", "52 pupils on the register, 318 on roll", tuple(Link(word, f"{prefix}school/{urn}{end}") for word, end in names)
    )


def school_pages(urn: str, name: str, standing: Standing, prefix: str = "") -> tuple[pages.Page, ...]:
    """The seven pages of a school."""
    school, shown = head(urn, name, prefix), sections()
    told: dict[str, pages.PageFigures] = {
        "": pages.SchoolDashboard(standing, school, NOTICES, index(), kpis(), shown[:4], QUESTIONS, CARDS[0], (*shown[4:10], shown[-1])),
        "/finance": pages.SchoolFinance(standing, school, "Support costs what others spend", "At standard rates.", NOTICES, (*shown[:4], shown[-1])),
        "/deployment": pages.SchoolDeployment(standing, school, "Half of support is in class", "Roles and modes.", (), (*shown[1:5], *shown[10:13])),
        "/insights": pages.SchoolInsights(standing, school, "Two things worth doing", "Each says why.", CARDS[:2], CARDS[2:], QUESTIONS),
        "/history": pages.SchoolHistory(standing, school, "The index over nine terms", "A gap is a term without a figure.", (), shown[5:7]),
        "/summary": pages.BoardSummary(
            *(standing, school, f"This summary shows where support lands at {name}. " * 3, NOTICES, index(None), kpis(), shown[9]),
            *(table("key", 7, 2), CARDS, QUESTIONS, (f"The trust’s other schools: {LONG}.", "Real schools of the same size (census, January 2019).")),
            scores=charts.Bars(0.0, (charts.Bar("Need met", 0.0, 800.0, "s1", "88.4% ● Green"),)),
        ),
        "/data": pages.SchoolData(
            standing, school, ((Link("Finance", f"{prefix}school/{urn}/finance"), (("league-table", "All schools"),)),), table("dictionary", 20, 1)
        ),
    }
    return tuple(pages.Page(f"{prefix}school/{urn}{end}", f"school:{urn}", f"{name}, a page", figures) for end, figures in told.items())


def trust_pages(standing: Standing, prefix: str = "") -> tuple[pages.Page, ...]:
    """Every page of the trust."""
    names = (
        ("Overview", ""),
        ("Comparison", "/comparison"),
        ("Measures", "/metric-sei"),
        ("Trends", "/trends"),
        ("Finance", "/finance"),
        ("Insights", "/insights"),
    )
    tabs, shown = tuple(Link(word, f"{prefix}trust{end}") for word, end in names), sections()
    spark = kpis()[0].spark
    schools = tuple(
        pages.SchoolLine(urn, name, "Primary", f"{prefix}school/{urn}", value, band, BETTER, spark, "small school", "Two hours in three reach need")
        for (urn, name), value, band in zip(SCHOOLS, (cell(2.37), MISSING), (MODERATE, None), strict=True)
    )
    left_out = (f"{LONG} is left out of Progress.",)
    told: dict[str, pages.PageFigures] = {
        "": pages.TrustOverview(standing, f"{TRUST}: index 2.37", tabs, NOTICES, index(), kpis(), schools, shown[:3], CARDS, QUESTIONS, left_out),
        "/comparison": pages.Comparison(standing, shown[4].heading, tabs, "Best first.", NOTICES, (shown[4], shown[-1])),
        **{
            f"/metric-{kpi}": pages.MetricPage(standing, f"{kpi} across the schools", tabs, "What it is.", (), (shown[4], *shown[6:8], shown[9]))
            for kpi in ("sei", "finance", "ash", "need")
        },
        "/trends": pages.TrustTrends(standing, "One school is better", tabs, "On one scale.", (), shown[5:8]),
        "/finance": pages.TrustFinance(standing, "What support costs", tabs, "Standard cost.", (), shown[8:]),
        "/insights": pages.TrustInsights(standing, "What to do first", tabs, "Across schools.", CARDS[:1], CARDS[1:], questions=QUESTIONS),
    }
    return tuple(pages.Page(f"{prefix}trust{end}", "trust", f"{TRUST}, a page", figures) for end, figures in told.items())


def report() -> pages.Report:
    """Two schools now and a year ago; one of them in draft; the archive and the method."""
    formulas = (
        ("Need met", "matched / needed", "How much of the need is met.", "no need is recorded"),
        ("Index", "fifth root of the product", "The five as one.", ""),
    )
    told = pages.Method(
        "hearts-1",
        "Everything in force.",
        formulas,
        (table("thresholds", 5, 4),),
        QUESTIONS,
        sections()[:2],
        ("None.",),
        (("Names", "No page has them."),),
        (("Counts of 1 to 4.", "They point.", "3"),),
    )
    now = (*trust_pages(NOW), *(page for urn, name in SCHOOLS for page in school_pages(urn, name, NOW)))
    old = (
        *trust_pages(replace(OLD, latest_key="trust"), "2024-spring/"),
        *(page for urn, name in SCHOOLS for page in school_pages(urn, name, replace(OLD, latest_key=f"school/{urn}"), "2024-spring/")),
    )
    draft = school_pages(*SCHOOLS[0], replace(DRAFT, latest_key="school/140001"), "draft/")
    archive = pages.Page("trust/archive", "trust", "Archive", pages.TermArchive(NOW, "Every term", (), "Where each stands.", table("terms", 3, 2)))
    method = pages.Page("research", "public", "The method in force", told)
    terms = (("2025-spring", "Spring term 2025/26"), ("2024-spring", "Spring term 2024/25"))
    return pages.Report(TRUST, "One Plan", (method, *now, *old, *draft, archive), SCHOOLS, terms, NOW, DRAFT.term_label)
