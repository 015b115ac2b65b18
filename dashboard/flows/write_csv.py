"""A table as CSV that opens right in the Excel of its language, and runs nothing there."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from dashboard.language.words import Language

_BOM = "\ufeff"  # without it Excel takes Danish letters for others
# What a spreadsheet takes for the start of a formula, wide forms too.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")


def write_csv(
    headers: Sequence[str], rows: Iterable[Sequence[str | int | float]], language: Language
) -> bytes:
    """The bytes of a table: Danish has `;` between cells and a comma in its numbers."""
    danish = language is Language.DA
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if danish else ",", lineterminator="\r\n")
    writer.writerow(map(harmless, headers))
    for row in rows:
        writer.writerow([_written(value, comma=danish) for value in row])
    return (_BOM + out.getvalue()).encode()


def harmless(text: str) -> str:
    """A text that no spreadsheet computes: one that looks like a formula gets a mark before it."""
    text = text.replace("\x00", "")
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _written(value: str | int | float, /, *, comma: bool) -> str:
    if isinstance(value, str):
        return harmless(value)
    text = f"{value:.15g}"
    return text.replace(".", ",") if comma else text
