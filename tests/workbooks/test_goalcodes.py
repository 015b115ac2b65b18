import pytest

from dashboard.plan.findings import Code
from dashboard.workbooks.goalcodes import written
from tests.workbooks.layouts import goals, keys, plan, read, tab, table


@pytest.mark.parametrize(
    ("text", "goals_named", "targets_named"),
    [
        ("3, 11, 13", (3, 11, 13), ()),
        ("3,11,13", (3, 11, 13), ()),
        ("3;11", (3, 11), ()),
        ("11 & 13", (11, 13), ()),
        ("11/13", (11, 13), ()),
        ("SDG 11", (11,), ()),
        ("SDG11", (11,), ()),
        ("SDG 11, SDG 13", (11, 13), ()),
        ("SDG 11, 13 og 15", (11, 13, 15), ()),
        ("Mål 11", (11,), ()),
        ("Verdensmål 11 og 13", (11, 13), ()),
        ("FN's verdensmål nr. 7", (7,), ()),
        ("Goals 3 and 11", (3, 11), ()),
        ("Goal 3", (3,), ()),
        ("ODS 4", (4,), ()),
        ("ODS 4 y 5", (4, 5), ()),
        ("Ziel 13", (13,), ()),
        ("Objectif 11", (11,), ()),
        ("Tavoite 6", (6,), ()),
        ("Bærekraftsmål 12", (12,), ()),
        ("11.6; 13.2", (), ("11.6", "13.2")),
        ("11.6, 11.7", (), ("11.6", "11.7")),
        ("11.6-11.7", (), ("11.6", "11.7")),
        ("11.5 – 11.7", (), ("11.5", "11.6", "11.7")),
        ("3-5", (3, 4, 5), ()),
        ("11 (11.6, 11.7)", (11,), ("11.6", "11.7")),
        ("1.а", (), ("1.a",)),  # the last letter is Cyrillic
        ("8.10", (), ("8.10",)),
        ("Delmål 11.6", (), ("11.6",)),
        ("SDG 11.6.1", (), ("11.6",)),
    ],
)
def test_goals_and_targets_are_read_in_any_common_writing(
    text: str, goals_named: tuple[int, ...], targets_named: tuple[str, ...]
):
    found = written(text)
    assert found is not None
    assert (found.goals, found.targets, found.rest) == (goals_named, targets_named, "")


@pytest.mark.parametrize("text", ["Eje 1. Ambiente", "cae_1.1.1", "No Poverty", "", "år 2030"])
def test_what_does_not_begin_with_goals_is_not_read(text: str):
    assert written(text) is None


@pytest.mark.parametrize("text", ["6.3.1", "18", "1.9", "0"])
def test_codes_of_another_framework_are_no_goals(text: str):
    found = written(text)
    assert found is None or not (found.goals or found.targets)


@pytest.mark.parametrize(
    ("header", "cells", "said"),
    [
        ("Verdensmål", ("3, 11", "13"), [(3, 11), (13,)]),
        ("FN-mål", ("Mål 3 – Sundhed og trivsel", "11"), [(3,), (11,)]),
        ("SDG", (11, 13), [(11,), (13,)]),
        ("ODS", ("ODS 4", "5 y 6"), [(4,), (5, 6)]),
        ("Goals", ("SDG 3", "SDG 7 and 8"), [(3,), (7, 8)]),
        ("Mål", ("3; 11", "13"), [(3, 11), (13,)]),
        ("Goal", ("Goal 13: Climate action", "Goal 1: No poverty"), [(13,), (1,)]),
        ("SDG", ("Climate action", "No poverty"), [(13,), (1,)]),
        ("Delmål", ("11.6; 13.2", "1.a"), [(11, 13), (1,)]),
    ],
)
def test_a_column_of_the_uns_goals_is_read(header: str, cells: tuple, said: list):
    assert goals(table(plan(header, *cells))) == said


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Goal", ("Goal 3: Campus sports and housing", "Goal 1: Student Success")),
        ("Strategic direction", ("Goal 3: Sports", "Goal 4: Facilities")),
        ("Goal", ("Goal 1", "Goal 2")),
        ("OBJETIVO", ("OBJETIVO 7", "OBJETIVO 3")),
        ("Objetivo nacional", ("Objetivo 7: Fomentar el deporte", "Objetivo 3")),
        ("N° mesure", ("6.3.1", "1.2.4")),
        ("Objectif", ("1.1", "2.1")),
        ("Mål", ("Færre biler i byen", "Flere træer")),
        ("SDG1", (62, 71)),
        ("SDG1 score", (3, 11)),
        ("Meta", ("3", "11")),
    ],
)
def test_false_friends_stay_unread(header: str, cells: tuple):
    found = table(plan(header, *cells))
    assert goals(found) == [(), ()]
    assert keys(found)[header] not in ("goals", "targets")


def test_goals_as_columns_are_read_where_there_are_crosses():
    header = ("Tiltag", "Ansvarlig", "SDG 3", "SDG 11", "SDG 13")
    rows = (header, ("Stier", "Teknik", "x", None, "X"), ("Parker", "Teknik", None, "✓", None))
    assert goals(table(rows)) == [(3, 13), (11,)]


def test_scores_for_goals_are_asked_about_and_not_read():
    header = ("Name", "Responsible", "Status", "SDG1", "SDG2", "SDG3")
    reading = read(tab((header, ("Trees", "City", "Done", 1, 7, 9), ("A", "B", "Done", 2, 5, 1))))
    assert goals(reading.tables[0]) == [(), ()]
    assert [finding.code for finding in reading.findings] == [Code.GOAL_SCORES]


def test_goals_as_section_rows_hold_for_the_rows_beneath():
    rows = (
        ("Tiltag", "Ansvarlig", "Frist"),
        ("Verdensmål 3: Sundhed og trivsel", None, None),
        ("Løbestier", "Kultur", 2026),
        ("Verdensmål 11 Bæredygtige byer", None, None),
        ("Parker", "Teknik", 2027),
        ("Bænke", "Teknik", 2027),
    )
    found = table(rows)
    assert found.records == 3
    assert goals(found) == [(3,), (11,), (11,)]


def test_headings_of_another_plan_are_no_goals():
    rows = (
        ("Action", "Owner", "Deadline"),
        ("Goal 3: Campus sports and housing", None, None),
        ("Meet coaches", "Dean", 2026),
        ("Call coaches", "Dean", 2027),
    )
    assert goals(table(rows)) == [(), ()]
