"""The method page: all that is in force, and an invented school worked through by the real arithmetic."""

from __future__ import annotations

from dataclasses import replace

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.model import KPIS
from sendsite.framework.settings import default, with_overrides
from sendsite.report.build import build_report
from sendsite.report.disclosure import Ledger, decided
from sendsite.report.example_school import RECORDS
from sendsite.report.figures.pages import Method
from sendsite.report.formats import kpi_format
from sendsite.report.method_hidden import suppression
from sendsite.report.method_labels import in_words, label
from tests.report.looking import section
from tests.report.trust import NOW, SETUP, middling, page, reading, the_report


def method() -> Method:
    figures = page(the_report(), "research").figures
    assert isinstance(figures, Method)
    return figures


def test_every_setting_in_force_stands_on_the_method_page_with_its_source():
    settings = {row.head for table in method().tables for row in table.rows}

    assert {"Preparation that counts as support, at most", "Teaching assistant", "Primary", "Weight of a red rating", "Achieved"} <= settings
    assert all(row.cells[-1].text for table in method().tables for row in table.rows)


def test_a_placeholder_is_marked_and_the_year_of_the_data_is_printed():
    words = repr(method().tables)

    assert "Placeholder" in words
    assert "November 2018" in words


def test_every_measure_has_formula_words_and_when_it_is_missing():
    names = {name: missing for name, _, _, missing in method().formulas}

    assert {"Finance", "Average support hours", "Need met", "Deployment quality", "Progress", "SEND Efficiency Index"} <= names.keys()
    assert names["Need met"] == "no need is recorded"


def test_the_eight_questions_stand_on_the_page():
    assert method().questions == default().questions


def test_a_changed_setting_is_shown_beside_the_shipped_one():
    framework = with_overrides("[rates]\nTA = 21.50\n", "framework.toml")
    report = build_report(SETUP, [replace(reading(NOW, middling()), framework=framework, document=None)])
    figures = page(report, "research").figures
    assert isinstance(figures, Method)

    assert figures.overrides == ("Teaching assistant: £21.50 a contracted hour instead of £20.00 a contracted hour.",)
    assert [cell.text for cell in figures.tables[-1].rows[0].cells[:2]] == ["£20.00 a contracted hour", "£21.50 a contracted hour"]


def test_every_setting_has_a_plain_name():
    plain = {row.head for table in method().tables for row in table.rows}

    assert not [head for head in plain if "_" in head or head[0].islower()]
    assert "No note is given." not in repr(method().tables)


def test_a_setting_that_is_not_known_is_called_by_its_own_words():
    assert (label("drift.new_share"), in_words("drift.new_share", 0.5)) == ("Drift: new share", "0.5")


def test_the_example_is_worked_out_by_the_framework():
    measures = measure(columns(RECORDS, default()), default())
    table = section(method(), "example-measures").table
    assert table is not None

    assert [row.cells[1].text for row in table.rows] == [kpi_format(kpi, default()).text(float(measures.schools.kpis[kpi].value[0])) for kpi in KPIS]


def test_the_example_has_every_measure_and_an_index():
    assert section(method(), "example-index").heading.startswith("The index of the example is ")
    assert "[x]" not in repr(method().example)


def test_the_examples_pupils_add_up():
    table = section(method(), "example-pupils").table
    assert table is not None
    needs = [row.cells[1].value for row in table.rows]

    assert sum(value for value in needs[:-1] if isinstance(value, float)) == needs[-1]


def test_the_example_is_in_no_trust():
    assert RECORDS.schools[0].name not in repr(the_report().schools)


def test_the_method_says_the_threshold_in_force():
    report = build_report(replace(SETUP, k=10), [reading(NOW, middling())])
    figures = page(report, "research").figures
    assert isinstance(figures, Method)

    assert figures.suppression[0][0].startswith("A count of 1 to 9 pupils is hidden")
    assert ("Counts of 1 to 9 pupils", "In a school where everybody knows everybody, “two” can be two children.") in figures.not_here


def test_each_rule_of_what_is_hidden_has_a_reason_and_an_example():
    assert all(len(part.split()) > 1 for rule in method().suppression for part in rule)


def test_a_rule_of_what_is_hidden_is_short_enough_to_read():
    sentences = [each for rule in suppression(5) for part in rule for each in part.split(". ")]

    assert max(len(each.split()) for each in sentences) <= 32


def test_the_example_of_hiding_beside_is_what_is_decided():
    ledger = Ledger()
    for name, count in {"all": 40, "a": 25, "b": 12, "c": 3}.items():
        ledger.count(name, count)
    ledger.add_up("all", ["a", "b", "c"])

    assert decided(ledger, 5).hidden == {"b", "c"}


def test_the_method_holds_no_figure_of_the_trust():
    assert "Tidewell" not in repr(method())
    assert "Saltmarsh" not in repr(method())
