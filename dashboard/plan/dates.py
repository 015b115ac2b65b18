"""Dates as plans write them: a day, or only a year where the source says no more.

A plan date is ISO text, `2025-12-31` or `2025`. Text keeps the precision the source
had; a full date made up from a year would not.
"""

from datetime import date


def first_day(text: str) -> date:
    """The first day a plan date may mean."""
    return date(int(text), 1, 1) if len(text) == 4 else date.fromisoformat(text)


def last_day(text: str) -> date:
    """The last day a plan date may mean: an action due `2025` is late from 2026."""
    return date(int(text), 12, 31) if len(text) == 4 else date.fromisoformat(text)
