"""The 169 UN targets. A code such as `11.6` or `1.a` is text: `8.10` is not `8.1`."""

# One line a goal, as in the annex to resolution A/RES/70/1.
_PARTS: tuple[str, ...] = (
    "1 2 3 4 5 a b",
    "1 2 3 4 5 a b c",
    "1 2 3 4 5 6 7 8 9 a b c d",
    "1 2 3 4 5 6 7 a b c",
    "1 2 3 4 5 6 a b c",
    "1 2 3 4 5 6 a b",
    "1 2 3 a b",
    "1 2 3 4 5 6 7 8 9 10 a b",
    "1 2 3 4 5 a b c",
    "1 2 3 4 5 6 7 a b c",
    "1 2 3 4 5 6 7 a b c",
    "1 2 3 4 5 6 7 8 a b c",
    "1 2 3 a b",
    "1 2 3 4 5 6 7 a b c",
    "1 2 3 4 5 6 7 8 9 a b c",
    "1 2 3 4 5 6 7 8 9 10 a b",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19",
)

TARGETS: tuple[str, ...] = tuple(
    f"{goal}.{part}" for goal, parts in enumerate(_PARTS, start=1) for part in parts.split()
)

_KNOWN = frozenset(TARGETS)


def is_target(code: str) -> bool:
    """Whether `code` is one of the 169."""
    return code in _KNOWN


def goal_of(code: str) -> int:
    """The goal a target belongs to: the number before the point."""
    return int(code.split(".", 1)[0])


def targets_of(goal: int) -> tuple[str, ...]:
    """The targets of one goal, in the UN's order."""
    return tuple(code for code in TARGETS if goal_of(code) == goal)
