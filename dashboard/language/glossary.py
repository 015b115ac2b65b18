"""Which of the field's words a page uses, and where a reader meets each of them first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.terms import Term

# What a reader does not read as running text: code, drawings, and the choices of a form.
_SILENT = re.compile(r"<(script|style|svg|select|datalist)\b.*?</\1>|<[^>]*>", re.DOTALL)
# A paragraph that explains, where a word may lead to its meaning.
_TELLING = re.compile(r'(<p class="(?:lead|intro|beside)">)(.*?)(</p>)', re.DOTALL)
_MARKUP = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of the field and what it means, in one language."""

    term: Term
    word: str
    means: str


def meanings(terms: Iterable[Term], words: Words, /) -> list[Meaning]:
    """The words in the order of the list, each with its meaning."""
    wanted = frozenset(terms)
    return [
        Meaning(t, words(f"terms.{t}.word"), words(f"terms.{t}.means")) for t in Term if t in wanted
    ]


def met(html: str, language: Language, /) -> frozenset[Term]:
    """The words of the field that stand in a page."""
    text = _SILENT.sub(" ", html).replace("\u00ad", "")
    found: set[Term] = set()
    for match in _pattern(language).finditer(text):
        found.add(Term(match.lastgroup or ""))
        if len(found) == len(Term):
            break
    return frozenset(found)


def led(html: str, language: Language, /) -> str:
    """The page with each word leading to its meaning where a paragraph first uses it."""
    seen: set[str] = set()
    pattern = _pattern(language)

    def word(match: re.Match[str]) -> str:
        term = match.lastgroup or ""
        if term in seen:
            return match.group()
        seen.add(term)
        return f'<a class="term" href="#term-{term}">{match.group()}</a>'

    def paragraph(match: re.Match[str]) -> str:
        begin, inner, end = match.groups()
        pieces = _MARKUP.split(inner)  # text, markup, text, markup, ...
        pieces[::2] = (pattern.sub(word, text) for text in pieces[::2])
        return begin + "".join(pieces) + end

    return _TELLING.sub(paragraph, html)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Every form of every word; one that is written in small letters may begin a sentence."""
    words = words_for(language)
    each = (f"(?P<{t}>{'|'.join(map(_form, _forms(words, t)))})" for t in Term)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(each)})(?!\w)")


def _forms(words: Words, term: Term) -> list[str]:
    return sorted(words(f"terms.{term}.forms").split("|"), key=len, reverse=True)


def _form(form: str) -> str:
    return re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})"
