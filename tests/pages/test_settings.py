"""An administrator reads how the program is set up, and no secret of it."""

import re
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.language.words import Language, words_for
from dashboard.plan.people import Role
from dashboard.settings import SETTINGS, read_settings
from tests.pages.conftest import store_with
from tests.pages.markup import Markup
from tests.pages.signing import signed_in

SECRETS = {
    "DATABASE_URL": "postgresql://plan:geheim-one@db.example/plan",
    "SECRET_KEY": "geheim-two-8Vd3kLz0pWm7sXy2Rf5Tn9Bh4Jc6G",
    "OIDC_CLIENT_SECRET": "geheim-three",
}
OWN = {"WORKERS": "5", "OVERALL_WORD": "off", "CONTACT_PHONE": "<b>33</b>"}


@pytest.mark.parametrize("language", Language)
def test_every_setting_is_told_with_what_it_is_now(tmp_path: Path, language: Language):
    store, words = store_with(tmp_path, None), words_for(language)
    server = create_app(read_settings({**SECRETS, **OWN}), store)
    anna = signed_in(server, store, "Anna", Role.ADMIN).browser
    text = anna.get(f"/{language}/settings").text
    assert "geheim" not in text
    rows = {
        name: re.sub(r"\s+", " ", Markup(row).text)
        for row, name in re.findall(r"(<tr>.*?<code>(\w+)</code></td></tr>)", text, re.DOTALL)
    }
    assert set(rows) == {setting.name for setting in SETTINGS}
    for name, row in rows.items():
        assert words(f"commands.setting.{name}") in row
        is_own = name in {**SECRETS, **OWN}
        assert (words("people.settings.otherwise", default="").rstrip(")") in row) == is_own
    for name in SECRETS:
        assert words("people.settings.hidden") in rows[name]
    assert " 5 " in rows["WORKERS"]
    assert " off " in rows["OVERALL_WORD"]
    assert "&lt;b&gt;" in text
    assert "<b>33" not in text
    assert words.count("people.settings.own", 6) in text


def test_the_page_leads_there_for_administrators_alone(tmp_path: Path):
    store = store_with(tmp_path, None)
    server = create_app(read_settings({}), store)
    admin = signed_in(server, store, "Anna", Role.ADMIN).browser
    editor = signed_in(server, store, "Erik", Role.EDITOR).browser
    assert 'href="/da/settings"' in admin.get("/da/me").text
    assert 'href="/da/settings"' not in editor.get("/da/me").text
