"""How large a workbook may be, and what its reader may use."""

from dataclasses import dataclass

from dashboard.settings import Settings

_MB = 1_000_000
# The limits an operator may change, each by its setting; the others follow from Excel's own.
SETTINGS_OF: dict[str, str] = {
    "file_bytes": "UPLOAD_LIMIT_MB",
    "unpacked_bytes": "UNPACKED_LIMIT_MB",
    "sheets": "SHEET_LIMIT",
    "cells": "CELL_LIMIT",
    "memory_bytes": "READER_MEMORY_MB",
    "seconds": "READER_SECONDS",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be; a plan of 100,000 rows stays well below each.

    `file_bytes` as sent and `unpacked_bytes` when its zip is inflated; `ratio` how many
    times a part larger than `ratio_from` may have been packed together; `parts` files
    inside the zip, `sheets` of any kind, `cells` that hold something. `area` is the cells
    up to the last filled one of each row and `spread` the rectangle around all of them,
    which is what a few cells far out on a sheet cost. `text` is the longest text in a
    cell, `texts` all of them with the shared ones written out. `depth`, `attributes` and
    `token_bytes` hold for each XML part, and `names` for the different names in it; `items`
    for merged areas, links, defined names and column widths, `styles` for cell styles.
    `seconds` and `memory_bytes` are the reader's own.
    """

    file_bytes: int = 25 * _MB
    unpacked_bytes: int = 200 * _MB
    ratio: int = 200
    ratio_from: int = 16 * _MB
    parts: int = 2_000
    sheets: int = 50
    cells: int = 5_000_000
    area: int = 20_000_000
    spread: int = 30_000_000
    text: int = 32_767
    texts: int = 256 * _MB
    depth: int = 40
    attributes: int = 64
    token_bytes: int = _MB
    items: int = 20_000
    names: int = 10_000
    styles: int = 65_490
    memory_bytes: int = 1024 * _MB
    seconds: int = 20


def limits_of(settings: Settings) -> Limits:
    """The limits as the operator set them."""
    return Limits(
        file_bytes=settings.upload_limit_mb * _MB,
        unpacked_bytes=settings.unpacked_limit_mb * _MB,
        sheets=settings.sheet_limit,
        cells=settings.cell_limit,
        memory_bytes=settings.reader_memory_mb * _MB,
        seconds=settings.reader_seconds,
    )
