"""The 17 UN goals: their numbers and the colours by which people know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the 17 goals; `on_colour` is the text colour that reaches 4.5:1 on `colour`."""

    number: int
    colour: str
    on_colour: str


_DARK, _WHITE = "#1a1a1a", "#ffffff"

# Colours as published by the UN. Contrast was computed, not judged by eye: white
# text fails 4.5:1 on ten of the seventeen.
GOALS: tuple[Goal, ...] = (
    Goal(1, "#E5243B", _WHITE),
    Goal(2, "#DDA63A", _DARK),
    Goal(3, "#4C9F38", _DARK),
    Goal(4, "#C5192D", _WHITE),
    Goal(5, "#FF3A21", _DARK),
    Goal(6, "#26BDE2", _DARK),
    Goal(7, "#FCC30B", _DARK),
    Goal(8, "#A21942", _WHITE),
    Goal(9, "#FD6925", _DARK),
    Goal(10, "#DD1367", _WHITE),
    Goal(11, "#FD9D24", _DARK),
    Goal(12, "#BF8B2E", _DARK),
    Goal(13, "#3F7E44", _WHITE),
    Goal(14, "#0A97D9", _DARK),
    Goal(15, "#56C02B", _DARK),
    Goal(16, "#00689D", _WHITE),
    Goal(17, "#19486A", _WHITE),
)

GOAL_NUMBERS: tuple[int, ...] = tuple(goal.number for goal in GOALS)
