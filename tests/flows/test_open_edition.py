"""An edition is judged on the day it names itself, for ever."""

from datetime import date

import pytest

from dashboard.language.words import Language
from dashboard.plan.findings import Code
from dashboard.plan.kinds import AboutKey
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.template import write_workbook
from tests.samples import EXAMPLES, example, plan
from tests.workbooks.books import check

PUBLISHED = date(2026, 3, 1)


def _judged_on(**texts: object) -> date:
    rows = {SheetKey.ABOUT: [{"key": "status_date", **texts}]}
    return plan(rows, on=PUBLISHED).summary.on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2025-06-30", date(2025, 6, 30)),
        ("30.06.2025", date(2025, 6, 30)),
        ("30-6-2025", date(2025, 6, 30)),
        ("30/6/2025", date(2025, 6, 30)),
        ("2025", date(2025, 12, 31)),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_the_status_date_is_read_as_the_hint_says_in_either_language(language, text, on):
    assert _judged_on(**{f"text_{language}": text}) == on


@pytest.mark.parametrize("text", ["i går", "0000", "31.02.2025", "99999999", "abcd", "²²²²"])
def test_a_status_date_that_is_none_is_an_error(text: str):
    rows = {SheetKey.ABOUT: [{"key": "status_date", "text_da": text}]}
    checked = check(write_workbook(rows, language=Language.DA))
    assert [f.code for f in checked.findings if f.cell == "B2"] == [Code.WRONG_KIND]
    assert checked.has_errors


def test_without_a_status_date_the_day_of_publishing_counts():
    assert plan({}, on=PUBLISHED).summary.on == PUBLISHED


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_workbook_tells_about_itself_in_both_languages(name: str):
    opened = example(name)
    for key in (AboutKey.CITY, AboutKey.PLAN, AboutKey.NOTICE):
        texts = [opened.told(key, language) for language in Language]
        assert all(texts)
    notices = [opened.told(AboutKey.NOTICE, language) for language in Language]
    assert notices[0] != notices[1]


def test_what_is_said_in_one_language_only_is_told_in_both():
    opened = plan({SheetKey.ABOUT: [{"key": "city", "text_da": "Byen"}]})
    assert [opened.told(AboutKey.CITY, lang) for lang in Language] == ["Byen", "Byen"]
    assert opened.told(AboutKey.NOTICE, Language.EN) is None
