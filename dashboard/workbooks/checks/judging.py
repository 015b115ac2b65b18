"""Does an indicator, or an action, give its rule what the rule needs?"""

from collections.abc import Iterator

from dashboard.plan.dates import last_day
from dashboard.plan.findings import Code, Finding
from dashboard.plan.indicators import MethodKey, Operator
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus
from dashboard.plan.steps import steps_read
from dashboard.workbooks.book import Book, Table, codes_of
from dashboard.workbooks.checks.statusday import status_day

_MANUAL = ("manual_class", "manual_reason", "manual_name")
_CHANGE = ("change_kind", "change_year", "change_reason")
_AMBITION = ("ambition_operator", "ambition_value", "ambition_upper", "ambition_year")


def statuses_agree(book: Book) -> Iterator[Finding]:
    """What is past its due date and not done is delayed, whatever was reported."""
    now = status_day(book)
    for table in book.of(SheetKey.ACTIONS):
        for row, status, due in table.texts_in("status", "due_date"):
            reported = ActionStatus(status)
            if reported.is_open and reported is not ActionStatus.DELAYED and last_day(due) < now:
                yield table.finding(
                    Code.STATUS_CONTRADICTED,
                    at=table.cell(row, "status"),
                    column="status",
                    other_column="due_date",
                    other_cell=table.address(row, "due_date"),
                    day=due,
                    other_day=now.isoformat(),
                )


def ambitions_stated(book: Book) -> Iterator[Finding]:
    """An indicator has an ambition, or says that it has none."""
    for table in book.of(SheetKey.INDICATORS):
        if not table.is_asked("ambition_operator"):
            continue
        for row, *raws in table.filled(*_AMBITION):
            if not any(raw is not None for raw in raws):
                at = table.cell(row, "ambition_operator", "id")
                yield table.finding(Code.AMBITION_UNSTATED, at=at, column="ambition_operator")


def ambitions_ahead(book: Book) -> Iterator[Finding]:
    """An ambition lies behind the first value; with a baseline, order of dates sees to it."""
    first: dict[str, int] = {}
    for table in book.of(SheetKey.OBSERVATIONS):
        for _, codes, year in table.said("indicator", "year"):
            for code in codes_of(codes) if isinstance(year, int) else ():
                first[code] = min(int(str(year)), first.get(code, 9999))
    for table in book.of(SheetKey.INDICATORS):
        for row, code, year, base in table.said("id", "ambition_year", "baseline_year"):
            start = first.get(str(code))
            if isinstance(year, int) and base is None and start is not None and year <= start:
                at = table.cell(row, "ambition_year")
                yield table.finding(
                    Code.AMBITION_BEFORE_VALUES, at=at, column="ambition_year", year=str(start)
                )


def baselines_past(book: Book) -> Iterator[Finding]:
    """A baseline is something that was."""
    now = status_day(book).year
    for table in book.of(SheetKey.INDICATORS):
        for row, year in table.numbers_in("baseline_year"):
            if year > now:
                at = table.cell(row, "baseline_year")
                facts = {"year": str(now)}
                yield table.finding(Code.BASELINE_IN_FUTURE, at=at, column="baseline_year", **facts)


def manual_complete(book: Book) -> Iterator[Finding]:
    """What is judged by hand has a class, a reason and a name; and is meant to be."""
    for table in book.of(SheetKey.INDICATORS):
        methods = table.column("method")
        for row, *raws in table.filled(*_MANUAL):
            given = [key for key, raw in zip(_MANUAL, raws, strict=True) if raw is not None]
            if methods[row] == MethodKey.BY_HAND:
                for key in _MANUAL:
                    if key not in given:
                        at = table.cell(row, key, "method")
                        yield table.finding(Code.MANUAL_INCOMPLETE, at=at, column=key)
            elif given:
                at = table.cell(row, given[0])
                yield table.finding(
                    Code.MANUAL_UNUSED, at=at, column=given[0], other_column="method"
                )


def changes_complete(book: Book) -> Iterator[Finding]:
    """A change says what was changed, from which year, and why."""
    for table in book.of(SheetKey.INDICATORS):
        for row, *raws in table.filled(*_CHANGE):
            missing = [key for key, raw in zip(_CHANGE, raws, strict=True) if raw is None]
            if 0 < len(missing) < len(_CHANGE):
                for key in missing:
                    at = table.cell(row, key, "id")
                    yield table.finding(Code.CHANGE_INCOMPLETE, at=at, column=key)


def steps_in_order(book: Book) -> Iterator[Finding]:
    """Ambitions on the way lie between the baseline and the last one."""
    keys = ("method", "interim_ambitions", "ambition_operator")
    for table in book.of(SheetKey.INDICATORS):
        raws = table.raws.get("interim_ambitions")
        for row, method, steps, operator in table.said(*keys):
            is_empty = raws is None or raws[row] is None
            if method == MethodKey.MILESTONES and is_empty:
                at = table.cell(row, "interim_ambitions", "method")
                yield table.finding(Code.STEPS_MISSING, at=at, column="interim_ambitions")
            elif steps is not None and not _fits(table, row, str(steps), operator):
                at = table.cell(row, "interim_ambitions")
                yield table.finding(Code.STEPS_ORDER, at=at, column="interim_ambitions")


def _fits(table: Table, row: int, steps: str, operator: object) -> bool:
    base, last = table.column("baseline_year")[row], table.column("ambition_year")[row]
    years = [step.year for step in steps_read(steps)]
    begins = not isinstance(base, int) or all(year > base for year in years)
    ends = not isinstance(last, int) or all(year < last for year in years)
    return begins and ends and operator in (Operator.AT_LEAST, Operator.AT_MOST, None)


def thresholds_fit(book: Book) -> Iterator[Finding]:
    """A threshold or a limit is above nothing, and stands where the rule looks at it."""
    for table in book.of(SheetKey.INDICATORS):
        methods = table.column("method")
        for row, threshold in table.numbers_in("limit_threshold"):
            if threshold <= 0 or methods[row] != MethodKey.LIMIT_DISTANCE:
                at = table.cell(row, "limit_threshold")
                yield table.finding(Code.THRESHOLD_RANGE, at=at, column="limit_threshold")
        for row, limit in table.numbers_in("natural_limit"):
            if limit <= 0 or methods[row] != MethodKey.STATCAN:
                at = table.cell(row, "natural_limit")
                yield table.finding(Code.THRESHOLD_RANGE, at=at, column="natural_limit")


def breaks_there(book: Book) -> Iterator[Finding]:
    """A reason for computing across a break stands where there is one."""
    broken: set[str] = set()
    for table in book.of(SheetKey.OBSERVATIONS):
        for _, codes, why in table.said("indicator", "series_break"):
            broken.update(codes_of(codes) if why is not None else ())
    for table in book.of(SheetKey.INDICATORS):
        for row, code, why, change in table.said("id", "across_break", "change_kind"):
            if why is not None and change is None and str(code) not in broken:
                at = table.cell(row, "across_break")
                yield table.finding(Code.ACROSS_NOTHING, at=at, column="across_break")
