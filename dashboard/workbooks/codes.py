"""Goals, targets, administrations and ids in cells: codes, and lists of codes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Finding
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, is_target, targets_of
from dashboard.workbooks.likeness import nearest
from dashboard.workbooks.numbers import decimals_of, is_finite, plain_text
from dashboard.workbooks.parsed import Parsed, clean, refused, text_of
from dashboard.workbooks.raw import Raw

_LONGEST = 64
_HARD = re.compile(r"[;|\n]")
# A code is part of an address: browsers drop empty parts and those of only dots.
_PART = r"(?!\.+(?:/|$))[^\s;,|/]+"
_CODE_SIGNS = re.compile(rf"{_PART}(?:/{_PART})*")


def parse_code(raw: Raw, *, shown_as: str | None) -> Parsed:
    """The code of one row: short, and without the signs that part a list."""
    text = _as_text(raw, shown_as=shown_as)
    if text is None or len(text) > _LONGEST or not _CODE_SIGNS.fullmatch(text):
        return refused(Code.WRONG_KIND)
    return Parsed(text, _as_number(raw, text))


def parse_codes(raw: Raw, *, shown_as: str | None) -> Parsed:
    """Codes of other rows, parted by semicolons, or by commas where that is clear."""
    text = _as_text(raw, shown_as=shown_as)
    if text is None:
        return refused(Code.WRONG_KIND)
    return Parsed(_once(_pieces(text)) or None, _as_number(raw, text))


def parse_administration(raw: Raw, *, shown_as: str | None) -> Parsed:
    """The code of the one administration that answers for the row."""
    text = _as_text(raw, shown_as=shown_as)
    if text is None or len(_pieces(text)) != 1:
        return refused(Code.WRONG_KIND)
    return Parsed(text)


def parse_goals(raw: Raw) -> Parsed:
    """Goal numbers, with or without words before them."""
    if isinstance(raw, date) or (isinstance(raw, float) and not _is_whole(raw)):
        return refused(Code.WRONG_KIND, nearest=_two_goals(raw))
    text = _as_text(raw, shown_as=None)
    if text is None:
        return refused(Code.WRONG_KIND)
    tokens = _tokens(text, parted_by=r"[;,|/&+\n]")
    goals = [_goal(_bare(token)) for token in tokens]
    unknown = [_unknown_goal(token) for token, goal in zip(tokens, goals, strict=True) if not goal]
    return Parsed(tuple(dict.fromkeys(g for g in goals if g)) or None, tuple(unknown))


def parse_targets(raw: Raw, *, shown_as: str | None) -> Parsed:
    """Codes of UN targets; a code that became a number is read as the cell shows it."""
    if isinstance(raw, date):
        return refused(Code.WRONG_KIND, nearest=_target_in_date(raw))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _target_in_number(raw, shown_as=shown_as)
    text = _as_text(raw, shown_as=None)
    if text is None:
        return refused(Code.WRONG_KIND)
    tokens = _once(_bare(token) for part in _HARD.split(text) for token in _targets_in(part))
    unknown = tuple(_unknown_target(token) for token in tokens if not is_target(token))
    return Parsed(tuple(token for token in tokens if is_target(token)) or None, unknown)


def parse_target(raw: Raw, *, shown_as: str | None) -> Parsed:
    """The code of exactly one UN target."""
    many = parse_targets(raw, shown_as=shown_as)
    codes = many.value if isinstance(many.value, tuple) else ()
    if len(codes) > 1:
        return refused(Code.WRONG_KIND)
    return Parsed(str(codes[0]) if codes else None, many.findings)


def _as_text(raw: Raw, *, shown_as: str | None) -> str | None:
    """The text of a cell that names something, None where it cannot be a name at all."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    if isinstance(raw, str):
        return clean(raw)
    return _as_shown(raw, shown_as=shown_as) if is_finite(raw) else None


def _as_shown(raw: float, *, shown_as: str | None) -> str:
    """A number as its cell shows it: 8.1 as 8.10 and 17 as 017 where the format says so."""
    decimals = decimals_of(shown_as)
    if decimals:
        return f"{raw:.{decimals}f}"
    zeros = re.fullmatch(r"0+", shown_as or "")
    return f"{raw:0{len(zeros[0])}.0f}" if zeros else plain_text(raw)


def _as_number(raw: Raw, text: str) -> tuple[Finding, ...]:
    """A notice where a code stands as a number that is not simply its digits."""
    if isinstance(raw, str) or (text == text_of(raw) and "." not in text):
        return ()
    return (Finding(Code.CODE_AS_NUMBER, facts={"read_as": text}),)


def _pieces(text: str) -> list[str]:
    """The parts of a list; commas part codes, but not the words of a full name."""
    found: list[str] = []
    for part in _HARD.split(text):
        by_comma = [piece.strip() for piece in part.split(",")]
        is_name = any(re.search(r"\s", piece) for piece in by_comma)
        found += [part.strip()] if is_name else by_comma
    return [piece for piece in found if piece]


def _tokens(text: str, *, parted_by: str) -> list[str]:
    between = "|".join(re.escape(word) for word in _words("between_codes"))
    parts = re.split(rf"{parted_by}|\s(?:{between})\s", text)
    return [part.strip() for part in parts if part.strip()]


@lru_cache(maxsize=5_000)
def _bare(token: str) -> str:
    """A code without the words before it and the point after it: "Verdensmål 11." is 11."""
    bare = token.strip().casefold()
    for word in _words("before_codes"):
        if re.match(rf"{re.escape(word)}[\s.:]*[0-9]", bare) or bare.startswith(word + " "):
            bare = bare[len(word) :].lstrip(" .:\t")
    return bare.rstrip(". ")


@cache
def _words(key: str) -> tuple[str, ...]:
    texts = (words_for(each)(f"workbook.reading.{key}") for each in Language)
    return tuple(dict.fromkeys(word for text in texts for word in text.split()))


def _goal(token: str) -> int | None:
    if not re.fullmatch(r"0?[0-9]{1,2}", token):
        return None
    number = int(token)
    return number if number in GOAL_NUMBERS else None


def _unknown_goal(token: str) -> Finding:
    bare = _bare(token)
    if is_target(bare):
        meant = bare.split(".", 1)[0]
    else:
        name = nearest(bare, tuple(_goal_names()))
        meant = _goal_names().get(name) if name else None
    return Finding(Code.UNKNOWN_GOAL, value=token[:_LONGEST], nearest=meant)


@cache
def _goal_names() -> dict[str, str]:
    """The name of every goal in every language, with its number."""
    words = [words_for(each) for each in Language]
    return {each(f"goals.{n}.name"): str(n) for each in words for n in GOAL_NUMBERS}


def _is_whole(raw: float) -> bool:
    return is_finite(raw) and raw == int(raw)


def _two_goals(raw: Raw) -> str | None:
    """Danish Excel turns 3,11 into a number and 3.11 into a date; both were two goals."""
    parts: Sequence[str] = ()
    if isinstance(raw, date):
        parts = (str(raw.day), str(raw.month))
    elif isinstance(raw, float) and is_finite(raw):
        parts = plain_text(raw).split(".")
    return ";".join(parts) if len(parts) == 2 and all(_goal(p) for p in parts) else None


def _targets_in(part: str) -> Iterable[str]:
    """The codes of a part without semicolons; `11,6` stays whole, for it is one wrong code."""
    tokens = _tokens(part, parted_by=r"[,&]")
    if all("." in token for token in tokens):
        return (code for token in tokens for code in _by_space(token))
    return [part.strip()] if part.strip() else ()


def _by_space(token: str) -> list[str]:
    """Codes parted by nothing but space; words before a code stay with it."""
    pieces = token.split()
    return pieces if all(is_target(_bare(piece)) for piece in pieces) else [token]


def _unknown_target(token: str) -> Finding:
    return Finding(Code.UNKNOWN_TARGET, value=token[:_LONGEST], nearest=_nearest_target(token))


def _nearest_target(token: str) -> str | None:
    pointed = token.replace(",", ".").replace(" ", "")
    shorter = ".".join(pointed.split(".")[:2])
    known = next((code for code in (pointed, shorter) if is_target(code)), None)
    if known is not None or "." not in pointed:
        return known
    goal = _goal(pointed.split(".")[0])
    found = get_close_matches(pointed, targets_of(goal) if goal else TARGETS, n=1, cutoff=0.6)
    return found[0] if found else None


def _target_in_date(raw: date) -> str | None:
    """Danish Excel turns 11.6 into the eleventh of June."""
    code = f"{raw.day}.{raw.month}"
    return code if is_target(code) else None


def _target_in_number(raw: float, *, shown_as: str | None) -> Parsed:
    if not is_finite(raw):
        return refused(Code.WRONG_KIND)
    code = _as_shown(raw, shown_as=shown_as)
    if not is_target(code):
        return Parsed(None, (_unknown_target(code),))
    longer = f"{code}0"
    if decimals_of(shown_as) is None and is_target(longer):
        facts = {"one": code, "other": longer}
        return refused(Code.AMBIGUOUS_CODE, facts=facts)
    return Parsed((code,), (Finding(Code.CODE_AS_NUMBER, facts={"read_as": code}),))


def _once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in tokens if token))
