"""A plan nobody retyped, on the pages: what it says with its cells, and what it does not say."""

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import server_on, store_with
from tests.pages.markup import Markup
from tests.workbooks.books import book_of

_PLAN = (
    ("Klimaplan 2025–2030", None, None, None),
    ("Tiltag", "Ansvarlig", "Frist", "SDG"),
    ("Flere træer i byen", "Teknik og Miljø", 2090, None),
    ("Nye cykelstier", None, 2089, "11"),
)
_FIGURES = (("Nøgletal", "Enhed", 2018, 2019), ("Affald", "ton", 11.8, 9.4))
_PAGES = (
    *("/", "/actions", "/indicators", "/gaps", "/about", "/cooperation", "/goals/11"),
    *("/search?q=cykel", "/rows?unmapped=1", "/administrations/Teknik-og-Miljø"),
    *("/actions/Plan-3", "/actions/Plan-4", "/indicators/Tal-2", "/method", "/targets/11.6"),
    *("/rows?sheet=contributions", "/goals/13"),
)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    content = book_of({"Plan": _PLAN, "Tal": _FIGURES})
    return server_on(store_with(tmp_path_factory.mktemp("other"), content)).test_client()


def _page(visitor: FlaskClient, path: str, *, language: str = "da") -> str:
    answer = visitor.get(f"/{language}{path}")
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("path", _PAGES)
def test_every_page_is_whole_and_names_nobody_who_is_not_named(
    visitor: FlaskClient, path: str, language: str
):
    page = _page(visitor, path, language=language)
    assert Markup(page).faults == []
    assert ">None<" not in page
    assert "/administrations/None" not in page
    assert f'href="/{language}/administrations/"' not in page


def test_a_row_shows_each_value_with_its_cell_and_no_cell_for_the_id_it_was_given(
    visitor: FlaskClient,
):
    page = _page(visitor, "/actions/Plan-3")
    for cell in ("Plan!A3", "Plan!B3", "Plan!C3"):
        assert cell in page
    assert "Plan!3" not in page.split('<table class="rows cells">')[1].split("</table>")[0]


def test_the_years_of_a_wide_table_lead_to_their_own_cells(visitor: FlaskClient):
    page = _page(visitor, "/indicators/Tal-2")
    assert "Tal!C2" in page
    assert "Tal!D2" in page


def test_a_row_without_a_goal_says_so_and_suggests_some_without_using_them(visitor: FlaskClient):
    page = _page(visitor, "/actions/Plan-3")
    assert "Endnu ikke knyttet til et verdensmål" in page
    assert "træer" in page.split('id="unmapped-h"')[1]
    assert "Forslag til mål" in page
    assert "Forslag til mål" not in _page(visitor, "/actions/Plan-4")
    assert "Flere træer" not in _page(visitor, "/goals/15")


def test_rows_without_goals_are_counted_on_the_front_page_and_lead_to_themselves(
    visitor: FlaskClient,
):
    links = Markup(_page(visitor, "/")).links
    (link,) = [each for each in links if "unmapped=1" in each.href]
    assert link.number == 2
    listed = _page(visitor, link.href.removeprefix("/da"))
    assert "Flere træer i byen" in listed
    assert "Affald" in listed
    assert "Nye cykelstier" not in listed


def test_who_is_not_named_is_shown_as_not_stated(visitor: FlaskClient):
    assert "Ansvarlig ikke oplyst" in _page(visitor, "/actions/Plan-4")
    assert "Responsible not stated" in _page(visitor, "/actions/Plan-4", language="en")
