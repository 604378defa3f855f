"""Places of marks: worked out from numbers, and never a mark where there is no number."""

from __future__ import annotations

import pytest

from sendsite.report.charts.axis import Span, edge_ticks, place, plainly, span_of, ticks_of
from sendsite.report.charts.bars import Item, diverging, greyed, paired
from sendsite.report.charts.distribution import Placed, SizeBand, distribution
from sendsite.report.charts.dots import Spot, dots, zones_of
from sendsite.report.charts.lines import lines, multiples
from sendsite.report.charts.scale import scale, scale_desc, spark
from sendsite.report.charts.scatter import Side, label_sides, scatter
from sendsite.report.charts.scatter import Spot as Point
from sendsite.report.charts.stack import REST, STUB, UNKNOWN, Part, stack_row
from sendsite.report.figures.charts import Bars, Section, Stack
from sendsite.report.figures.values import Table
from sendsite.report.formats import INDEX, PERCENT, RATIO, TENTH


def test_a_place_outside_the_span_stands_at_the_rim():
    assert [place(value, 0, 2) for value in (-1, 0, 1, 2, 9)] == [0, 0, 500, 1000, 1000]


def test_ticks_are_round_numbers_inside_the_span():
    assert [words for _, words in ticks_of(span_of([0.83, 1.27], 0.3), RATIO.text)] == ["0.8", "1.0", "1.2", "1.4"]


def test_ticks_of_a_banded_axis_are_its_edges_and_the_ends_that_leave_room():
    picture = dots([Spot("Elm", 2.4, "2.40")], Span(0.0, 4.5), INDEX, None, zones_of("sei", (1.5, 3.0)))

    assert [words for _, words in picture.ticks] == ["0.0", "1.5", "3.0", "4.5"]
    assert [words for _, words in edge_ticks(Span(0.58, 1.0), (0.6, 0.8), RATIO.text)] == ["0.6", "0.8", "1.0"]


def test_noughts_after_the_point_go_only_where_all_ticks_share_them():
    assert plainly(["60.0%", "80.0%", "100.0%"]) == ["60%", "80%", "100%"]
    assert plainly(["0.70", "0.85"]) == ["0.70", "0.85"]
    assert plainly(["0", "100"]) == ["0", "100"]


def test_the_scale_of_the_index_has_three_zones_that_leave_no_room():
    picture = scale(2.37, 2.06, 2.51, (1.5, 3.0, 4.5), INDEX)

    assert [zone[3] for zone in picture.zones] == ["Low", "Moderate", "High"]
    assert picture.zones[-1][1] + picture.zones[-1][2] == pytest.approx(1000, abs=0.2)
    assert scale_desc(picture) == "Scale from 0 to 4.5: this term 2.37, trust 2.51, a year ago 2.06"


def test_a_scale_marks_only_what_is_known():
    assert [mark.kind for mark in scale(2.37, None, None, (1.5, 3.0, 4.5), INDEX).marks] == ["now"]


def test_a_missing_term_is_a_gap_in_a_small_line():
    picture = spark([0.7, None, 0.8, 0.9], (0.7, 0.85), "green", RATIO)

    assert picture is not None
    assert [len(run) for run in picture.runs] == [1, 2]
    assert "not shown" in picture.desc


def test_better_stands_higher_in_a_small_line_even_where_lower_is_better():
    picture = spark([1.3, 1.0], (1.3, 1.0), "green", RATIO)

    assert picture is not None
    assert picture.runs[0][1][1] < picture.runs[0][0][1]


def test_a_small_line_without_this_terms_figure_has_no_end():
    picture = spark([0.7, None], (0.7, 0.85), "quiet", RATIO)

    assert picture is not None
    assert picture.end is None


def test_widths_of_a_stack_fill_the_bar():
    row = stack_row("Hours", [Part("a", 30, "s1", "30"), Part("b", 0, "s2", "0"), Part("c", 10, "s3", "10")])

    assert row.segments[-1].x + row.segments[-1].width == pytest.approx(1000, abs=0.2)
    assert [segment.share for segment in row.segments] == ["75%", "0%", "25%"]


def test_two_hidden_parts_of_a_shown_whole_stand_as_one_rest():
    parts = [Part("a", None, "s1", "[c]"), Part("b", 20, "s2", "20"), Part("d", 10, "s2", "10"), Part("c", None, "s3", "[c]")]
    row = stack_row("Hours", parts, 40)

    assert [(segment.label, segment.share) for segment in row.segments if segment.width] == [("b", "50%"), ("d", "25%"), ("Hidden parts together", "25%")]
    assert [(segment.label, segment.width) for segment in row.segments[3:]] == [("a", 0), ("c", 0)]


def test_one_part_beside_hidden_ones_is_no_picture():
    row = stack_row("Hours", [Part("a", None, "s1", "[c]"), Part("b", 30, "s2", "30"), Part("c", None, "s3", "[c]")], 40)

    assert [(segment.width, segment.share) for segment in row.segments] == [(0, ""), (0, ""), (0, "")]


def test_parts_of_a_whole_that_is_not_told_stand_beside_a_stub_that_says_nothing():
    parts = [Part("a", 30, "s1", "30"), Part("b", 10, "s2", "10"), Part("c", None, "s3", "[c]")]

    for whole in (None, 45):  # what is hidden alone beside its total is told no more than where that is hidden too
        row = stack_row("Hours", parts, whole)
        assert [segment.share for segment in row.segments] == ["", "", "", ""]
        assert [segment.label for segment in row.segments] == ["a", "b", UNKNOWN, "c"]
        assert row.segments[0].width == pytest.approx(3 * row.segments[1].width, abs=0.5)
        assert (row.segments[2].x, row.segments[2].width) == (1000 - STUB, STUB)


def test_rounded_parts_are_drawn_over_the_whole_as_told_with_what_they_leave_over():
    row = stack_row("Hours", [Part("a", 40, "s1", "40"), Part("b", 15, "s2", "15"), Part("c", 0, "s3", "[low]")], 70, least=200)

    assert [(each.label, each.text, each.share) for each in row.segments][-1] == (REST, "about 15", "")
    assert row.segments[0].width == pytest.approx(40 / 70 * 1000, abs=4)


def test_rounded_parts_beyond_their_whole_are_drawn_over_their_sum_and_shares_make_a_hundred():
    row = stack_row("Hours", [Part("a", 180, "s1", "180"), Part("b", 80, "s2", "80"), Part("c", 85, "s3", "85")], 340, least=200)

    assert [each.share for each in row.segments] == ["52%", "23%", "25%"]
    assert row.segments[-1].x + row.segments[-1].width == pytest.approx(1000, abs=0.2)


def test_a_single_hidden_part_draws_nothing_even_beside_its_whole():
    row = stack_row("Hours", [Part("a", 30, "s1", "30"), Part("b", None, "s2", "[c]")], 40)

    assert [(segment.width, segment.share) for segment in row.segments] == [(0, ""), (0, "")]


def test_a_stack_with_a_hidden_part_draws_nothing():
    row = stack_row("Hours", [Part("a", 30, "s1", "30"), Part("b", None, "s2", "[c]")])

    assert [(segment.width, segment.share) for segment in row.segments] == [(0, ""), (0, "")]


def test_what_lowered_the_index_stands_left_of_zero():
    picture = diverging([Item("up", 0.2, "+0.20"), Item("down", -0.1, "−0.10")])

    assert picture.zero == 500
    assert [place for bar in picture.rows for place in (bar.x, bar.x + bar.width)] == pytest.approx([500, 666.7, 416.7, 500])


def test_the_same_part_of_a_change_is_as_wide_at_every_school():
    one, other = (diverging([Item("a", 0.3, "+0.30"), Item("b", second, "")]) for second in (0.01, -0.55))

    assert one.rows[0].width == other.rows[0].width == 250


def test_the_scale_of_a_change_grows_only_for_a_larger_part():
    assert diverging([Item("a", -0.9, "−0.90")]).rows[0].width == 500


def test_bars_of_a_change_that_is_not_called_have_no_colour_that_judges():
    assert {bar.tone for bar in greyed(diverging([Item("a", 0.3, ""), Item("b", -0.3, "")])).rows} == {"quiet"}


def test_a_hidden_pair_has_no_bars():
    picture = paired([Item("a", None, "[c]", None, "[c]"), Item("b", 4, "4.0", 2, "2.0")], "Needed", "Received")

    assert picture.rows[0].width == 0
    assert picture.rows[0].second == (0.0, 0.0, "s1", "[c]")


def test_a_school_without_a_figure_keeps_its_row_and_its_mark():
    picture = dots([Spot("Oak", None, "[x]"), Spot("Elm", 1.1, "1.10")], Span(0.5, 1.5), RATIO, 1.0, zones_of("kpi", (1.3, 1.0)))

    assert (picture.rows[0].x, picture.rows[0].text) == (None, "[x]")
    assert picture.line == (500.0, "trust 1.00")


def test_bands_behind_a_dot_plot_cover_the_axis_once():
    picture = dots([Spot("Elm", 1.1, "1.10")], Span(0.5, 1.5), RATIO, None, zones_of("kpi", (1.3, 1.0)))

    assert sum(zone[2] for zone in picture.zones) == pytest.approx(1000, abs=0.3)
    assert [zone[0] for zone in picture.zones] == ["red", "amber", "green"]


def test_of_many_terms_only_some_are_labelled_and_the_last_always():
    picture = lines([("Index", [2.0] * 60, "s1")], [str(number) for number in range(60)], Span(0, 4.5), INDEX)

    assert len(picture.x_labels) <= 5
    assert picture.x_labels[-1] == (1000.0, "59")


def test_small_pictures_share_one_scale():
    picture = multiples([("a", "", [1.0, 2.0], "2.00"), ("b", "", [None, 4.5], "4.50")], ["x", "y"], Span(0, 4.5), INDEX, ())

    assert picture.panels[0][2].y_ticks == picture.panels[1][2].y_ticks


def test_labels_of_points_that_lie_close_stand_on_different_sides():
    sides = label_sides([(500, 300), (505, 304), (498, 298)], [8, 8, 8])

    assert len(set(sides)) == 3


def test_a_label_keeps_off_another_schools_point_and_the_dividing_line():
    assert label_sides([(340.0, 210.0), (320.0, 228.0)], [24, 22])[1] != "start"
    assert label_sides([(480.0, 300.0)], [8], [(498.0, 0.0, 502.0, 620.0)]) == ["end"]


def test_a_school_stands_among_real_schools_of_its_own_size():
    bands = [SizeBand("1 to 99", 1, 2, 3, 4, 5), SizeBand("100 to 199", 2, 3, 4, 5, 8)]
    picture = distribution(bands, [Placed("Oak", 1, 4.0, True), Placed("Elm", 0, 2.0, False)], TENTH)

    assert [(row.label, row.beside, row.x, row.middle, row.hollow) for row in picture.rows] == [
        ("Elm", "1 to 99 on roll", 250.0, 375.0, False),
        ("Oak", "100 to 199 on roll", 500.0, 500.0, True),
    ]
    assert picture.rows[1].outer == (250.0, 750.0)


def test_an_unknown_percentile_is_not_drawn():
    row = distribution([SizeBand("1 to 99", None, 2, None, 4, 5)], [Placed("Oak", 0, 4.0, False)], TENTH).rows[0]

    assert (row.outer, row.middle) == (None, None)
    assert row.inner is not None


def test_a_chart_of_hidden_parts_alone_is_not_drawn():
    hidden = Stack((stack_row("Hours", [Part("a", None, "s1", "[c]"), Part("b", None, "s2", "[c]")]),))
    behind = Table("t", "T", (), ())

    assert not Section("x", "Heading", chart=hidden, desc="words", table=behind).drawn
    assert Section("x", "Heading", chart=Stack((stack_row("Hours", [Part("a", 1, "s1", "1")]),)), desc="words", table=behind).drawn


def test_a_label_does_not_leave_the_picture():
    assert label_sides([(990.0, 300.0)], [12]) == ["end"]


def test_a_scatter_says_its_dividing_lines():
    picture = scatter([Point("Oak", 1.0, 0.9, "")], Side("Finance", Span(0, 2), RATIO, 1.0), Side("Need met", Span(0, 1), PERCENT, 0.9))

    assert picture.lines == (("x", 500.0), ("y", 62.0))


def test_a_chart_without_a_table_is_refused():
    with pytest.raises(ValueError, match="needs a description and its table"):
        Section("x", "Heading", chart=Bars(0, ()), desc="words")


def test_the_word_of_a_zone_stands_clear_of_the_line():
    zones = zones_of("sei", (1.5, 3.0))
    free, crossed = (lines([("Index", [value] * 4, "s1")], ["1", "2", "3", "4"], Span(0, 4.5), INDEX, zones).words[1][0] for value in (1.5, 2.25))

    assert free == pytest.approx(160, abs=1)
    assert abs(crossed - 160) > 30
