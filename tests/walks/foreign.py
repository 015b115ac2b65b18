"""Workbooks of another layout than ours that bring out what is said of them."""

from collections.abc import Callable

from dashboard.plan.findings import Code
from dashboard.workbooks.checkingapart import Checked
from dashboard.workbooks.raw import Raw
from tests.workbooks.books import book_of, check

ROWS = (("Tiltag", "Ejer", "Frist", "Budget"), ("Træer", "Teknik", 2030, 3))
_COLOURS = ((*ROWS[0], "Farve"), (*ROWS[1], "grøn"))
_SWEDISH = (("Åtgärd", "Ansvarig nämnd", "Slutdatum"), ("Träd", "Teknik", 2030))
_SERIES = (("Indikator", "År", "Værdi"), ("Affald", 2020, 3), ("Affald", None, 4))


def _plan(*rows: tuple[Raw, ...]) -> Callable[[], Checked]:
    return lambda: check(book_of({"Plan": rows}))


FOREIGN: dict[Code, tuple[Callable[[], Checked], str | None, str | None]] = {
    Code.OTHER_LAYOUT: (_plan(*ROWS), "Plan", None),
    Code.OTHER_LANGUAGE: (_plan(*_SWEDISH), "Plan", None),
    Code.IDS_FROM_ROWS: (_plan(*ROWS), "Plan", None),
    Code.NOT_TOLD: (_plan(*ROWS), "Plan", None),
    Code.NOT_MAPPED: (_plan(*ROWS), "Plan", None),
    Code.KNOWN_BY_NAME: (_plan(*ROWS), "Plan", None),
    Code.COLUMNS_UNREAD: (_plan(*_COLOURS), "Plan", None),
    Code.CELLS_UNREAD: (_plan(*ROWS, ("Stier", "Teknik", "løbende", 4)), "Plan", "C1"),
    Code.FIGURES_LEFT_OUT: (_plan(*_SERIES), "Plan", None),
}
