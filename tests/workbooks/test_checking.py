import pytest

from dashboard.language.told import tell
from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Severity
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.checking import Checked
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
            indicator={"direction": None, "ambition_operator": None},
        )
    )
    assert [(f.sheet, f.cell) for f in checked.findings] == [
        ("Handlinger", "D2"),
        ("Handlinger", "F2"),
        ("Handlinger", "M2"),
        ("Indikatorer", "M2"),
        ("Indikatorer", "P2"),
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


def _measured(
    *years: int, status_date: object = None, english: bool = False, **cells: object
) -> Checked:
    """A plan with an indicator measured in these years."""
    rows = [{"indicator": "I-1", "year": year, "value": 1} for year in years]
    more: dict[SheetKey, list[dict[str, object]]] = {SheetKey.OBSERVATIONS: rows}
    if status_date is not None:
        key = "text_en" if english else "text_da"
        more[SheetKey.ABOUT] = [{"key": "status_date", key: status_date}]
    return check(sound(indicator=cells, more=more))


def test_a_plan_without_rows_is_empty_and_not_to_be_published():
    checked = check(plan_of({SheetKey.ADMINISTRATIONS: [ADMINISTRATION]}))
    (finding,) = checked.findings
    assert (finding.code, finding.severity) == (Code.EMPTY_PLAN, Severity.WARNING)
    assert not checked.has_errors
    assert not checked.can_publish


@pytest.mark.parametrize("sheet", [SheetKey.CONTRIBUTIONS, SheetKey.ACTIONS, SheetKey.INDICATORS])
def test_one_row_is_a_plan(sheet: SheetKey):
    assert not found(check(plan_of({sheet: [{"id": "X-1"}]})), Code.EMPTY_PLAN)


def test_a_workbook_that_is_no_plan_is_not_also_called_empty():
    checked = check(book_of({"Ark1": [["a", "b"]]}))
    assert found(checked, Code.NO_KNOWN_SHEET)
    assert not found(checked, Code.EMPTY_PLAN)
    assert not checked.can_publish


def test_a_plan_can_be_published_in_spite_of_warnings_but_not_of_errors():
    assert check(sound(indicator={"direction": None})).can_publish
    assert not check(sound(action={"budget": "1.234"})).can_publish
    assert not check(b"").can_publish


@pytest.mark.parametrize(
    ("direction", "condition", "opposed"),
    [
        ("Faldende", "Mindst", True),
        ("Stigende", "Højst", True),
        ("Stigende", "Mindst", False),
        ("Faldende", "Højst", False),
        ("Faldende", "Lig med", False),
        ("Stigende", "Ingen ambition", False),
    ],
)
def test_a_direction_leads_to_its_ambition(direction: str, condition: str, opposed: bool):
    cells = {
        "direction": direction,
        "ambition_operator": condition,
        "ambition_value": 4,
        "ambition_year": 2030,
    }
    checked = check(sound(indicator=cells))
    hits = found(checked, Code.DIRECTION_AGAINST_AMBITION)
    assert [(f.cell, f.value, f.facts["other_value"]) for f in hits] == (
        [("M2", direction, condition)] if opposed else []
    )
    assert not checked.has_errors


@pytest.mark.parametrize(
    ("condition", "missed"),
    [
        (None, True),
        ("Mindst", True),
        ("Lig med", True),
        ("Mellem", False),
        ("Ingen ambition", True),
    ],
)
def test_a_direction_is_missed_only_where_one_is_needed(condition: str | None, missed: bool):
    checked = check(sound(indicator={"direction": None, "ambition_operator": condition}))
    assert bool(found(checked, Code.MISSING_DIRECTION)) is missed


@pytest.mark.parametrize(
    ("status_date", "english"), [("31.12.2024", False), (2024, False), ("2024-01-01", True)]
)
def test_an_observation_after_the_status_date_is_not_used_yet(status_date: object, english: bool):
    checked = _measured(2023, 2024, 2025, status_date=status_date, english=english)
    (finding,) = found(checked, Code.FUTURE_OBSERVATION)
    assert (finding.sheet, finding.cell, finding.value) == ("Målinger", "B4", "2025")
    assert finding.facts["year"] == "2024"
    assert "»Om planen«" in tell(finding, words_for(Language.DA)).text
    assert checked.can_publish


def test_without_a_status_date_only_years_to_come_are_too_late():
    assert [f.cell for f in found(_measured(2020, 2199), Code.FUTURE_OBSERVATION)] == ["B3"]


def test_a_baseline_lacks_its_year_or_its_value():
    for given, missing in ((("baseline_value", 0), "O2"), (("baseline_year", 2010), "N2")):
        (finding,) = check(sound(indicator=dict([given]))).findings
        assert (finding.code, finding.cell) == (Code.BASELINE_INCOMPLETE, missing)
    assert check(sound(indicator={"baseline_value": 0, "baseline_year": 2010})).findings == ()


@pytest.mark.parametrize(("year", "too_late"), [(2019, False), (2020, True), (2021, True)])
def test_a_baseline_comes_before_the_newest_observation(year: int, too_late: bool):
    checked = _measured(2020, 2018, baseline_value=4, baseline_year=year)
    hits = found(checked, Code.BASELINE_NOT_FIRST)
    assert [(f.cell, f.facts["year"], f.facts["other_cell"]) for f in hits] == (
        [("O2", "2020", "Målinger!B2")] if too_late else []
    )


def test_an_observation_not_used_yet_gives_no_baseline_its_place():
    cells = {"baseline_value": 4, "baseline_year": 2021}
    checked = _measured(2020, 2022, status_date=2021, **cells)
    assert [f.facts["year"] for f in found(checked, Code.BASELINE_NOT_FIRST)] == ["2020"]


def test_two_administrations_cannot_follow_the_same_one():
    rows = [
        {"code": "A"},
        {"code": "B", "predecessor": "A"},
        {"code": "C", "predecessor": "B"},
        {"code": "D", "predecessor": "A"},
    ]
    checked = check(plan_of({SheetKey.ADMINISTRATIONS: rows}))
    (finding,) = found(checked, Code.TWO_SUCCESSORS)
    assert (finding.cell, finding.value, finding.facts["first"]) == ("H5", "A", "H3")
    assert checked.has_errors


def test_an_administration_written_twice_is_not_two_successors():
    rows = [{"code": "A"}, *[{"code": "B", "predecessor": "A"}] * 2]
    checked = check(plan_of({SheetKey.ADMINISTRATIONS: rows}))
    assert found(checked, Code.DUPLICATE_ID)
    assert not found(checked, Code.TWO_SUCCESSORS)


def test_no_more_milestones_are_reached_than_there_are():
    (finding,) = check(sound(action={"milestones": 3, "milestones_reached": 4})).findings
    assert (finding.code, finding.severity) == (Code.MILESTONES_ORDER, Severity.WARNING)
    assert check(sound(action={"milestones": 3, "milestones_reached": 3})).findings == ()


def test_amounts_are_not_below_nothing():
    checked = check(sound(action={"budget": -5, "spent": -1}))
    assert [f.cell for f in found(checked, Code.NEGATIVE_AMOUNT)] == ["V2", "W2"]
    assert not checked.has_errors
    assert check(sound(action={"budget": 0, "spent": 0})).findings == ()


@pytest.mark.parametrize(
    ("more", "cell"),
    [
        ({"interim_ambitions": "2027: 0,28"}, "W2"),
        ({"ambition_operator": "Mellem", "ambition_value": 40, "ambition_upper": 0.6}, "R2"),
    ],
)
def test_a_share_among_percentages_of_something_is_found_wherever_it_stands(more, cell: str):
    observed = [{"indicator": "I-1", "year": 2020, "value": 22}]
    indicator = {"unit_da": "% af boliger", "ambition_operator": "Mindst", "ambition_value": 35}
    checked = check(sound(indicator={**indicator, **more}, more={SheetKey.OBSERVATIONS: observed}))
    assert cell in [f.cell for f in found(checked, Code.MIXED_SCALE)]


def test_two_spellings_of_per_cent_are_no_change_of_unit():
    observed = [{"indicator": "I-1", "year": 2020, "value": 22, "unit": "Pct."}]
    checked = check(sound(indicator={"unit_da": "%"}, more={SheetKey.OBSERVATIONS: observed}))
    assert not found(checked, Code.UNIT_CHANGE)
