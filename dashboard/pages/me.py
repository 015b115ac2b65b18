"""What concerns whoever is signed in: sessions, password, one-time codes."""

from functools import partial

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.people import OwnAccess, Said, me_page, session_line, told
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES
from dashboard.pages.door import session, who
from dashboard.pages.office import Office
from dashboard.pages.queries import whole
from dashboard.plan.accounts import Account, Problem, Session
from dashboard.plan.trail import DONE, Deed

_DONE = ("password", "sessions")


def register(server: Flask, office: Office, /) -> None:
    """Put the addresses on the server."""
    routes = (
        ("me", "/me", _show, "GET"),
        ("change_password", "/me/password", _change_password, "POST"),
        ("new_codes", "/me/codes", _new_codes, "POST"),
        ("end_session", "/me/sessions", _end_session, "POST"),
    )
    for name, rule, view, method in routes:
        server.add_url_rule(LANGUAGES + rule, name, partial(_own, office, view), methods=[method])


def _own(office: Office, view, lang: str) -> AnyResponse:
    """A view of somebody who is in by name; the analyst link has no account."""
    person, seen = who(), session()
    account = office.door.sign_in.people.by_number(person.id) if person else None
    if account is None or seen is None:
        abort(404)
    return view(office, words_for(Language(lang)), account, seen)


def _show(
    office: Office, words: Words, account: Account, seen: Session, problem: Problem | None = None
) -> AnyResponse:
    sign_in, asked = office.door.sign_in, request.args.get("done", "")
    said = Said(
        done=words(f"people.me.done.{asked}") if asked in _DONE else "",
        problem=told(words, problem) if problem else "",
    )
    number = account.person.id
    access = OwnAccess(
        account,
        [session_line(words, s, here=seen.number) for s in sign_in.sessions.of(number)],
        left=sign_in.people.recovery_codes_left(number),
        idle=office.settings.session_idle_minutes,
        hours=office.settings.session_hours,
    )
    return office.page(words, me_page(words, access, said))


def _change_password(office: Office, words: Words, account: Account, seen: Session) -> AnyResponse:
    if account.is_outside:
        abort(404)
    door, person = office.door, account.person
    password = request.form.get("password", "")
    again, names = request.form.get("again", ""), person.administrations
    problem = door.sign_in.choose(password, again, name=person.name, administrations=names)
    problem = problem or door.sign_in.confirmed(seen, door.caller(), request.form.get("now", ""))
    if problem:
        return _show(office, words, account, seen, problem)
    entry = door.sign_in.change_password(door.caller(), seen, password)
    to = Addresses(words.language).me()
    return door.give(redirect(f"{to}?done=password", 303), entry.token)


def _new_codes(office: Office, words: Words, account: Account, seen: Session) -> AnyResponse:
    if account.is_outside:
        abort(404)
    door = office.door
    if problem := door.sign_in.confirmed(seen, door.caller(), request.form.get("now", "")):
        return _show(office, words, account, seen, problem)
    entry = door.sign_in.begin_codes(door.caller(), account.person.id)
    return door.give(redirect(Addresses(words.language).sign_in("codes"), 303), entry.token)


def _end_session(office: Office, words: Words, account: Account, seen: Session) -> AnyResponse:
    """End one of the own sessions, or all but this; those of others are not there at all."""
    door, number = office.door, account.person.id
    asked = request.form.get("session", "")
    if asked == "others":
        door.sign_in.sessions.end_all(number, but=door.caller().token)
    elif not door.sign_in.sessions.end_number(whole(asked) or 0, person=number):
        abort(404)
    door.sign_in.trail.note(account.person.signature, Deed.REVOKE, f"person:{number}", DONE)
    return redirect(f"{Addresses(words.language).me()}?done=sessions", 303)
