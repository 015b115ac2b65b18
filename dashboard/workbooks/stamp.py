"""The hidden mark by which a workbook tells which template it was made from."""

from dataclasses import dataclass

from dashboard.plan.sheets import TEMPLATE_ID, TEMPLATE_VERSION

# The names of the two helper sheets nobody sees; Excel shows neither in its menus.
STAMP_SHEET = "_template"
LISTS_SHEET = "_lists"
HELPERS = (STAMP_SHEET, LISTS_SHEET)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The template a workbook was made from."""

    template: str
    version: int


OURS = Stamp(TEMPLATE_ID, TEMPLATE_VERSION)
