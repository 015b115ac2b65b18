"""Publish a workbook: checked whole, then kept whole, or not at all."""

from dataclasses import dataclass

from dashboard.plan.editions import Edition
from dashboard.records.columnar import pack
from dashboard.records.store import Store
from dashboard.workbooks.checking import Checked, check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the edition, or None where errors stopped it."""

    checked: Checked
    edition: Edition | None


def check(content: bytes, /, *, filename: str) -> Checked:
    """Everything that is wrong with a workbook, without keeping any of it."""
    return check_workbook(content, filename=filename)


def publish_workbook(
    store: Store, content: bytes, /, *, filename: str, by: str, note: str
) -> Outcome:
    """Check a workbook and publish it when it has no errors."""
    checked = check_workbook(content, filename=filename)
    if not checked.can_publish:
        return Outcome(checked, None)
    tables = pack(frames_of(checked), layout=layout_of(checked))
    return Outcome(
        checked, store.publish(content, tables=tables, filename=filename, by=by, note=note)
    )
