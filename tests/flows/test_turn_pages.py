"""Every row of a list stands on one page, and no page of it is empty."""

import pytest

from dashboard.flows.turn_pages import on_page, pages_of


@pytest.mark.parametrize("many", [1, 2, 3, 4, 6, 7])
def test_the_pages_hold_every_row_once_in_order(many: int):
    rows = list(range(many))
    pages = [rows[on_page(page, 3)] for page in range(1, pages_of(many, 3) + 1)]
    assert [row for page in pages for row in page] == rows
    assert all(pages)


def test_an_empty_list_has_a_page_that_can_say_so():
    assert pages_of(0, 3) == 1
