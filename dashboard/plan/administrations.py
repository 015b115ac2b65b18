"""Administrations are dated data: names and tasks move, and history must not break."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.plan.dates import first_day, last_day


@dataclass(frozen=True, slots=True)
class Administration:
    """One administration as the workbook has it, with the dates between which it exists."""

    code: str
    name_da: str | None
    name_en: str | None
    committee_da: str | None = None
    committee_en: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    predecessor: str | None = None

    def name(self, language: str) -> str | None:
        """Its name in a language, where there is one."""
        return {"da": self.name_da, "en": self.name_en}.get(language)

    def committee(self, language: str) -> str | None:
        """The committee it answers to, in a language, where that is told."""
        return {"da": self.committee_da, "en": self.committee_en}.get(language)

    def exists_on(self, day: date) -> bool:
        """Whether the administration exists on a day; open ends reach for ever."""
        begun = self.valid_from is None or first_day(self.valid_from) <= day
        return begun and (self.valid_to is None or day <= last_day(self.valid_to))


def successions(administrations: Iterable[Administration], day: date) -> Mapping[str, str]:
    """Code → the code that answers for it on `day`: itself, or the last of its successors.

    A successor takes over when it has begun; a loop in the data leads nowhere and leaves
    the code as it is.
    """
    known = {a.code: a for a in administrations}
    follower = {
        a.predecessor: a.code
        for a in known.values()
        if a.predecessor is not None
        and a.predecessor in known
        and (a.valid_from is None or first_day(a.valid_from) <= day)
    }
    return {code: _last(code, follower) for code in known}


def _last(code: str, follower: Mapping[str, str]) -> str:
    seen = {code}
    here = code
    while (following := follower.get(here)) is not None:
        if following in seen:
            return code
        seen.add(following)
        here = following
    return here
