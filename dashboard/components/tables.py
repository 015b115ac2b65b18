"""Tables of rows: what each is, where it stands, who answers for it, and its cell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.why import why_of
from dashboard.flows.show_rows import Question, Row, counts, rows
from dashboard.plan.sheets import SheetKey

SHOWN = 20


def row_table(  # noqa: PLR0913 - each is one fact about the table
    reader: Reader,
    sheet: SheetKey,
    found: Sequence[Row],
    /,
    *,
    total: int,
    more: str | None = None,
    hits: frozenset[str] = frozenset(),
) -> Html:
    """A table of rows of one sheet; `more` leads to the rest when not all are shown.

    `hits` are words that were searched for, to be marked in the titles.
    """
    return Html(
        "rows.html",
        {
            "sheet": sheet,
            "rows": found,
            "total": total,
            "more": more,
            "why": partial(why_of, reader),
            "hits": hits,
        },
    )


def tables_for(
    reader: Reader, question: Question, /, *, sheets: Iterable[SheetKey], shown: int = SHOWN
) -> list[Html]:
    """The first rows of each sheet that answer a question, each with a way to the rest."""
    found = rows(reader.opened, question, part=slice(shown))
    totals = counts(reader.opened, question)
    return [
        row_table(
            reader,
            sheet,
            found.get(sheet, []),
            total=totals[sheet],
            more=reader.to.rows(replace(question, sheet=sheet, efforts=False)),
        )
        for sheet in sheets
    ]


def contributing_table(reader: Reader, code: str) -> Html | None:
    """What an administration takes part in without being responsible: a list of links."""
    question = Question(contributing=code)
    found = {s: n for s, n in counts(reader.opened, question).items() if n}
    if not found:
        return None
    links = [(s, n, reader.to.rows(replace(question, sheet=s))) for s, n in found.items()]
    return Html("contributing.html", {"links": links})
