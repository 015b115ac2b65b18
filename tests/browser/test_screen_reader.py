"""What a screen reader is given: the tree of a page as text, in which the numbers stand.

`WRITE_TREES=1` writes the trees anew; read what changed before you keep it.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.places import first_id, sheet_of, workbook
from tests.browser.visiting import visiting
from tests.running import Running

TREES = Path(__file__).parent / "trees"
OBSERVATIONS = ("Målinger", "Observations")
# The language each workbook is written in.
LANGUAGE = {"copenhagen": "da", "example-city": "en"}
# Addresses are not read out; they are followed by other tests.
_ADDRESS = re.compile(r"^ *- /url: .*\n", re.MULTILINE)


@pytest.mark.parametrize("kind", ["overview", "goal", "indicator"])
def test_a_screen_reader_is_given_the_page_as_it_was_kept(
    browser: Browser, city: Running, kind: str
) -> None:
    name, lang = city.workbook.stem, LANGUAGE[city.workbook.stem]
    indicator = first_id(city.workbook, OBSERVATIONS)
    path = {"overview": "/", "goal": "/goals/14", "indicator": f"/indicators/{indicator}"}[kind]
    with visiting(browser) as visit:
        # What a script draws is the picture of a sentence and a table that stand in the page.
        visit.page.route("**/*.js*", lambda route: route.abort())
        visit.page.goto(city.at(f"/{lang}{path}"))
        # When an edition was published, and its checksum, stand at the end of every page.
        part = visit.page.locator("body > :not(footer)" if kind == "overview" else "main")
        trees = [part.nth(number).aria_snapshot() for number in range(part.count())]
    seen = _ADDRESS.sub("", "\n".join(trees) + "\n").replace("\u00ad", "")
    kept = TREES / f"{name}-{kind}.txt"
    if os.environ.get("WRITE_TREES") == "1":
        TREES.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8"), f"{kept.name}: WRITE_TREES=1 writes it anew"


def test_every_value_of_an_indicator_stands_in_its_tree(city: Running) -> None:
    name = city.workbook.stem
    said = (TREES / f"{name}-indicator.txt").read_text(encoding="utf-8")
    sheet = sheet_of(workbook(city.workbook), OBSERVATIONS)
    decimal = {"da": ",", "en": "."}[LANGUAGE[name]]
    rows = list(sheet.iter_rows(min_row=2, max_col=3, values_only=True))
    own = [(str(year), f"{value:g}".replace(".", decimal)) for of, year, value in rows
           if of == rows[0][0]]  # fmt: skip
    assert own
    for year, value in own:
        assert re.search(rf'row "{year} {re.escape(value)}\D', said), (year, value)
