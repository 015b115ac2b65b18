"""The words of the field are found where they stand, and lead to what they mean."""

import re

import pytest

from dashboard.language.glossary import led, meanings, met
from dashboard.language.words import Language, words_for
from dashboard.plan.terms import Term


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("term", Term)
def test_every_word_has_a_meaning_of_its_own_and_is_found_by_its_name(
    term: Term, language: Language
):
    words = words_for(language)
    (told,) = meanings([term], words)
    forms = words(f"terms.{term}.forms").split("|")
    assert told.means.endswith(".")
    assert len(told.means.split()) <= 30
    assert len(forms) == len(set(forms))
    assert term in met(f"<p>{told.word}, og mere</p>", language)
    for form in forms:
        assert term in met(f"<p>{form}.</p>", language)


@pytest.mark.parametrize("language", Language)
def test_no_form_belongs_to_two_words(language: Language):
    words = words_for(language)
    forms = [form.lower() for t in Term for form in words(f"terms.{t}.forms").split("|")]
    assert len(forms) == len(set(forms))


def test_a_word_is_found_in_text_and_not_in_markup_or_longer_words():
    html = '<a href="/da/handling">Gå</a><select><option>delmål</option></select>Skoleforvaltningen'
    assert met(html, Language.DA) == frozenset()
    assert met("<p>Bæredyg\u00adtige del\u00admål</p>", Language.DA) == {Term.TARGET}


def test_abbreviations_keep_their_capitals_and_words_may_begin_a_sentence():
    assert met("mwh", Language.EN) == frozenset()
    assert met("MWh", Language.EN) == {Term.MWH}
    assert met("Baseline", Language.EN) == {Term.BASELINE}


def test_the_first_paragraph_that_uses_a_word_leads_to_its_meaning():
    page = (
        "<h1>Delmål</h1>"
        '<p class="lead">3 af 5 delmål, og <a href="/da/targets/11.6">delmål 11.6</a>.</p>'
        '<p class="intro">Alle delmål.</p><p>Et delmål.</p>'
    )
    linked = led(page, Language.DA)
    assert re.findall(r'<a class="term" href="([^"]+)">(\w+)</a>', linked) == [
        ("#term-target", "delmål")
    ]
    assert re.sub(r'<a class="term"[^>]*>(\w+)</a>', r"\1", linked) == page
    assert linked.index("#term-target") < linked.index("/da/targets/11.6")
