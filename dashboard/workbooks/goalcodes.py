"""Goals and targets as people write them: `3, 11, 13`, `Mål 11`, `SDG 11.6-11.7`, `ODS 4`.

A text is either understood to its end or not at all; what is left over decides whether it
can be the UN's goal 3 or somebody else's.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, goal_of, is_target, targets_of
from dashboard.workbooks.goalnames import is_un_text
from dashboard.workbooks.headers import listed, plain, speaks_of, words_of

_LONGEST = 600
# Three parts are an indicator's code, which names its target too.
_CODE = re.compile(r"(?<![\w.])0?(\d{1,2})(?:\.(\d{1,2}|[a-d])(?![\w]))?(?:\.(\w{1,2}))?\.?(?!\w)")
_RANGE = re.compile(r"^\s*(?:-|–|—|to|til|till|bis|a|à|al)\s*$")
# Where the next item of a list begins: behind a line break, or before a number of its own.
_NEXT_ITEM = re.compile(r"\s*[\n;|•]+\s*|\s*[,/]\s*(?=(?:[^\W\d]{2,20}[.\s#:-]{0,3}){0,2}\d)")
_BETWEEN = re.compile(r"^[\s;,|/&+()\[\].:\n\r\t•·#°º-]*$")


@dataclass(frozen=True, slots=True)
class Written:
    """What a text says of goals: `goals` named as goals, `targets` by code, in their order.

    `marked` tells that the text itself names the UN's goals, `worded` that a number follows a
    word such as "goal", `rest` is the text after the codes (the goal's name, if all is well).
    """

    goals: tuple[int, ...]
    targets: tuple[str, ...]
    marked: bool
    worded: bool
    rest: str
    unknown: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing but goals and targets stands in the text."""
        return bool(self.goals or self.targets) and not self.rest and not self.unknown

    @property
    def all_goals(self) -> tuple[int, ...]:
        """The goals named, and those of the targets named."""
        return tuple(dict.fromkeys((*self.goals, *(goal_of(code) for code in self.targets))))


@lru_cache(maxsize=50_000)
def written(text: str) -> Written | None:
    """Read a text that begins with goals or targets; None where it does not.

    In a list whose every item has its goal's name or a word for goals, each item counts:
    `3 Health, 11 Cities`.
    """
    found = _run(text)
    if found is None or not found.rest or len(text) > _LONGEST:
        return found
    items = [_run(part) for part in _NEXT_ITEM.split(text)]
    told = [each for each in items if each is not None and _is_told(each)]
    return _joined(told) if len(told) == len(items) > 1 else found


def _is_told(item: Written) -> bool:
    """Whether an item of a list says by itself that its number is a goal."""
    own = bool(item.all_goals) and is_un_text(item.all_goals[0], item.rest)
    return not item.unknown and bool(item.all_goals) and (item.marked or own or item.is_whole)


def _joined(items: list[Written]) -> Written:
    goals = tuple(dict.fromkeys(goal for each in items for goal in each.goals))
    targets = tuple(dict.fromkeys(code for each in items for code in each.targets))
    marked, worded = (any(each.marked for each in items), any(each.worded for each in items))
    # One name says as much as all of them: it belongs to the first goal of the list.
    rest = items[0].rest if items[0].all_goals else ""
    return Written(goals, targets, marked, worded, rest)


def _run(text: str) -> Written | None:
    """The codes a text begins with, and what is left behind them."""
    flat = plain(text[:_LONGEST]).replace("\u00a0", " ").replace("_", " ")
    flat = re.sub(r"(?<=[a-z]{3})(?=\d)", " ", flat)
    flat = re.sub(r"(?<=\d\.) (?=[a-d]\b)", "", flat)
    codes: list[tuple[str, bool]] = []
    worded, at = False, 0
    for found in _CODE.finditer(flat):
        gap = flat[at : found.start()]
        joined, named = _gap(gap, first=not codes)
        if not joined:
            break
        worded = worded or named
        codes.append((_code(found), bool(codes) and _RANGE.match(gap) is not None))
        at = found.end()
    if not codes:
        return None
    return _sorted(codes, marked=speaks_of("un_goals", flat), worded=worded, rest=flat[at:])


def _gap(gap: str, *, first: bool) -> tuple[bool, bool]:
    """Whether what stands before a code joins it to the list, and whether it names goals."""
    if _BETWEEN.match(gap) or (not first and _RANGE.match(gap)):
        return True, False
    words = words_of(gap.strip(" .:;,-"))
    rest = [word for word in words if (word,) not in listed("between_codes")]
    known = {
        part for name in ("before_codes", "un_goals") for each in listed(name) for part in each
    }
    return all(word in known for word in rest), bool(rest)


def _code(found: re.Match[str]) -> str:
    goal, part, third = int(found[1]), found[2], found[3]
    if part == "0" and not third:
        # A whole number in a column of decimals: 3.0 is goal 3.
        return str(goal)
    code = f"{goal}.{part}" if part else str(goal)
    return f"{code}.{third}" if third else code


def _sorted(codes: list[tuple[str, bool]], *, marked: bool, worded: bool, rest: str) -> Written:
    goals: list[int] = []
    targets: list[str] = []
    unknown: list[str] = []
    before = ""
    for code, to in codes:
        short = ".".join(code.split(".")[:2])
        if to and (between := _between(before, short)):
            goals += [int(each) for each in between if "." not in each]
            targets += [each for each in between if "." in each]
        elif "." not in code and int(code) in GOAL_NUMBERS:
            goals.append(int(code))
        elif is_target(short) and (code == short or marked):
            targets.append(short)
        else:
            unknown.append(code)
        before = short
    left = rest.strip(" .:;,-–—()[]\n\r\t")
    one = (tuple(dict.fromkeys(goals)), tuple(dict.fromkeys(targets)))
    return Written(*one, marked, worded, left, tuple(unknown))


def _between(first: str, last: str) -> tuple[str, ...]:
    """What a range means: 11.6-11.7 is two targets, 3-5 three goals."""
    if first in TARGETS and last in TARGETS and goal_of(first) == goal_of(last):
        codes = targets_of(goal_of(first))
        return codes[codes.index(first) : codes.index(last) + 1]
    if first.isdigit() and last.isdigit() and int(first) < int(last) <= len(GOAL_NUMBERS):
        return tuple(str(n) for n in range(int(first), int(last) + 1))
    return ()
