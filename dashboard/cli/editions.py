"""Commands about editions: publish, list, show, compare, roll back."""

import json
from pathlib import Path

from dashboard.cli.call import ERRORS, OK, UNUSABLE, Call, read
from dashboard.cli.store import edition_of, store_of, who
from dashboard.cli.workbooks import profile_given, tell
from dashboard.errors import Trouble
from dashboard.flows.compare_editions import diff_json, hold
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.flows.roll_back import roll_back
from dashboard.flows.say_changes import diff_lines
from dashboard.flows.show_edition import alone_said, edition_json, edition_lines
from dashboard.language.numbers import moment
from dashboard.records.people import People


def publish(call: Call) -> int:
    """Publish a workbook that has no errors."""
    path: Path = call.given.file
    content = read(path)
    profile = profile_given(call)
    store = store_of(call.settings)
    before = store.latest()
    with call.progress() as step:
        done = publish_workbook(
            store,
            content,
            filename=path.name,
            by=who(),
            note=call.given.note,
            settings=call.settings,
            profile=profile,
            alone=People(store.database).exist(),  # a second person would have approved it
            step=step,
        )
    if done.edition is None:
        tell(call, done.checked)
        call.say("refused")
        return ERRORS if done.checked.readable else UNUSABLE
    number, mark = str(done.edition.number), done.edition.checksum[:12]
    if before == done.edition:
        call.say("same", number=number)
    else:
        call.say("published", number=number, file=done.edition.filename, checksum=mark)
    return OK


def editions(call: Call) -> int:
    """List what is published."""
    found = store_of(call.settings).editions()
    if not found:
        call.say("no_editions")
    for e in found:
        when = moment(e.published_at, call.words.language)
        parts = [str(e.number), when, e.published_by, e.filename, e.checksum[:12], e.note]
        if e.rolled_back_to is not None:
            parts.append(call.words("commands.said.back_to", number=str(e.rolled_back_to)))
        if e.alone:
            parts.append(alone_said(e, call.words))
        call.show("\t".join(parts))
    return OK


def show(call: Call) -> int:
    """Tell one edition in full."""
    store = store_of(call.settings)
    opened = Library(store).opened(edition_of(store, call.given.number))
    if call.given.json:
        call.show(json.dumps(edition_json(opened), ensure_ascii=False, indent=2))
        return OK
    for line in edition_lines(opened, call.words):
        call.show(line)
    return OK


def rollback(call: Call) -> int:
    """Bring an earlier edition back as a new one; the public is told why."""
    note: str = call.given.note.strip()
    if not note:
        raise Trouble("commands.trouble.no_reason", value=call.given.number)
    store = store_of(call.settings)
    edition = edition_of(store, call.given.number)
    before = store.latest()
    back = roll_back(store, edition, by=who(), note=note)
    number, to = str(back.number), str(edition.number)
    if back == before:
        call.say("already_back", number=number)
    else:
        call.say("rolled_back", number=number, to=to)
    return OK


def diff(call: Call) -> int:
    """Tell what is different from one edition to another."""
    store = store_of(call.settings)
    older, newer = (edition_of(store, text) for text in (call.given.older, call.given.newer))
    held = hold(Library(store), older, newer)
    if call.given.json:
        found = json.dumps(diff_json(held), ensure_ascii=False, indent=2, allow_nan=False)
        call.show(found)
        return OK
    for line in diff_lines(held, call.words):
        call.show(line)
    return OK
