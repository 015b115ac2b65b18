from dashboard.plan.findings import Code
from dashboard.plan.sheets import SheetKey
from tests.workbooks.books import ACTION, ADMINISTRATION, book_of, check, found, plan_of, sound


def test_the_report_says_what_was_understood_of_each_sheet():
    checked = check(
        book_of(
            {
                "Forvaltninger": [["Plan"], ["Kode *", "Navn (dansk)", "Farve"], ["TMF", "T"]],
                "Noter": [["Husk"]],
            }
        )
    )
    first, second = checked.sheets
    assert (first.name, first.recognised_as) == ("Forvaltninger", SheetKey.ADMINISTRATIONS)
    assert (first.header_row, first.records) == (2, 1)
    assert first.columns == {"Kode": "code", "Navn (dansk)": "name_da"}
    assert (second.recognised_as, second.header_row, second.records) == (None, None, 0)


def test_blank_rows_inside_and_below_the_table_are_no_records():
    book = sound()
    book["Handlinger"]["A5"], book["Handlinger"]["B5"] = "H-5", "Cykelstier"
    book["Handlinger"]["F5"], book["Handlinger"]["D5"] = "TMF", 11
    book["Handlinger"]["A9"] = "   "
    checked = check(book)
    assert checked.findings == ()
    assert next(s.records for s in checked.sheets if s.name == "Handlinger") == 2


def test_findings_come_in_the_order_of_the_workbook():
    checked = check(
        sound(
            action={"goals": "18", "status": "?", "responsible": None},
            indicator={"direction": None},
        )
    )
    assert [(f.sheet, f.cell) for f in checked.findings] == [
        ("Handlinger", "D2"),
        ("Handlinger", "F2"),
        ("Handlinger", "M2"),
        ("Indikatorer", "M2"),
    ]
    assert len(set(map(str, checked.findings))) == len(checked.findings)


def test_warnings_and_notices_do_not_stand_in_the_way():
    assert not check(sound(indicator={"direction": None})).has_errors
    assert not check(sound(action={"budget": "1.234,5"})).has_errors
    assert check(sound(action={"budget": "1.234"})).has_errors


def test_a_wrong_cell_is_not_also_called_empty():
    checked = check(sound(action={"responsible": True}))
    assert [finding.code for finding in checked.findings] == [Code.WRONG_KIND]


def test_a_full_name_in_place_of_a_code_is_told_with_the_code():
    checked = check(sound(action={"responsible": "Teknik- og Miljøforvaltningen"}))
    (finding,) = found(checked, Code.UNKNOWN_ADMINISTRATION)
    assert finding.nearest == "TMF"


def test_a_code_in_another_case_is_told_with_the_code():
    (finding,) = found(check(sound(action={"responsible": "tmf"})), Code.UNKNOWN_ADMINISTRATION)
    assert finding.nearest == "TMF"


def test_a_repeated_id_is_told_with_its_first_place():
    book = plan_of(
        {
            SheetKey.ADMINISTRATIONS: [ADMINISTRATION],
            SheetKey.ACTIONS: [ACTION, {**ACTION, "id": "H-2"}, ACTION],
        }
    )
    (finding,) = found(check(book), Code.DUPLICATE_ID)
    assert (finding.cell, finding.facts["first"]) == ("A4", "A2")


def test_a_year_reaches_from_its_first_day_to_its_last():
    assert not check(sound(action={"start_date": "2025-06-01", "due_date": 2025})).has_errors
    assert check(sound(action={"start_date": 2026, "due_date": 2025})).has_errors


def test_a_baseline_after_the_ambition_is_out_of_order():
    cells = {
        "baseline_year": 2030,
        "ambition_operator": "Mindst",
        "ambition_value": 4,
        "ambition_year": 2030,
    }
    (finding,) = found(check(sound(indicator=cells)), Code.DATE_ORDER)
    assert (finding.cell, finding.facts["other_cell"]) == ("S2", "O2")


def test_no_ambition_said_outright_is_complete():
    assert check(sound(indicator={"ambition_operator": "Ingen ambition"})).findings == ()


def test_a_condition_alone_lacks_its_value_and_its_year():
    checked = check(sound(indicator={"ambition_operator": "Mindst"}))
    assert [finding.cell for finding in found(checked, Code.AMBITION_INCOMPLETE)] == ["Q2", "S2"]


def test_an_observation_of_two_indicators_is_refused():
    rows = [{"indicator": "I-1;I-2", "year": 2020, "value": 1}]
    checked = check(sound(more={SheetKey.OBSERVATIONS: rows}))
    assert [f.code for f in checked.findings] == [Code.WRONG_KIND]


def test_an_action_may_belong_to_a_cooperation():
    rows = [{"id": "S-1", "title_da": "C40", "kind": "Netværk", "goals": 11, "responsible": "TMF"}]
    plan = sound(action={"contribution": "S-1"}, more={SheetKey.COOPERATION: rows})
    assert check(plan).findings == ()


def test_a_missing_sheet_of_administrations_leaves_every_code_unknown():
    book = sound()
    book.remove(book["Forvaltninger"])
    checked = check(book)
    assert len(found(checked, Code.MISSING_SHEET)) == 1
    assert len(found(checked, Code.UNKNOWN_ADMINISTRATION)) == 2


def test_a_succession_without_end_is_told_once():
    rows = [
        {"code": "A", "predecessor": "C"},
        {"code": "B", "predecessor": "A"},
        {"code": "C", "predecessor": "B"},
        {"code": "D", "predecessor": "A"},
    ]
    (finding,) = found(check(plan_of({SheetKey.ADMINISTRATIONS: rows})), Code.SUCCESSION_LOOP)
    assert finding.facts["chain"] == "A → C → B → A"
