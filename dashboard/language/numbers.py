"""Numbers, dates and money as each language writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency

from dashboard.language.words import READABLE, Language, written

# The clock of the city hall; where times are shown, the page says so.
_CLOCK = ZoneInfo("Europe/Copenhagen")


def number(value: float, language: Language) -> str:
    """A number with as many decimals as it has, three at most."""
    return written(round(value, 3), language, format="#,##0.###")


def precise(value: float, language: Language, /, *, digits: int = 4) -> str:
    """A number of a sum: so many digits that count, and no more than it has."""
    shown = float(f"{value:.{digits}g}") if abs(value) < 10**digits else round(value, 0)
    return written(shown, language, format="#,##0.########").replace("-", "\u2212")


def signed(value: float, language: Language) -> str:
    """A change with its sign, as a reader needs it to see which way it goes."""
    text = precise(abs(value), language, digits=3)
    return text if value == 0 else f"+{text}" if value > 0 else f"\u2212{text}"


def money(value: float, currency: str, language: Language) -> str:
    """An amount in whole units of a currency: 1.800.000 kr."""
    if abs(value) >= READABLE:
        return f"{number(value, language)} {currency}"
    return format_currency(
        value, currency, format="#,##0 ¤", locale=language.locale, currency_digits=False
    )


def listed(names: Sequence[str], language: Language) -> str:
    """Names in a row: A, B and C."""
    return format_list(list(names), locale=language.locale)


def plan_date(text: str, language: Language) -> str:
    """A plan date as precise as the source: a day or only a year."""
    return text if len(text) == 4 else day(date.fromisoformat(text), language)


def day(when: date, language: Language) -> str:
    """A date in full."""
    return format_date(
        when, format="d. MMMM y" if language is Language.DA else "d MMMM y", locale=language.locale
    )


def moment(when: datetime, language: Language) -> str:
    """A date with hours and minutes, by the clock of the city hall."""
    written_as = "d. MMMM y 'kl.\u00a0'HH.mm" if language is Language.DA else "d MMMM y, HH:mm"
    return format_datetime(when, format=written_as, tzinfo=_CLOCK, locale=language.locale)
