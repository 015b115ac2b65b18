"""Do cells that are each right go together: dates, ambitions, directions?"""

from collections.abc import Iterator

from dashboard.plan.dates import first_day, last_day
from dashboard.plan.findings import Code, Finding
from dashboard.plan.indicators import Direction, Operator
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Row, Table

# Sheet, the earlier column, the later column.
_DATES: tuple[tuple[SheetKey, str, str], ...] = (
    (SheetKey.ADMINISTRATIONS, "valid_from", "valid_to"),
    (SheetKey.CONTRIBUTIONS, "valid_from", "valid_to"),
    (SheetKey.ACTIONS, "start_date", "due_date"),
)
# A figure that should fall cannot be asked to end high, nor one that should rise to end low.
_OPPOSED = frozenset({(Direction.DOWN, Operator.AT_LEAST), (Direction.UP, Operator.AT_MOST)})
_NEEDS_NO_DIRECTION = (Operator.RANGE, Operator.NONE)
_PARTS = ("ambition_operator", "ambition_value", "ambition_year")


def dates_in_order(book: Book) -> Iterator[Finding]:
    """What comes first comes first; a year reaches from its first day to its last."""
    for sheet, earlier, later in _DATES:
        for table, row in book.rows(sheet):
            start, end = row.text(earlier), row.text(later)
            if start and end and first_day(start) > last_day(end):
                yield _out_of_order(table, row, earlier=earlier, later=later)
    for table, row in book.rows(SheetKey.INDICATORS):
        baseline, ambition = row.number_in("baseline_year"), row.number_in("ambition_year")
        if baseline is not None and ambition is not None and baseline >= ambition:
            yield _out_of_order(table, row, earlier="baseline_year", later="ambition_year")


def directions_given(book: Book) -> Iterator[Finding]:
    """Without a direction nobody can tell whether an indicator goes the right way.

    A range says itself where the figure should be, and no ambition asks for none.
    """
    for table, row in book.rows(SheetKey.INDICATORS):
        is_needed = row.text("ambition_operator") not in _NEEDS_NO_DIRECTION
        if is_needed and row.is_empty_at("direction"):
            at = table.at(row, "direction", "id")
            yield table.finding(Code.MISSING_DIRECTION, at=at, column="direction")


def directions_agree(book: Book) -> Iterator[Finding]:
    """The direction leads to where the ambition is."""
    for table, row in book.rows(SheetKey.INDICATORS):
        if (row.text("direction"), row.text("ambition_operator")) in _OPPOSED:
            condition = row.cells["ambition_operator"]
            yield table.finding(
                Code.DIRECTION_AGAINST_AMBITION,
                at=row.cells["direction"],
                column="direction",
                other_column="ambition_operator",
                other_cell=condition.address,
                other_value=condition.shown or "",
            )


def ambitions_complete(book: Book) -> Iterator[Finding]:
    """An ambition is a value, a condition and a year, or said not to be there."""
    for table, row in book.rows(SheetKey.INDICATORS):
        missing = [part for part in _PARTS if row.is_empty_at(part)]
        is_begun = len(missing) < len(_PARTS) or not row.is_empty_at("ambition_upper")
        if not is_begun or row.text("ambition_operator") == Operator.NONE:
            continue
        for part in missing:
            at = table.at(row, part, "id")
            yield table.finding(Code.AMBITION_INCOMPLETE, at=at, column=part)


def ranges_in_order(book: Book) -> Iterator[Finding]:
    """An ambition between two values has both, the lower one first."""
    for table, row in book.rows(SheetKey.INDICATORS):
        if row.text("ambition_operator") != Operator.RANGE:
            continue
        lower, upper = row.number_in("ambition_value"), row.number_in("ambition_upper")
        is_missing = row.is_empty_at("ambition_upper")
        if is_missing or (lower is not None and upper is not None and upper < lower):
            at = table.at(row, "ambition_upper", "ambition_value")
            yield table.finding(Code.RANGE_ORDER, at=at, column="ambition_upper")


def milestones_in_order(book: Book) -> Iterator[Finding]:
    """No more milestones are reached than there are."""
    for table, row in book.rows(SheetKey.ACTIONS):
        reached, planned = row.number_in("milestones_reached"), row.number_in("milestones")
        if reached is not None and planned is not None and reached > planned:
            yield table.finding(
                Code.MILESTONES_ORDER,
                at=row.cells["milestones_reached"],
                column="milestones_reached",
                other_column="milestones",
                other_cell=row.cells["milestones"].address,
                planned=planned,
            )


def _out_of_order(table: Table, row: Row, *, earlier: str, later: str) -> Finding:
    return table.finding(
        Code.DATE_ORDER,
        at=row.cells[later],
        column=later,
        other_column=earlier,
        other_cell=row.cells[earlier].address,
        day=str(row.value(later)),
        other_day=str(row.value(earlier)),
    )
