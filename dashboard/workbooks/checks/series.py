"""Can an indicator be judged from its baseline and its observations?"""

from collections.abc import Iterator, Mapping

from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Table, codes_of
from dashboard.workbooks.checks.statusday import status_day

_BASELINE = ("baseline_value", "baseline_year")
# A year, and the cell it stands in with its sheet.
_Newest = tuple[float, str]


def observations_past(book: Book) -> Iterator[Finding]:
    """An observation of a year to come is not used yet."""
    now = status_day(book).year
    for table in book.of(SheetKey.OBSERVATIONS):
        for row, year in table.numbers_in("year"):
            if year > now:
                facts = {"year": str(now), "tables": SheetKey.ABOUT.value}
                at = table.cell(row, "year")
                yield table.finding(Code.FUTURE_OBSERVATION, at=at, column="year", **facts)


def baselines_complete(book: Book) -> Iterator[Finding]:
    """A baseline is a value and its year."""
    for table in book.of(SheetKey.INDICATORS):
        for row, *raws in table.filled(*_BASELINE):
            missing = [part for part, raw in zip(_BASELINE, raws, strict=True) if raw is None]
            if len(missing) == 1 and table.is_asked(missing[0]):
                given = next(part for part in _BASELINE if part not in missing)
                yield table.finding(
                    Code.BASELINE_INCOMPLETE,
                    at=table.cell(row, *missing, given),
                    column=missing[0],
                    other_column=given,
                    other_cell=table.address(row, given),
                )


def baselines_first(book: Book) -> Iterator[Finding]:
    """A baseline is a start only where a later observation follows it."""
    newest = _newest(book)
    for table in book.of(SheetKey.INDICATORS):
        raws = table.raws.get("baseline_value")
        for row, year, code in table.said("baseline_year", "id"):
            latest = newest.get(str(code))
            if not isinstance(year, int) or latest is None or raws is None or raws[row] is None:
                continue
            if year >= latest[0]:
                facts = {"year": f"{latest[0]:.0f}", "other_cell": latest[1]}
                at = table.cell(row, "baseline_year")
                yield table.finding(Code.BASELINE_NOT_FIRST, at=at, column="baseline_year", **facts)


def _newest(book: Book) -> Mapping[str, _Newest]:
    """The newest observation of every indicator, leaving out those not used yet."""
    now = status_day(book).year
    found: dict[str, tuple[float, Table, int]] = {}
    for table in book.of(SheetKey.OBSERVATIONS):
        for row, codes, year in table.said("indicator", "year"):
            if not isinstance(year, int) or year > now:
                continue
            for indicator in codes_of(codes):
                if indicator not in found or year > found[indicator][0]:
                    found[indicator] = (year, table, row)
    return {
        indicator: (year, f"{table.tab}!{table.address(row, 'year')}")
        for indicator, (year, table, row) in found.items()
    }
