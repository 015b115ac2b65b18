"""Ambitions on the way in one cell: as people write them, and as they are kept."""

import pytest

from dashboard.plan.findings import Code
from dashboard.plan.steps import Step, steps_read, steps_written
from dashboard.workbooks.steps import parse_steps


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2027: 40", "2027: 40"),
        ("2030: 50; 2027: 40,5", "2027: 40.5; 2030: 50"),
        ("2027:40;2030:50;", "2027: 40; 2030: 50"),
        ("2027 = 40 %\n2030 = 1.234,5", "2027: 40; 2030: 1234.5"),
        ("2027: \u22125", "2027: -5"),
        ("", None),
    ],
)
def test_years_and_values_are_read_as_they_are_written(written: str, kept: str | None):
    parsed = parse_steps(written)
    assert parsed.value == kept
    assert parsed.findings == ()


@pytest.mark.parametrize(
    "written",
    ["40", "2027", "2027:", "2027: mange", "1027: 4", "2027: 4; 2027: 5", 2027, 40.5, True],
)
def test_what_is_no_year_with_a_value_is_refused(written):
    (finding,) = parse_steps(written).findings
    assert finding.code is Code.WRONG_KIND


def test_a_number_that_may_be_two_is_not_guessed():
    (finding,) = parse_steps("2027: 1.234").findings
    assert finding.code is Code.AMBIGUOUS_NUMBER
    assert finding.value == "2027: 1.234"


def test_what_is_kept_is_read_back():
    steps = (Step(2027, 40.5), Step(2030, -1e6))
    assert steps_read(steps_written(steps)) == steps
    assert steps_read(None) == ()
