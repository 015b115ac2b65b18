"""One file a page: its address and its sections."""

from dashboard.pages import administration, gaps, goal, method, overview, record, rows
from dashboard.pages.page import Page

# The order matters only to readers: the most visited first.
PAGES: tuple[Page, ...] = (
    overview.PAGE,
    goal.PAGE,
    administration.PAGE,
    rows.PAGE,
    record.PAGE,
    gaps.PAGE,
    method.PAGE,
)
