"""A city does not retype its plan: sheets of any layout become the tables of a plan."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dashboard.plan.findings import Code
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.progress.frame import Tables
from dashboard.records.columnar import pack, unpack
from dashboard.workbooks.checkingapart import Checked, check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.profiles import profile_from
from tests.workbooks.books import book_of, check, found, saved, sound

_ACTIONS = (
    ("Klimaplan 2025–2030", None, None, None),
    (),
    ("Tiltag", "Ansvarlig", "Status", "Frist"),
    ("Plante træer", "Teknik og Miljø", "Følger planen", 2027),
    ("Nye cykelstier", "Børn og Unge", "Forsinket", "31.12.2026"),
    ("I alt", None, None, None),
)


def _checked(**sheets: Sequence[Sequence[Any]]) -> Checked:
    return check(book_of(sheets))


def _records(checked: Checked, sheet: SheetKey) -> list[Record]:
    """Rows as an edition gives them back."""
    assert checked.can_publish, checked.findings
    return Tables(*unpack(pack(frames_of(checked), layout=layout_of(checked)))).records(sheet)


def _told(record: Record, *keys: str) -> list[tuple[object, str | None]]:
    return [(record.values.get(key), record.cells.get(key)) for key in keys]


def test_a_plan_under_a_banner_on_a_later_sheet_is_published_with_its_cells():
    checked = _checked(Forside=[["Velkommen"]], Plan=_ACTIONS)
    first, second = _records(checked, SheetKey.ACTIONS)
    assert _told(first, "title_da", "status", "due_date") == [
        ("Plante træer", "A4"),
        ("on_track", "C4"),
        ("2027", "D4"),
    ]
    assert _told(second, "status", "due_date") == [("delayed", "C5"), ("2026-12-31", "D5")]


def test_a_row_without_an_id_is_called_after_its_sheet_and_row_and_that_is_said():
    checked = _checked(**{"Plan 2025": _ACTIONS})
    rows = _records(checked, SheetKey.ACTIONS)
    assert [row.text("id") for row in rows] == ["Plan-2025-4", "Plan-2025-5"]
    assert "id" not in rows[0].cells
    (said,) = found(checked, Code.IDS_FROM_ROWS)
    assert said.facts["example"] == "Plan-2025-4"


def test_the_sheets_own_numbers_are_ids_where_each_row_has_one():
    rows = (("Nr.", "Tiltag", "Ansvarlig", "Frist"), ("A1", "Træer", "Teknik", 2027))
    (row,) = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert _told(row, "id") == [("A1", "A2")]


def test_numbers_that_begin_anew_on_each_sheet_name_the_rows_of_the_first_only():
    rows = (("Nr.", "Tiltag", "Ansvarlig", "Frist"), ("1", "Træer", "Teknik", 2027))
    checked = _checked(Klima=rows, Skole=rows)
    assert [row.text("id") for row in _records(checked, SheetKey.ACTIONS)] == ["1", "Skole-2"]


def test_an_administration_named_in_the_plan_is_known_by_its_name_and_cell():
    checked = _checked(Plan=_ACTIONS)
    known = _records(checked, SheetKey.ADMINISTRATIONS)
    assert [_told(each, "code", "name_da") for each in known] == [
        [("Teknik-og-Miljø", None), ("Teknik og Miljø", "B4")],
        [("Børn-og-Unge", None), ("Børn og Unge", "B5")],
    ]
    (first, _) = _records(checked, SheetKey.ACTIONS)
    assert _told(first, "responsible") == [("Teknik-og-Miljø", "B4")]


def test_of_several_names_in_a_cell_nobody_is_said_to_be_the_one_responsible():
    rows = (("Tiltag", "Ansvarlig", "Frist"), ("Træer", "Teknik; Kultur", 2027))
    (row,) = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert row.text("responsible") is None
    assert _told(row, "contributing") == [(("Teknik", "Kultur"), "B2")]


def test_administrations_on_a_sheet_of_ours_are_meant_by_their_names():
    ours = (("Kode", "Navn (dansk)"), ("TMF", "Teknik og Miljø"))
    rows = _records(_checked(Forvaltninger=ours, Plan=_ACTIONS), SheetKey.ACTIONS)
    assert [row.text("responsible") for row in rows] == ["TMF", "Børn-og-Unge"]


def test_years_as_columns_become_observations_with_cells_of_their_own():
    rows = (("Nøgletal", "Enhed", 2018, 2019), ("Affald", "ton", 11.8, "9,4"))
    checked = _checked(Tal=rows)
    (indicator,) = _records(checked, SheetKey.INDICATORS)
    assert _told(indicator, "title_da", "unit_da") == [("Affald", "A2"), ("ton", "B2")]
    first, second = _records(checked, SheetKey.OBSERVATIONS)
    assert _told(first, "indicator", "year", "value") == [
        (("Tal-2",), "A2"),
        (2018, "C1"),
        (11.8, "C2"),
    ]
    assert _told(second, "year", "value") == [(2019, "D1"), (9.4, "D2")]


def test_a_long_series_has_an_indicator_for_each_group():
    rows = (
        ("Indikator", "Køn", "År", "Værdi"),
        ("Ledige", "Kvinder", 2020, 3),
        ("Ledige", "Mænd", 2020, 4),
        ("Ledige", "Kvinder", 2021, 5),
    )
    checked = _checked(Tal=rows)
    titles = [_told(i, "title_da") for i in _records(checked, SheetKey.INDICATORS)]
    assert titles == [[("Ledige · Kvinder", "A2, B2")], [("Ledige · Mænd", "A3, B3")]]
    values = [
        (o.codes("indicator"), o.cells["value"]) for o in _records(checked, SheetKey.OBSERVATIONS)
    ]
    assert values == [(("Tal-2",), "D2"), (("Tal-2",), "D4"), (("Tal-3",), "D3")]


def test_two_figures_for_one_year_are_both_left_out_and_told():
    rows = (
        ("Indikator", "År", "Værdi"),
        ("Affald", 2020, 3),
        ("Affald", 2020, 4),
        ("Affald", 2021, 5),
    )
    checked = _checked(Tal=rows)
    assert [o.number("year") for o in _records(checked, SheetKey.OBSERVATIONS)] == [2021]
    (said,) = found(checked, Code.FIGURES_LEFT_OUT)
    assert (said.facts["no_place"], said.facts["cells"]) == ("twice", "C2, C3")


def test_columns_of_one_name_are_never_taken_for_one_series():
    rows = (("Område", "År", "Andel", "Andel"), ("Nord", 2020, 1, None), ("Nord", 2021, None, 2))
    titles = [i.text("title_da") for i in _records(_checked(Tal=rows), SheetKey.INDICATORS)]
    assert titles == ["Andel [C]", "Andel [D]"]


def test_figures_without_a_year_are_no_plan():
    rows = (("Kommune", "Længde", "Antal"), ("Aarhus", 1.5, 3), ("Odense", 2.5, 4))
    checked = _checked(Tal=rows)
    assert not checked.can_publish
    assert not _any(checked, SheetKey.INDICATORS)


def test_goals_as_crosses_stand_in_the_cells_of_their_crosses():
    header = ("Tiltag", "Ansvarlig", "Frist", *(f"SDG {n}" for n in range(1, 18)))
    crosses = [("x" if n in (3, 11) else None) for n in range(1, 18)]
    (row,) = _records(_checked(Plan=(header, ("Sti", "Teknik", 2027, *crosses))), SheetKey.ACTIONS)
    assert (row.goals(), row.cells["goals"]) == ((3, 11), "F2, N2")


def test_goals_as_headings_stand_in_the_cell_of_their_heading():
    rows = (
        ("Tiltag", "Ansvarlig", "Frist", "Budget"),
        ("Verdensmål 11: Bæredygtige byer", None, None, None),
        ("Sti", "Teknik", 2027, 3),
        ("Verdensmål 13: Klimaindsats", None, None, None),
        ("Træer", "Teknik", 2028, 4),
    )
    found_rows = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert [(r.goals(), r.cells["goals"]) for r in found_rows] == [((11,), "A2"), ((13,), "A4")]


def test_several_goals_in_a_cell_are_read_in_any_common_writing():
    rows = (("Tiltag", "Ansvarlig", "Frist", "SDG"), ("Sti", "Teknik", 2027, "Mål 3 og 11.6"))
    (row,) = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert (row.goals(), row.codes("targets"), row.cells["goals"]) == ((3, 11), ("11.6",), "D2")


def test_rows_without_goals_are_welcome_and_counted_once():
    checked = _checked(Plan=_ACTIONS)
    assert [row.goals() for row in _records(checked, SheetKey.ACTIONS)] == [(), ()]
    (said,) = found(checked, Code.NOT_MAPPED)
    assert (said.facts["number"], said.severity) == (2, "notice")
    assert not found(checked, Code.NO_GOAL)


def test_what_a_column_cannot_hold_stays_unknown_and_is_told_once():
    rows = (
        *_ACTIONS[2:4],
        ("Stier", "Teknik", "I gang", "løbende"),
        ("Broer", "Teknik", "I gang", 2030),
    )
    checked = _checked(Plan=rows)
    actions = _records(checked, SheetKey.ACTIONS)
    assert [a.text("status") for a in actions] == ["on_track", None, None]
    assert [a.text("due_date") for a in actions] == ["2027", None, "2030"]
    # Neither empty nor a value: such a cell is led to by the finding alone.
    assert "status" not in actions[1].cells
    assert actions[0].cells["status"] == "C2"
    said = {
        f.facts["column"]: (f.cell, f.facts["cells"]) for f in found(checked, Code.CELLS_UNREAD)
    }
    assert said == {"status": ("C1", "C3, C4"), "due_date": ("D1", "D3")}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (("Åtgärd", "Ansvarig nämnd", "Läge", "Slutdatum"), "en"),
        (("Maßnahme", "Zuständigkeit", "Umsetzungsstand", "Frist"), "en"),
        (("Tiltag", "Ansvarlig forvaltning", "Status", "Tidsfrist"), "da"),
    ],
)
def test_plans_in_other_languages_are_published(header: tuple[str, ...], language: str):
    rows = (header, ("Träd", "Teknik", "x", 2027))
    (row,) = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert _told(row, f"title_{language}", "responsible", "due_date") == [
        ("Träd", "A2"),
        ("Teknik", "B2"),
        ("2027", "D2"),
    ]


def test_beside_a_plan_with_our_own_headers_other_sheets_are_none_of_it():
    book = sound()
    page = book.create_sheet("Arbejdsark")
    for row in _ACTIONS:
        page.append(list(row))
    checked = check(book)
    assert [f.code for f in checked.findings] == [Code.UNKNOWN_SHEET]
    assert len(next(s for s in checked.sheets if s.name == "Handlinger").columns) > 20


def test_a_sheet_called_as_ours_with_a_few_of_our_words_is_read_as_it_was_written():
    rows = (
        ("Id", "Status", "Tiltag", "Ansvarlig", "Frist", "Hvad er næste skridt?"),
        ("1", "Forsinket", "Træer", "Teknik", 2027, "Møde"),
    )
    (row,) = _records(_checked(Handlinger=rows), SheetKey.ACTIONS)
    assert _told(row, "title_da", "status") == [("Træer", "C2"), ("delayed", "B2")]


@pytest.mark.parametrize(
    "rows",
    [
        (("Kod", "Namn"), ("0114", "Väsby"), ("0115", "Vallentuna")),
        [
            ("Goal", "SDG Title", "Text"),
            *((f"SDG {n}", f"T {n}", f"Text {n}") for n in range(1, 18)),
        ],
        (("Titel", "Forfatter", "Forlag"), ("Klima", "A. Andersen", "Gyldendal")),
    ],
)
def test_a_table_that_is_no_plan_is_never_published(rows: Sequence[Sequence[Any]]):
    checked = _checked(Ark=rows)
    assert not checked.can_publish
    assert found(checked, Code.NO_KNOWN_SHEET)


def test_a_goal_that_is_a_citys_own_is_not_taken_for_the_uns():
    rows = (("Tiltag", "Ansvarlig", "Frist", "Mål"), ("Sti", "Teknik", 2027, "Mål 3: Flere stier"))
    (row,) = _records(_checked(Plan=rows), SheetKey.ACTIONS)
    assert row.goals() == ()


def test_a_profile_says_how_a_sheet_is_read_when_it_is_checked():
    rows = (("Titel", "Forfatter", "Antal"), ("Klima", "Teknik", 3))
    keys = ("title_da", "responsible", None)
    columns = [{"header": h, "key": k} for h, k in zip(rows[0], keys, strict=True)]
    text: Mapping[str, Any] = {
        "version": 1,
        "tables": [{"kind": "contributions", "scores_from": None, "columns": columns}],
    }
    profile = profile_from(json.dumps(text), path="profil.json")
    content = book_of({"Ark": rows})
    assert not check(content).can_publish
    checked = check_workbook(content, filename="plan.xlsx", profile=profile)
    (row,) = _records(checked, SheetKey.CONTRIBUTIONS)
    assert _told(row, "title_da", "responsible") == [("Klima", "A2"), ("Teknik", "B2")]


def test_our_own_workbook_says_of_no_value_that_it_stands_elsewhere():
    checked = check(saved(sound()))
    assert all(table.cells == {} for table in checked.tables)


def _any(checked: Checked, sheet: SheetKey) -> bool:
    return any(table.numbers for table in checked.tables if table.key is sheet)
