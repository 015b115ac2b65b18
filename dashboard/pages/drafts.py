"""What is on its way to the public: the list, each draft, its difference and its steps."""

from functools import partial
from io import BytesIO
from pathlib import PurePath

from flask import Flask, abort, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.changes import SHOWN, sheet_part
from dashboard.components.drafts import (
    difference_parts,
    foreign_said,
    head_part,
    headline_of,
    is_asked,
    listed,
    taken_part,
)
from dashboard.components.findings import findings_part
from dashboard.components.pager import pager
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.understood import Asked, read_part
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.flows.say_changes import conclude_changes, once_public
from dashboard.flows.sift_findings import Order, Sifted
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.language.numbers import day
from dashboard.language.words import Words
from dashboard.pages.queries import whole
from dashboard.pages.room import Room, Route, put
from dashboard.plan.drafts import (
    NEEDS,
    Draft,
    DraftStep,
    Refusal,
    Refused,
    Seen,
    may_see,
    steps_for,
)
from dashboard.plan.editions import Edition
from dashboard.plan.filenames import file_name
from dashboard.plan.findings import Code, Severity
from dashboard.plan.people import Person, Right
from dashboard.plan.sheets import SHEETS

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BYTES = "application/octet-stream"
_STEPS = tuple(step for step in NEEDS if step is not DraftStep.CHANGE)
_STATUS = {Refusal.MOVED: 409, Refusal.NOT_NOW: 409, Refusal.NO_REASON: 422}
_STATUS |= {Refusal.HAS_ERRORS: 422, Refusal.OUTDATED: 409, Refusal.BROKEN: 409}
_LONGEST_NOTE, _LONGEST_SEARCH = 300, 100


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server; what may be done in each state stands in plan/drafts.py."""
    routes: tuple[Route, ...] = (
        ("drafts", "/drafts", _list, "GET"),
        ("draft", "/upload/<key>", _draft, "GET"),
        ("difference", "/upload/<key>/difference", _difference, "GET"),
        ("marked", "/upload/<key>/marked", _marked, "GET"),
        ("sent", "/upload/<key>/workbook", _sent, "GET"),
        *(
            (step.value, f"/upload/<key>/{step.value}", partial(_step, step=step), "POST")
            for step in _STEPS
        ),
    )
    put(server, room, routes)


def _list(room: Room, words: Words) -> AnyResponse:
    person = room.person()
    found = [d for d in room.store.drafts.all() if may_see(d, person)]
    editions = room.store.editions()[1:] if person.may(Right.ROLL_BACK) else ()
    ways = [(e, _way_back(words, e)) for e in editions]
    rows = listed(words, found, person, base=room.proposals.base())
    waiting = len(rows.mine)
    headline = words.count("drafts.list", waiting) if waiting else words("drafts.part.nobody")
    values = {
        "headline": headline,
        "parts": (("mine", rows.mine), ("others", rows.others), ("over", rows.over)),
        "editions": ways,
        "sends": person.may(Right.SEND),
    }
    printed = Printed(words("drafts.title"), headline, [Html("drafts.html", values)])
    return room.page(words, printed)


def _way_back(words: Words, edition: Edition) -> str:
    date = day(edition.published_at, words.language)
    return words("drafts.restore.way", number=str(edition.number), date=date)


def _draft(room: Room, words: Words, key: str) -> AnyResponse:
    draft, person = room.draft(key)
    return room.page(words, draft_page(room, words, draft, person))


def draft_page(  # noqa: PLR0913 - each is one part of the answer
    room: Room,
    words: Words,
    draft: Draft,
    person: Person,
    /,
    *,
    problem: str = "",
    status: int = 200,
    asked: Asked | None = None,
) -> Printed:
    """A draft with its steps, its findings and how it was read."""
    checked = room.proposals.report(draft)
    proposed, reader = room.proposals.of(draft), room.reader(words)
    may_change = DraftStep.CHANGE in steps_for(draft.way, person, base=proposed.base)
    if asked is None and (sheet := whole(request.args.get("read", ""))) is not None:
        asked = Asked(sheet)
    head = head_part(words, draft, checked, proposed, person, reader=reader, problem=problem)
    sections: list[Section] = [
        head,
        *findings_part(words, checked, _wanted(), key=draft.key),
        read_part(words, checked, draft, may_change=may_change, asked=asked),
        taken_part(words, draft),
    ]
    headline = headline_of(words, draft, checked)
    title = f"{headline} – {draft.filename}"
    return Printed(title, headline, sections, status=status)


def _wanted() -> Sifted:
    """Which findings the address asks for; what is none of ours asks for nothing."""
    asked = request.args
    severity = next((s for s in Severity if s == asked.get("severity")), None)
    code = next((c for c in Code if c == asked.get("kind")), None)
    order = next((o for o in Order if o == asked.get("order")), Order.PLACE)
    text = asked.get("q", "")[:_LONGEST_SEARCH]
    page = whole(asked.get("page", "1")) or 1
    return Sifted(severity, asked.get("sheet") or None, code, text, order, page)


def _difference(room: Room, words: Words, key: str) -> AnyResponse:
    draft, _ = room.draft(key)
    return room.page(words, _difference_page(room, words, draft))


def _difference_page(
    room: Room, words: Words, draft: Draft, *, problem: str = "", status: int = 200
) -> Printed:
    """What a draft would change in public; one sheet in full where the address asks for it."""
    proposed, reader = room.proposals.of(draft), room.reader(words)
    if proposed.held is None or reader is None:
        abort(404)
    said = conclude_changes(proposed.held, words)
    values = {
        "key": draft.key,
        "filename": draft.filename,
        "base": proposed.base,
        "said": said,
        "once": once_public(proposed.held, words),
        "foreign": foreign_said(words, proposed, reader),
        "problem": problem,
    }
    sections: list[Section] = [Html("difference_head.html", values)]
    sheet = next((s.key for s in SHEETS if s.key == request.args.get("sheet")), None)
    if sheet is None or problem:
        sections += difference_parts(reader, proposed, draft.key)
    else:
        pages = pages_of(len(proposed.held.of(sheet)), SHOWN)
        page = min(max(whole(request.args.get("page", "1")) or 1, 1), pages)
        part = on_page(page, SHOWN)
        sections.append(sheet_part(reader, proposed.held, sheet, part))
        there = pager(page, pages, lambda n: reader.to.difference(draft.key, sheet, n))
        sections += [there] if there else []
    title = words("drafts.public.title")
    return Printed(title, said.headline, sections, status=status)


def _step(room: Room, words: Words, key: str, *, step: DraftStep) -> AnyResponse:
    """Take a step; what is refused says why, with what there is to see now."""
    draft, person = room.draft(key)
    note = request.form.get("note", "").strip()[:_LONGEST_NOTE]
    base = whole(request.form.get("base", ""))
    seen = Seen(request.form.get("checksum", ""), -1 if base is None else base)
    if is_asked(step, person, draft) and not note:
        return refused_step(room, words, draft, person, Refusal.NO_REASON)
    try:
        room.store.drafts.move(key, step, by=person, seen=seen, note=note)
    except Refused as refusal:
        return refused_step(room, words, room.draft(key)[0], person, refusal.why)
    return redirect(Addresses(words.language).upload(draft.key), 303)


def refused_step(
    room: Room, words: Words, draft: Draft, person: Person, why: Refusal
) -> AnyResponse:
    """Why a step was not taken; where something has moved, with the new difference."""
    problem, status = words(f"drafts.refused.{why.value}"), _STATUS.get(why, 403)
    if why is Refusal.MOVED and room.proposals.of(draft).held is not None:
        page = _difference_page(room, words, draft, problem=problem, status=status)
        return room.page(words, page)
    page = draft_page(room, words, draft, person, problem=problem, status=status)
    return room.page(words, page)


def _marked(room: Room, words: Words, key: str) -> AnyResponse:
    """The workbook of a draft with its findings marked, to save."""
    draft, _ = room.draft(key)
    workbook = room.store.drafts.content(key).workbook
    marked = mark_workbook(
        workbook,
        filename=draft.filename,
        words=words,
        settings=room.settings,
        profile=draft.profile,
    )
    if marked.content is None:
        abort(404)
    name = words("marked.filename", name=PurePath(file_name(draft.filename)).stem)
    return _saved(marked.content, name, _WORKBOOK)


def _sent(room: Room, _words: Words, key: str) -> AnyResponse:
    """The workbook of a draft just as it is."""
    draft, _ = room.draft(key)
    return _saved(room.store.drafts.content(key).workbook, file_name(draft.filename), _BYTES)


def _saved(content: bytes, name: str, kind: str) -> AnyResponse:
    answer = send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
