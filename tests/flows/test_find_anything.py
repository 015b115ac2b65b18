"""What people type leads to what they mean."""

import pytest

from dashboard.flows.find_anything import Group, find_anything, find_rows
from dashboard.plan.sheets import SheetKey
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

# What is typed, the kind of thing that is meant and which one it is, in the invented city.
INVENTED = (
    ("cykelsti", Group.ACTIONS, "H-103"),
    ("Cykelstier", Group.ACTIONS, "H-103"),
    ("cyklesti", Group.ACTIONS, "H-103"),  # letters the wrong way round
    ("cyklesti osterhoj", Group.ACTIONS, "H-103"),
    ("cykelsti Oesterhoej", Group.ACTIONS, "H-103"),
    ("CYKELSTI ØSTERHØJ", Group.ACTIONS, "H-103"),
    ("cycle path", Group.ACTIONS, "H-103"),
    ("H-103", Group.ACTIONS, "H-103"),
    ("h 103", Group.ACTIONS, "H-103"),
    ("boernefattigdom", Group.CONTRIBUTIONS, "B-01"),
    ("børnefatigdom", Group.CONTRIBUTIONS, "B-01"),  # a letter too few
    ("bornefattigdom", Group.CONTRIBUTIONS, "B-01"),
    ("child poverty", Group.CONTRIBUTIONS, "B-01"),
    ("skolepsykolog", Group.ACTIONS, "H-019"),
    ("skole psykolog", Group.ACTIONS, "H-019"),
    ("skolepsykologer", Group.ACTIONS, "H-019"),
    ("skolepsycolog", Group.ACTIONS, "H-019"),
    ("brændeovn", Group.ACTIONS, "H-025"),
    ("braendeovne", Group.ACTIONS, "H-025"),
    ("wood stove", Group.ACTIONS, "H-025"),
    ("skolegaard", Group.ACTIONS, "H-043"),
    ("skolegard", Group.ACTIONS, "H-043"),
    ("overskudsvarme", Group.ACTIONS, "H-091"),
    ("reparationscafe", Group.ACTIONS, "H-127"),
    ("repair café", Group.ACTIONS, "H-127"),
    ("skybrudsikring", Group.ACTIONS, "H-145"),  # the s nobody hears
    ("cloudburst Sonderbro", Group.ACTIONS, "H-145"),
    ("daglig rygere", Group.INDICATORS, "I-05"),
    ("smokers", Group.INDICATORS, "I-05"),
    ("ledighed", Group.INDICATORS, "I-29"),
    ("unemploymnet", Group.INDICATORS, "I-29"),
    ("elbil", Group.INDICATORS, "I-53"),
    ("electric car", Group.INDICATORS, "I-53"),
    ("havnebyer", Group.COOPERATION, "S-01"),
    ("nordic network", Group.COOPERATION, "S-01"),
    ("åbne data", Group.COOPERATION, "S-09"),
    ("aabne data", Group.COOPERATION, "S-09"),
    ("13", Group.GOALS, "13"),
    ("mål 13", Group.GOALS, "13"),
    ("maal 13", Group.GOALS, "13"),
    ("SDG 4", Group.GOALS, "4"),
    ("goal 5", Group.GOALS, "5"),
    ("klimaindsats", Group.GOALS, "13"),
    ("climate action", Group.GOALS, "13"),
    ("livet i havet", Group.GOALS, "14"),
    ("11.6", Group.TARGETS, "11.6"),
    ("delmål 1.a", Group.TARGETS, "1.a"),
    ("AEF", Group.ADMINISTRATIONS, "AEF"),
    ("arbejdsmarkeds og erhverv", Group.ADMINISTRATIONS, "AEF"),
    ("By- og Miljøforvaltningen", Group.ADMINISTRATIONS, "BYM"),
    ("miljoeforvaltningen", Group.ADMINISTRATIONS, "BYM"),
)
CAPITAL = (
    ("ØKF", Group.ADMINISTRATIONS, "ØKF"),
    ("oekf", Group.ADMINISTRATIONS, "ØKF"),
    ("okonomiforvaltning", Group.ADMINISTRATIONS, "ØKF"),
    ("teknik og miljo", Group.ADMINISTRATIONS, "TMF"),
    ("100.000 traeer", Group.ACTIONS, "CPH-046"),
    ("co2 fangst", Group.ACTIONS, "CPH-011"),
    ("luftmaalestation", Group.ACTIONS, "CPH-107"),
    ("hjemloshed", Group.CONTRIBUTIONS, "CPH-076"),
    ("gron mobilitet", Group.CONTRIBUTIONS, "CPH-041"),
    ("beijing", Group.COOPERATION, "CPH-146"),
    ("bejing", Group.COOPERATION, "CPH-146"),
    ("madspild c40", Group.COOPERATION, "CPH-069"),
    ("valgdeltagelse", Group.INDICATORS, "CPH-114"),
    ("homeless plan", Group.CONTRIBUTIONS, "CPH-076"),
)


def _rank(city: str, typed: str, group: Group, key: str) -> int:
    found = find_anything(example(city), typed).groups.get(group, ())
    return [thing.key for thing in found].index(key) if key in {t.key for t in found} else 99


@pytest.mark.parametrize(("typed", "group", "key"), INVENTED)
def test_what_is_meant_is_among_the_first_in_the_invented_city(typed: str, group: Group, key: str):
    assert _rank("example-city", typed, group, key) < 3


@pytest.mark.parametrize(("typed", "group", "key"), CAPITAL)
def test_what_is_meant_is_among_the_first_in_copenhagen(typed: str, group: Group, key: str):
    assert _rank("copenhagen", typed, group, key) < 3


@pytest.mark.parametrize("typed", ["13", "11.6", "AEF", "H-103", "klimaindsats"])
def test_a_code_or_a_whole_name_comes_before_everything(typed: str):
    findings = find_anything(example("example-city"), typed)
    first = next(iter(findings.groups.values()))[0]
    assert first.key.casefold() == typed.casefold() or first.key == "13"


@pytest.mark.parametrize("typed", ["", " ", "?!", "\x00", "»«", "\ud800", "🌍" * 50])
def test_a_question_without_a_word_finds_nothing(typed: str):
    assert find_anything(example("example-city"), typed).total == 0


@pytest.mark.parametrize("typed", ["xyzzy", "qqqqqqqq", "H-999999", "11.99", "x" * 300])
def test_what_is_not_there_is_not_found(typed: str):
    assert find_anything(example("example-city"), typed).total == 0


def test_a_code_is_never_taken_for_its_neighbour():
    groups = find_anything(example("example-city"), "11.6").groups
    assert [thing.key for thing in groups[Group.TARGETS]] == ["11.6"]


def test_havn_is_not_found_in_the_name_of_the_city():
    rows = [action("A", title_da="Rent badevand i København"), action("B", title_da="Havnebus")]
    opened = plan({SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: rows})
    assert list(find_rows(opened, SheetKey.ACTIONS, "havn").found) == [1]
    assert list(find_rows(opened, SheetKey.ACTIONS, "københavn").found) == [0]


def test_a_slip_is_told_with_what_it_was_taken_for():
    answer = find_anything(example("example-city"), "unemploymnet").answer
    assert answer.meant == (("unemploymnet", "unemployment"),)
    assert find_anything(example("example-city"), "unemployment").answer.meant == ()


def test_words_that_no_row_has_together_find_rows_with_some_of_them():
    answer = find_anything(example("example-city"), "cykelsti brændeovne").answer
    assert answer.loose
    assert len(answer.found) >= 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_is_found_by_its_id_and_first_by_its_whole_title(name: str):
    opened = example(name)
    for sheet in (SheetKey.ACTIONS, SheetKey.INDICATORS):
        records = opened.summary.tables.records(sheet)
        for position, record in list(enumerate(records))[::7]:
            assert position in find_rows(opened, sheet, record.text("id") or "").found
            title = record.text("title_da") or ""
            first = next(iter(find_rows(opened, sheet, title).found))
            assert records[first].text("title_da") == title


def test_the_words_of_an_edition_are_gathered_once():
    opened = example("example-city")
    assert opened.once(len_of_title) is opened.once(len_of_title)


def len_of_title(opened: object) -> list[object]:
    return [opened]
