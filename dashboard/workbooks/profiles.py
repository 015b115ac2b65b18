"""Import profiles: how a sender's workbook was understood, kept for the next of its shape."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from dashboard.errors import Trouble
from dashboard.plan.columns import COLUMNS
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.columnreading import BESIDE
from dashboard.workbooks.headers import words_of
from dashboard.workbooks.likeness import nearest

_VERSION = 1
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What is read although the plan has no column for it.
_ALSO = (*BESIDE, "relevance", "year", "value")
# Everything a column can be read as, and a table can be.
_KEYS = tuple(dict.fromkeys((*(column.key for column in COLUMNS), *_ALSO)))
_KINDS = tuple(key.value for key in SheetKey)


@dataclass(frozen=True, slots=True)
class TableProfile:
    """How one table is to be read: `keys` are ours for its headers in order, None for unread.

    `scores_from` is the score from which on a goal's column counts as a contribution.
    """

    headers: tuple[str, ...]
    kind: str | None
    keys: tuple[str | None, ...]
    scores_from: float | None = None

    @property
    def shape(self) -> str:
        """What the next file is known by: its headers without case, accents and signs."""
        return shape_of(self.headers)


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """All that a person has confirmed about one sender's workbooks."""

    tables: tuple[TableProfile, ...]

    def of(self, headers: Sequence[str]) -> TableProfile | None:
        """The profile of a table with these headers."""
        shape = shape_of(headers)
        return next((table for table in self.tables if table.shape == shape), None)

    def without(self, *shapes: str) -> "ImportProfile":
        """The same but for the tables of these shapes."""
        return ImportProfile(tuple(table for table in self.tables if table.shape not in shapes))

    def having(self, *told: TableProfile) -> "ImportProfile":
        """The same, with these tables in the place of those of their shape."""
        others = self.without(*(table.shape for table in told))
        return ImportProfile((*others.tables, *told))


def shape_of(headers: Sequence[str]) -> str:
    """The mark of a row of headers; another spelling or another year gives the same."""
    words = (" ".join(words_of(" ".join(header.split()))) for header in headers)
    plain = "\n".join(_YEAR.sub("0000", each) for each in words)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def as_text(profile: ImportProfile) -> str:
    """The profile as the file a person can correct."""
    tables = [
        {
            "shape": table.shape,
            "kind": table.kind,
            "scores_from": table.scores_from,
            "columns": [
                {"header": header, "key": key}
                for header, key in zip(table.headers, table.keys, strict=True)
            ],
        }
        for table in profile.tables
    ]
    return json.dumps({"version": _VERSION, "tables": tables}, ensure_ascii=False, indent=2) + "\n"


def profile_in(text: str | None) -> ImportProfile | None:
    """The profile that was kept or sent as text, None where nobody said anything."""
    return None if text is None else profile_from(text, path="")


def profile_from(text: str, *, path: str) -> ImportProfile:
    """The profile in a file; raises `Trouble` where the file is none."""
    try:
        found = cast("Mapping[str, Any]", json.loads(text))
        if found["version"] != _VERSION:
            raise Trouble("commands.trouble.profile", path=path)
        return ImportProfile(tuple(_table(each, path=path) for each in found["tables"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble("commands.trouble.profile", path=path) from error


def _table(found: Mapping[str, Any], *, path: str) -> TableProfile:
    columns = cast("Sequence[Mapping[str, Any]]", found["columns"])
    kind, scores = found.get("kind"), found.get("scores_from")
    if kind not in (None, *_KINDS):
        known = ", ".join(_KINDS)
        raise Trouble("commands.trouble.profile_kind", path=path, value=str(kind), known=known)
    for column in columns:
        _check(column, path=path)
    return TableProfile(
        tuple(str(column["header"]) for column in columns),
        None if kind is None else str(kind),
        tuple(None if column["key"] is None else str(column["key"]) for column in columns),
        None if scores is None else float(scores),
    )


def _check(column: Mapping[str, Any], *, path: str) -> None:
    """Refuse a name nobody knows before it loses a column unseen."""
    key = column["key"]
    if key is None or key in _KEYS:
        return
    near = nearest(str(key), _KEYS) or "title_da"
    facts = {"header": str(column["header"]), "value": str(key), "nearest": near}
    raise Trouble("commands.trouble.profile_key", path=path, **facts)
