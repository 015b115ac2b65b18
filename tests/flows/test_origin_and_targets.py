"""What is told of targets and of the data is counted from the rows."""

import pytest

from dashboard.flows.show_origin import bases, sent, sources, sureness
from dashboard.flows.show_rows import Question, counts
from dashboard.flows.show_target import conclude_target, related
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.targets import TARGETS
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan


@pytest.mark.parametrize("name", EXAMPLES)
def test_how_sure_rows_are_adds_up_and_leads_to_as_many_rows(name: str):
    opened = example(name)
    rows = sum(opened.summary.tables.count(sheet) for sheet in MAPPED)
    assert sum(sureness(opened).values()) == sum(bases(opened).values()) == rows
    for sure, n in sureness(opened).items():
        asked = Question(confidence=sure, unsourced=sure is None)
        assert sum(counts(opened, asked).values()) == n


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_sheet_is_counted_and_no_empty_cell_is(name: str):
    opened = example(name)
    for sheet in sent(opened):
        records = opened.summary.tables.records(sheet.sheet)
        assert sheet.rows == len(records)
        assert sheet.cells == sum(len(record.values) for record in records)


def test_sources_in_one_cell_are_told_apart_and_unsafe_addresses_left_out():
    both = {"source_title": "A | B", "source_url": "https://a.dk | mailto:b@b.dk"}
    opened = plan(
        {
            SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
            SheetKey.ACTIONS: [action("H1", **both), action("H2", source_title="A")],
        }
    )
    found = {s.title: (s.url, s.rows) for s in sources(opened)}
    assert found == {"A": ("https://a.dk", 2), "B": (None, 1)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_target_has_a_conclusion(name: str, language: Language):
    opened = example(name)
    for code in TARGETS:
        said = conclude_target(opened, code, words_for(language))
        assert said.headline[0].isupper() or said.headline[0].isdigit()
        assert "{" not in said.headline + said.lead


def test_related_targets_share_rows():
    opened = plan(
        {
            SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
            SheetKey.ACTIONS: [
                action("H1", goals=[11, 13], targets=["11.6", "13.1"]),
                action("H2", goals=[11], targets=["11.6", "11.2"]),
                action("H3", goals=[11, 13], targets=["11.6", "13.1"]),
            ],
        }
    )
    assert related(opened, "11.6") == [("13.1", 2), ("11.2", 1)]
    assert related(opened, "1.1") == []
