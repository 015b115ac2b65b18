"""What is said of international cooperation rests on its rows, and on nothing else."""

import pytest

from dashboard.components.network import network
from dashboard.components.reader import Reader
from dashboard.flows.say_cooperation import conclude_cooperation, conclude_one, say_network
from dashboard.flows.show_cooperation import Cooperation, cooperations
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

DA = words_for(Language.DA)


def row(identifier: str, **values: object) -> dict[str, object]:
    return {
        "id": identifier,
        "title_da": identifier,
        "kind": "network",
        "responsible": "TMF",
        **values,
    }


def of(*rows: dict[str, object], actions=(), indicators=()) -> tuple[Cooperation, ...]:
    return cooperations(
        plan(
            {
                SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
                SheetKey.COOPERATION: rows,
                SheetKey.ACTIONS: actions,
                SheetKey.INDICATORS: indicators,
            }
        )
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_cooperation_is_shown_once_after_what_it_is_part_of(name: str):
    opened = example(name)
    found = cooperations(opened)
    ids = [c.id for c in found]
    rows = opened.summary.tables.records(SheetKey.COOPERATION)
    assert sorted(ids) == sorted(str(r.text("id")) for r in rows)
    for one in found:
        assert (one.parent is None) == (one.depth == 0)
        if one.parent:
            assert ids.index(one.parent) < ids.index(one.id)


def test_the_oldest_comes_first_and_an_unknown_start_last():
    found = of(row("A"), row("B", since="2015"), row("C", since="2012-05-01"))
    assert [c.id for c in found] == ["C", "B", "A"]


def test_a_ring_of_parts_is_cut_and_nothing_is_lost():
    found = of(row("A", part_of="B"), row("B", part_of="C"), row("C", part_of="A"))
    assert sorted(c.id for c in found) == ["A", "B", "C"]


def test_without_a_status_a_promise_is_not_reported():
    promise = row("A", kind="commitment", commitment_da="Nul i 2030")
    silent = of(promise, actions=[action("H1", contribution="A")])
    assert not silent[0].is_reported
    assert "ikke oplyst" in conclude_cooperation(silent, DA).headline
    told = of(promise, actions=[action("H1", contribution="A", status="on_track")])
    assert told[0].is_reported
    assert "Den tilknyttede handling har status »Følger planen«." in conclude_one(told[0], (), DA)


def test_a_network_speaks_of_the_promises_in_its_parts():
    found = of(row("N"), row("A", kind="commitment", part_of="N"))
    assert "1 tilsagn i en del" in conclude_one(found[0], found[1:], DA)


def test_the_year_of_a_promise_is_that_of_its_indicator():
    indicator = {
        "id": "I1",
        "title_da": "I1",
        "responsible": "TMF",
        "measures": "A",
        "direction": "up",
        "ambition_operator": "at_least",
        "ambition_value": 100,
        "ambition_year": 2030,
    }
    found = of(row("A", kind="commitment"), indicators=[indicator])
    assert found[0].due == 2030
    assert "2030" in say_network(found, ["A"], DA)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_drawing_has_every_cooperation_within_its_width(name: str, language: Language):
    opened = example(name)
    found = cooperations(opened)
    values = network(Reader(opened, words_for(language)), found).values
    tracks = values["tracks"]
    assert isinstance(tracks, list)
    assert len(tracks) == len(found)
    assert all(0 <= t.start <= 100 and 0 <= (t.due or 0) <= 100 for t in tracks)
    assert all(t.is_known == (c.since is not None) for t, c in zip(tracks, found, strict=True))
