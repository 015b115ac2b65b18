import json

import pytest

from dashboard.errors import Trouble
from dashboard.flows.read_tables import ReadFile, profile_of
from dashboard.plan.findings import Code
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.profiles import profile_from, shape_of
from dashboard.workbooks.raw import Workbook
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.regions import LeftOut
from dashboard.workbooks.tables import read_tables
from tests.workbooks.books import saved, sound
from tests.workbooks.layouts import goals, keys, plan, read, tab, table

_ACTION = ("Plante træer", "Teknik", "I gang", 2027)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (("Tiltag", "Ansvarlig forvaltning", "Status", "Tidsfrist"), "da"),
        (("Action", "Responsible department", "Status", "Deadline"), "en"),
        (("Åtgärd", "Ansvarig nämnd", "Läge", "Slutdatum"), "sv"),
        (("Tiltak", "Ansvarlig virksomhet", "Status", "Frist"), "no"),
        (("Toimenpide", "Vastuutaho", "Tilanne", "Määräaika"), "fi"),
        (("Maßnahme", "Zuständigkeit", "Umsetzungsstand", "Frist"), "de"),
        (("Titre de l'action", "Structure pilote", "Statut", "Date de fin"), "fr"),
        (("Acción", "Responsable", "Estado", "Fecha fin"), "es"),
    ],
)
def test_a_plan_of_actions_is_known_by_its_headers_in_eight_languages(
    header: tuple[str, ...], language: str
):
    found = table((header, _ACTION))
    title = "title_da" if language in ("da", "no") else "title_en"
    assert found.kind == SheetKey.ACTIONS
    assert [column.key for column in found.columns][1:] == ["responsible", "status", "due_date"]
    assert found.columns[0].key in (title, "title_da", "title_en")
    assert all(0.6 <= column.confidence <= 1 for column in found.columns)


@pytest.mark.parametrize(
    "header",
    ["ANSVARLIG*", "Ansvarlig\nforvaltning", "ansvarlig (enhed)", "Ansvarlig  forvaltning:"],
)
def test_case_line_breaks_brackets_and_asterisks_do_not_matter(header: str):
    found = table((("Tiltag", header, "Frist"), ("Træer", "Teknik", 2027)))
    assert found.columns[1].key == "responsible"


def test_composed_and_decomposed_letters_are_the_same_header():
    composed, apart = "Måleenhed", "Ma\u030aleenhed"
    assert shape_of([composed]) == shape_of([apart])


def test_the_header_is_found_below_titles_and_a_merged_banner():
    rows = (
        ("Klimaplan 2025", None, None, None),
        (),
        ("Indsatsen", None, "Opfølgning", None),
        ("Tiltag", "Ansvarlig", "Status", "Frist"),
        _ACTION,
    )
    found = table(rows, merged=((0, 0, 0, 3), (2, 0, 2, 1), (2, 2, 2, 3)))
    assert found.header_rows == (4,)
    assert (found.first_row, found.last_row, found.records) == (5, 5, 1)


def test_a_header_in_two_rows_names_every_column():
    rows = (
        ("Tiltag", "Ansvarlig", "Økonomi", None, "Frist"),
        (None, None, "Budget", "Forbrug", None),
        ("Træer", "Teknik", 100, 40, 2027),
        ("Stier", "Teknik", 200, 60, 2028),
    )
    found = table(rows, merged=((0, 2, 0, 3),))
    assert found.header_rows == (1, 2)
    assert [c.key for c in found.columns] == [
        *("title_da", "responsible", "budget", "spent", "due_date"),
    ]


def test_rows_of_types_and_help_beneath_the_header_are_no_records():
    rows = (
        ("Titre de l'action", "Structure pilote", "Date de fin", "Statut"),
        ("Champ texte", "Champ texte", "Champ date", "Champ liste déroulante"),
        ("Action 1", "Ville", "2027-01-01", "En cours"),
    )
    found = table(rows)
    assert found.records == 1
    assert found.left_out == {2: LeftOut.TYPE_ROW}


def test_totals_footnotes_sources_blank_rows_and_repeated_headers_are_no_records():
    header = ("Tiltag", "Ansvarlig", "Frist", "Budget")
    rows = (
        header,
        ("Klima", None, None, None),
        ("Træer", "Teknik", 2026, 100),
        (),
        header,
        ("Stier", "Teknik", 2027, 200),
        ("I alt", None, None, 300),
        (),
        ("Kilde: Økonomiudvalget", None, None, None),
        ("* foreløbige tal", None, None, None),
    )
    found = table(rows)
    assert [row.row for row in found.rows] == [3, 6]
    assert found.left_out == {
        2: LeftOut.SECTION,
        5: LeftOut.REPEATED_HEADER,
        7: LeftOut.TOTAL,
        9: LeftOut.FOOTNOTE,
        10: LeftOut.FOOTNOTE,
    }


def test_sums_without_a_label_are_left_out_and_told():
    rows = [("Tiltag", "Ansvarlig", "Frist", "Budget")]
    rows += [(f"Tiltag {n}", "Teknik", 2026, 10) for n in range(12)]
    reading = read(tab([*rows, (None, None, None, 120)]))
    (finding,) = reading.findings
    assert finding.code is Code.ROWS_LEFT_OUT
    assert finding.facts["rows"] == "14"


def test_years_as_columns_become_observations_that_keep_their_own_cell():
    rows = (("Nøgletal", "Enhed", 2018, 2019, "2020/21"), ("Affald", "ton", 11.8, "k.A.", "9,4"))
    found = table(rows)
    assert (found.kind, found.records) == (SheetKey.INDICATORS, 1)
    said = [(row.values["year"], row.values["value"]) for row in found.rows]
    assert [(y.value, y.cell, v.value, v.cell) for y, v in said] == [
        (2018, "C1", 11.8, "C2"),
        (2020, "E1", 9.4, "E2"),
    ]


def test_a_long_table_of_years_and_values_is_a_table_of_observations():
    rows = (
        ("Indikator", "År", "Køn", "Værdi"),
        ("Affald", 2020, "Alle", "1.9729"),
        ("Affald", 2021, "Alle", "3.408"),
    )
    found = table(rows)
    assert found.kind == SheetKey.OBSERVATIONS
    assert list(keys(found).values()) == ["indicator", "year", "disaggregation", "value"]
    # 3.408 may be two numbers; its neighbour says which sign parts the decimals.
    assert [row.values["value"].value for row in found.rows] == [1.9729, 3.408]


def test_values_with_years_of_their_own_never_get_another_ones_year():
    rows = (
        ("Nom de l'indicateur", "Valeur 1", "Année 1", "Valeur 2", "Année 2"),
        ("Déchets", 10, 2019, 12, None),
        ("Eau", 20, 2019, 22, 2020),
    )
    said = [(r.row, r.values["value"].value, r.values["year"].value) for r in table(rows).rows]
    assert said == [(2, 10, 2019), (3, 20, 2019), (3, 22, 2020)]


@pytest.mark.parametrize("missing", ["n/a", "–", "k.A.", "...", ":", "Saknas", "ei tietoa"])
def test_words_for_missing_are_no_values(missing: str):
    rows = (("Indikator", "År", "Værdi"), ("Affald", 2020, 3), ("Affald", 2021, missing))
    assert "value" not in table(rows).rows[1].values


def test_a_value_above_a_merged_range_counts_for_every_row_of_it():
    rows = (
        ("Tema", "Tiltag", "Ansvarlig", "Frist"),
        ("Klima", "Træer", "Teknik", 2026),
        (None, "Stier", "Teknik", 2027),
    )
    found = table(rows, merged=((1, 0, 2, 0),))
    assert [row.values["category"].cell for row in found.rows] == ["A2", "A2"]


def test_hidden_and_empty_sheets_and_forms_are_passed_over_with_a_reason():
    form = tab([("Organisation", "Stats"), ("Periodicity", None), ("Release", 2019), ("Link", "x")])
    reading = read(
        tab(plan("Note", "a"), name="Skjult", hidden=True),
        tab((), name="Tom"),
        tab(form.rows, name="Om"),
    )
    assert reading.tables == ()
    assert reading.ignored == (("Skjult", "hidden"), ("Tom", "empty"), ("Om", "key_value"))


def test_a_form_that_names_the_target_speaks_for_the_series_beside_it():
    form = [("SDG target", "4.1 By 2030, all girls and boys"), ("Unit", None), ("Tier", None)]
    series = [("Year", "Sex", "Value"), (2019, "Boys", 3), (2020, "Girls", 4)]
    (found,) = read(tab(form, name="Metadata"), tab(series, name="CSV")).tables
    assert [(row.goals, row.targets) for row in found.rows] == [((4,), ("4.1",))] * 2


def test_a_table_that_is_none_of_ours_is_told_as_such():
    reading = read(tab((("Kod", "Namn"), ("0114", "Väsby"), ("0115", "Vallentuna"))))
    assert [found.kind for found in reading.tables] == ["none"]
    assert reading.ignored == (("Ark1", "no_kind_fits"),)


def test_the_uns_own_list_of_goals_is_no_plan():
    rows = [("Goal", "SDG Title", "Text")]
    rows += [(f"SDG {n}", f"Title {n}", f"Text {n}") for n in range(1, 18)]
    assert read(tab(rows)).ignored == (("Ark1", "un_framework"),)


def test_our_own_template_is_read_by_its_exact_headers():
    workbook = read_workbook(saved(sound()), filename="plan.xlsx")
    found = {each.sheet: each for each in read_tables(workbook).tables}["Handlinger"]
    assert found.kind == SheetKey.ACTIONS
    assert all(column.confidence == 1 for column in found.columns)
    assert goals(found) == [(11,)]


def test_rows_without_goals_are_records_like_the_others():
    found = table(plan("Bemærkning", "a", "b"))
    assert (found.records, goals(found)) == (2, [(), ()])


def _profile(rows: object, **changes: object) -> str:
    reading = read(tab(rows))  # type: ignore[arg-type]
    saved_as = json.loads(profile_of(ReadFile("fil.xlsx", None, reading)))
    saved_as["tables"][0] |= changes
    return json.dumps(saved_as)


def test_what_a_person_corrected_is_applied_to_the_next_file_of_the_same_shape():
    rows = plan("Xyz", "a")
    kept = json.loads(_profile(rows, kind="contributions"))
    kept["tables"][0]["columns"][3]["key"] = "note"
    profile = profile_from(json.dumps(kept), path="profil.json")
    again = tab((("TILTAG", "Ansvarlig *", "frist", "xyz"), ("Ny", "Kultur", 2030, "b")))
    (found,) = read_tables(Workbook("ny.xlsx", (again,)), profile=profile).tables
    assert found.kind == SheetKey.CONTRIBUTIONS
    assert found.rows[0].values["note"].value == "b"
    assert {column.why for column in found.columns} == {("profile",)}


def test_a_profile_says_from_which_score_on_a_goal_counts():
    header = ("Name", "Responsible", "Status", *(f"SDG_{n}_score" for n in range(1, 18)))
    rows = (header, ("Trees", "City", "Done", *range(1, 18)))
    assert goals(table(rows)) == [()]
    profile = profile_from(_profile(rows, scores_from=15), path="profil.json")
    (found,) = read_tables(Workbook("ny.xlsx", (tab(rows),)), profile=profile).tables
    assert goals(found) == [(15, 16, 17)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "tables": []}', '{"version": 1}'])
def test_a_file_that_is_no_profile_is_refused_in_words(text: str):
    with pytest.raises(Trouble):
        profile_from(text, path="profil.json")
