"""Accounts and sessions: who may come in, and who is in."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.people import EVERY_ADMINISTRATION, Person, Role


class Stage(StrEnum):
    """How far somebody has come in."""

    CODE = "code"  # the password was right, the one-time code is still to come
    SETUP = "setup"  # the password was right, one-time codes are not yet set up
    FULL = "full"
    FOUNDER = "founder"  # by the analyst link, before there are people


class Problem(StrEnum):
    """Why somebody does not come in, or why something about a person is not changed."""

    WRONG = "wrong"
    WRONG_CODE = "wrong_code"
    WAIT = "wait"
    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAMED = "named"
    UNEQUAL = "unequal"
    NO_NAME = "no_name"
    TAKEN = "taken"
    NO_ROLE = "no_role"
    NO_ADMINISTRATION = "no_administration"
    TOGETHER = "together"
    SELF = "self"
    OUTSIDE = "outside"
    NO_GROUP = "no_group"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the program knows one; `is_outside` says that another system signs them in."""

    person: Person
    made_at: int
    disabled: bool = False
    has_password: bool = False
    has_code: bool = False
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which somebody is in, or on the way in; times in seconds since 1970."""

    number: int
    stage: Stage
    person: Person | None
    browser: str
    started_at: int
    seen_at: int
    secret: str = ""


# Who uses the analyst link before there are people: the first city can begin.
FOUNDER = Person(
    id=0,
    name="analyst",
    roles=frozenset({Role.ANALYST, Role.EDITOR}),
    administrations=frozenset({EVERY_ADMINISTRATION}),
)


def rights_problem(roles: frozenset[Role], administrations: frozenset[str]) -> Problem | None:
    """Why somebody cannot hold these roles, None where nothing speaks against it."""
    if not roles:
        return Problem.NO_ROLE
    # Whoever decides who people are does not also decide what is published.
    if {Role.ADMIN, Role.EDITOR} <= roles:
        return Problem.TOGETHER
    if Role.ANALYST in roles and not administrations:
        return Problem.NO_ADMINISTRATION
    return None
