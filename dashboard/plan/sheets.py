"""The sheets of a plan workbook, in the order in which they are written and read."""

from dataclasses import dataclass
from enum import StrEnum


class SheetKey(StrEnum):
    """The name a sheet goes by in code, addresses and storage."""

    ABOUT = "about"
    ADMINISTRATIONS = "administrations"
    CONTRIBUTIONS = "contributions"
    ACTIONS = "actions"
    INDICATORS = "indicators"
    OBSERVATIONS = "observations"
    COOPERATION = "cooperation"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the workbook; `expected` sheets are missed when they are not there."""

    key: SheetKey
    expected: bool


SHEETS: tuple[Sheet, ...] = (
    Sheet(SheetKey.ABOUT, expected=False),
    Sheet(SheetKey.ADMINISTRATIONS, expected=True),
    Sheet(SheetKey.CONTRIBUTIONS, expected=True),
    Sheet(SheetKey.ACTIONS, expected=True),
    Sheet(SheetKey.INDICATORS, expected=True),
    Sheet(SheetKey.OBSERVATIONS, expected=True),
    Sheet(SheetKey.COOPERATION, expected=True),
    Sheet(SheetKey.RELEVANCE, expected=True),
)

# Sheets whose rows are tied to goals and administrations, and so can be counted.
MAPPED: tuple[SheetKey, ...] = (
    SheetKey.CONTRIBUTIONS,
    SheetKey.ACTIONS,
    SheetKey.INDICATORS,
    SheetKey.COOPERATION,
)

# What the city does and promises to do: counted together where the work is shown.
EFFORTS: tuple[SheetKey, ...] = (SheetKey.CONTRIBUTIONS, SheetKey.ACTIONS)

TEMPLATE_ID = "sdg-action-plan"
TEMPLATE_VERSION = 1
