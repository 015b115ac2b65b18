"""Every method against figures worked out by others, from published sources."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.plan.indicators import Ambition, Direction, MethodKey, Operator, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods import METHODS, method_of
from dashboard.progress.methods.samples import SAMPLES, judged, series_of
from dashboard.progress.methods.statcan import factor_near
from dashboard.progress.methods.verdict import Grade, Reason, Verdict
from tests.progress.series import series

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "golden.json").read_text(encoding="utf-8")
)["vectors"]

_STATCAN = {
    "target_achieved": Progress.ACHIEVED,
    "on_track": Progress.ON_TRACK,
    "acceleration_needed": Progress.ACCELERATE,
    "limited": Progress.LIMITED,
    "deterioration": Progress.MOVING_AWAY,
}
_UN = {3: Grade.UN_ON_TRACK, 2: Grade.UN_FAIR, 1: Grade.UN_STAGNANT}


def _series(vector: dict[str, Any]) -> Series:
    direction = Direction.UP if vector["direction"] > 0 else Direction.DOWN
    operator = Operator.AT_LEAST if vector["direction"] > 0 else Operator.AT_MOST
    has_target = vector["target"] is not None
    return series(
        {vector["t_latest"]: float(vector["y_latest"])},
        baseline=(vector["t0"], float(vector["y0"])),
        direction=direction,
        operator=operator if has_target else Operator.NONE,
        value=vector["target"],
        year=vector["target_year"] if has_target else None,
        natural_limit=vector["limit"],
    )


def _judge(key: MethodKey, vector: dict[str, Any]) -> tuple[Verdict, dict[str, Any]]:
    return method_of(key).judge(_series(vector)), vector["expect"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_statistics_canada(vector):
    verdict, expected = _judge(MethodKey.STATCAN, vector)
    expected = expected["statcan_open_sdg[V]"]
    if vector["id"] == "K":  # the target is zero: the source's class depends on the unit
        assert verdict.reason is Reason.NOT_POSITIVE
        return
    assert verdict.progress is _STATCAN[expected["status"]]
    if expected["val"] is not None:
        assert verdict.ratio == pytest.approx(expected["val"], rel=1e-9)
    if "C" in expected and vector["limit"]:
        assert factor_near(vector["limit"], vector["y0"]) == pytest.approx(expected["C"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_the_un_progress_chart(vector):
    verdict, expected = _judge(MethodKey.UN_CHART, vector)
    expected = expected["un_progress_chart_eustat_2023[V]"]
    if vector["id"] == "K":
        assert verdict.reason is Reason.NOT_POSITIVE
        return
    if expected["val"] is None:
        assert verdict.progress is Progress.ACHIEVED
        return
    assert verdict.grade is _UN[expected["score"]]
    assert verdict.ratio == pytest.approx(expected["val"], rel=1e-9)
    if "v2030" in expected:
        assert verdict.sum is not None
        assert dict(verdict.sum.terms)["expected"] == pytest.approx(expected["v2030"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_the_linear_path(vector):
    verdict, expected = _judge(MethodKey.LINEAR_PATH, vector)
    ratio = expected.get("linear_ratio_actual_required")
    if ratio is None:
        assert verdict.reason is Reason.NO_AMBITION
    elif verdict.progress is Progress.ACHIEVED:
        assert ratio >= 1
    else:
        assert verdict.ratio == pytest.approx(ratio)


# From the documentation of the German strategy's symbols: six years, target, class.
_WEATHER = (
    ((50, 48, 47, 45, 43, 41), 30.0, Grade.SUN, 0.0),
    ((50, 48, 47, 45, 43, 41), 27.0, Grade.SUN_CLOUD, 0.1),
    ((50, 48, 47, 45, 43, 41), 26.5, Grade.SUN_CLOUD, 1.9 / 14.5),
    ((50, 49, 48, 48, 47, 46), 30.0, Grade.CLOUD, 0.65),
    ((50, 50, 51, 51, 52, 52), 30.0, Grade.THUNDERSTORM, None),
    ((50, 50, 50, 50, 50, 50), 30.0, Grade.THUNDERSTORM, 1.0),  # the distance stays as it is
)


def _falling(values: tuple[float, ...], **more: Any) -> Series:
    seen = dict(enumerate(map(float, values), start=2024 - len(values)))
    return series(seen, direction=Direction.DOWN, **{"operator": Operator.AT_MOST, **more})


@pytest.mark.parametrize(("values", "target", "grade", "miss"), _WEATHER)
def test_the_weather_of_destatis(values, target: float, grade: Grade, miss: float | None):
    verdict = method_of(MethodKey.DESTATIS).judge(_falling(values, value=target))
    assert verdict.grade is grade
    if miss is not None:
        assert verdict.ratio == pytest.approx(miss)


@pytest.mark.parametrize(
    ("values", "grade"),
    [
        ((5, 4, 3, 2), Grade.SUN),
        ((5, 3, 2, 3), Grade.SUN_CLOUD),
        ((5, 8, 9, 7), Grade.CLOUD),
        ((5, 5, 6, 7), Grade.THUNDERSTORM),
        ((5, 5, 5, 5), Grade.THUNDERSTORM),
    ],
)
def test_the_weather_of_a_direction_alone(values, grade: Grade):
    given = _falling(values, operator=Operator.NONE, value=None, year=None)
    assert method_of(MethodKey.DESTATIS).judge(given).grade is grade


def test_the_weather_needs_four_values_in_five_years():
    rule = method_of(MethodKey.DESTATIS)
    assert rule.judge(_falling((5, 4, 3), value=1.0)).reason is Reason.FEW_POINTS
    sparse = series({2010: 1, 2012: 2, 2015: 3, 2019: 4, 2023: 5})
    assert rule.judge(sparse).reason is Reason.FEW_POINTS


@pytest.mark.parametrize(
    ("latest", "threshold", "grade"),
    [
        (100.0, None, Grade.WITHIN),
        (129.9, None, Grade.NEAR),
        (130.0, None, Grade.NEEDS_SOLUTION),  # the city's rule: 30 % or more off the limit
        (130.0, 50.0, Grade.NEAR),
        (111.0, 10.0, Grade.NEEDS_SOLUTION),
    ],
)
def test_the_distance_to_the_limit(latest: float, threshold: float | None, grade: Grade):
    given = series(
        {2023: latest}, direction=Direction.DOWN, operator=Operator.AT_MOST, value=100.0,
        threshold=threshold,
    )  # fmt: skip
    assert method_of(MethodKey.LIMIT_DISTANCE).judge(given).grade is grade


def test_exactly_the_threshold_off_the_limit_needs_a_solution_in_any_unit():
    for limit, latest in ((7.0, 9.1), (70.0, 91.0), (0.7, 0.91), (7000.0, 9100.0)):
        given = series(
            {2023: latest}, direction=Direction.DOWN, operator=Operator.AT_MOST, value=limit
        )
        assert method_of(MethodKey.LIMIT_DISTANCE).judge(given).grade is Grade.NEEDS_SOLUTION


def _tonnes(latest: float, unit: float) -> Series:
    return series(
        {2023: latest * unit}, baseline=(2015, 30 * unit), direction=Direction.DOWN,
        operator=Operator.AT_MOST, value=0.0,
    )  # fmt: skip


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@pytest.mark.parametrize("latest", [3.0, 10.0])
def test_a_target_of_zero_has_the_same_class_in_tonnes_and_megatonnes(method, latest: float):
    verdicts = [method.judge(_tonnes(latest, unit)) for unit in (1.0, 1000.0, 1e-3, 1e-6)]
    assert len({(v.progress, v.reason) for v in verdicts}) == 1


def test_the_table_of_the_method_page_is_made_of_the_same_figures():
    table = judged()
    assert [s.key for s, _ in table] == [v["id"] for v in VECTORS]
    for vector, (sample, verdicts) in zip(VECTORS, table, strict=True):
        figures = (vector["y0"], vector["y_latest"], vector["target"], vector["limit"])
        assert (sample.base, sample.latest, sample.ambition, sample.natural_limit) == figures
        for method, verdict in zip(METHODS, verdicts, strict=True):
            if method.key in (MethodKey.STATCAN, MethodKey.UN_CHART, MethodKey.LINEAR_PATH):
                assert verdict.progress is method.judge(_series(vector)).progress
    assert {m.key for m in METHODS} == set(MethodKey)


def test_methods_disagree_on_the_samples_and_that_is_shown():
    classes = {v.progress for v in next(vs for s, vs in judged() if s.key == "A") if not v.reason}
    assert len(classes) > 1
    assert all(isinstance(series_of(s).ambition, Ambition) for s in SAMPLES)
