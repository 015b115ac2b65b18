"""Where an edition's numbers come from: how much was sent, from which sources, and how sure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from dashboard.flows.open_edition import OpenEdition
from dashboard.plan.columns import columns_of
from dashboard.plan.kinds import Basis, Confidence
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED, SHEETS, SheetKey

_E = TypeVar("_E", bound=StrEnum)

_SAFE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Sent:
    """One sheet as it was sent: rows, and cells that say something; `tab` is its own name."""

    sheet: SheetKey
    tab: str | None
    rows: int
    cells: int


@dataclass(frozen=True, slots=True)
class Source:
    """One source and how many rows name it; `url` is None where no safe address is given."""

    title: str
    url: str | None
    rows: int


def sent(opened: OpenEdition) -> list[Sent]:
    """Every sheet of the plan, in the workbook's order."""
    tables = opened.summary.tables
    return [
        Sent(
            sheet.key,
            tables.record(sheet.key, 0).tab if tables.count(sheet.key) else None,
            tables.count(sheet.key),
            tables.filled(sheet.key),
        )
        for sheet in SHEETS
    ]


def sources(opened: OpenEdition) -> list[Source]:
    """Every source that rows name, the most used first; several in one cell are told apart."""
    found: Counter[str] = Counter()
    links: dict[str, str] = {}
    tables = opened.summary.tables
    for sheet in SheetKey:
        if all(c.key != "source_title" for c in columns_of(sheet)):
            continue
        titles = tables.column(sheet, "source_title")
        for title, url in zip(titles, tables.column(sheet, "source_url"), strict=True):
            pairs = _pairs(str(title or ""), str(url or ""))
            found.update(list(pairs))  # a mapping would add its values
            links.update({name: link for name, link in pairs.items() if link})
    return [Source(title, links.get(title), n) for title, n in found.most_common()]


def sources_of(record: Record) -> list[tuple[str, str | None]]:
    """The sources that one row names, each with its safe address."""
    titles, urls = record.text("source_title"), record.text("source_url")
    return list(_pairs(titles or "", urls or "").items())


def _pairs(titles: str, urls: str) -> dict[str, str | None]:
    """Titles with their safe addresses; where there are not as many of both, with none."""
    names = [part.strip() for part in titles.split("|") if part.strip()]
    links = [part.strip() for part in urls.split("|") if part.strip()]
    if not names:
        names = links
    if len(names) != len(links):
        return dict.fromkeys(names)
    pairs = zip(names, links, strict=True)
    return {name: link if link.startswith(_SAFE) else None for name, link in pairs}


def sureness(opened: OpenEdition) -> Mapping[Confidence | None, int]:
    """How many rows of the mapped sheets are how sure; None for those that do not say."""
    return _counted(opened, "confidence", Confidence)


def bases(opened: OpenEdition) -> Mapping[Basis | None, int]:
    """Who tied the rows to their goals: the source, a later reader, or nobody says."""
    return _counted(opened, "mapping_basis", Basis)


def _counted(opened: OpenEdition, key: str, family: type[_E]) -> Mapping[_E | None, int]:
    tables = opened.summary.tables
    told = Counter(value for sheet in MAPPED for value in tables.column(sheet, key))
    found: dict[_E | None, int] = {member: told[member.value] for member in family}
    found[None] = sum(told.values()) - sum(found.values())
    return found
