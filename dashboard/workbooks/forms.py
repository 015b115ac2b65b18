"""Forms: sheets that name one fact in each row and are no tables."""

from collections.abc import Sequence

from dashboard.workbooks.headerrows import filled
from dashboard.workbooks.headers import meanings
from dashboard.workbooks.raw import Raw, Tab, is_blank
from dashboard.workbooks.witnesses import kinds_of

# A form of more rows than this is a table.
_LONGEST_FORM = 2_000
# So many rows of a single cell may stand above a form as its titles.
_TITLES = 4
# From here on a word is taken for the header of a column of ours.
_KNOWN_HEADER = 0.8


def is_key_value(tab: Tab) -> bool:
    """Whether a sheet is a form: names of facts in one column, the facts in the next."""
    if tab.height > _LONGEST_FORM:
        return False
    rows = [row for row in tab.rows if any(not is_blank(cell) for cell in row)]
    pair = next((n for n, row in enumerate(rows) if len(filled(row)) > 1), 0)
    titles = pair <= _TITLES or len(filled(rows[pair])) > 2
    rows = rows[pair if titles else 0 :]
    named = [(row[0], row[1] if len(row) > 1 else None) for row in rows if not is_blank(row[0])]
    pairs = [pair for pair in named if isinstance(pair[0], str)]
    wide = sum(sum(not is_blank(c) for c in row[2:]) > 0 for row in rows)
    if len(pairs) < 3 or wide * 5 > len(rows) or len(pairs) < len(named) or _heads_words(rows):
        return False
    names, facts = [str(a) for a, _ in pairs], [b for _, b in pairs]
    kinds = {kinds_of(fact)[:1] for fact in facts if not is_blank(fact)}
    empty = sum(is_blank(fact) for fact in facts)
    mixed = len(kinds) > 2 or empty * 5 >= len(facts)
    return len(set(names)) * 10 >= len(names) * 9 and mixed


def _heads_words(rows: Sequence[Sequence[Raw]]) -> bool:
    """Whether the first row of two cells names two columns, as a list of codes and names does."""
    first = [str(cell) for cell in rows[0] if isinstance(cell, str)]
    known = {m.concept for text in first for m in meanings(text)[:1] if m.sure > _KNOWN_HEADER}
    return len(known) > 1
