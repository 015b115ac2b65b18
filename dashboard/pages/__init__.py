"""One file a page: its address and its sections."""

from dashboard.pages import (
    about,
    accessibility,
    actions,
    administration,
    changes,
    compare,
    cooperation,
    embed,
    flows,
    gaps,
    goal,
    indicators,
    meeting,
    method,
    one_cooperation,
    overview,
    record,
    rows,
    search,
    target,
)
from dashboard.pages.page import Page

# The order matters only to readers: the most visited first.
PAGES: tuple[Page, ...] = (
    overview.PAGE,
    goal.PAGE,
    administration.PAGE,
    meeting.PAGE,
    actions.PAGE,
    indicators.PAGE,
    search.PAGE,
    target.PAGE,
    cooperation.PAGE,
    one_cooperation.PAGE,
    rows.PAGE,
    record.PAGE,
    gaps.PAGE,
    changes.PAGE,
    flows.PAGE,
    compare.PAGE,
    method.PAGE,
    embed.PAGE,
    about.PAGE,
    accessibility.PAGE,
)
