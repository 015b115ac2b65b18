"""Where an administrator invites people and gives rights, but never to themselves.

The settings of this run can be read there too.
"""

from functools import partial

from flask import Flask, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.people import Given, Said, people_page, person_line, told
from dashboard.components.set_up import settings_page
from dashboard.errors import Trouble
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES
from dashboard.pages.door import who
from dashboard.pages.office import Office
from dashboard.plan.accounts import Account, Problem, rights_problem
from dashboard.plan.people import Person, Role
from dashboard.plan.trail import DONE, Deed
from dashboard.records.people import shown

_LONGEST_CODE = 40
_SILENT, _EMPTY = Said(), Given()


def register(server: Flask, office: Office, /) -> None:
    """Put the addresses on the server."""
    routes = (
        ("people", "/people", _show, "GET"),
        ("invite", "/people", _invite, "POST"),
        ("change_person", "/people/<int:number>", _change, "POST"),
        ("settings", "/settings", _settings, "GET"),
    )
    for name, rule, view, method in routes:
        server.add_url_rule(
            LANGUAGES + rule, name, partial(_in_words, office, view), methods=[method]
        )


def _in_words(office: Office, view, lang: str, **arguments: int) -> AnyResponse:
    person = who()
    if person is None:
        abort(404)
    return view(office, words_for(Language(lang)), person, **arguments)


def _show(
    office: Office, words: Words, me: Person, said: Said = _SILENT, given: Given = _EMPTY
) -> AnyResponse:
    sign_in = office.door.sign_in
    sessions = sign_in.sessions.all()
    lines = [
        person_line(
            words,
            account,
            [s for s in sessions if s.person and s.person.id == account.person.id],
            me=me,
        )
        for account in sign_in.people.all()
    ]
    minutes = office.settings.link_minutes
    return office.page(words, people_page(words, lines, given, said, minutes=minutes))


def _settings(office: Office, words: Words, _me: Person) -> AnyResponse:
    return office.page(words, settings_page(words, office.settings))


def _invite(office: Office, words: Words, me: Person) -> AnyResponse:
    people, name = office.door.sign_in.people, request.form.get("name", "")
    roles, administrations = _rights()
    problem = rights_problem(roles, administrations) if shown(name) else Problem.NO_NAME
    if problem is None:
        try:
            added = people.add(name, roles=roles, administrations=administrations)
        except Trouble:
            problem = Problem.TAKEN
        else:
            _note(office, me, Deed.INVITE, added)
            return _with_link(office, words, me, added, "invited")
    said = Said(problem=told(words, problem))
    given = Given(name, frozenset(roles), request.form.get("administrations", ""))
    return _show(office, words, me, said, given)


def _change(office: Office, words: Words, me: Person, number: int) -> AnyResponse:
    people = office.door.sign_in.people
    account, deed = people.by_number(number), request.form.get("deed", "")
    if account is None:
        abort(404)
    if number == me.id:  # nobody raises or shuts out themselves
        return _show(office, words, me, Said(problem=told(words, Problem.SELF)))
    match deed:
        case "rights" if not account.is_outside:
            roles, administrations = _rights()
            if problem := rights_problem(roles, administrations):
                return _show(office, words, me, Said(problem=told(words, problem)))
            people.give_rights(number, roles=roles, administrations=administrations)
            _note(office, me, Deed.CHANGE_RIGHTS, account)
        case "link" if not (account.is_outside or account.disabled):
            _note(office, me, Deed.INVITE, account)
            return _with_link(office, words, me, account, deed)
        case "disable" | "enable":
            people.disable(number, disabled=deed == "disable")
            _note(office, me, Deed.REVOKE if deed == "disable" else Deed.CHANGE_RIGHTS, account)
        case "sign_out":
            office.door.sign_in.sessions.end_all(number)
            _note(office, me, Deed.REVOKE, account)
        case _:
            abort(404)
    done = words(f"people.deed_done.{deed}", name=account.person.name)
    return _show(office, words, me, Said(done=done))


def _with_link(
    office: Office, words: Words, me: Person, account: Account, deed: str
) -> AnyResponse:
    """The page with a one-time link on it: it is kept nowhere, and shown this once."""
    minutes = office.settings.link_minutes
    token = office.door.sign_in.people.make_link(account.person.id, minutes=minutes)
    site = office.desk.site(request.host_url)
    done = words(f"people.deed_done.{deed}", name=account.person.name)
    said = Said(done=done, link=site + Addresses(words.language).sign_in(token))
    return _show(office, words, me, said)


def _rights() -> tuple[frozenset[Role], frozenset[str]]:
    """The roles and administrations that were chosen, without what is none."""
    chosen = request.form.getlist("role")
    codes = request.form.get("administrations", "").replace("\n", ";").split(";")
    named = frozenset(shown(code)[:_LONGEST_CODE] for code in codes if shown(code))
    return frozenset(role for role in Role if role in chosen), named


def _note(office: Office, me: Person, deed: Deed, account: Account) -> None:
    office.door.sign_in.trail.note(me.signature, deed, f"person:{account.person.id}", DONE)
