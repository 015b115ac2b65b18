"""What needs attention, most pressing first, with the one who answers for it."""

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.why import Why, why_of
from dashboard.flows.show_brief import Place, concerns_at
from dashboard.flows.show_rows import Question, find
from dashboard.progress.attention import Concern
from dashboard.progress.summary import empty_goals

SHOWN = 8


def attention(reader: Reader, /, *, code: str | None = None) -> Html:
    """The most pressing concerns of the city or of one administration."""
    found = concerns_at(reader.opened, Place(administration=code))
    empty = empty_goals(reader.opened.summary) if code is None else ()
    return Html(
        "attention.html",
        {
            "concerns": [(c, _why(reader, c)) for c in found[:SHOWN]],
            "total": len(found),
            "all": reader.to.rows(Question(attention=True, administration=code)),
            "empty": [reader.goal(goal) for goal in empty],
        },
    )


def _why(reader: Reader, concern: Concern) -> Why | None:
    row = find(reader.opened, concern.record.sheet, concern.record.text("id") or "")
    return why_of(reader, row) if row else None
