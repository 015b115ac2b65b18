"""Data status and freshness: what is there to judge by, and is it new enough."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.indicators import Operator, Rhythm
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import DataStatus, Freshness
from dashboard.progress.outcomes import data_status, freshness
from tests.progress.series import series
from tests.samples import plan


@pytest.mark.parametrize(
    ("given_series", "status"),
    [
        (series({}), DataStatus.NO_DATA),
        (series({}, operator=None), DataStatus.NO_DATA),
        (series({2020: 1}, operator=None), DataStatus.NO_AMBITION),
        (series({2020: 1}, operator=Operator.NONE, value=None), DataStatus.NO_AMBITION),
        (series({2020: 1}), DataStatus.ONE_POINT),
        (series({2020: 1, 2021: 2}), DataStatus.NO_BASELINE),
        (series({2020: 1}, baseline=(2010, 0)), DataStatus.COMPLETE),
    ],
)
def test_the_first_thing_that_is_lacking_is_named(given_series, status):
    assert data_status(given_series) is status


@pytest.mark.parametrize(
    ("rhythm", "lag", "on", "expected"),
    [
        # The value for 2021 is due when 2021 is over.
        (Rhythm.YEARLY, None, date(2021, 12, 31), Freshness.FRESH),
        (Rhythm.YEARLY, None, date(2022, 1, 1), Freshness.LATE),
        (Rhythm.YEARLY, 0, date(2022, 1, 1), Freshness.LATE),
        (Rhythm.YEARLY, 6, date(2022, 6, 30), Freshness.FRESH),
        (Rhythm.YEARLY, 6, date(2022, 7, 1), Freshness.LATE),
        (Rhythm.YEARLY, 12, date(2022, 12, 31), Freshness.FRESH),
        (Rhythm.YEARLY, 18, date(2023, 7, 1), Freshness.LATE),
        (Rhythm.TWO_YEARLY, None, date(2022, 12, 31), Freshness.FRESH),
        (Rhythm.TWO_YEARLY, None, date(2023, 1, 1), Freshness.LATE),
        (Rhythm.FOUR_YEARLY, None, date(2024, 12, 31), Freshness.FRESH),
        (Rhythm.FOUR_YEARLY, None, date(2025, 1, 1), Freshness.LATE),
        (Rhythm.IRREGULAR, None, date(2099, 1, 1), Freshness.UNKNOWN),
        (None, None, date(2099, 1, 1), Freshness.UNKNOWN),
    ],
)
def test_late_is_late_by_the_indicators_own_rhythm(rhythm, lag, on, expected):
    assert freshness(series({2018: 1, 2020: 2}, rhythm=rhythm, lag=lag), on=on) is expected


def test_without_a_value_nothing_is_late():
    late = series({}, rhythm=Rhythm.YEARLY)
    assert freshness(late, on=date(2099, 1, 1)) is Freshness.UNKNOWN


@settings(deadline=None)
@given(
    st.integers(1900, 2200),
    st.sampled_from(Rhythm),
    st.integers(-(10**18), 10**18),
    st.dates(date(1900, 1, 1), date(2200, 12, 31)),
)
def test_no_lag_that_a_person_may_type_stops_the_count(year, rhythm, lag, on):
    assert freshness(series({year: 1.0}, rhythm=rhythm, lag=lag), on=on) in Freshness


@settings(deadline=None)
@given(st.integers(1990, 2030), st.sampled_from(Rhythm), st.dates(), st.dates())
def test_what_is_late_stays_late(year, rhythm, one, other):
    given_series = series({year: 1.0}, rhythm=rhythm)
    earlier, later = sorted((one, other))
    if freshness(given_series, on=earlier) is Freshness.LATE:
        assert freshness(given_series, on=later) is Freshness.LATE


def _indicator(**values: object) -> dict[str, object]:
    base = {"id": "I-1", "title_da": "Træer", "responsible": "TMF", "goals": [11]}
    return {**base, "direction": "up", **values}


def test_a_plan_with_an_absurd_lag_is_still_counted():
    rows = {
        SheetKey.ADMINISTRATIONS: [{"code": "TMF", "name_da": "Teknik"}],
        SheetKey.INDICATORS: [_indicator(rhythm="yearly", release_lag_months=1e15)],
        SheetKey.OBSERVATIONS: [{"indicator": ["I-1"], "year": 2020, "value": 1}],
    }
    (outcome,) = plan(rows).summary.outcomes
    assert outcome.freshness is Freshness.FRESH


def test_observations_are_taken_by_year_whatever_their_order_in_the_sheet():
    rows = {
        SheetKey.ADMINISTRATIONS: [{"code": "TMF", "name_da": "Teknik"}],
        SheetKey.INDICATORS: [_indicator()],
        SheetKey.OBSERVATIONS: [
            {"indicator": ["I-1"], "year": year, "value": year - 2000}
            for year in (2021, 2015, 2019)
        ],
    }
    (outcome,) = plan(rows).summary.outcomes
    seen = outcome.series.observations
    assert [(o.year, o.value) for o in seen] == [(2015, 15), (2019, 19), (2021, 21)]
    assert [o.cell for o in seen] == ["Målinger!C3", "Målinger!C4", "Målinger!C2"]
