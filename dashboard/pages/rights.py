"""Who may ask what. An address that does not stand here answers nobody."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.components.slots import Ids
from dashboard.plan.people import Person, Right


class Entry(StrEnum):
    """Who is let in where no right is asked for."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"


Needed = Entry | Right

# By the name of a route. What an object itself allows, such as a draft of another
# administration or a session of somebody else, is asked again where it is opened.
ROUTES: Mapping[str, Needed] = {
    "/": Entry.EVERYBODY,
    "/<path:path>": Entry.EVERYBODY,
    "page": Entry.EVERYBODY,
    "newest": Entry.EVERYBODY,
    "workbook": Entry.EVERYBODY,
    "was": Entry.EVERYBODY,
    "numbers": Entry.EVERYBODY,
    "picture": Entry.EVERYBODY,
    "plotly": Entry.EVERYBODY,
    "_dash_assets.static": Entry.EVERYBODY,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Entry.EVERYBODY,
    "/_dash-layout": Entry.EVERYBODY,
    "/_dash-dependencies": Entry.EVERYBODY,
    "/_dash-update-component": Entry.EVERYBODY,
    "/_reload-hash": Entry.EVERYBODY,
    "/_favicon.ico": Entry.EVERYBODY,
    "upload": Entry.EVERYBODY,  # says how to come in
    "template": Entry.EVERYBODY,
    "send": Right.SEND,
    "feed": Entry.EVERYBODY,
    "drafts": Right.SEE_DRAFTS,
    "draft": Right.SEE_DRAFTS,
    "difference": Right.SEE_DRAFTS,
    "marked": Right.SEE_DRAFTS,
    "sent": Right.SEE_DRAFTS,
    "correct_which": Right.SEND,
    "correct": Right.SEND,
    "correct_value": Right.SEND,
    "goals": Right.SEE_DRAFTS,
    "goals_csv": Right.SEE_DRAFTS,
    "accept_goals": Right.SEND,
    "correct_reading": Right.SEND,
    "forget_reading": Right.SEND,
    # What each step asks for stands in plan/drafts.py; whoever is refused is told why.
    "submit": Right.SEE_DRAFTS,
    "send_back": Right.SEE_DRAFTS,
    "approve": Right.SEE_DRAFTS,
    "publish": Right.SEE_DRAFTS,
    "withdraw": Right.SEE_DRAFTS,
    "restore_now": Right.SEE_DRAFTS,
    "restore": Right.ROLL_BACK,
    "restore_edition": Right.ROLL_BACK,
    "sign_in": Entry.EVERYBODY,
    "give_password": Entry.EVERYBODY,
    "code": Entry.EVERYBODY,
    "give_code": Entry.EVERYBODY,
    "codes": Entry.EVERYBODY,
    "set_up_codes": Entry.EVERYBODY,
    "link": Entry.EVERYBODY,
    "use_link": Entry.EVERYBODY,
    "go_outside": Entry.EVERYBODY,
    "come_back": Entry.EVERYBODY,
    "sign_out": Entry.EVERYBODY,
    "me": Entry.SIGNED_IN,
    "change_password": Entry.SIGNED_IN,
    "new_codes": Entry.SIGNED_IN,
    "end_session": Entry.SIGNED_IN,
    "people": Right.MANAGE_PEOPLE,
    "settings": Right.SEE_SETTINGS,
    "invite": Right.MANAGE_PEOPLE,
    "change_person": Right.MANAGE_PEOPLE,
}

# By what a callback of Dash fills: the id, or the type of an id that has parts.
CALLBACKS: Mapping[str, Needed] = {
    Ids.CHARTS: Entry.EVERYBODY,
    Ids.SLOT: Entry.EVERYBODY,
}


def is_let_in(person: Person | None, needed: Needed | None) -> bool:
    """Whether somebody may; where nothing is said, nobody may."""
    match needed:
        case Right():
            return person is not None and person.may(needed)
        case Entry.EVERYBODY:
            return True
        case Entry.SIGNED_IN:
            return person is not None
        case None:
            return False
