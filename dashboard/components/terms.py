"""The words of the field with their meanings: those of a page at its end, or all of them."""

from collections.abc import Iterable

from dashboard.components.printing import Html
from dashboard.language.glossary import meanings
from dashboard.language.words import Words
from dashboard.plan.terms import Term


def glossary(words: Words, terms: Iterable[Term] = Term, /, *, every: str | None = None) -> Html:
    """Words with their meanings; `every` leads to the whole list from a part of it."""
    return Html(
        "terms.html",
        {
            "heading": words("terms.heading" if every else "terms.glossary"),
            "intro": None if every else words("terms.glossary_intro"),
            "meanings": meanings(terms, words),
            "every": every,
        },
    )
