import pytest
from openpyxl.utils import get_column_letter

from dashboard.workbooks.raw import Tab, address, columns_of_rows, letters


def test_addresses_are_those_that_excel_shows():
    assert address(13, 2) == "C14"
    assert address(0, 27) == "AB1"


@pytest.mark.parametrize("column", [0, 25, 26, 701, 702, 16_383])
def test_column_letters_agree_with_excel(column: int):
    assert letters(column) == get_column_letter(column + 1)


def test_beyond_the_filled_area_there_is_nothing():
    tab = Tab("Ark1", columns_of_rows((("a",),)))
    assert (tab.at(0, 0), tab.at(0, 5), tab.at(9, 0)) == ("a", None, None)
