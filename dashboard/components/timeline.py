"""Actions on a line of time: what each spans, and where the status date stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.components.printing import Html, Twin
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.show_rows import Row
from dashboard.plan.dates import first_day, last_day
from dashboard.plan.records import Record

# Years before and after the status date that are drawn; an odd date must not squeeze the rest.
_BACK, _AHEAD = 12, 16
_TICKS = 9


@dataclass(frozen=True, slots=True)
class Lane:
    """One action: where its bar lies in per cent of the axis, and its dates in words.

    Without a start there is only the mark of the due date, without a due date the bar is
    `open`; `late` is how far the status date lies beyond a due date that was missed.
    """

    record: Record
    mark: MarkView
    dates: str
    left: float
    width: float
    due: float | None
    open: bool
    late: float


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int

    def at(self, day: date) -> float:
        """Where a day lies, in per cent from the left; days outside lie at the edge."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        share = (day - start).days / (end - start).days
        return round(100 * min(1.0, max(0.0, share)), 2)


def timeline(reader: Reader, found: Sequence[Row]) -> Html:
    """The actions of a page on one axis, with a sentence and a table that say the same."""
    on = reader.opened.summary.on
    axis = _axis(found, on)
    dated = [row for row in found if _has_dates(row)]
    step = -(-(axis.last - axis.first + 1) // _TICKS)
    years = range(axis.first, axis.last + 1, step)
    return Html(
        "timeline.html",
        {
            "sentence": _sentence(reader, found, axis),
            "lanes": [_lane(reader, row, axis) for row in dated],
            "undated": [row for row in found if not _has_dates(row)],
            "ticks": [(str(year), axis.at(date(year, 1, 1))) for year in years],
            "now": axis.at(on),
            "twin": _twin(reader, found),
        },
    )


def _has_dates(row: Row) -> bool:
    return any(row.record.text(key) for key in ("start_date", "due_date"))


def _axis(found: Sequence[Row], on: date) -> _Axis:
    days = [on]
    for row in found:
        start, due = (row.record.text(key) for key in ("start_date", "due_date"))
        days += [first_day(start)] if start else []
        days += [last_day(due)] if due else []
    years = [d.year for d in days if on.year - _BACK <= d.year <= on.year + _AHEAD]
    return _Axis(max(min(years), 2), min(max(years), 9997))


def _lane(reader: Reader, row: Row, axis: _Axis) -> Lane:
    start, due = (row.record.text(key) for key in ("start_date", "due_date"))
    begin = axis.at(first_day(start)) if start else None
    end = axis.at(last_day(due)) if due else None
    left = next(place for place in (begin, end, 0.0) if place is not None)
    right = 100.0 if end is None else end
    mark = reader.mark_at(row)
    assert mark is not None  # every action has a standing
    missed = end is not None and row.standing is not None and row.standing.overdue
    return Lane(
        record=row.record,
        mark=mark,
        dates=_dates(reader, start, due),
        left=left,
        width=max(0.0, round(right - left, 2)),
        due=end,
        open=due is None,
        late=max(0.0, round(axis.at(reader.opened.summary.on) - right, 2)) if missed else 0.0,
    )


def _dates(reader: Reader, start: str | None, due: str | None) -> str:
    """When an action runs; at least one of the two dates is there."""
    words = reader.words
    told = {"start": reader.plan_date(start) or "", "due": reader.plan_date(due) or ""}
    if start and due:
        return words("explore.timeline.both", **told)
    return words("explore.timeline.open_start" if due else "explore.timeline.open_end", **told)


def _sentence(reader: Reader, found: Sequence[Row], axis: _Axis) -> str:
    words, on = reader.words, reader.opened.summary.on
    past = sum(row.standing is not None and row.standing.overdue for row in found)
    undated = sum(row.record.text("due_date") is None for row in found)
    span = {"first": str(axis.first), "last": str(axis.last)}
    said = [words.count("explore.timeline.span", len(found), **span)]
    if past:
        said.append(words.count("explore.timeline.past", past, date=reader.day(on)))
    if undated:
        said.append(words.count("explore.timeline.undated", undated))
    return " ".join(said)


def _twin(reader: Reader, found: Sequence[Row]) -> Twin:
    words = reader.words
    unknown = words("interface.unknown")
    return Twin(
        caption=words("explore.timeline.twin"),
        headers=[
            words("interface.tables.title"),
            words("explore.timeline.start"),
            words.header("due_date"),
            words("interface.tables.mark"),
            words("interface.tables.cell"),
        ],
        rows=[
            (
                reader.title(row.record).text,
                reader.plan_date(row.record.text("start_date")) or unknown,
                reader.plan_date(row.record.text("due_date")) or unknown,
                mark.word if (mark := reader.mark_at(row)) else "",
                reader.place(row.record, "due_date"),
            )
            for row in found
        ],
    )
