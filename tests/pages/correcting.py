"""A hall for drafts that are corrected: who sent them, others who see them, and their forms."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from werkzeug.test import TestResponse

from dashboard.flows.receive_workbook import report_of
from dashboard.plan.drafts import Draft
from dashboard.plan.people import Role
from dashboard.records.sql import SqlStore
from dashboard.workbooks.sheetreports import SheetReport
from tests.pages.conftest import server_on, store_with
from tests.pages.signing import Somebody, signed_in
from tests.samples import workbook


@dataclass
class Hall:
    store: SqlStore
    anna: Somebody
    others: dict[str, Somebody]

    def send(self, content: bytes, by: Somebody | None = None, *, name: str = "plan.xlsx") -> str:
        files = {"workbook": (BytesIO(content), name)}
        answer = (by or self.anna).browser.send("/da/upload", files)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def draft(self, at: str) -> Draft:
        found = self.store.drafts.draft(at.rpartition("/")[2])
        assert found is not None
        return found

    def sheets(self, at: str) -> tuple[SheetReport, ...]:
        return report_of(self.store.drafts, self.draft(at)).sheets

    def correct(
        self,
        at: str,
        name: str,
        kind: str,
        *,
        by: Somebody | None = None,
        do: str = "save",
        **chosen: str | None,
    ) -> TestResponse:
        """Send the form of a sheet; `chosen` are keys by the header of their column."""
        number, sheet = next((n, s) for n, s in enumerate(self.sheets(at)) if s.name == name)
        keys = {c.header: c.key for c in sheet.read} | chosen
        data = {f"column-{n}": keys[c.header] or "" for n, c in enumerate(sheet.read)}
        data |= {"sheet": str(number), "kind": kind, "do": do}
        data["checksum"] = self.draft(at).way.checksum
        return (by or self.anna).browser.send(f"{at}/read", data)


def hall_in(folder: Path) -> Hall:
    store = store_with(folder, workbook("example-city"))
    server = server_on(store)
    anna = signed_in(server, store, "Anna", Role.ANALYST, administrations=("KUF",))
    roles = {"reader": Role.READER, "editor": Role.EDITOR, "analyst": Role.ANALYST}
    others = {
        name: signed_in(server, store, name, role, administrations=("nobody",))
        for name, role in roles.items()
    }
    return Hall(store, anna, others)
