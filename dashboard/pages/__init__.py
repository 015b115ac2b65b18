"""One file a page: its address and its sections."""

from dashboard.pages import (
    actions,
    administration,
    goal,
    indicators,
    method,
    overview,
    record,
    rows,
    search,
)
from dashboard.pages.page import Page

# The order matters only to readers: the most visited first.
PAGES: tuple[Page, ...] = (
    overview.PAGE,
    goal.PAGE,
    administration.PAGE,
    actions.PAGE,
    indicators.PAGE,
    search.PAGE,
    rows.PAGE,
    record.PAGE,
    method.PAGE,
)
