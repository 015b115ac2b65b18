"""Plans at the edge of what a city may send: enormous, empty, and nothing but zeros."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from dashboard.language.words import Language
from dashboard.plan.columns import columns_of
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import MAPPED, SHEETS, SheetKey
from dashboard.workbooks.template import write_workbook
from tests.samples import ADMINISTRATIONS, Rows, action

MANY = 10_000
LETTERS = 300
# As people write, and as somebody writes who found no space on the keyboard.
SPACED = ("Grøn ærlig by på vej mod måling og årsværk " * 10)[:LETTERS].strip().ljust(LETTERS, "å")
UNSPACED = ("Kvartersudviklingsåbenhedsplanlægning" * 10)[:LETTERS]
_CITY = {"key": "city", "text_da": "Prøveby", "text_en": "Tryville"}


def long_names(name: str) -> Rows:
    """Every text of every sheet is this name."""
    rows = {sheet.key: [_filled(sheet.key, n, name) for n in (1, 2, 3)] for sheet in SHEETS}
    rows[SheetKey.ABOUT] = [
        {"key": key, "text_da": name, "text_en": name}
        for key in ("city", "plan", "notice", "contact")
    ]
    for number, row in enumerate(rows[SheetKey.OBSERVATIONS]):
        row.update({"indicator": ["id-1"], "year": 2020 + number, "value": number * 1e9})
    return rows


def _filled(sheet: SheetKey, number: int, name: str) -> dict[str, object]:
    row: dict[str, object] = {c.key: name for c in columns_of(sheet) if c.kind is Kind.TEXT}
    for column in columns_of(sheet):
        match column.kind:
            case Kind.CODE:
                row[column.key] = f"{column.key}-{number}"
            case Kind.GOALS:
                row[column.key] = [11, 13]
            case Kind.ADMINISTRATION if column.key != "predecessor":
                row[column.key] = f"code-{number}"
            case Kind.CHOICE:
                row[column.key] = column.choices[number % len(column.choices)].value
            case Kind.TARGET:
                row[column.key] = f"11.{number}"
            case Kind.TARGETS:
                row[column.key] = ["11.6"]
    if sheet is SheetKey.INDICATORS:
        row |= {"ambition_value": 5e9, "ambition_upper": 9e9, "ambition_year": 2030}
        row |= {"direction": "up", "baseline_value": 0, "baseline_year": 2019, "method": None}
        row |= {"change_kind": None, "change_reason": None, "across_break": None}
        row |= {"manual_class": None, "manual_reason": None, "manual_name": None}
    if sheet is SheetKey.ACTIONS:
        row |= {"due_date": f"202{4 + number}-12-31", "milestones": 4, "milestones_reached": 1}
        row |= {"contribution": ["id-1"], "budget": 5e9, "spent": 4e9}
    if sheet is SheetKey.COOPERATION:
        row |= {"since": f"201{number}"}
    return row


def many_actions() -> Rows:
    """Ten thousand actions in one goal, half of them of one administration."""
    statuses = ("completed", "on_track", "at_risk", "delayed", "not_started", None)
    rows = [
        action(
            f"H-{n}",
            title_da=f"Handling nummer {n} om cykler, træer og børn",
            title_en=f"Action number {n} about bicycles, trees and children",
            goals=[11],
            targets=["11.6"],
            responsible=("TMF", "NY")[n % 2],
            status=statuses[n % 6],
            due_date=f"{2024 + n % 9}-06-30",
        )
        for n in range(MANY)
    ]
    return {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: rows}


def zeros() -> Rows:
    """Indicators whose every number is nought, and no action at all."""
    indicators = [
        {
            "id": f"I-{n}",
            "title_da": f"Nul {n}",
            "title_en": f"Nought {n}",
            "goals": [n],
            "responsible": "TMF",
            "unit_da": "%" if n % 2 else "ton",
            "unit_en": "%" if n % 2 else "tonnes",
            "direction": ("up", "down")[n % 2],
            "baseline_value": 0,
            "baseline_year": 2018,
            "ambition_operator": ("at_least", "at_most", "equal")[n % 3],
            "ambition_value": 0,
            "ambition_year": 2030,
            "rhythm": "yearly",
        }
        for n in GOAL_NUMBERS
    ]
    observations = [
        {"indicator": [f"I-{n}"], "year": year, "value": 0}
        for n in GOAL_NUMBERS
        for year in range(2018, 2026)
    ]
    return {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        SheetKey.INDICATORS: indicators,
        SheetKey.OBSERVATIONS: observations,
    }


def no_indicators() -> Rows:
    """A few actions, and nothing that is measured."""
    rows = [action(f"H-{n}", goals=[n], status="on_track") for n in GOAL_NUMBERS]
    return {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: rows}


def one_row() -> Rows:
    """One administration with one action of which only the name is known."""
    return {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS[2:], SheetKey.ACTIONS: [action("H-1")]}


def no_rows() -> Rows:
    """Administrations, and nothing that any of them does: refused when it is sent."""
    return {SheetKey.ABOUT: [_CITY], SheetKey.ADMINISTRATIONS: ADMINISTRATIONS}


EXTREMES: Mapping[str, Callable[[], Rows]] = {
    "long-names": lambda: long_names(SPACED),
    "long-names-unspaced": lambda: long_names(UNSPACED),
    "ten-thousand": many_actions,
    "zeros": zeros,
    "no-indicators": no_indicators,
    "one-row": one_row,
}


@cache
def extreme(name: str) -> bytes:
    """The workbook of such a plan."""
    return write_workbook(EXTREMES[name](), language=Language.DA)


def identifiers(rows: Rows, sheet: SheetKey) -> Sequence[str]:
    """The ids of a sheet's rows."""
    return [str(row["id"]) for row in rows.get(sheet, ())]


def places(rows: Rows) -> dict[str, tuple[str, ...]]:
    """Addresses of every page of such a plan, by the name of the page."""
    codes = [str(row["code"]) for row in rows.get(SheetKey.ADMINISTRATIONS, ())][-2:]
    records = [f"/{s}/{i}" for s in MAPPED for i in identifiers(rows, s)[:2]]
    drawn = {"".join(row["indicator"]) for row in rows.get(SheetKey.OBSERVATIONS, ())}
    return {
        "overview": ("/",),
        "goal": ("/goals/11", "/goals/1"),
        "administration": tuple(f"/administrations/{code}" for code in codes),
        "meeting": ("/meeting/goals/11", *(f"/meeting/administrations/{c}" for c in codes)),
        "actions": ("/actions", "/actions?view=timeline", "/actions?q=cykler&goal=11&order=due"),
        "indicators": ("/indicators", "/indicators?view=list&goal=1"),
        "search": ("/search?q=nummer", "/search?q=xyzzy"),
        "target": ("/targets/11.6", "/targets/1.a"),
        "cooperation": ("/cooperation",),
        "one_cooperation": tuple(p for p in records if p.startswith("/cooperation")),
        "rows": ("/rows", "/rows?goal=11", "/rows?goal=11&sheet=actions", "/rows?unmapped=1"),
        "record": tuple(p for p in records if not p.startswith("/cooperation")),
        "gaps": ("/gaps", "/gaps?kind=overdue", "/gaps?kind=unserved&goal=11"),
        "changes": ("/changes", "/changes?from=1&to=1"),
        "flows": ("/flows", "/flows?what=actions", "/flows?what=contributions"),
        "compare": (
            "/compare",
            "/compare?what=goals&a=11&b=1",
            f"/compare?what=administrations&a={codes[0]}&b={codes[-1]}" if codes else "/compare",
            "/compare?what=editions&a=1&b=1",
        ),
        "method": ("/method",),
        "about": ("/about",),
        "accessibility": ("/accessibility",),
        "embed": (
            "/embed/status_by_administration/city",
            *(f"/embed/trajectory/{indicator}" for indicator in sorted(drawn)[:2]),
        ),
    }
