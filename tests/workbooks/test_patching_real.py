"""Written cells as other programs read them, and in workbooks that people made."""

import os
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from openpyxl.utils import get_column_letter

from dashboard.errors import Trouble
from dashboard.workbooks.patching import Cells, write_cells
from dashboard.workbooks.reading import Unreadable, read_workbook
from tests.workbooks.books import saved
from tests.workbooks.marked import as_libreoffice, rich
from tests.workbooks.test_patching import with_chain


@pytest.mark.skipif(
    which("soffice") is None and not os.environ.get("REQUIRE_LIBREOFFICE"),
    reason="LibreOffice is not installed here",
)
def test_libreoffice_opens_the_copy_and_finds_the_new_values(tmp_path: Path):
    cells: Cells = {("Ark", "B3"): "Nyt & bedre", ("Ark", "A4"): "H-9", ("Ark", "F1"): "Mål"}
    after = as_libreoffice(tmp_path / "book", write_cells(with_chain(saved(rich())), cells))
    assert after["Ark"][0][-1] == "Mål"
    assert after["Ark"][2][1] == "Nyt & bedre"
    assert after["Ark"][3] == ["H-9", "Flere træer", 4.5, date(2026, 1, 3), 9]


@pytest.mark.skipif(not os.environ.get("CORPUS_DIR"), reason="CORPUS_DIR names no folder")
def test_real_workbooks_take_a_value_and_keep_the_rest():
    tried, refused = 0, list[str]()
    for path in sorted(Path(os.environ["CORPUS_DIR"]).rglob("*.xlsx")):
        content = path.read_bytes()
        try:
            tab = read_workbook(content, filename=path.name).tabs[0]
        except Unreadable:
            continue
        place = f"{get_column_letter(len(tab.columns) + 2)}{tab.height + 2}"
        try:
            copy = write_cells(content, {(tab.name, place): "Nyt"})
        except Trouble as trouble:
            refused.append(trouble.key)
            continue
        tried += 1
        again = read_workbook(copy, filename=path.name).tabs[0]
        assert again.at(tab.height + 1, len(tab.columns) + 1) == "Nyt", path
        assert list(again.rows[: tab.height]) == list(tab.rows), path
    assert tried
    assert set(refused) <= {"patching.protected", "patching.signed", "patching.may_be_used"}
