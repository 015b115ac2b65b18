"""The rows of a draft that are tied to no goal: suggestions, accepted or changed by a person."""

from dataclasses import dataclass, field

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.pager import pager
from dashboard.components.printing import Printed, Section
from dashboard.components.tagging import Chosen, Filled, headline_of, tagging_part
from dashboard.errors import Trouble
from dashboard.flows.publish_edition import Checked
from dashboard.flows.receive_workbook import is_writable
from dashboard.flows.tag_rows import (
    Codes,
    Suggested,
    accept_goals,
    as_csv,
    codes_from,
    codes_of,
    joined,
    suggested,
)
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.language.words import Words
from dashboard.pages.drafts import refused_step
from dashboard.pages.queries import clipped, whole
from dashboard.pages.reading import is_stale, seen_content
from dashboard.pages.room import Room, Route, put
from dashboard.plan.drafts import Draft, DraftStep, Refusal, Refused, steps_for
from dashboard.plan.people import Person

_SHOWN = 50
_NOTHING = Codes((), ())


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    routes: tuple[Route, ...] = (
        ("goals", "/upload/<key>/goals", _goals, "GET"),
        ("goals_csv", "/upload/<key>/goals.csv", _csv, "GET"),
        ("accept_goals", "/upload/<key>/goals", _accept, "POST"),
    )
    put(server, room, routes)


@dataclass(slots=True)
class _Form:
    """What a form holds for each row: what can be accepted, and what it held."""

    accepted: dict[int, Codes] = field(default_factory=dict[int, Codes])
    held: dict[int, Chosen] = field(default_factory=dict[int, Chosen])

    @property
    def is_wrong(self) -> bool:
        return any(chosen.problem for chosen in self.held.values())


def _goals(room: Room, words: Words, key: str) -> AnyResponse:
    draft, person = room.draft(key)
    checked = room.proposals.report(draft)
    page = _page(checked, request.args.get("page", ""))
    saved = whole(request.args.get("saved", "")) or 0
    return room.page(words, _printed(room, words, draft, person, checked, page=page, saved=saved))


def _csv(room: Room, words: Words, key: str) -> AnyResponse:
    """All that is suggested, for those who write goals in a file of their own."""
    draft, _ = room.draft(key)
    content = as_csv(room.proposals.report(draft), words)
    answer = Response(content, mimetype="text/csv")
    name = words("tagging.file.name")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _accept(room: Room, words: Words, key: str) -> AnyResponse:
    """Write what was accepted into the workbook, or say what is wrong with it."""
    draft, person = room.draft(key)
    if is_stale(room, draft, person):
        return refused_step(room, words, draft, person, Refusal.MOVED)
    checked = room.proposals.report(draft)
    page = _page(checked, request.form.get("page", ""))
    form = _read(words, checked)
    if request.form.get("do") == "first":
        _add_first(form, suggested(checked, on_page(page, _SHOWN)))
    filled = Filled(form.held)
    if form.is_wrong:
        filled = Filled(form.held, words("tagging.problem"))
    elif not form.accepted:
        filled = Filled(form.held, words("tagging.nothing_chosen"))
    elif not is_writable(draft.filename):
        filled = Filled(form.held, words("tagging.not_writable"))
    else:
        return _saved(room, words, draft, person, checked, form, page)
    printed = _printed(room, words, draft, person, checked, page=page, filled=filled, status=422)
    return room.page(words, printed)


def _saved(  # noqa: PLR0913, PLR0917 - what was asked, and of what
    room: Room,
    words: Words,
    draft: Draft,
    person: Person,
    checked: Checked,
    form: _Form,
    page: int,
) -> AnyResponse:
    status, problem = 503, words("recognised.not_read_now")
    try:
        moved = accept_goals(
            room.store,
            draft,
            checked,
            form.accepted,
            by=person,
            seen=seen_content(),
            settings=room.settings,
        )
    except Refused as refusal:
        return refused_step(room, words, room.draft(draft.key)[0], person, refusal.why)
    except Trouble as trouble:
        moved, status, problem = None, 422, words(trouble.key, **trouble.facts)
    if moved is None:
        filled = Filled(form.held, problem)
        printed = _printed(
            room, words, draft, person, checked, page=page, filled=filled, status=status
        )
        return room.page(words, printed)
    there = Addresses(words.language).untagged(draft.key)
    return redirect(f"{there}?saved={len(form.accepted)}", 303)


def _printed(  # noqa: PLR0913 - each is one part of the answer
    room: Room,
    words: Words,
    draft: Draft,
    person: Person,
    checked: Checked,
    /,
    *,
    page: int,
    saved: int = 0,
    filled: Filled | None = None,
    status: int = 200,
) -> Printed:
    may_change = DraftStep.CHANGE in steps_for(draft.way, person, base=room.proposals.base())
    part = tagging_part(
        words,
        draft,
        checked,
        suggested(checked, on_page(page, _SHOWN)),
        page=page,
        may_change=may_change,
        saved=saved,
        filled=filled or Filled(),
    )
    way = pager(page, _pages(checked), lambda n: Addresses(words.language).untagged(draft.key, n))
    sections: list[Section] = [part, *([way] if way else [])]
    headline = headline_of(words, checked)
    return Printed(headline, headline, sections, status=status)


def _read(words: Words, checked: Checked) -> _Form:
    """What the form says of each row; a row or code that is none was not on it."""
    form = _Form()
    many = len(checked.untagged.rows)
    for name in request.form:
        kind, _, number = name.partition("-")
        if kind not in ("row", "free"):
            continue
        row = whole(number)
        if row is None or row >= many:
            abort(400)
        if row not in form.held:
            _read_row(form, words, row)
    return form


def _read_row(form: _Form, words: Words, row: int) -> None:
    ticked = request.form.getlist(f"row-{row}")
    free = request.form.get(f"free-{row}", "").strip()
    chosen, written = codes_of(ticked), codes_from(free) if free else _NOTHING
    if chosen is None:
        abort(400)
    problem = "" if written else words("tagging.not_read", text=clipped(free))
    form.held[row] = Chosen(tuple(ticked), free, problem)
    codes = joined(chosen, written or _NOTHING)
    if codes != _NOTHING:
        form.accepted[row] = codes


def _add_first(form: _Form, shown: tuple[Suggested, ...]) -> None:
    """The first suggestion for each row shown for which nothing was chosen."""
    for row in shown:
        if row.suggestions and row.number not in form.accepted:
            form.accepted[row.number] = Codes((row.suggestions[0].goal,), ())


def _pages(checked: Checked) -> int:
    return pages_of(len(checked.untagged.rows), _SHOWN)


def _page(checked: Checked, asked: str) -> int:
    return min(max(whole(asked) or 1, 1), _pages(checked))
