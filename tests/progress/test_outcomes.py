"""Data status and freshness: what is there to judge by, and is it new enough."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.indicators import Operator, Rhythm
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import DataStatus, Freshness, Lack
from dashboard.progress.data import data_status, freshness, lacks, next_due
from tests.progress.series import series
from tests.samples import plan

_NO_AMBITION = series({2020: 1}, operator=Operator.NONE, value=None, baseline=(2010, 0))


@pytest.mark.parametrize(
    ("given_series", "status"),
    [
        (series({}), DataStatus.MISSING),
        (series({}, operator=None), DataStatus.MISSING),
        (series({2020: 1}, operator=None), DataStatus.IN_PROGRESS),
        (series({2020: 1}), DataStatus.IN_PROGRESS),
        (series({2020: 1, 2021: 2}), DataStatus.IN_PROGRESS),
        (series({2020: 1}, baseline=(2010, 0), unread=("Målinger!C3",)), DataStatus.IN_PROGRESS),
        (series({2020: 1}, baseline=(2010, 0)), DataStatus.COMPLETE),
        (_NO_AMBITION, DataStatus.COMPLETE),
    ],
)
def test_the_data_are_there_under_way_or_missing(given_series, status):
    assert data_status(given_series) is status
    assert data_status(given_series, applicable=False) is DataStatus.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("given_series", "found"),
    [
        (series({}, operator=None), (Lack.VALUES, Lack.AMBITION, Lack.BASELINE, Lack.RHYTHM)),
        (series({2020: 1}), (Lack.SECOND_VALUE, Lack.BASELINE, Lack.RHYTHM)),
        (series({2020: 1}, year=None, baseline=(2010, 0)), (Lack.AMBITION_YEAR, Lack.RHYTHM)),
        (
            series({2020: 1}, baseline=(2010, 0), direction=None, rhythm=Rhythm.YEARLY),
            (Lack.DIRECTION,),
        ),
        (_NO_AMBITION, (Lack.RHYTHM,)),
    ],
)
def test_everything_that_is_lacking_is_named(given_series, found):
    assert lacks(given_series) == found


def test_the_month_of_the_next_value_is_told():
    due = next_due(series({2020: 1}, rhythm=Rhythm.TWO_YEARLY, lag=14))
    assert due is not None
    assert (due.year, due.month) == (2024, 3)
    assert next_due(series({}, rhythm=Rhythm.YEARLY)) is None


def test_an_indicator_of_targets_that_are_not_ours_is_not_applicable():
    targets = {"I-1": ["14.1"], "I-2": ["14.1", "14.2"], "I-3": []}
    rows = {
        SheetKey.ADMINISTRATIONS: [{"code": "TMF", "name_da": "Teknik"}],
        SheetKey.INDICATORS: [_indicator(id=i, goals=[14], targets=t) for i, t in targets.items()],
        SheetKey.RELEVANCE: [{"target": "14.1", "relevance": "not_ours"}],
    }
    found = [o.data for o in plan(rows).summary.outcomes]
    assert found == [DataStatus.NOT_APPLICABLE, DataStatus.MISSING, DataStatus.MISSING]


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
