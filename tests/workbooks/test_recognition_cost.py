"""Recognising a foreign layout costs in step with its rows, whatever stands in them."""

from collections.abc import Iterator
from time import process_time

from dashboard.workbooks.raw import Raw
from tests.workbooks.layouts import read, tab

_HEADER = ("Nr", "Målområde", "Åtgärd", "Beskrivning", "Ansvarig nämnd", "Slutdatum", "Status",
           "Kostnad", "Agenda 2030-mål")  # fmt: skip


def _plan(rows: int) -> Iterator[tuple[Raw, ...]]:
    yield _HEADER
    for n in range(rows):
        yield (n, f"Område {n % 9}", f"Åtgärd {n} i kommunen", f"Vad åtgärd {n} går ut på",
               "Tekniska nämnden", f"{2025 + n % 7}", "Pågår", f"{n % 977},5",
               f"{1 + n % 17}, {1 + n * 7 % 17}")  # fmt: skip


def _seconds(rows: int) -> float:
    sheet = tab(list(_plan(rows)))
    start = process_time()
    (found,) = read(sheet).tables
    assert found.records == rows
    return process_time() - start


def test_ten_times_the_rows_cost_about_ten_times_the_time():
    _seconds(200)
    small = min(_seconds(1_500) for _ in range(3))
    assert _seconds(15_000) < 18 * small
