"""Every code has words in every language and a workbook that brings it out."""

import re

import pytest

from dashboard.language.told import tell
from dashboard.language.words import Language, words_for
from dashboard.plan.findings import UNREADABLE, Code, Severity
from tests.walks.triggers import TRIGGERS
from tests.workbooks.books import check, found, sound


def test_a_sound_plan_has_no_findings():
    assert check(sound()).findings == ()


@pytest.mark.parametrize("code", Code)
def test_every_code_is_brought_out_by_a_workbook_at_its_place(code: Code):
    trigger, sheet, cell = TRIGGERS[code]
    hits = found(trigger(), code)
    assert (sheet, cell) in [(hit.sheet, hit.cell) for hit in hits]


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words_without_open_slots_in_every_language(code: Code):
    for finding in found(TRIGGERS[code][0](), code):
        for language in Language:
            told = tell(finding, words_for(language))
            assert told.text
            assert told.expected
            assert not re.search(r"[{}]", told.text + told.expected)
            # An empty slot shows as nothing between the quotation marks.
            assert "»«" not in told.text
            assert "“”" not in told.text


@pytest.mark.parametrize("code", Code)
def test_every_code_has_the_same_slots_in_every_language(code: Code):
    for part in ("text", "expected"):
        key = f"findings.{code.value}.{part}"
        texts = [
            words_for(language).under("findings")[key.removeprefix("findings.")]
            for language in Language
        ]
        slots = [set(re.findall(r"\{(\w+)\}", text)) for text in texts]
        assert all(each == slots[0] for each in slots)


@pytest.mark.parametrize("code", sorted(UNREADABLE))
def test_a_file_that_cannot_be_used_has_one_finding_and_nothing_else(code: Code):
    checked = TRIGGERS[code][0]()
    assert not checked.readable
    assert checked.has_errors
    assert [finding.code for finding in checked.findings] == [code]
    assert checked.tables == ()


def test_every_severity_has_a_word_in_every_language():
    for language in Language:
        for severity in Severity:
            assert words_for(language)(f"findings.severity.{severity}")


def test_the_answers_of_a_closed_set_are_listed_in_the_readers_language():
    (finding,) = found(check(sound(indicator={"direction": "op ad"})), Code.UNKNOWN_CHOICE)
    expected = [tell(finding, words_for(language)).expected for language in Language]
    assert expected == ["et af svarene: Stigende eller Faldende", "one of the answers: Up or Down"]


def test_a_date_read_from_text_is_told_so_that_day_and_month_cannot_be_mixed_up():
    (finding,) = found(check(sound(action={"due_date": "03/04/2025"})), Code.DATE_AS_TEXT)
    assert "3. april 2025" in tell(finding, words_for(Language.DA)).text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", Code)
def test_who_reads_a_finding_in_the_browser_is_never_sent_to_the_command_line_alone(
    code: Code, language: Language
):
    profile = {Language.DA: "importprofil", Language.EN: "import profile"}[language]
    other = {Language.DA: "kladdens side", Language.EN: "the page of the draft"}[language]
    if code is Code.GOAL_SCORES:  # the one that is mended in the file itself
        other = {Language.DA: "Sæt krydser", Language.EN: "Write crosses"}[language]
    for part in ("text", "expected"):
        said = words_for(language).under("findings")[f"{code.value}.{part}"]
        assert other in said or not ("sdg-dashboard" in said or profile in said)
