"""Numbers, money and dates as each language writes them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language.hyphens import soft
from dashboard.language.numbers import day, moment, money, number, plan_date
from dashboard.language.words import Language, words_for

DA, EN = Language.DA, Language.EN
_SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "da", "en"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (1234.5, "1.234,5", "1,234.5"),
        (0, "0", "0"),
        (-0.5, "-0,5", "-0.5"),
        (0.1 + 0.2, "0,3", "0.3"),
        (12.3456, "12,346", "12.346"),
        (1e30, "1E30", "1E30"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(value: float, da: str, en: str):
    assert (number(value, DA), number(value, EN)) == (da, en)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(Language))
def test_every_number_a_cell_can_hold_can_be_told(value: float, language: Language):
    assert number(value, language)
    assert money(value, "DKK", language)
    assert money(value, "<b>", language)


def test_dates_are_as_precise_as_the_plan():
    assert plan_date("2025", DA) == "2025"
    assert plan_date("2025-03-01", DA) == "1. marts 2025"
    assert plan_date("2025-03-01", EN) == "1 March 2025"
    assert day(date(2026, 12, 31), DA) == "31. december 2026"
    winter, summer = (datetime(2026, m, 2, 23, 4, 59, tzinfo=UTC) for m in (1, 7))
    assert moment(winter, EN) == "3 January 2026, 00:04"
    assert moment(summer, DA) == "3. juli 2026 kl.\u00a001.04"


@given(st.text(), st.sampled_from(Language))
def test_soft_hyphens_change_nothing_but_where_a_word_may_break(text: str, language: Language):
    assert soft(text, language).replace("\u00ad", "") == text.replace("\u00ad", "")


def test_a_long_danish_word_can_break():
    assert "\u00ad" in soft("Beskæftigelsesforvaltningen", DA)


@given(st.integers(0, 10**9))
def test_every_count_has_a_form(n: int):
    for language in Language:
        text = words_for(language).count("interface.rows.headline", n)
        assert number(n, language) in text


def test_one_is_one_and_two_are_more():
    assert words_for(EN).count("interface.rows.headline", 1) == "1 row"
    assert words_for(EN).count("interface.rows.headline", 2) == "2 rows"
    assert words_for(DA).count("interface.rows.headline", 1) == "1 række"
