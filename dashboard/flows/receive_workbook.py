"""Receive a workbook: read as its sender's are, checked whole, and kept as a draft."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

import orjson

from dashboard.flows.pack_tables import pack_tables
from dashboard.flows.publish_edition import check
from dashboard.plan.drafts import (
    Content,
    Draft,
    DraftKind,
    DraftState,
    DraftStep,
    Refusal,
    Refused,
    Seen,
    Way,
    refusal,
)
from dashboard.plan.filenames import file_name
from dashboard.plan.people import Person
from dashboard.plan.trail import Deed, refused
from dashboard.records.store import Drafts, Store
from dashboard.settings import Settings
from dashboard.workbooks.checking import Checked, checked_in, told_of
from dashboard.workbooks.checkingapart import check_received
from dashboard.workbooks.gate import WRITABLE, called
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.profiles import ImportProfile, TableProfile, as_text, profile_in
from dashboard.workbooks.reading import Step


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a workbook: what was found, and the draft, None where it cannot be read."""

    checked: Checked
    draft: Draft | None


def receive_workbook(  # noqa: PLR0913 - each is one fact about the sending
    store: Store,
    workbook: bytes | IO[bytes],
    /,
    *,
    filename: str,
    by: Person,
    settings: Settings,
    step: Step = lambda _, __: None,
) -> Received:
    """Keep what somebody sent as a draft, with all its findings.

    A workbook that lies on the disk is held in memory once, to be kept, and only if it can be
    read. `step` may end it all by raising.
    """
    filename, profile = file_name(filename), profile_kept(store.drafts, by.id)
    checked, content = content_of(
        workbook, filename=filename, settings=settings, profile=profile, step=step
    )
    if content is None:
        return Received(checked, None)
    draft = store.drafts.keep(content, kind=DraftKind.WORKBOOK, filename=filename, by=by)
    return Received(checked, draft)


def content_of(
    workbook: bytes | IO[bytes],
    /,
    *,
    filename: str,
    settings: Settings,
    profile: str | None,
    step: Step = lambda _, __: None,
) -> tuple[Checked, Content | None]:
    """A workbook checked, with all that a draft of it holds; None where it cannot be read."""
    known = profile_in(profile)
    with tempfile.TemporaryFile() as told:
        checked, report = check_received(
            workbook,
            filename=filename,
            limits=limits_of(settings),
            profile=known,
            tables=told,
            step=step,
        )
        if not checked.readable:
            return checked, None
        step("keep", 0)
        tables = pack_tables(told) if checked.can_publish else None
    step("keep", 0.5)
    whole = workbook if isinstance(workbook, bytes) else _whole(workbook)
    return checked, Content(whole, mark_of(whole, profile), report, tables, profile)


def _whole(workbook: IO[bytes]) -> bytes:
    workbook.seek(0)
    return workbook.read()


def is_writable(filename: str, /) -> bool:
    """Whether cells of a file of this name can be written.

    A name that says no kind is given the chance: what its bytes are is seen when they are written.
    """
    return called(filename) in (None, *WRITABLE)


def mark_of(workbook: bytes, profile: str | None) -> str:
    """What tells a workbook and the way it is read from any other."""
    found = hashlib.sha256(workbook)
    if profile is not None:
        found.update(b"\n" + profile.encode())
    return found.hexdigest()


def report_of(drafts: Drafts, draft: Draft, /) -> Checked:
    """What was found in a draft when it was received."""
    return checked_in(orjson.loads(drafts.report(draft.key)), filename=draft.filename)


def profile_kept(drafts: Drafts, sender: int, /) -> str | None:
    """How a sender's workbooks are read, as far as anybody said."""
    texts = drafts.remembered(sender)
    return told_as_text(ImportProfile(tuple(t for text in texts for t in told_in(text).tables)))


def told_in(profile: str | None, /) -> ImportProfile:
    """What somebody said of how sheets are read, which may be nothing."""
    return profile_in(profile) or ImportProfile(())


def told_as_text(profile: ImportProfile, /) -> str | None:
    """The same as it is kept; None where nobody said anything."""
    return as_text(profile) if profile.tables else None


def remember(drafts: Drafts, sender: int, told: Iterable[TableProfile], /) -> None:
    """Read the sender's next files with these headers so too."""
    for table in told:
        drafts.remember(sender, table.shape, as_text(ImportProfile((table,))))


def exchanged(  # noqa: PLR0913 - each is one fact about the change
    store: Store,
    draft: Draft,
    /,
    *,
    by: Person,
    seen: Seen,
    settings: Settings,
    profile: str | None,
    workbook: bytes | None = None,
    fits: Callable[[Checked], None] = lambda _: None,
) -> Draft | None:
    """Give a draft another content: another workbook, or the same one read otherwise.

    What changes nothing leaves the draft as it is. None where the reader could not read it
    now; raises `Refused`, before anything is read where that is known, and whatever `fits`
    raises when it does not like what was read.
    """
    why = refusal(draft.way, DraftStep.CHANGE, by=by, seen=seen, base=seen.base)
    if why is None and draft.way.checksum != seen.checksum:
        why = Refusal.MOVED
    if why is not None:
        store.note(by.signature, Deed.CHANGE, draft.name, refused(why))
        raise Refused(why)
    workbook = store.drafts.content(draft.key).workbook if workbook is None else workbook
    if mark_of(workbook, profile) == draft.way.checksum:
        return draft
    found, content = content_of(
        workbook, filename=draft.filename, settings=settings, profile=profile
    )
    if content is None:
        return None
    fits(found)
    return store.drafts.exchange(draft.key, content, by=by, seen=seen)


def _wrote(way: Way) -> frozenset[int]:
    """Whose work an edition is, however often it was brought back."""
    return way.wrote if way.kind is DraftKind.RESTORED else way.authors


def restore_edition(
    store: Store, number: int, /, *, by: Person, note: str, settings: Settings
) -> Draft:
    """Propose an older edition anew, with the tables it had."""
    edition = store.edition(number)
    assert edition is not None  # whoever asks has seen it
    before = store.drafts.of_edition(number)
    profile, workbook = before.profile if before else None, store.workbook(number)
    checked = check(
        workbook,
        filename=edition.filename,
        settings=settings,
        tables=False,
        profile=profile_in(profile),
    )
    report = json.dumps(told_of(checked, tables=False)).encode()
    mark, tables = mark_of(workbook, profile), store.tables(number)
    return store.drafts.keep(
        Content(workbook, mark, report, tables, profile),
        kind=DraftKind.RESTORED,
        state=DraftState.SUBMITTED,
        filename=edition.filename,
        by=by,
        note=note,
        back_to=number,
        wrote=_wrote(before.way) if before else frozenset(),
    )
