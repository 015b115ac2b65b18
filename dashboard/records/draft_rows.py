"""Drafts as rows of the database, and back."""

import json
from datetime import UTC, datetime
from typing import Any

from dashboard.plan.drafts import (
    Approval,
    Content,
    Draft,
    DraftKind,
    DraftState,
    Seen,
    Taken,
    Way,
)


def columns_of(content: Content) -> dict[str, Any]:
    """The columns that hold a content."""
    return {
        "checksum": content.checksum,
        "workbook": content.workbook,
        "report": content.report,
        "tables": content.tables,
        "profile": content.profile,
    }


def columns_on(way: Way) -> dict[str, Any]:
    """The columns that say how far a draft is."""
    told = way.approval
    return {
        "state": way.state.value,
        "checksum": way.checksum,
        "authors": json.dumps(sorted(_kept_of(way))),
        "approved_by": told and told.by,
        "approved_name": told and told.name,
        "approved_at": told and told.at.isoformat(),
        "approved_checksum": told and told.seen.checksum,
        "approved_base": told and told.seen.base,
    }


def made(row: Any, steps: tuple[Taken, ...]) -> Draft:
    """A draft from its row."""
    kind, people = DraftKind(row.kind), frozenset[int](json.loads(row.authors))
    is_back = kind is DraftKind.RESTORED
    way = Way(
        kind,
        DraftState(row.state),
        people | {row.sender} if is_back else people,
        row.checksum,
        bool(row.can_publish),
        _approval(row),
        wrote=people if is_back else frozenset(),
        corrects=row.base if kind is DraftKind.CORRECTION else None,
    )
    return Draft(
        key=row.key,
        way=way,
        filename=row.filename,
        sent_at=moment(row.sent_at),
        sender=row.sender,
        sent_by=row.sent_by,
        administrations=frozenset(json.loads(row.administrations)),
        base=row.base,
        profile=row.profile,
        back_to=row.back_to,
        number=row.number,
        steps=steps,
    )


def _kept_of(way: Way) -> frozenset[int]:
    """Whose work it is; who brings it back stands beside it as its sender."""
    return way.wrote if way.kind is DraftKind.RESTORED else way.authors


def _approval(row: Any) -> Approval | None:
    if row.approved_at is None:
        return None
    seen = Seen(row.approved_checksum, row.approved_base)
    return Approval(row.approved_by, row.approved_name, moment(row.approved_at), seen)


def moment(text: str) -> datetime:
    """A moment as it was kept."""
    return datetime.fromisoformat(text)


def now() -> str:
    """This moment as it is kept."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
