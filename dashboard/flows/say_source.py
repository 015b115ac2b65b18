"""Where the numbers of a chart are from, as it says it where it stands alone."""

from dashboard.flows.open_edition import OpenEdition
from dashboard.language.numbers import day
from dashboard.language.words import Words
from dashboard.plan.kinds import AboutKey


def say_source(opened: OpenEdition, words: Words) -> str:
    """City, edition, when it was published, and the day its marks are judged on."""
    edition = opened.edition
    return words(
        "charts.embed.source",
        city=opened.told(AboutKey.CITY, words.language) or words("interface.site.no_city"),
        number=str(edition.number),
        date=day(edition.published_at, words.language),
        on=day(opened.summary.on, words.language),
    )
