"""What needs attention, most pressing first, with the one who answers for it."""

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.why import Why, why_of
from dashboard.flows.show_rows import Question, find
from dashboard.progress.attention import Concern
from dashboard.progress.summary import empty_goals

SHOWN = 8


def attention(reader: Reader, /, *, code: str | None = None) -> Html:
    """The most pressing concerns of the city or of one administration."""
    found = [c for c in reader.opened.concerns if code is None or _code(reader, c) == code]
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


def _code(reader: Reader, concern: Concern) -> str:
    """The administration that answers for a concern today."""
    return reader.opened.summary.index[concern.record.sheet].responsible[concern.position]
