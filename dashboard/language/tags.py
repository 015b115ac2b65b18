"""The words by which everyday plans speak of the goals, in every language that is read.

Danish and English tags stand with the other words of those languages; the languages that
are only read have one file each in the folder `tags`. A star stands for the rest of a word.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Tongue(StrEnum):
    """A language that workbooks are written in."""

    DA = "da"
    EN = "en"
    SV = "sv"
    NO = "no"
    DE = "de"
    FR = "fr"
    ES = "es"
    FI = "fi"


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags of each goal and target of one language.

    `empty` are the words that say nothing of a goal where they stand alone.
    """

    empty: frozenset[str]
    goals: Mapping[int, tuple[str, ...]]
    targets: Mapping[str, tuple[str, ...]]


@cache
def tags_of(tongue: Tongue) -> Tags:
    """The tags of a language; read once."""
    folder = files("dashboard.language")
    own = folder / tongue.value / "tags.toml"
    file = own if own.is_file() else folder / "tags" / f"{tongue.value}.toml"
    tree = tomllib.loads(file.read_text(encoding="utf-8"))
    return Tags(
        frozenset(_parts(tree["empty"])),
        {int(goal): _parts(text) for goal, text in tree["goals"].items()},
        {code: _parts(text) for code, text in tree["targets"].items()},
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(";") if tag.strip())
