"""The way through a list that takes several pages."""

from collections.abc import Callable

from dashboard.components.printing import Html
from dashboard.language.words import Words


def titled(title: str, page: int, words: Words, /) -> str:
    """The title of a page of a list; the first is the list itself."""
    return title if page < 2 else words("interface.rows.titled", title=title, page=str(page))


def pager(page: int, pages: int, at: Callable[[int], str], /) -> Html | None:
    """The way to the page before and the page after; `at` gives the address of a page."""
    if pages < 2:
        return None
    return Html(
        "pager.html",
        {
            "page": page,
            "pages": pages,
            "before": at(page - 1) if page > 1 else None,
            "after": at(page + 1) if page < pages else None,
        },
    )
