"""Accessibility: the statement, whom to ask, and what does not work yet."""

from dashboard.components.printing import Html, Printed
from dashboard.language.words import Words
from dashboard.pages.page import Page, View
from dashboard.settings import Settings

# What readers can rely on, and what does not work yet; each has its words.
_WORKS = ("script", "charts", "keyboard", "colours", "phone", "print")
_LIMITS = ("readers", "charts", "notes", "un", "matrix", "excel")
_REGISTER = "https://was.digst.dk/"


def show(view: View) -> Printed:
    """What is known, and plainly what is not set."""
    return early(view.words, view.settings)


def early(words: Words, settings: Settings) -> Printed:
    """The page needs no edition: whoever cannot read the rest must be able to say so."""
    values = {
        "statement": statement(settings),
        "phone": settings.contact_phone,
        "dialled": "".join(c for c in settings.contact_phone if c.isdigit() or c == "+"),
        "email": settings.contact_email,
        "works": _WORKS,
        "limits": _LIMITS,
    }
    title = words("about.accessibility.nav")
    lead = words("about.accessibility.lead")
    return Printed(title, lead, [Html("accessibility.html", values)])


def statement(settings: Settings) -> str | None:
    """Where the statement is: as set, or where Danish public bodies publish theirs."""
    if settings.accessibility_statement:
        return settings.accessibility_statement
    return _REGISTER + settings.domain if settings.domain else None


PAGE = Page("accessibility", "/accessibility", show, early)
