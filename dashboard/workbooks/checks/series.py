"""Can an indicator be judged from its baseline and its observations?"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from dashboard.plan.dates import last_day
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import AboutKey
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book

_BASELINE = ("baseline_value", "baseline_year")
# A year, and the cell it stands in with its sheet.
_Newest = tuple[float, str]


def observations_past(book: Book) -> Iterator[Finding]:
    """An observation of a year to come is not used yet."""
    now = _status_year(book)
    for table, row in book.rows(SheetKey.OBSERVATIONS):
        year = row.number_in("year")
        if year is not None and year > now:
            facts = {"year": str(now), "tables": SheetKey.ABOUT.value}
            at = row.cells["year"]
            yield table.finding(Code.FUTURE_OBSERVATION, at=at, column="year", **facts)


def baselines_complete(book: Book) -> Iterator[Finding]:
    """A baseline is a value and its year."""
    for table, row in book.rows(SheetKey.INDICATORS):
        missing = [part for part in _BASELINE if row.is_empty_at(part)]
        if len(missing) == 1:
            given = next(part for part in _BASELINE if part not in missing)
            at = table.at(row, *missing, given)
            yield table.finding(
                Code.BASELINE_INCOMPLETE,
                at=at,
                column=missing[0],
                other_column=given,
                other_cell=row.cells[given].address,
            )


def baselines_first(book: Book) -> Iterator[Finding]:
    """A baseline is a start only where a later observation follows it."""
    newest = _newest(book)
    for table, row in book.rows(SheetKey.INDICATORS):
        year, latest = row.number_in("baseline_year"), newest.get(row.text("id") or "")
        if year is None or latest is None or row.is_empty_at("baseline_value"):
            continue
        if year >= latest[0]:
            facts = {"year": f"{latest[0]:.0f}", "other_cell": latest[1]}
            at = row.cells["baseline_year"]
            yield table.finding(Code.BASELINE_NOT_FIRST, at=at, column="baseline_year", **facts)


def _newest(book: Book) -> Mapping[str, _Newest]:
    """The newest observation of every indicator, leaving out those not used yet."""
    now = _status_year(book)
    found: dict[str, _Newest] = {}
    for table, row in book.rows(SheetKey.OBSERVATIONS):
        year = row.number_in("year")
        if year is None or year > now:
            continue
        for indicator in row.codes("indicator"):
            if indicator not in found or year > found[indicator][0]:
                found[indicator] = (year, f"{table.tab}!{row.cells['year'].address}")
    return found


def _status_year(book: Book) -> int:
    """The year of the day the plan is judged on: its own, else today's."""
    for _, row in book.rows(SheetKey.ABOUT):
        if row.text("key") == AboutKey.STATUS_DATE:
            day = row.text("text_da") or row.text("text_en")
            if day:
                return last_day(day).year
    return datetime.now(UTC).year
