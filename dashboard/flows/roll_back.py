"""Bring an earlier edition back: its workbook becomes a new edition that points to it."""

from dashboard.plan.editions import Edition
from dashboard.records.store import Store


def roll_back(store: Store, edition: Edition, /, *, by: str, note: str) -> Edition:
    """The new edition; where the workbook is the one the public sees, that edition itself.

    The tables are taken over with it: what is brought back is what was shown, not what a later
    release of the program would read from the same workbook. Nobody approved it, and it says so.
    """
    return store.publish(
        store.workbook(edition.number),
        tables=store.tables(edition.number),
        filename=edition.filename,
        by=by,
        note=note,
        rolled_back_to=edition.number,
        alone=True,
    )
