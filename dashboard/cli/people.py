"""Commands about people: who may come into the analysts' room."""

from collections.abc import Callable, Mapping

from dashboard.cli.call import OK, Call
from dashboard.cli.store import store_of, who
from dashboard.components.people import roles_of, since_of, state_of, where_of
from dashboard.errors import Trouble
from dashboard.pages.queries import whole
from dashboard.plan.accounts import Account, rights_problem
from dashboard.plan.people import Role
from dashboard.plan.trail import DONE, Deed
from dashboard.records.people import People, shown
from dashboard.records.sql import SqlStore


def user(call: Call) -> int:
    """Invite people, list them, let them in no more, or give them a new link."""
    return _DEEDS[call.given.deed](call, store_of(call.settings))


def _add(call: Call, store: SqlStore) -> int:
    people = People(store.database)
    name = shown(call.given.name)
    if not name:
        raise Trouble("commands.trouble.person_name")
    roles = frozenset(Role(role) for role in call.given.role)
    administrations = frozenset(shown(code) for code in call.given.administration if shown(code))
    if problem := rights_problem(roles, administrations):
        raise Trouble(f"people.problem.{problem}")
    added = people.add(name, roles=roles, administrations=administrations)
    _note(store, Deed.INVITE, added)
    call.say("person_added", name=added.person.name)
    return _tell_link(call, people, added)


def _list(call: Call, store: SqlStore) -> int:
    people = People(store.database)
    found = people.all()
    if not found:
        call.say("no_people")
    for each in found:
        person, words = each.person, call.words
        roles, where = roles_of(words, person), where_of(words, person) or "–"
        state, since = words(f"people.state.{state_of(each)}"), since_of(words, each)
        call.show(f"{person.id}\t{person.name}\t{roles}\t{where}\t{state}\t{since}")
    return OK


def _disable(call: Call, store: SqlStore) -> int:
    people = People(store.database)
    account = _named(call, people)
    people.disable(account.person.id)
    _note(store, Deed.REVOKE, account)
    call.say("person_disabled", name=account.person.name)
    return OK


def _enable(call: Call, store: SqlStore) -> int:
    people = People(store.database)
    account = _named(call, people)
    people.disable(account.person.id, disabled=False)
    _note(store, Deed.CHANGE_RIGHTS, account)
    call.say("person_enabled", name=account.person.name)
    return OK


def _link(call: Call, store: SqlStore) -> int:
    people = People(store.database)
    account = _named(call, people)
    if account.is_outside:  # a password here would be a second way in
        raise Trouble("commands.trouble.person_outside", name=account.person.name)
    if account.disabled:
        raise Trouble("commands.trouble.person_disabled", name=account.person.name)
    _note(store, Deed.INVITE, account)
    return _tell_link(call, people, account)


def _tell_link(call: Call, people: People, account: Account) -> int:
    """The link itself, this once: it is kept nowhere."""
    settings = call.settings
    site = settings.public_url or f"http://{settings.host_in_url}:{settings.port}"
    token = people.make_link(account.person.id, minutes=settings.link_minutes)
    address = f"{site}/{call.words.language}/sign-in/{token}"
    call.say("link", name=account.person.name, minutes=settings.link_minutes, address=address)
    return OK


def _named(call: Call, people: People) -> Account:
    """Who is meant: by the name they sign in with, or else by the number that `list` shows.

    Whom another system vouches for may be called as somebody else is.
    """
    found, number = people.by_name(call.given.name), whole(call.given.name)
    if found is None and number is not None:
        found = people.by_number(number)
    if found is None:
        raise Trouble("commands.trouble.person", name=shown(call.given.name) or "–")
    return found


def _note(store: SqlStore, deed: Deed, account: Account) -> None:
    store.note(who(), deed, f"person:{account.person.id}", DONE)


_DEEDS: Mapping[str, Callable[[Call, SqlStore], int]] = {
    "add": _add,
    "list": _list,
    "link": _link,
    "disable": _disable,
    "enable": _enable,
}
DEEDS = tuple(_DEEDS)
