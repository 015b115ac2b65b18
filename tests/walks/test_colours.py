"""Contrast, computed from the colours the style sheet names, in light and in dark."""

import re

import pytest

from dashboard.plan.goals import GOALS
from dashboard.settings import assets_folder

STYLE = (assets_folder() / "style.css").read_text(encoding="utf-8")
_DARK = "@media (prefers-color-scheme: dark) {"
_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b")

STATUSES = ("completed", "on_track", "at_risk", "delayed")
# Text on what lies behind it, where both are tokens.
TEXTS = (
    *((text, ground) for text in ("ink", "muted", "link", "delayed", "error", "warning", "info")
      for ground in ("paper", "card")),
    *((f"on-{status}", status) for status in STATUSES),
    ("notice-ink", "notice"), ("ink", "good"), ("card", "accent"), ("card", "ink"),
    ("heat-ink", "heat-1"), ("heat-ink", "heat-2"), ("heat-ink", "heat-3"),
    ("heat-4-ink", "heat-4"),
)  # fmt: skip
# Marks without a text, and the edges of fields.
MARKS = (
    *((mark, "card") for mark in (*STATUSES, "outline", "accent", "path")),
    ("outline", "paper"), ("accent", "paper"),
)  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: those of light, and what dark changes of them."""
    light, dark = STYLE[: STYLE.index(_DARK)], STYLE[STYLE.index(_DARK) :].partition("\n}")[0]
    found = dict(_TOKEN.findall(light))
    return found if scheme == "light" else {**found, **dict(_TOKEN.findall(dark))}


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours written as `#rgb` or `#rrggbb`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    long = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(long[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_what_lies_behind_it(text: str, ground: str, scheme: str):
    found = tokens(scheme)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_a_mark_stands_out_from_its_ground(mark: str, ground: str, scheme: str):
    found = tokens(scheme)
    assert contrast(found[mark], found[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_the_sign_of_a_status_stands_out_on_its_colour(status: str, scheme: str):
    (ink,) = re.findall(rf"\.is-{status} {{[^}}]*--on: (#\w+)", STYLE)
    assert contrast(ink, tokens(scheme)[status]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card", "notice", *STATUSES])
def test_one_of_the_two_rings_of_the_focus_is_seen_on_every_ground(ground: str, scheme: str):
    found = tokens(scheme)
    rings = (found["focus"], found["focus-halo"])
    assert max(contrast(ring, found[ground]) for ring in rings) >= 3


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: str(goal.number))
def test_the_number_of_a_goal_can_be_read_on_its_colour(goal):
    assert contrast(goal.colour, goal.on_colour) >= 4.5


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: str(goal.number))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_the_colour_of_every_goal(goal, scheme: str):
    found = tokens(scheme)
    rings = (found["focus"], found["focus-halo"])
    assert max(contrast(ring, goal.colour) for ring in rings) >= 3
