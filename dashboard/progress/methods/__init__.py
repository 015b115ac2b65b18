"""Published rules that turn a series into a class: every method, in the order it is shown in.

A new method is one file and one line here, its key in `plan/indicators.py`, and its words.
Eurostat's thresholds, the SDG Index's arrows and UNESCAP's classes are left out until they
can be read in their own sources.
"""

from dashboard.plan.indicators import MethodKey
from dashboard.progress.methods import (
    by_hand,
    destatis,
    limit_distance,
    linear_path,
    milestones,
    statcan,
    un_chart,
    yes_no,
)
from dashboard.progress.methods.method import Method

METHODS: tuple[Method, ...] = (
    linear_path.METHOD,
    milestones.METHOD,
    statcan.METHOD,
    un_chart.METHOD,
    destatis.METHOD,
    limit_distance.METHOD,
    yes_no.METHOD,
    by_hand.METHOD,
)

# Where the workbook names no method; said in words wherever it is used.
DEFAULT = MethodKey.LINEAR_PATH


def method_of(key: MethodKey) -> Method:
    """A method by its key."""
    return next(m for m in METHODS if m.key is key)
