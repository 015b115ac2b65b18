"""A visit: a fresh browser window that notes what it asked for and what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page

WIDE, PHONE, NARROW = 1440, 390, 320


@dataclass(frozen=True, slots=True)
class Visit:
    """An open window, every address it asked for, and every complaint on its console."""

    page: Page
    asked: list[str] = field(default_factory=list[str])
    complaints: list[str] = field(default_factory=list[str])

    def hosts(self) -> set[str]:
        """The machines that were asked; pictures inside the page are on none."""
        return {urlsplit(a).hostname or "" for a in self.asked if not a.startswith("data:")}

    def asked_for(self, part: str) -> bool:
        """Whether an address with this in it was asked for."""
        return any(part in address for address in self.asked)


@contextmanager
def visiting(
    browser: Browser, /, *, width: int = WIDE, height: int = 900, **more: Any
) -> Iterator[Visit]:
    """A window with nothing kept from before."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)
    context.set_default_timeout(30_000)
    page = context.new_page()
    visit = Visit(page)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda said: _note(visit, said))
    try:
        yield visit
    finally:
        context.close()


def _note(visit: Visit, said: ConsoleMessage) -> None:
    if said.type in ("error", "warning"):
        visit.complaints.append(f"{said.type}: {said.text}")


def show_chart(page: Page, number: int = 0) -> str:
    """Scroll to a chart and wait until it is drawn; the name of its slot."""
    slot = page.locator("[data-slot]").nth(number)
    slot.scroll_into_view_if_needed()
    slot.locator(".js-plotly-plot .main-svg").first.wait_for()
    return slot.get_attribute("data-slot") or ""
