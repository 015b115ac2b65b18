"""Who may do what in the analysts' room; whatever is not said here is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the plan."""

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that can be allowed."""

    SEE_DRAFTS = "see_drafts"
    SEND = "send"
    APPROVE = "approve"
    PUBLISH = "publish"
    ROLL_BACK = "roll_back"
    MANAGE_PEOPLE = "manage_people"
    SEE_SETTINGS = "see_settings"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.SEE_DRAFTS}),
    Role.ANALYST: frozenset({Right.SEE_DRAFTS, Right.SEND}),
    Role.EDITOR: frozenset({Right.SEE_DRAFTS, Right.APPROVE, Right.PUBLISH, Right.ROLL_BACK}),
    Role.ADMIN: frozenset({Right.MANAGE_PEOPLE, Right.SEE_SETTINGS}),
}

# An analyst of the whole plan, such as the secretariat that gathers it.
EVERY_ADMINISTRATION = "*"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in; `administrations` are the codes an analyst answers for."""

    id: int
    name: str
    roles: frozenset[Role]
    administrations: frozenset[str] = frozenset()

    @property
    def signature(self) -> str:
        """What the trail calls somebody: names can be alike, and numbers never are."""
        return f"{self.name} #{self.id}" if self.id else self.name

    def may(self, right: Right) -> bool:
        """Whether any of the roles gives a right."""
        return any(right in RIGHTS[role] for role in self.roles)

    def answers_for(self, administrations: frozenset[str]) -> bool:
        """Whether what belongs to these administrations is this person's own work."""
        own = self.administrations
        return EVERY_ADMINISTRATION in own or bool(own & administrations)
