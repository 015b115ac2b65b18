"""The way to another system that signs people in, and back."""

from functools import partial

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.people import sign_in_page
from dashboard.flows.sign_in_outside import Outside
from dashboard.language.words import Language, words_for
from dashboard.pages.desk import LANGUAGES, language_of
from dashboard.pages.door import onward
from dashboard.pages.office import Office
from dashboard.plan.accounts import Problem

_BACK = "/sign-in/back"


def register(server: Flask, office: Office, outside: Outside | None, /) -> None:
    """Put the addresses on the server, also where no other system is set: they are 404 then."""
    rule = f"{LANGUAGES}/sign-in/outside"
    server.add_url_rule(rule, "go_outside", partial(_go, office, outside), methods=["POST"])
    server.add_url_rule(_BACK, "come_back", partial(_back, office, outside), methods=["GET"])


def _go(office: Office, outside: Outside | None, lang: str) -> AnyResponse:
    if outside is None:
        abort(404)
    words = words_for(Language(lang))
    otherwise = Addresses(words.language).me()
    to = onward(request.form.get("next", ""), otherwise=otherwise)
    door = office.door
    address = outside.begin(door.sign_in, door.caller(), back=_address(office), onward=to)
    if isinstance(address, Problem):
        page = sign_in_page(words, onward=to, provider=office.settings.oidc.host, problem=address)
        return office.page(words, page)
    return redirect(address, 303)


def _back(office: Office, outside: Outside | None) -> AnyResponse:
    if outside is None:
        abort(404)
    door = office.door
    done = outside.end(door.sign_in, door.caller(), request.args.to_dict(), back=_address(office))
    if isinstance(done, Problem):
        words = words_for(language_of(request.path) or Language(office.settings.language))
        page = sign_in_page(words, onward="", provider=office.settings.oidc.host, problem=done)
        return office.form(words, page)
    entry, to = done
    return door.give(redirect(to, 303), entry.token)


def _address(office: Office) -> str:
    """Where the provider sends people back to; it knows this address and no other."""
    return office.desk.site(request.host_url) + _BACK
