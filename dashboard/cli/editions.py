"""Commands about editions: publish, list, compare, show."""

import getpass
import json
import os
import secrets
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dashboard.app import create_app
from dashboard.cli.call import ERRORS, OK, UNUSABLE, Call, read
from dashboard.cli.workbooks import profile_given, tell
from dashboard.errors import Trouble
from dashboard.flows.compare_editions import diff_json, hold
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.flows.say_changes import diff_lines
from dashboard.language.numbers import moment
from dashboard.plan.editions import Edition
from dashboard.records.people import People
from dashboard.records.sql import SqlStore
from dashboard.serving import listen, serve
from dashboard.settings import Settings, example_workbook, refuse_unsafe


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
        call.say("published", number=number, file=path.name, checksum=mark)
    return OK


def editions(call: Call) -> int:
    """List what is published."""
    found = store_of(call.settings).editions()
    if not found:
        call.say("no_editions")
    for e in found:
        when = moment(e.published_at, call.words.language)
        call.show(
            f"{e.number}\t{when}\t{e.published_by}\t{e.filename}\t{e.checksum[:12]}\t{e.note}"
        )
    return OK


def diff(call: Call) -> int:
    """Tell what is different from one edition to another."""
    store = store_of(call.settings)
    older, newer = (_edition(store, text) for text in (call.given.older, call.given.newer))
    held = hold(Library(store), older, newer)
    if call.given.json:
        found = json.dumps(diff_json(held), ensure_ascii=False, indent=2, allow_nan=False)
        call.show(found)
        return OK
    for line in diff_lines(held, call.words):
        call.show(line)
    return OK


def _edition(store: SqlStore, text: str) -> Edition:
    """An edition by its number; raises `Trouble` where there is none."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    found = store.edition(int(text)) if is_number else None
    if found is None:
        known = ", ".join(str(e.number) for e in reversed(store.editions())) or "–"
        raise Trouble("commands.trouble.edition", value=text, known=known)
    return found


def serve_editions(call: Call) -> int:
    """Show the dashboard."""
    with listen(call.settings.host, call.settings.port) as listening:
        return _answer(call, listening)


def _answer(call: Call, listening: socket.socket) -> int:
    """Serve on a port that is ours already."""
    refuse_unsafe(call.settings, os.environ)
    store = store_of(call.settings)
    ticket = secrets.token_urlsafe(24)
    application = create_app(call.settings, store, ticket=ticket)

    def ready(address: str) -> None:
        call.say("serving", address=address)
        if People(store).exist():  # whoever sends workbooks signs in
            call.say("sign_in", address=f"{address}{call.words.language}/sign-in")
            return
        link = f"{address}{call.words.language}/upload?ticket={ticket}"
        call.say("analyst", hours=call.settings.analyst_hours, address=link)
        call.say("first_person")

    serve(application, call.settings, listening, ready=ready)
    return OK


def run_example(call: Call) -> int:
    """Publish the example when nothing is published yet, then serve."""
    name = "example-city" if call.given.demo else "copenhagen"
    url = call.settings.database_url or f"sqlite:///instance/{name}.sqlite"
    settings = replace(call.settings, database_url=url)
    with listen(settings.host, settings.port) as listening:  # before anything is published
        store = store_of(settings)
        if store.latest() is None:
            path = example_workbook(f"{name}.xlsx")
            call.say("example", file=path.name)
            publish_workbook(store, read(path), filename=path.name, by=who(), note=path.stem)
        return _answer(Call(call.given, settings, call.words), listening)


def store_of(settings: Settings) -> SqlStore:
    """The database that is set, or the one of this folder."""
    return SqlStore(settings.database_url or "sqlite:///instance/copenhagen.sqlite")


def who() -> str:
    """Who is at the command line."""
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "–"
