"""Do cells that are each right go together: dates, ambitions, directions?"""

from collections.abc import Iterator

from dashboard.plan.dates import first_day, last_day
from dashboard.plan.findings import Code, Finding
from dashboard.plan.indicators import Direction, Operator
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Table, is_numbers

# Sheet, the earlier column, the later column.
_DATES: tuple[tuple[SheetKey, str, str], ...] = (
    (SheetKey.ADMINISTRATIONS, "valid_from", "valid_to"),
    (SheetKey.CONTRIBUTIONS, "valid_from", "valid_to"),
    (SheetKey.ACTIONS, "start_date", "due_date"),
)
# A figure that should fall cannot be asked to end high, nor one that should rise to end low.
_OPPOSED = frozenset({(Direction.DOWN, Operator.AT_LEAST), (Direction.UP, Operator.AT_MOST)})
_PARTS = ("ambition_operator", "ambition_value", "ambition_year")


def dates_in_order(book: Book) -> Iterator[Finding]:
    """What comes first comes first; a year reaches from its first day to its last."""
    for sheet, earlier, later in _DATES:
        for table in book.of(sheet):
            for row, start, end in table.texts_in(earlier, later):
                # The texts of days sort as the days do; only what is late looks closer.
                if start > end and first_day(start) > last_day(end):
                    yield _out_of_order(table, row, earlier=earlier, later=later)
    for table in book.of(SheetKey.INDICATORS):
        for row, baseline, ambition in table.numbers_in("baseline_year", "ambition_year"):
            if baseline >= ambition:
                yield _out_of_order(table, row, earlier="baseline_year", later="ambition_year")


def directions_given(book: Book) -> Iterator[Finding]:
    """Without a direction nobody can tell whether an indicator goes the right way.

    A range says itself where the figure should be. Without any ambition the direction is all
    that growth or a trend can be judged by.
    """
    for table in book.of(SheetKey.INDICATORS):
        if not table.is_asked("direction"):
            continue
        operators = table.column("ambition_operator")
        for row, direction in table.filled("direction"):
            if direction is None and operators[row] != Operator.RANGE:
                at = table.cell(row, "direction", "id")
                yield table.finding(Code.MISSING_DIRECTION, at=at, column="direction")


def directions_agree(book: Book) -> Iterator[Finding]:
    """The direction leads to where the ambition is."""
    for table in book.of(SheetKey.INDICATORS):
        for row, *said in table.said("direction", "ambition_operator"):
            condition = table.cell(row, "ambition_operator")
            if tuple(said) in _OPPOSED and condition is not None:
                yield table.finding(
                    Code.DIRECTION_AGAINST_AMBITION,
                    at=table.cell(row, "direction"),
                    column="direction",
                    other_column="ambition_operator",
                    other_cell=condition.address,
                    other_value=condition.shown or "",
                )


def ambitions_complete(book: Book) -> Iterator[Finding]:
    """An ambition is a value, a condition and a year, or said not to be there."""
    for table in book.of(SheetKey.INDICATORS):
        operators = table.column("ambition_operator")
        for row, *raws, upper in table.filled(*_PARTS, "ambition_upper"):
            missing = [part for part, raw in zip(_PARTS, raws, strict=True) if raw is None]
            is_begun = len(missing) < len(_PARTS) or upper is not None
            if not is_begun or operators[row] == Operator.NONE:
                continue
            for part in filter(table.is_asked, missing):
                at = table.cell(row, part, "id")
                yield table.finding(Code.AMBITION_INCOMPLETE, at=at, column=part)


def ranges_in_order(book: Book) -> Iterator[Finding]:
    """An ambition between two values has both, the lower one first."""
    keys = ("ambition_operator", "ambition_value", "ambition_upper")
    for table in book.of(SheetKey.INDICATORS):
        raws = table.raws.get("ambition_upper")
        for row, operator, lower, upper in table.said(*keys):
            if operator != Operator.RANGE:
                continue
            is_missing = raws is None or raws[row] is None
            numbers = (lower, upper)
            if is_missing or (is_numbers(numbers) and numbers[1] < numbers[0]):
                at = table.cell(row, "ambition_upper", "ambition_value")
                yield table.finding(Code.RANGE_ORDER, at=at, column="ambition_upper")


def milestones_in_order(book: Book) -> Iterator[Finding]:
    """No more milestones are reached than there are."""
    for table in book.of(SheetKey.ACTIONS):
        for row, reached, planned in table.numbers_in("milestones_reached", "milestones"):
            if reached > planned:
                yield table.finding(
                    Code.MILESTONES_ORDER,
                    at=table.cell(row, "milestones_reached"),
                    column="milestones_reached",
                    other_column="milestones",
                    other_cell=table.address(row, "milestones"),
                    planned=planned,
                )


def _out_of_order(table: Table, row: int, *, earlier: str, later: str) -> Finding:
    return table.finding(
        Code.DATE_ORDER,
        at=table.cell(row, later),
        column=later,
        other_column=earlier,
        other_cell=table.address(row, earlier),
        day=str(table.column(later)[row]),
        other_day=str(table.column(earlier)[row]),
    )
