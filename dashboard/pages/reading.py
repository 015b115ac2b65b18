"""Correct how the sheets of a draft were read; the next file of its sender is read so too."""

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.understood import Asked
from dashboard.flows.correct_reading import (
    MOST,
    Choice,
    SheetReport,
    correct_reading,
    faults,
    forget_reading,
    is_key,
    kinds_for,
)
from dashboard.language.words import Words
from dashboard.pages.drafts import draft_page, refused_step
from dashboard.pages.queries import whole
from dashboard.pages.room import Room, Route, put
from dashboard.plan.drafts import Draft, Refusal, Refused, Seen
from dashboard.plan.people import Person
from dashboard.plan.sheets import SheetKey
from dashboard.plan.trail import Deed, refused


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    routes: tuple[Route, ...] = (
        ("correct_reading", "/upload/<key>/read", _correct, "POST"),
        ("forget_reading", "/upload/<key>/forget", _forget, "POST"),
    )
    put(server, room, routes)


def _correct(room: Room, words: Words, key: str) -> AnyResponse:
    """Read a sheet as somebody says, or show the columns of the table they think of."""
    draft, person = room.draft(key)
    if is_stale(room, draft, person):
        return refused_step(room, words, draft, person, Refusal.MOVED)
    number, sheet = _sheet(room, draft)
    choice = _choice(sheet)
    if request.form.get("do") == "show":
        fitting = _fitting(sheet, choice)
        return room.page(
            words, draft_page(room, words, draft, person, asked=Asked(number, fitting))
        )
    if wrong := faults(sheet, choice):
        asked = Asked(number, choice, wrong)
        page = draft_page(room, words, draft, person, asked=asked, status=422)
        return room.page(words, page)
    try:
        moved = correct_reading(
            room.store, draft, sheet, choice, by=person, seen=seen_content(), settings=room.settings
        )
    except Refused as refusal:
        return refused_step(room, words, room.draft(key)[0], person, refusal.why)
    return _after(room, words, draft, person, moved, Asked(number, choice))


def _forget(room: Room, words: Words, key: str) -> AnyResponse:
    """Read a sheet again as if nobody had said how."""
    draft, person = room.draft(key)
    if is_stale(room, draft, person):
        return refused_step(room, words, draft, person, Refusal.MOVED)
    number, sheet = _sheet(room, draft)
    try:
        moved = forget_reading(
            room.store, draft, sheet, by=person, seen=seen_content(), settings=room.settings
        )
    except Refused as refusal:
        return refused_step(room, words, room.draft(key)[0], person, refusal.why)
    return _after(room, words, draft, person, moved, Asked(number))


def _after(  # noqa: PLR0913, PLR0917 - what was asked, and what came of it
    room: Room, words: Words, draft: Draft, person: Person, moved: Draft | None, asked: Asked
) -> AnyResponse:
    """To the sheet as it is read now, or what there was where it could not be read again."""
    if moved is None:
        problem = words("recognised.not_read_now")
        page = draft_page(room, words, draft, person, problem=problem, asked=asked, status=503)
        return room.page(words, page)
    return redirect(Addresses(words.language).read(draft.key, asked.number), 303)


def is_stale(room: Room, draft: Draft, person: Person, /) -> bool:
    """Whether a form was filled in on another content of the draft; that is noted."""
    if request.form.get("checksum") == draft.way.checksum:
        return False
    room.store.note(person.signature, Deed.CHANGE, draft.name, refused(Refusal.MOVED))
    return True


def seen_content() -> Seen:
    """The content somebody looked at; the published edition does not matter for it."""
    return Seen(request.form.get("checksum", ""), 0)


def _sheet(room: Room, draft: Draft) -> tuple[int, SheetReport]:
    number = whole(request.form.get("sheet", ""))
    sheets = room.proposals.report(draft).sheets
    if number is None or number >= len(sheets) or not sheets[number].read:
        abort(404)
    return number, sheets[number]


def _choice(sheet: SheetReport) -> Choice:
    """What the form says; what is none of our tables or columns was not chosen in it."""
    said = request.form.get("kind", "")
    kind = next((each for each in kinds_for(sheet) if each == said), None)
    if said and kind is None:
        abort(400)
    return Choice(kind, tuple(_key(sheet, at) for at in range(len(sheet.read))))


def _key(sheet: SheetReport, at: int) -> str | None:
    """Our key for a column; one the form does not hold stays as it was read."""
    said = request.form.get(f"column-{at}") if at < MOST else None
    if said is None:
        return sheet.read[at].key
    if said and said != sheet.read[at].key and not is_key(said):
        abort(400)
    return said or None


def _fitting(sheet: SheetReport, choice: Choice) -> Choice:
    """The choice as far as the table it names has such columns."""
    kind: SheetKey | None = choice.kind
    if kind is None:
        return choice
    wrong = {cell for fault in faults(sheet, choice) if fault.is_strange for cell in fault.cells}
    keys = (
        None if column.cell in wrong else key
        for column, key in zip(sheet.read, choice.keys, strict=True)
    )
    return Choice(kind, tuple(keys))
