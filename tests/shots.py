"""Pictures of every kind of page, for eyes: `python -m tests.shots` writes them into shots/."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.places import LANGUAGES, places
from tests.browser.staff import Room, seats, staff_of
from tests.browser.test_sending_a_workbook import enter
from tests.browser.visiting import PHONE, WIDE, visiting
from tests.conftest import ARGUMENTS, CHROMIUM
from tests.running import COPENHAGEN, EXAMPLE_CITY, ROOT, Running, running

SHOTS = ROOT / "shots"
# The width at which an A4 page is printed at 96 dots an inch, without its margins.
_PAPER = 718


@dataclass(frozen=True, slots=True)
class Look:
    """A way to look at a page."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


LOOKS: tuple[Look, ...] = (
    Look("1440", WIDE),
    Look("390", PHONE),
    Look("1440-dark", WIDE, scheme="dark"),
    Look("390-dark", PHONE, scheme="dark"),
    Look("print", _PAPER, media="print"),
)


def main() -> None:
    """Take all pictures; each is named after city, page, language and look."""
    if not CHROMIUM.exists():
        sys.exit(f"There is no browser at {CHROMIUM}; pictures need one.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        for workbook in (COPENHAGEN, EXAMPLE_CITY):
            city = stack.enter_context(running(workbook, folder))
            for look in LOOKS:
                for path in shots(browser, city, look):
                    sys.stdout.write(f"{path.relative_to(ROOT)}\n")
        own = folder / "room"
        own.mkdir()
        staff = staff_of(stack.enter_context(running(EXAMPLE_CITY, own)))
        room = Room(staff, seats(staff, own))
        for look in LOOKS:
            for path in shots_of_room(browser, room, look):
                sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def shots(browser: Browser, city: Running, look: Look) -> Iterator[Path]:
    """One picture of each page in each language."""
    folder = SHOTS / city.workbook.stem
    with visiting(browser, width=look.width, color_scheme=look.scheme) as visit:
        enter(visit.page, city, "da")
        for lang in LANGUAGES:
            for place in places(city):
                visit.page.goto(city.at(f"/{lang}{place.path}"))
                draw_all(visit.page)
                yield taken(visit.page, folder / f"{place.kind}-{lang}-{look.name}.png", look)


def shots_of_room(browser: Browser, room: Room, look: Look) -> Iterator[Path]:
    """One picture of each page of the analysts' room, as the one who reads it there."""
    for seat in room.seats:
        with visiting(browser, width=look.width, color_scheme=look.scheme) as visit:
            for lang in LANGUAGES:
                room.open(visit.page, seat, lang)
                name = f"{seat.place.kind}-{lang}-{look.name}.png"
                yield taken(visit.page, SHOTS / "room" / name, look)


def taken(page: Page, path: Path, look: Look) -> Path:
    """A picture of an open page, and the sheets of paper it would be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.emulate_media(media=look.media)
    page.screenshot(path=path, full_page=True)
    if look.media == "print":
        page.pdf(path=path.with_suffix(".pdf"), format="A4")
    page.emulate_media(media="screen")
    return path


def draw_all(page: Page) -> None:
    """Come near every chart, so that the picture has them all."""
    for slot in page.locator("[data-slot]").all():
        slot.scroll_into_view_if_needed()
        slot.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.evaluate("scrollTo(0, 0)")


if __name__ == "__main__":
    main()
