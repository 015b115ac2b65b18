"""The two example workbooks and hand-made plans, opened once for all tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.flows.open_edition import OpenEdition, open_edition
from dashboard.language.words import Language
from dashboard.plan.editions import Edition
from dashboard.plan.sheets import SheetKey
from dashboard.records.columnar import pack
from dashboard.records.publishing import checksum_of
from dashboard.records.sql import SqlStore
from dashboard.settings import Settings, read_settings
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.template import write_workbook

DATA = Path(__file__).parents[1] / "data"
EXAMPLES = ("copenhagen", "example-city")
Rows = Mapping[SheetKey, Sequence[Mapping[str, object]]]


@cache
def workbook(example: str) -> bytes:
    return (DATA / f"{example}.xlsx").read_bytes()


@cache
def example(name: str) -> OpenEdition:
    return opened(workbook(name), filename=f"{name}.xlsx")


def opened(content: bytes, *, filename: str = "plan.xlsx", on: date | None = None) -> OpenEdition:
    """A workbook as edition 1; `on` is the day it was published."""
    checked = check_workbook(content, filename=filename)
    assert not checked.has_errors, checked.findings
    day = on or date(2026, 11, 1)
    edition = Edition(
        number=1,
        checksum=checksum_of(content),
        filename=filename,
        published_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        published_by="test",
        note="",
    )
    return open_edition(edition, pack(frames_of(checked), layout=layout_of(checked)))


def plan(rows: Rows, *, on: date | None = None) -> OpenEdition:
    """A plan of these rows, written as a workbook, checked and opened."""
    return opened(write_workbook(rows, language=Language.DA), on=on)


def store_in(folder: Path) -> SqlStore:
    return SqlStore(f"sqlite:///{folder / 'plan.sqlite'}")


def settings(**variables: str) -> Settings:
    return read_settings({"SECRET_KEY": "only for tests", **variables})


ADMINISTRATIONS: Sequence[Mapping[str, Any]] = (
    {"code": "GAM", "name_da": "Den gamle", "name_en": "The old one", "valid_to": "2025-12-31"},
    {
        "code": "NY",
        "name_da": "Den nye",
        "name_en": "The new one",
        "valid_from": "2026-01-01",
        "predecessor": "GAM",
    },
    {"code": "TMF", "name_da": "Teknik og Miljø", "name_en": "Technique"},
)


def action(identifier: str, **values: object) -> dict[str, object]:
    return {"id": identifier, "title_da": identifier, "responsible": "TMF", **values}
