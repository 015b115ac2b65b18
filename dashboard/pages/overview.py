"""The front page: is the city on its way?"""

from dashboard.components.attention import attention
from dashboard.components.changes import since_last_part
from dashboard.components.matrix import matrix
from dashboard.components.printing import Html, Printed
from dashboard.components.rollups import summed_up
from dashboard.components.scores import scores
from dashboard.components.status_charts import by_administration
from dashboard.components.tiles import tiles
from dashboard.flows.compare_editions import since_last
from dashboard.flows.say_conclusion import conclude
from dashboard.pages.page import Page, View


def show(view: View) -> Printed:
    """The conclusion, marks, goals, what changed, what needs attention, and who carries what."""
    reader, words = view.reader, view.words
    said = conclude(reader.opened.summary, words)
    eyebrow = words("interface.overview.status", date=reader.day(reader.opened.summary.on))
    head = {"eyebrow": eyebrow, "headline": said.headline, "lead": said.lead}
    return Printed(
        title=words("interface.nav.overview"),
        description=said.headline,
        sections=[
            Html("conclusion.html", head),
            scores(reader),
            summed_up(reader),
            tiles(reader),
            since_last_part(reader, since_last(view.library, view.editions)),
            attention(reader),
            matrix(reader),
            by_administration(reader),
        ],
    )


PAGE = Page("overview", "/", show)
