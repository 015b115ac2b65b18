from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.columns import COLUMNS, Column
from dashboard.plan.findings import Code
from dashboard.plan.kinds import Kind
from dashboard.workbooks.parsed import Parsed
from dashboard.workbooks.raw import ExcelError, Raw
from dashboard.workbooks.values import is_link, parse, shown


def _column(kind: Kind) -> Column:
    return next(column for column in COLUMNS if column.kind is kind)


def _parse(kind: Kind, raw: Raw, shown_as: str | None = None) -> Parsed:
    return parse(raw, column=_column(kind), shown_as=shown_as)


def _codes(parsed: Parsed) -> list[Code]:
    return [finding.code for finding in parsed.findings]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("-3,2", -3.2),
        ("\u22123,2", -3.2),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1_234_567),
        ("1 234 567,25", 1_234_567.25),
        ("12\u00a0500", 12_500),
        ("0,125", 0.125),
        ("45 %", 45),
        (" 7 ", 7),
    ],
)
def test_numbers_written_as_text_are_understood_and_that_is_said(text: str, number: float):
    parsed = _parse(Kind.NUMBER, text)
    assert parsed.value == number
    assert _codes(parsed) == [Code.NUMBER_AS_TEXT]
    assert parsed.findings[0].facts["read_as"] == number


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.500", "999,999"])
def test_a_number_that_may_be_two_numbers_is_refused(text: str):
    parsed = _parse(Kind.NUMBER, text)
    assert parsed.value is None
    assert _codes(parsed) == [Code.AMBIGUOUS_NUMBER]


@pytest.mark.parametrize(
    "raw", ["mange", "1.2.3", "12,34,5", "--1", "9" * 500, "", True, date(2025, 1, 1), float("nan")]
)
def test_what_is_no_number_has_no_value(raw: Raw):
    parsed = _parse(Kind.NUMBER, raw)
    assert parsed.value is None
    assert _codes(parsed) == ([] if raw == "" else [Code.WRONG_KIND])


def test_a_number_shown_in_per_cent_is_read_as_it_is_shown():
    parsed = _parse(Kind.NUMBER, 0.455, "0.0%")
    assert parsed.value == 45.5
    assert _codes(parsed) == [Code.PERCENT_FORMAT]
    assert shown(0.455, shown_as="0.0%") == "45.5 %"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2025", "2025-12-31"),
        ("31-12-2025", "2025-12-31"),
        ("31/12/2025", "2025-12-31"),
        ("1. 2. 2025", "2025-02-01"),
        ("3/4/2025", "2025-04-03"),
        ("2025-12-31", "2025-12-31"),
        ("2025-12-31 00:00:00", "2025-12-31"),
        ("2025", "2025"),
        ("31.02.2025", None),
        ("snart", None),
    ],
)
def test_dates_written_as_text_are_read_day_first(text: str, day: str | None):
    parsed = _parse(Kind.DATE, text)
    assert parsed.value == day
    assert _codes(parsed) == [Code.WRONG_KIND if day is None else Code.DATE_AS_TEXT]


@pytest.mark.parametrize(
    ("raw", "value", "nearest"),
    [
        (datetime(2025, 12, 31), "2025-12-31", None),  # noqa: DTZ001 - cells know no time zone
        (date(2025, 12, 31), "2025-12-31", None),
        (2025, "2025", None),
        (2025.0, "2025", None),
        (45000, None, "2023-03-15"),
        (date(1905, 7, 17), None, "2025"),
        (time(12, 30), None, None),
        (12.5, None, None),
        (True, None, None),
    ],
)
def test_a_date_is_a_day_or_a_year_and_nothing_that_only_looks_like_one(
    raw: Raw, value: str | None, nearest: str | None
):
    parsed = _parse(Kind.DATE, raw)
    assert parsed.value == value
    assert _codes(parsed) == ([] if value else [Code.WRONG_KIND])
    assert [finding.nearest for finding in parsed.findings] == ([] if value else [nearest])


@pytest.mark.parametrize(
    ("raw", "value"),
    [(2020, 2020), (2020.0, 2020), ("2020", 2020), (1899, None), (2020.5, None), ("20", None)],
)
def test_a_year_lies_between_1900_and_2200(raw: Raw, value: int | None):
    assert _parse(Kind.YEAR, raw).value == value


@pytest.mark.parametrize(
    ("raw", "goals"),
    [
        (3, (3,)),
        (3.0, (3,)),
        ("3;11", (3, 11)),
        ("3, 11, 13", (3, 11, 13)),
        ("3 og 11", (3, 11)),
        ("SDG 11", (11,)),
        ("Mål 11", (11,)),
        ("Verdensmål 11; Verdensmål 13", (11, 13)),
        ("FN's verdensmål 3", (3,)),
        ("sdg11", (11,)),
        ("Goals 3 and 11", (3, 11)),
        ("03", (3,)),
        ("11;11", (11,)),
    ],
)
def test_goals_may_be_written_in_many_ways(raw: Raw, goals: tuple[int, ...]):
    assert _parse(Kind.GOALS, raw) == Parsed(goals)


@pytest.mark.parametrize(
    ("raw", "code", "nearest"),
    [
        ("18", Code.UNKNOWN_GOAL, None),
        ("11.6", Code.UNKNOWN_GOAL, "11"),
        ("Stop sult", Code.UNKNOWN_GOAL, "2"),
        (3.11, Code.WRONG_KIND, "3;11"),
        (date(2026, 11, 3), Code.WRONG_KIND, "3;11"),
        (True, Code.WRONG_KIND, None),
    ],
)
def test_what_is_no_goal_is_refused_with_what_was_meant(raw: Raw, code: Code, nearest: str | None):
    parsed = _parse(Kind.GOALS, raw)
    assert parsed.value is None
    assert [(f.code, f.nearest) for f in parsed.findings] == [(code, nearest)]


@pytest.mark.parametrize(
    ("raw", "values"),
    [("SDG 18", ["SDG 18"]), ("11; Stop Sult ;Mål X", ["Stop Sult", "Mål X"])],
)
def test_an_unknown_goal_is_told_as_it_stands_in_the_cell(raw: Raw, values: list[str]):
    assert [finding.value for finding in _parse(Kind.GOALS, raw).findings] == values


@pytest.mark.parametrize(
    ("raw", "shown_as", "targets"),
    [
        ("11.6;13.2", None, ("11.6", "13.2")),
        ("11.6, 13.2", None, ("11.6", "13.2")),
        ("11.6 13.2", None, ("11.6", "13.2")),
        ("Delmål 11.6", None, ("11.6",)),
        ("SDG 11.6 og 11.7", None, ("11.6", "11.7")),
        ("1.A", None, ("1.a",)),
        ("8.10", None, ("8.10",)),
        (8.1, "0.00", ("8.10",)),
        (8.1, "0.0", ("8.1",)),
        (11.6, None, ("11.6",)),
    ],
)
def test_targets_are_text_and_keep_their_last_zero(
    raw: Raw, shown_as: str | None, targets: tuple[str, ...]
):
    parsed = _parse(Kind.TARGETS, raw, shown_as)
    assert parsed.value == targets
    assert _codes(parsed) == ([] if isinstance(raw, str) else [Code.CODE_AS_NUMBER])


@pytest.mark.parametrize(
    ("raw", "code", "nearest"),
    [
        ("11,6", Code.UNKNOWN_TARGET, "11.6"),
        ("11.6.1", Code.UNKNOWN_TARGET, "11.6"),
        ("11.66", Code.UNKNOWN_TARGET, "11.6"),
        ("11", Code.UNKNOWN_TARGET, None),
        (11, Code.UNKNOWN_TARGET, None),
        (8.1, Code.AMBIGUOUS_CODE, None),
        (date(2026, 6, 11), Code.WRONG_KIND, "11.6"),
    ],
)
def test_what_is_no_target_is_refused_with_what_was_meant(
    raw: Raw, code: Code, nearest: str | None
):
    parsed = _parse(Kind.TARGETS, raw)
    assert parsed.value is None
    assert [(f.code, f.nearest) for f in parsed.findings] == [(code, nearest)]


def test_one_wrong_target_does_not_hide_the_right_ones():
    parsed = _parse(Kind.TARGETS, "11.6;99.9")
    assert parsed.value == ("11.6",)
    assert [finding.value for finding in parsed.findings] == ["99.9"]


def test_a_column_for_one_target_refuses_two():
    assert _codes(_parse(Kind.TARGET, "11.6;13.2")) == [Code.WRONG_KIND]
    assert _parse(Kind.TARGET, "11.6").value == "11.6"


@pytest.mark.parametrize("text", ["Følger planen", "følger planen", "On track", "on_track"])
def test_an_answer_is_known_in_every_language_and_by_its_key(text: str):
    status = next(column for column in COLUMNS if column.key == "status")
    assert parse(text, column=status).value == "on_track"


def test_a_slip_in_an_answer_is_told_with_the_nearest_answer():
    status = next(column for column in COLUMNS if column.key == "status")
    (finding,) = parse("Forsinkt", column=status).findings
    assert finding.code is Code.UNKNOWN_CHOICE
    assert finding.nearest == "Forsinket"


@pytest.mark.parametrize(
    "link", ["https://kk.dk/a?b=c", "http://kk.dk", "mailto:maal@kk.dk", "HTTPS://kk.dk"]
)
def test_web_and_mail_addresses_are_links(link: str):
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "//kk.dk", "kk.dk", "https://", "https://[", "a b"],
)
def test_nothing_else_is_a_link(link: str):
    assert not is_link(link)


def test_several_links_are_parted_by_a_bar():
    assert _parse(Kind.LINK, "https://a.dk | https://b.dk").value == "https://a.dk|https://b.dk"
    (finding,) = _parse(Kind.LINK, "https://a.dk|www.b.dk").findings
    assert (finding.value, finding.nearest) == ("www.b.dk", "https://www.b.dk")


@pytest.mark.parametrize(
    ("raw", "shown_as", "code"),
    [("H-1", None, "H-1"), (17, None, "17"), (17, "000", "017"), ("a b", None, None)],
)
def test_a_code_is_short_and_has_no_spaces(raw: Raw, shown_as: str | None, code: str | None):
    assert _parse(Kind.CODE, raw, shown_as).value == code


def test_full_names_are_not_torn_apart_at_their_commas():
    assert _parse(Kind.ADMINISTRATIONS, "TMF,ØKF").value == ("TMF", "ØKF")
    name = "Kultur-, Fritids- og Borgerforvaltningen"
    assert _parse(Kind.ADMINISTRATIONS, name).value == (name,)


def test_letters_are_composed_and_space_is_taken_off():
    assert _parse(Kind.TEXT, "  Ma\u030al\u00a0 ").value == "Mål"


@pytest.mark.parametrize("kind", Kind)
def test_a_failed_formula_is_a_mistake_in_every_column(kind: Kind):
    assert _codes(_parse(kind, ExcelError("#N/A"))) == [Code.EXCEL_ERROR]


def test_very_long_text_is_shortened_where_it_is_shown():
    assert len(shown("x" * 5000)) == 80


_RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(),
    st.text(alphabet="0123456789.,;- %/|aé\u0661", max_size=12),
    st.sampled_from(["https://[", "www.", "SDG", "mål", "1.1.1", "9" * 5000]),
    st.text().map(ExcelError),
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(COLUMNS), _RAW, st.none() | st.text(max_size=8) | st.just("0.00%"))
def test_no_cell_whatever_breaks_a_parser(column: Column, raw: Raw, shown_as: str | None):
    parsed = parse(raw, column=column, shown_as=shown_as)
    assert parsed.value != ()
    for finding in parsed.findings:
        assert finding.code in Code
    assert isinstance(shown(raw, shown_as=shown_as), str)
