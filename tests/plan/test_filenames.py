"""A file's name is what people read of it, whatever somebody sent."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.plan.filenames import file_name


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("plan.xlsx", "plan.xlsx"),
        ("SDG-data v2.1 (æøå).xlsx", "SDG-data v2.1 (æøå).xlsx"),
        ("../../æøå\u202e\nx.xlsx", "æøåx.xlsx"),
        ("C:\\Users\\anna\\Plan 2026.xlsm", "Plan 2026.xlsm"),
        ("plan\u202exslx.exe", "planxslx.exe"),
        ("a\u0308.ods", "ä.ods"),
        ("  two\u00a0  words .xlsx ", "two words.xlsx"),
        ("..", "plan"),
        ("folder/", "plan"),
        ("\u200b\x00.xlsx", "plan.xlsx"),
        (".xlsx", "plan.xlsx"),
        ("", "plan"),
        ("x" * 500 + ".xlsx", "x" * 95 + ".xlsx"),
        ("x" * 500, "x" * 100),
    ],
)
def test_a_name_is_its_last_part_without_what_nobody_sees(sent: str, name: str):
    assert file_name(sent) == name


@given(st.text(max_size=300))
@example("x" * 99 + ".y.xlsx")
def test_a_name_is_short_plain_and_the_same_when_it_comes_again(sent: str):
    name = file_name(sent)
    assert 0 < len(name) <= 100
    assert not {"/", "\\"} & set(name)
    assert not any(unicodedata.category(sign)[0] == "C" for sign in name)
    assert file_name(name) == name
