"""Commands that show the dashboard until they are stopped."""

import os
import secrets
import socket
from dataclasses import replace

from dashboard.app import create_app
from dashboard.cli.call import OK, Call, read
from dashboard.cli.store import store_of, who
from dashboard.flows.publish_edition import publish_workbook
from dashboard.records.people import People
from dashboard.serving import listen, serve
from dashboard.settings import Settings, example_workbook, read_settings, refuse_unsafe


def serve_editions(call: Call) -> int:
    """Show the dashboard."""
    with listen(call.settings.host, call.settings.port) as listening:
        return _answer(call, listening)


def _answer(call: Call, listening: socket.socket) -> int:
    """Serve on a port that is ours already."""
    refuse_unsafe(call.settings, os.environ)
    store = store_of(call.settings)
    if store.database.rollback_journal:
        call.say("rollback_journal", version=store.database.rollback_journal)
    ticket = secrets.token_urlsafe(24)
    application = create_app(call.settings, store, ticket=ticket)

    def ready(address: str) -> None:
        call.say("serving", address=address)
        if People(store.database).exist():  # whoever sends workbooks signs in
            call.say("sign_in", address=f"{address}{call.words.language}/sign-in")
            return
        link = f"{address}{call.words.language}/upload?ticket={ticket}"
        call.say("analyst", hours=call.settings.analyst_hours, address=link)
        call.say("first_person", surroundings=_surroundings(call.settings))

    serve(application, call.settings, listening, ready=ready)
    return OK


def _surroundings(settings: Settings) -> str:
    """What stands before a command on this machine, so that it means this very dashboard.

    A URL that may hold a password is not told.
    """
    chosen = settings.database_url
    told = [f"DATABASE_URL={chosen} "] if chosen.startswith("sqlite:") else []
    if settings.port != read_settings({}).port:
        told.append(f"PORT={settings.port} ")
    return "".join(told)


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
