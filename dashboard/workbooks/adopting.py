"""Adopting: sheets nobody made for this program become tables of the plan.

Only what stands in the workbook is taken over, each value with its cell. A row without an id
is called after its sheet and row, an administration after its name; that is said, and what
is not told stays unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Finding
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Value
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.workbooks.adoptednotes import notes, without_place
from dashboard.workbooks.book import Table
from dashboard.workbooks.cellvalues import ReadValue
from dashboard.workbooks.columnreading import ENOUGH
from dashboard.workbooks.drafting import Draft, draft_of, kept, miss, raws_of
from dashboard.workbooks.draftseries import Series, series_of
from dashboard.workbooks.gatheredrows import gathered
from dashboard.workbooks.likeness import folded
from dashboard.workbooks.recognising import Recognised
from dashboard.workbooks.tables import Judged
from dashboard.workbooks.values import parse

# Rules that name a kind of table but are too weak to publish by: a list of events looks so.
_WEAK = frozenset({"title_and_period"})
_SERIES = (SheetKey.INDICATORS, SheetKey.OBSERVATIONS)
# Figures tell these kinds, so without figures that have a year nothing tells them.
_BY_FIGURES = frozenset({"figures_by_topic", "figures_by_place", "value_by_topic"})
# Rows of these tables say nothing without these columns.
_NEEDED: Mapping[SheetKey, tuple[str, ...]] = {SheetKey.RELEVANCE: ("target", "relevance")}
# What parts the names of several administrations in one cell.
_SEVERAL = re.compile(r"[;\n|]+")
_NO_CODE = re.compile(r"[\s;,|/]+")
_LONGEST_NAME, _LONGEST_CODE = 120, 48


@dataclass(frozen=True, slots=True)
class Adopted:
    """Tables out of sheets of another layout, and what is to be said of sheets that gave none."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def is_adoptable(judged: Judged) -> bool:
    """Whether a sheet is known for a table of a plan surely enough to be published."""
    if judged.kind is None or judged.kind is SheetKey.ABOUT or judged.why in _WEAK:
        return False
    return any(column.key and column.confidence >= ENOUGH for column in judged.columns)


def adopt(sheets: Sequence[Judged], *, declared: Sequence[Table]) -> Adopted:
    """Sheets as tables; `declared` are those with our own headers in the same workbook."""
    drafts: list[Draft] = []
    series: list[Series] = []
    findings: list[Finding] = []
    for judged in sheets:
        if judged.kind not in _SERIES:
            assert judged.kind is not None
            drafts.append(_whole(draft_of(judged, gathered(judged.layout), key=judged.kind)))
            continue
        found = series_of(judged)
        if found.observations.numbers or (
            found.indicators.numbers and judged.why not in _BY_FIGURES
        ):
            series.append(found)
            drafts.append(found.indicators)
        else:
            findings += without_place(found)
    named = _administrations(drafts, declared)
    derived = _named_rows(drafts, declared)
    for each in series:
        _tie(each)
    told = {id(each.indicators): each for each in series}
    tables: list[Table] = []
    for draft in drafts:
        new = [a for a in named if a.judged is draft.judged]
        said = notes(draft, derived=id(draft) in derived, named=new, series=told.get(id(draft)))
        tables.append(_table(draft, said))
        if (each := told.get(id(draft))) is not None:
            tables.append(_table(each.observations, ()))
    return Adopted((*tables, *(_table(each, ()) for each in named)), tuple(findings))


def _whole(draft: Draft) -> Draft:
    """The draft without rows that lack what its table is about."""
    needed = _NEEDED.get(draft.key, ())
    nothing: Sequence[Value | None] = (None,) * len(draft.numbers)
    columns = [draft.values.get(key, nothing) for key in needed]
    whole = [at for at in range(len(draft.numbers)) if all(c[at] is not None for c in columns)]
    return draft if len(whole) == len(draft.numbers) else kept(draft, whole)


def _named_rows(drafts: Iterable[Draft], declared: Sequence[Table]) -> frozenset[int]:
    """Give every row its id; the drafts in which the sheet has none of its own."""
    taken: dict[SheetKey, set[str]] = {}
    for table in declared:
        taken.setdefault(table.key, set()).update(code for _, code in table.texts_in("id"))
    derived: set[int] = set()
    for draft in drafts:
        if draft.key not in MAPPED:
            continue
        used = taken.setdefault(draft.key, set())
        ids = _own_ids(draft)
        if ids is None or used & set(ids):
            ids = _ids_of_rows(draft)
            derived.add(id(draft))
        else:
            for at, value in draft.ids.items():
                draft.place("id", at, value.cell)
        draft.values["id"] = list(ids)
        used.update(ids)
    return frozenset(derived)


def _own_ids(draft: Draft) -> list[str] | None:
    """The sheet's own names of its rows, where each row has one and no two the same."""
    column = next(c for c in columns_of(draft.key) if c.key == "id")
    if len(draft.ids) < len(draft.numbers):
        return None
    read = [parse(draft.ids[at].value, column=column).value for at in range(len(draft.numbers))]
    ids = [each for each in read if isinstance(each, str)]
    return ids if len(set(ids)) == len(draft.numbers) else None


def _ids_of_rows(draft: Draft) -> list[str]:
    """Ids that say where a row stands: Plan-14, and Plan-14.2 for the second thing in it."""
    sheet = _code(draft.tab)
    seen: dict[int, int] = {}
    found: list[str] = []
    for number in draft.numbers:
        seen[number] = seen.get(number, 0) + 1
        found.append(f"{sheet}-{number}" + (f".{seen[number]}" if seen[number] > 1 else ""))
    return found


def _code(text: str) -> str:
    """A name as a code: what parts codes and paths becomes a hyphen."""
    code = _NO_CODE.sub("-", text.strip())
    if len(code) > _LONGEST_CODE:
        code = code[:_LONGEST_CODE].rpartition("-")[0] or code[:_LONGEST_CODE]
    return code.strip("-.") or "x"


def _tie(series: Series) -> None:
    """Tie each observation to its indicator, and to the cells that name it."""
    indicators, observations = series.indicators, series.observations
    key = f"title_{indicators.suffix}"
    ids = [str(each) for each in indicators.values["id"]]
    observations.values["indicator"] = [(ids[at],) for at in series.of]
    place = indicators.places.get(key)
    if place is not None:
        observations.places["indicator"] = place
    cells = indicators.cells.get(key, {})
    own = {at: cells[of] for at, of in enumerate(series.of) if of in cells}
    if own:
        observations.cells["indicator"] = own


def _administrations(drafts: Sequence[Draft], declared: Sequence[Table]) -> list[Draft]:
    """Give each named administration a code; those nobody declared become rows of their own."""
    known = _declared(drafts, declared)
    codes = set(known.values())
    found: dict[str, Draft] = {}
    for draft in drafts:
        for key, names in draft.names.items():
            several = _is_list(draft, key)
            for at, value in names.items():
                parts = _names(value)
                if not parts:
                    miss(draft, key, at, value)
                    continue
                said = [_code_for(part, value, draft, known, codes, found) for part in parts]
                _answer(draft, at, key, said, value, several=several)
        for values in draft.values.values():
            values.extend([None] * (len(draft.numbers) - len(values)))
    return list(found.values())


def _is_list(draft: Draft, key: str) -> bool:
    kind = next(c.kind for c in columns_of(draft.key) if c.key == key)
    return kind is Kind.ADMINISTRATIONS


def _names(value: ReadValue) -> list[str]:
    """The names in a cell; a cell of prose names nobody."""
    parts = (" ".join(part.split()) for part in _SEVERAL.split(str(value.value)))
    names = [part for part in dict.fromkeys(parts) if part]
    return [] if any(len(name) > _LONGEST_NAME for name in names) else names


def _answer(  # noqa: PLR0913 - each is one fact about the cell
    draft: Draft, at: int, key: str, codes: Sequence[str], value: ReadValue, *, several: bool
) -> None:
    """Put the codes into the row; of several nobody knows which one is responsible."""
    columns = {c.key for c in columns_of(draft.key)}
    if not several and len(codes) > 1 and "contributing" in columns:
        key, several = "contributing", True
    elif not several and len(codes) > 1:
        miss(draft, key, at, value)
        return
    column = draft.values.setdefault(key, [None] * len(draft.numbers))
    column.extend([None] * (len(draft.numbers) - len(column)))
    before = column[at]
    if several:
        told = (*(before if isinstance(before, tuple) else ()), *codes)
        column[at] = tuple(dict.fromkeys(map(str, told)))
    else:
        column[at] = codes[0]
    draft.place(key, at, value.cell)


def _declared(drafts: Sequence[Draft], declared: Sequence[Table]) -> dict[str, str]:
    """Folded name or code → code, of every administration that the workbook declares."""
    found: dict[str, str] = {}
    for table in declared:
        if table.key is SheetKey.ADMINISTRATIONS:
            for row, code in table.texts_in("code"):
                names = (code, table.text("name_da", row), table.text("name_en", row))
                found |= {folded(name): code for name in names if name}
    for draft in drafts:
        if draft.key is SheetKey.ADMINISTRATIONS:
            found |= _as_declared(draft, set(found.values()))
    return found


def _as_declared(draft: Draft, used: set[str]) -> dict[str, str]:
    """The administrations of a sheet that lists them, with its own codes where it has any."""
    found: dict[str, str] = {}
    codes: list[Value | None] = []
    nothing: Sequence[Value | None] = (None,) * len(draft.numbers)
    columns = [draft.values.get(f"name_{end}", nothing) for end in ("da", "en")]
    for at, names in enumerate(zip(*columns, strict=True)):
        said = next((str(name) for name in names if name), "")
        own = draft.ids.get(at)
        code = _free(_code(str(own.value) if own else said), used)
        used.add(code)
        codes.append(code)
        found |= {folded(name): code for name in (code, said) if name}
        if own is not None:
            draft.place("code", at, own.cell)
    draft.values["code"] = codes
    return found


def _code_for(  # noqa: PLR0913, PLR0917 - what is known so far, and where the name stands
    name: str,
    value: ReadValue,
    draft: Draft,
    known: dict[str, str],
    codes: set[str],
    found: dict[str, Draft],
) -> str:
    """The code of an administration; one that is new becomes a row known by its name."""
    mark = folded(name) or name
    if mark in known:
        return known[mark]
    code = known[mark] = _free(_code(name), codes)
    codes.add(code)
    own = found.setdefault(draft.tab, Draft(draft.judged, SheetKey.ADMINISTRATIONS))
    own.numbers.append(int(value.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
    own.put("code", code)
    own.put(f"name_{draft.suffix}", name, value.cell)
    return code


def _free(code: str, used: set[str]) -> str:
    many = 2
    free = code
    while free in used:
        free, many = f"{code}-{many}", many + 1
    return free


def _table(draft: Draft, said: Sequence[Finding]) -> Table:
    """The draft as a table of the plan."""
    draft.finished()
    layout = draft.judged.layout
    headers = {c.place: c.header for c in draft.judged.columns}
    by_place = {c.place: c.key for c in draft.judged.columns if c.key and c.place in draft.used}
    recognised = Recognised(
        layout.tab, draft.key, layout.region.header_rows[-1], by_place, headers, (), ()
    )
    return Table(
        draft.key,
        recognised,
        {key: place for key, place in draft.places.items() if key in draft.values},
        draft.numbers,
        {key: raws_of(values) for key, values in draft.values.items()},
        draft.values,
        tuple(said),
        {key: cells for key, cells in draft.cells.items() if key in draft.values},
        is_foreign=True,
    )
