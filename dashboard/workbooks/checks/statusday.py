"""The day a plan is judged on."""

from datetime import UTC, date, datetime

from dashboard.plan.dates import last_day
from dashboard.plan.kinds import AboutKey
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book


def status_day(book: Book) -> date:
    """The status date the plan gives, else today."""
    for table in book.of(SheetKey.ABOUT):
        for row, key in table.said("key"):
            day = table.text("text_da", row) or table.text("text_en", row)
            if key == AboutKey.STATUS_DATE and day:
                return last_day(day)
    return datetime.now(UTC).date()
