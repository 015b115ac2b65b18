"""Which column of a sender's table means which of our keys, how sure that is, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.goalcolumns import Form, GoalColumn
from dashboard.workbooks.headers import Meaning, is_in, meanings, speaks_of
from dashboard.workbooks.periods import dated, is_part, year_above, year_of
from dashboard.workbooks.raw import Raw, Tab
from dashboard.workbooks.regions import Region
from dashboard.workbooks.witnesses import Witness, is_missing, witness

# Below this a meaning is not used, though a person may choose it.
ENOUGH = 0.6
# What is read although the plan has no column for it; it stays with the row it belongs to.
BESIDE = ("category", "progress_percent", "disaggregation", "place", "indicator", "network")
# What only tells which kind of table it is.
_UNREAD = ("contact", "flag")
_FIGURES = 0.6
# From here on a column is called the value, and the figures beside it are something else.
_NAMED = 0.85
# Words for a department in the cells tell that a "unit" is one of the city's.
_OFFICE = ("owner",)


@dataclass(frozen=True, slots=True)
class Understood:
    """What one column was taken for; `concept` is None where it means nothing to us.

    `year` is set for a column whose header names a year, `part` for what else it names: the
    quarter, the women. `why` holds machine keys.
    """

    place: int
    concept: str | None
    sure: float
    language: str
    why: tuple[str, ...]
    witness: Witness
    year: int | None = None
    part: str | None = None
    goal: GoalColumn | None = None

    @property
    def is_figures(self) -> bool:
        """Whether the column holds figures that are no years, dates or numbers of rows."""
        seen = self.witness
        if self.goal is not None:
            return self.goal.form is Form.SCORE
        taken = self.concept in ("year", "id", "goals", "targets", "start_date", "due_date")
        return not taken and seen.filled > 0 and seen.numbers >= _FIGURES and seen.years < 0.9


def understood(tab: Tab, region: Region, goals: Sequence[GoalColumn]) -> tuple[Understood, ...]:
    """Every column of a region with what it is taken for, from left to right."""
    by_place = {column.place: column for column in goals}
    first, last = (region.rows[0], region.rows[-1]) if region.rows else (0, -1)
    rows = range(first, last + 1)
    columns = tuple(
        _column(tab, region, place, rows=rows, goal=by_place.get(place)) for place in region.headers
    )
    return _with_a_title(_with_years_inside(columns, region))


def with_leftovers(
    columns: Sequence[Understood], region: Region, *, kind: SheetKey | None, why: str
) -> tuple[Understood, ...]:
    """In a table of observations, figures without a known header are values too."""
    by_place = why in ("figures_by_place", "value_by_topic")
    if kind is not SheetKey.OBSERVATIONS and not by_place:
        return tuple(columns)
    sure = max((column.sure for column in columns if column.concept == "value"), default=0)
    beside = {c.place for c in columns if speaks_of("beside_value", region.headers[c.place])}
    has_year = any(column.concept == "year" for column in columns)
    return tuple(
        _day_as_year(column)
        if not has_year and is_day(column, region)
        else _leftover(
            column, has_value=sure >= _NAMED or column.place in beside, groups=not by_place
        )
        for column in columns
    )


def is_day(column: Understood, region: Region) -> bool:
    """Whether a column says on which day each figure was measured."""
    header = region.headers[column.place]
    return is_in("day", header) and column.concept == "start_date" and column.witness.dates >= 0.6


def _day_as_year(column: Understood) -> Understood:
    return replace(column, concept="year", why=(*column.why, "cells_agree"))


def key_of(
    column: Understood, *, kind: SheetKey | None, language: str, has_title: bool
) -> str | None:
    """Our key for a column in a table of a kind; texts go by the language they stand in."""
    concept = column.concept
    if concept is None or concept in _UNREAD:
        return None
    if concept == "kind" and kind in (SheetKey.INDICATORS, SheetKey.OBSERVATIONS):
        # What a "type" is of in a series, nobody can know.
        return None
    keys = {each.key for each in columns_of(kind)} if kind else set[str]()
    own = "da" if language == "da" else "en"
    for candidate in _candidates(concept, column, kind=kind, has_title=has_title):
        if candidate in keys:
            return candidate
        if f"{candidate}_{own}" in keys:
            return f"{candidate}_{own}"
    if concept == "source" and column.witness.links >= 0.5:
        return "source_url"
    return concept if concept in BESIDE else _beside(concept, own)


def language_of(columns: Sequence[Understood]) -> str:
    """The language most of the headers stand in; English where nothing tells."""
    votes: dict[str, int] = {}
    for column in columns:
        for language in column.language.split("|"):
            if language not in ("any", ""):
                votes[language] = votes.get(language, 0) + 1
    return max(votes, key=lambda each: (votes[each], each == "da"), default="en")


def _column(
    tab: Tab, region: Region, place: int, *, rows: range, goal: GoalColumn | None
) -> Understood:
    cells = tab.columns[place][rows.start : rows.stop]
    seen = witness(cells)
    if goal is not None:
        return Understood(place, goal.key, goal.sure, "any", (goal.why,), seen, goal=goal)
    header = region.headers[place]
    raw = tab.at(*region.places[place])
    year = year_of(raw) or year_above(header)
    if year is not None and (seen.is_empty or seen.numbers >= 0.5):
        part = header if is_part(header) else None
        return Understood(place, None, 0.9, "any", ("header_is_year",), seen, year=year, part=part)
    best = _best(header, region.banners.get(place), seen, cells)
    if best is None:
        return Understood(place, None, 0.0, "", ("header_unknown",), seen)
    meaning, sure, witnessed = best
    why = (meaning.why, *((witnessed,) if witnessed else ()))
    concept = meaning.concept if sure >= ENOUGH else None
    return Understood(place, concept, round(sure, 2), meaning.language, why, seen)


def _with_a_title(columns: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """Where nothing else names the rows of a plan, the programmes do, if each row has its own."""
    concepts = {column.concept for column in columns}
    if concepts & {"title", "indicator", "value", "year", "place"} or "owner" not in concepts:
        return columns
    if "budget" not in concepts and not any(column.goal for column in columns):
        return columns
    own = [c for c in columns if c.concept == "category" and c.sure >= _NAMED]
    named = [c for c in own if c.witness.distinct * 10 >= min(c.witness.filled, 400) * 8]
    if not named or len(own) != len(named):
        return columns
    return tuple(
        replace(each, concept="title", sure=0.7) if each is named[-1] else each for each in columns
    )


def _with_years_inside(columns: Sequence[Understood], region: Region) -> tuple[Understood, ...]:
    """Figures whose headers name a year beside other words, or stand under one: Andel 2019.

    One such header may be anything; two with the same words and other years are a series.
    """
    found = {c.place: said for c in columns if (said := _said_year(c, region))}
    words = {words for _, words in found.values()}
    several = {w for w in words if len({year for year, own in found.values() if own == w}) > 1}
    return tuple(
        replace(column, why=("header_names_year",), sure=0.75, year=said[0],
                part=said[1] if len(several) > 1 else None)
        if (said := found.get(column.place)) and said[1] in several
        else column
        for column in columns
    )  # fmt: skip


def _said_year(column: Understood, region: Region) -> tuple[int, str] | None:
    if column.goal or column.year or column.witness.numbers < _FIGURES:
        return None
    if column.concept not in (None, "value"):
        return None
    header = region.headers[column.place]
    if year := region.years.get(column.place):
        return year, header.removeprefix(str(year)).strip()
    return dated(header)


def _best(
    header: str, banner: str | None, seen: Witness, cells: Sequence[Raw]
) -> tuple[Meaning, float, str] | None:
    """The meaning that words and cells together speak for most."""
    found = [m for m in meanings(header) if m.concept not in ("goals", "targets")]
    if seen.numbers >= _FIGURES and dated(header):
        # A goal with a year above figures is what is aimed at: Mål 2030, Objectif 2030.
        aims = [m for m in meanings(header) if m.concept in ("goals", "targets")]
        found += [replace(m, concept="ambition_value") for m in aims if m.sure >= _NAMED]
    if not found and banner:
        whole = [m for m in meanings(f"{banner} {header}") if m.concept not in ("goals", "targets")]
        found = [Meaning(m.concept, m.sure * 0.8, m.language, "banner_and_header") for m in whole]
    judged = [(m, *_witnessed(m, seen, cells)) for m in found]
    return max(judged, key=lambda each: each[1], default=None)


def _witnessed(meaning: Meaning, seen: Witness, cells: Sequence[Raw]) -> tuple[float, str]:
    """How sure a meaning is once the cells have been heard, and what they said."""
    if seen.is_empty:
        return meaning.sure * 0.97, "column_empty"
    if meaning.concept == "owner" and seen.numbers < 0.5 and _are_offices(cells):
        return min(meaning.sure * 1.06, 0.99), "cells_agree"
    if meaning.concept == "owner" and meaning.sure > 0.9 and meaning.either:
        # A "unit" is one of measure unless the cells name departments.
        return meaning.sure * 0.9, ""
    test = _TESTS.get(meaning.concept)
    factor = test(seen) if test else 1.0
    if factor == 1:
        return meaning.sure, ""
    said = "cells_agree" if factor > 1 else "cells_disagree"
    return min(meaning.sure * factor, 0.99), said


def _are_offices(cells: Sequence[Raw]) -> bool:
    texts = [str(cell) for cell in cells if isinstance(cell, str) and not is_missing(cell)][:60]
    named = sum(any(m.concept in _OFFICE for m in meanings(text)) for text in texts)
    return named * 2 > len(texts) > 0


def _figures(seen: Witness) -> float:
    return 1.04 if seen.numbers >= 0.5 else 0.6


def _some_figures(seen: Witness) -> float:
    return 1.04 if seen.numbers >= 0.5 else 0.9 if seen.numbers >= 0.1 else 0.7


def _dates(seen: Witness) -> float:
    if seen.dates >= 0.5:
        return 1.04
    return 0.5 if seen.numbers >= 0.5 or seen.long >= 0.5 else 0.85


def _years(seen: Witness) -> float:
    return 1.04 if max(seen.years, seen.dates) >= 0.6 else 0.45


def _words(seen: Witness) -> float:
    return 0.6 if seen.numbers >= 0.8 else 1.0


def _short_words(seen: Witness) -> float:
    if seen.long >= 0.4 or seen.numbers >= 0.8:
        return 0.55
    return 0.7 if seen.distinct > 40 and seen.distinct * 2 > seen.filled else 1.0


def _short(seen: Witness) -> float:
    return 0.5 if seen.long >= 0.4 or seen.dates >= 0.9 > seen.years else 1.0


def _few_figures(seen: Witness) -> float:
    return 0.5 if seen.numbers >= 0.9 else 1.0


_TESTS: Mapping[str, Callable[[Witness], float]] = {
    "year": _years,
    "value": _figures,
    "budget": _some_figures,
    "spent": _some_figures,
    "progress_percent": _some_figures,
    "baseline_value": _some_figures,
    "ambition_value": _some_figures,
    "baseline_year": _some_figures,
    "ambition_year": _years,
    "start_date": _dates,
    "due_date": _dates,
    "since": _dates,
    "title": _words,
    "indicator": _few_figures,
    "description": _words,
    "owner": _few_figures,
    "contributing": _few_figures,
    "status": _short_words,
    "unit": _short_words,
    "kind": _short_words,
    "rhythm": _short_words,
    "direction": _short_words,
    "place": _few_figures,
    "category": _few_figures,
    "id": _short,
    "network": _words,
}


def _leftover(column: Understood, *, has_value: bool, groups: bool) -> Understood:
    if column.concept is not None or column.goal is not None or column.year is not None:
        return column
    seen = column.witness
    if column.is_figures and not has_value and seen.numbers >= 0.8:
        why = ("figures_beside_year",)
        return Understood(column.place, "value", 0.6, "", why, seen)
    is_group = 1 < seen.distinct <= max(2, seen.filled // 3) and seen.numbers < 0.5
    if groups and is_group and seen.long < 0.5:
        why = ("groups_beside_year",)
        return Understood(column.place, "disaggregation", 0.6, "", why, seen)
    return column


def _candidates(
    concept: str, column: Understood, *, kind: SheetKey | None, has_title: bool
) -> tuple[str, ...]:
    """The names a concept has in our schema, in the order they are tried."""
    if concept == "source":
        return ("source_url", "source_title") if column.witness.links >= 0.5 else ("source_title",)
    if concept == "indicator" and kind is SheetKey.INDICATORS:
        return ("indicator",) if has_title else ("title",)
    return _NAMES.get(concept, (concept,))


_NAMES: Mapping[str, tuple[str, ...]] = {
    "owner": ("responsible", "administration", "name"),
    "title": ("title", "name"),
    "id": ("id", "code"),
    "due_date": ("due_date", "valid_to"),
    "start_date": ("start_date", "valid_from", "since"),
    "targets": ("targets", "target"),
    "network": ("title", "network"),
    "status": ("status", "value_status"),
    "note": ("note",),
}


def _beside(concept: str, own: str) -> str | None:
    """The key of a concept that this kind of table has no column for."""
    if concept in _SPOKEN:
        return f"{concept}_{own}"
    return {"owner": "responsible", "source": "source_title"}.get(concept, concept)


_SPOKEN = ("title", "description", "unit", "reason", "role", "commitment")


def crosses(columns: Sequence[Understood]) -> bool:
    """Whether the table has a column for each goal, with crosses in them."""
    return any(column.goal and column.goal.form is Form.CROSS for column in columns)
