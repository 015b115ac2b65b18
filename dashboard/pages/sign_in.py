"""Signing in and out: plain forms, one step after the other."""

from functools import partial
from urllib.parse import quote, urlencode

from flask import Flask, redirect, request
from pyotp.totp import TOTP
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.people import (
    code_page,
    codes_page,
    link_page,
    recovery_page,
    sign_in_page,
    stopped_page,
)
from dashboard.flows.sign_in import Entry
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES
from dashboard.pages.door import onward, session, who
from dashboard.pages.guard import sign_in_address
from dashboard.pages.office import Office
from dashboard.plan.accounts import Problem, Session, Stage
from dashboard.plan.kinds import AboutKey
from dashboard.plan.people import Person, Right
from dashboard.plan.trail import DONE, Deed

_STEPS = {Stage.CODE: "code", Stage.SETUP: "codes"}


def register(server: Flask, office: Office, /) -> None:
    """Put the addresses on the server."""
    routes = (
        ("sign_in", "/sign-in", _form, "GET"),
        ("give_password", "/sign-in", _password, "POST"),
        ("code", "/sign-in/code", _code, "GET"),
        ("give_code", "/sign-in/code", _give_code, "POST"),
        ("codes", "/sign-in/codes", _codes, "GET"),
        ("set_up_codes", "/sign-in/codes", _set_up, "POST"),
        ("link", "/sign-in/<token>", _link, "GET"),
        ("use_link", "/sign-in/<token>", _use_link, "POST"),
        ("sign_out", "/sign-out", _sign_out, "POST"),
    )
    for name, rule, view, method in routes:
        server.add_url_rule(
            LANGUAGES + rule, name, partial(_in_words, office, view), methods=[method]
        )


def _in_words(office: Office, view, lang: str, **arguments: str) -> AnyResponse:
    words = words_for(Language(lang))
    if not office.door.is_safe:
        return office.page(words, stopped_page(words, "people.refused.unsafe", status=403))
    return view(office, words, **arguments)


def _form(office: Office, words: Words) -> AnyResponse:
    if who() is not None:
        return redirect(_onward(words, who()), 303)
    return office.form(words, sign_in_page(words, onward=_asked(), provider=_provider(office)))


def _password(office: Office, words: Words) -> AnyResponse:
    name, password = _given("name"), _given("password")
    entry = office.door.sign_in.with_password(office.door.caller(), name, password)
    if isinstance(entry, Problem):
        page = sign_in_page(
            words, onward=_asked(), provider=_provider(office), name=name, problem=entry
        )
        return office.page(words, page)
    return _further(office, words, entry)


def _code(office: Office, words: Words) -> AnyResponse:
    if _at(Stage.CODE) is None:
        return _from_the_start(words)
    return office.page(words, code_page(words, onward=_asked()))


def _give_code(office: Office, words: Words) -> AnyResponse:
    seen = _at(Stage.CODE)
    if seen is None:
        return _from_the_start(words)
    entry = office.door.sign_in.with_code(office.door.caller(), seen, _given("code"))
    if isinstance(entry, Problem):
        return office.page(words, code_page(words, onward=_asked(), problem=entry))
    return _further(office, words, entry, seen.person)


def _codes(office: Office, words: Words, problem: Problem | None = None) -> AnyResponse:
    seen = _at(Stage.SETUP)
    if seen is None or seen.person is None:
        return _from_the_start(words)
    opened = office.desk.current()
    issuer = opened and opened.told(AboutKey.CITY, words.language)
    address = TOTP(seen.secret).provisioning_uri(
        name=seen.person.name, issuer_name=issuer or words("interface.site.no_city")
    )
    page = codes_page(words, secret=seen.secret, address=address, onward=_asked(), problem=problem)
    return office.page(words, page)


def _set_up(office: Office, words: Words) -> AnyResponse:
    seen = _at(Stage.SETUP)
    if seen is None:
        return _from_the_start(words)
    done = office.door.sign_in.set_up(office.door.caller(), seen, _given("code"))
    if isinstance(done, Problem):
        return _codes(office, words, done)
    entry, recovery = done
    answer = office.page(words, recovery_page(words, recovery, onward=_onward(words, seen.person)))
    return office.door.give(answer, entry.token)


def _link(office: Office, words: Words, token: str) -> AnyResponse:
    account = office.door.sign_in.people.of_link(token)
    if account is None or account.disabled:
        return office.page(words, stopped_page(words, "people.link_over", status=404))
    return office.form(words, link_page(words, name=account.person.name, link=token))


def _use_link(office: Office, words: Words, token: str) -> AnyResponse:
    sign_in = office.door.sign_in
    account = sign_in.people.of_link(token)
    if account is None or account.disabled:
        return office.page(words, stopped_page(words, "people.link_over", status=404))
    password, person = _given("password"), account.person
    problem = sign_in.choose(
        password, _given("again"), name=person.name, administrations=person.administrations
    )
    entry = problem or sign_in.by_link(office.door.caller(), token, password)
    if isinstance(entry, Problem):
        page = link_page(words, name=person.name, link=token, problem=entry)
        return office.page(words, page)
    return _further(office, words, entry)


def _sign_out(office: Office, words: Words) -> AnyResponse:
    door, person = office.door, who()
    door.sign_in.sessions.end(door.caller().token)
    if person is not None:
        door.sign_in.trail.note(person.signature, Deed.SIGN_OUT, f"person:{person.id}", DONE)
    return door.forget(redirect(Addresses(words.language).overview(), 303))


def _further(
    office: Office, words: Words, entry: Entry, person: Person | None = None
) -> AnyResponse:
    """The next step, or the page somebody wanted to see; the browser shows something new."""
    step = _STEPS.get(entry.stage)
    to = _onward(words, person) if step is None else _step(words, step)
    return office.door.give(redirect(to, 303), entry.token)


def _step(words: Words, step: str) -> str:
    asked = _asked()
    query = f"?{urlencode({'next': asked}, quote_via=quote, safe='/')}" if asked else ""
    return Addresses(words.language).sign_in(step) + query


def _from_the_start(words: Words) -> AnyResponse:
    to = Addresses(words.language).sign_in()
    return redirect(sign_in_address(words.language, asked) if (asked := _asked()) else to, 303)


def _at(stage: Stage) -> Session | None:
    seen = session()
    return seen if seen is not None and seen.stage is stage else None


def _given(name: str) -> str:
    return request.form.get(name, "")


def _asked() -> str:
    """The way on that is asked for, empty where it does not stay here."""
    return onward(request.values.get("next", ""), otherwise="")


def _onward(words: Words, person: Person | None) -> str:
    """What was asked for, or where somebody's work waits."""
    to = Addresses(words.language)
    if person is not None and person.may(Right.SEE_DRAFTS):
        home = to.drafts()
    elif person is not None and person.may(Right.MANAGE_PEOPLE):
        home = to.people()
    else:
        home = to.me()
    return onward(request.values.get("next", ""), otherwise=home)


def _provider(office: Office) -> str:
    """The host of the other system somebody can sign in with, empty where there is none."""
    return office.settings.oidc.host
