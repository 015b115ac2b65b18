"""Where an editor takes the plan back to an edition: by two people, or alone in an emergency."""

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.changes import marks_part, rows_part, totals_part
from dashboard.components.printing import Html, Printed, Section
from dashboard.flows.compare_editions import Compared
from dashboard.flows.open_draft import NO_NUMBER
from dashboard.flows.receive_workbook import restore_edition
from dashboard.flows.say_changes import conclude_changes, once_public
from dashboard.language.words import Words
from dashboard.pages.queries import whole
from dashboard.pages.room import Room, Route, put
from dashboard.plan.drafts import DraftStep, Refusal, Refused, Seen

_LONGEST_NOTE = 300


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    rule = "/restore/<int:number>"
    routes: tuple[Route, ...] = (
        ("restore", rule, _ask, "GET"),
        ("restore_edition", rule, _restore, "POST"),
    )
    put(server, room, routes)


def _ask(room: Room, words: Words, number: int) -> AnyResponse:
    return room.page(words, _page(room, words, number))


def _page(
    room: Room, words: Words, number: int, *, problem: str = "", status: int = 200
) -> Printed:
    """What would change in public if an older edition came back."""
    held, reader = _held(room, number), room.reader(words)
    if held is None or reader is None:
        abort(404)
    said = conclude_changes(held, words)
    headline = words("drafts.restore.heading", number=str(number))
    values = {
        "headline": headline,
        "said": said,
        "once": once_public(held, words, restored=True),
        "number": number,
        "base": held.older.number,
        "problem": problem,
    }
    sections: list[Section] = [
        Html("restore.html", values),
        marks_part(reader, held),
        totals_part(reader, held),
        rows_part(reader, held),
    ]
    return Printed(headline, said.headline, sections, status=status)


def _held(room: Room, number: int) -> Compared | None:
    """The newest edition against an older one, None where there is no older one of the number."""
    newest = room.store.latest()
    before = room.store.edition(number) if number < 2**31 else None
    if newest is None or before is None or before.number == newest.number:
        return None
    return room.desk.held(newest, before)


def _restore(room: Room, words: Words, number: int) -> AnyResponse:
    """Propose the edition anew, or publish it at once where it cannot wait."""
    person, note = room.person(), request.form.get("note", "").strip()[:_LONGEST_NOTE]
    base = room.proposals.base()
    if not note:
        return _stopped(room, words, number, Refusal.NO_REASON, 422)
    if whole(request.form.get("base", "")) != base or base == NO_NUMBER:
        return _stopped(room, words, number, Refusal.MOVED, 409)
    if _held(room, number) is None:
        abort(404)
    draft = restore_edition(room.store, number, by=person, note=note, settings=room.settings)
    if request.form.get("how") == "now":
        seen = Seen(draft.way.checksum, base)
        try:
            room.store.drafts.move(
                draft.key, DraftStep.RESTORE_NOW, by=person, seen=seen, note=note
            )
        except Refused as why:
            # What was proposed for this alone does not stay behind.
            room.store.drafts.move(draft.key, DraftStep.WITHDRAW, by=person, seen=seen, note=note)
            status = 403 if why.why is Refusal.OWN_WORK else 409
            return _stopped(room, words, number, why.why, status)
    return redirect(Addresses(words.language).upload(draft.key), 303)


def _stopped(room: Room, words: Words, number: int, why: Refusal, status: int) -> AnyResponse:
    problem = words(f"drafts.refused.{why.value}")
    return room.page(words, _page(room, words, number, problem=problem, status=status))
