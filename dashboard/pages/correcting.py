"""Where an analyst corrects one value of the published edition: the cell, and why."""

from typing import Protocol

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.correcting import Notice, Typed, form_part, lines, name_of, said
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.errors import Trouble
from dashboard.flows.correct_value import Correction, correct, typed_text
from dashboard.flows.find_fields import Field, fields_of
from dashboard.flows.receive_workbook import is_writable
from dashboard.flows.show_rows import find
from dashboard.language.told import tell
from dashboard.language.words import Words
from dashboard.pages.queries import whole
from dashboard.pages.room import Room, Route, put
from dashboard.plan.drafts import Refused
from dashboard.plan.findings import Finding
from dashboard.plan.people import Person
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED

_LONGEST_REASON = 200
_SHOWN, _FINDINGS = 60, 10


class Stopped(Protocol):
    """Answers with the form again, and with why nothing was kept."""

    def __call__(
        self, status: int, problem: str, findings: tuple[Finding, ...] = ()
    ) -> AnyResponse:
        """The page."""
        ...


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    rule = "/correct/<sheet>/<path:identifier>"
    routes: tuple[Route, ...] = (
        ("correct_which", "/correct", _which, "GET"),
        ("correct", rule, _ask, "GET"),
        ("correct_value", rule, _correct, "POST"),
    )
    put(server, room, routes)


def _which(room: Room, words: Words) -> AnyResponse:
    """Which row: by the id that stands on its page and in the workbook."""
    asked, reader = request.args.get("row", "").strip(), room.reader(words)
    to = Addresses(words.language)
    found = [] if reader is None or not asked else _rows(reader, asked)
    if len(found) == 1:
        return redirect(found[0][1], 303)
    missing = bool(asked and not found and reader is not None)
    problem = words("correct.unknown", id=asked[:_SHOWN]) if missing else ""
    values = {
        "asked": asked,
        "found": found,
        "problem": problem,
        "nothing": reader is None,
        "to": to,
    }
    title = words("correct.heading")
    status = 404 if missing else 200
    sections: list[Section] = [Html("correct_which.html", values)]
    return room.page(words, Printed(title, words("correct.lead"), sections, status=status))


def _rows(reader: Reader, identifier: str) -> list[tuple[str, str]]:
    """The rows of an id, on whichever sheet they stand."""
    found = ((sheet, find(reader.opened, sheet, identifier)) for sheet in MAPPED)
    return [
        (
            f"{reader.words(f'interface.record.kind.{sheet}')}: {reader.title(row.record).text}",
            reader.to.correct(sheet, identifier),
        )
        for sheet, row in found
        if row is not None
    ]


def _ask(room: Room, words: Words, sheet: str, identifier: str) -> AnyResponse:
    """A row with all its values, and the form for the one that was chosen."""
    reader, fields = _fields(room, words, sheet, identifier)
    chosen = _chosen(fields, request.args.get("field", ""))
    return room.page(words, _page(room, reader, fields, identifier, chosen))


def _fields(
    room: Room, words: Words, sheet: str, identifier: str
) -> tuple[Reader, tuple[Field, ...]]:
    reader = room.reader(words)
    fields = () if reader is None else fields_of(reader.opened, sheet, identifier)
    if reader is None or not fields:
        abort(404)
    return reader, fields


def _chosen(fields: tuple[Field, ...], key: str) -> Field | None:
    return next((f for f in fields if f.key == key and f.fixed is None), None)


def _page(  # noqa: PLR0913 - each is one part of the page
    room: Room,
    reader: Reader,
    fields: tuple[Field, ...],
    identifier: str,
    chosen: Field | None,
    /,
    *,
    typed: Typed | None = None,
    notice: Notice | None = None,
    status: int = 200,
) -> Printed:
    words, record, edition = reader.words, fields[0].record, reader.opened.edition
    is_open = is_writable(edition.filename)
    begun = room.store.drafts.begun(room.person().id, edition.number)
    notice = notice or Notice()
    headline = words("correct.of", title=reader.title(record).text)
    lead = words("correct.of_lead", id=identifier, edition=str(edition.number))
    head = {
        "headline": headline,
        "lead": lead,
        "begun": begun.key if begun else "",
        "foreign": _foreign(reader, record, room.person()),
        "problem": "" if chosen and is_open else notice.problem,
        "closed": not is_open and not notice.problem,
    }
    table = {
        "lines": lines(reader, fields, chosen, identifier=identifier, open=is_open),
        "record": reader.href(record),
        "intro": words("correct.intro", edition=str(edition.number), file=edition.filename),
    }
    sections: list[Section] = [Html("correct.html", head)]
    if chosen is not None and is_open:
        sections.append(form_part(reader, chosen, typed, notice, identifier=identifier))
    sections.append(Html("correct_fields.html", table))
    return Printed(headline, lead, sections, status=status)


def _foreign(reader: Reader, record: Record, person: Person) -> str:
    """Who answers for a row that is not the reader's own; the approver is told too."""
    code, current = record.text("responsible"), reader.opened.summary.current
    if not code or person.answers_for(frozenset((code, current.get(code, code)))):
        return ""
    return reader.words("correct.foreign", code=code)


def _correct(room: Room, words: Words, sheet: str, identifier: str) -> AnyResponse:
    """Keep the correction as a draft; what stands in the way is told on the form."""
    reader, fields = _fields(room, words, sheet, identifier)
    chosen = _chosen(fields, request.form.get("field", ""))
    value = request.form.get("value", "").replace("\r\n", "\n").strip()
    typed = Typed(value, request.form.get("reason", "").strip()[:_LONGEST_REASON])

    def stopped(status: int, problem: str, findings: tuple[Finding, ...] = ()) -> AnyResponse:
        told = tuple(_said(f, words) for f in findings[:_FINDINGS])
        page = _page(
            room,
            reader,
            fields,
            identifier,
            chosen,
            typed=typed,
            notice=Notice(problem, told),
            status=status,
        )
        return room.page(words, page)

    edition = reader.opened.edition.number
    moved = whole(request.form.get("edition", "")) != edition
    if chosen is None:
        # The value may have been moved to another cell, or be gone.
        return stopped(409 if moved else 422, words("correct.moved" if moved else "correct.which"))
    if moved or request.form.get("old", "") != typed_text(chosen.value, words.language):
        return stopped(409, words("correct.moved"))
    if not typed.reason:
        return stopped(422, words("drafts.refused.no_reason"))
    return _kept(room, reader, chosen, typed, stopped=stopped)


def _kept(
    room: Room, reader: Reader, chosen: Field, typed: Typed, /, *, stopped: Stopped
) -> AnyResponse:
    words, person = reader.words, room.person()
    asked = Correction(chosen, typed.value, _note(reader, chosen, typed))
    try:
        corrected = correct(
            room.store, reader.opened, asked, by=person, words=words, settings=room.settings
        )
    except Trouble as trouble:
        return stopped(422, words(trouble.key, **trouble.facts))
    except Refused as why:
        return stopped(409, words(f"drafts.refused.{why.why.value}"))
    if corrected.draft is None:
        return stopped(422, words("correct.wrong"), corrected.findings)
    return redirect(reader.to.upload(corrected.draft.key), 303)


def _note(reader: Reader, chosen: Field, typed: Typed) -> str:
    """Why, and what became what in which cell."""
    words, column = reader.words, chosen.column
    choice = next((c for c in column.choices if c.value == typed.value), None)
    new = words.choice(choice) if choice else typed.value
    empty = words("correct.empty")
    return words(
        "correct.note",
        reason=typed.reason,
        place=chosen.place,
        name=name_of(reader, chosen),
        old=_short(said(reader, chosen) or empty),
        new=_short(new or empty),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _said(finding: Finding, words: Words) -> str:
    """What is wrong, and in which cell."""
    place = f"{finding.sheet}!{finding.cell}: " if finding.sheet and finding.cell else ""
    return f"{place}{tell(finding, words).text}"
