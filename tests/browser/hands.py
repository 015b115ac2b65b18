"""Hands on a keyboard and nothing else: Tab, Enter, Space, arrows and letters."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

_MANY = 150
# How the focus shows: the width of the ring, and whether it is on the screen at all.
_RING = """e => {
  const s = getComputedStyle(e), r = e.getBoundingClientRect();
  return (s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth)) >= 2
    && r.bottom > 0 && r.top < innerHeight;
}"""


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody who has no mouse, on an open page."""

    page: Page

    def reach(self, wanted: Locator) -> None:
        """Press Tab until this has the focus, and see that it has."""
        expect(wanted).to_have_count(1)
        element = wanted.element_handle()
        for _ in range(_MANY):
            self.page.keyboard.press("Tab")
            if element.evaluate("e => e === document.activeElement"):
                assert element.evaluate(_RING), f"the focus is not seen on {wanted}"
                return
        raise AssertionError(f"Tab never reached {wanted}")

    def write(self, label: str, text: str) -> None:
        """Write into a field."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def press(self, name: str, *, key: str = "Enter") -> None:
        """Reach a button by its name and press it; a form leads to another page."""
        self.reach(self.page.get_by_role("button", name=name, exact=True))
        self._leave(key)

    def follow(self, wanted: Locator) -> None:
        """Reach a link and follow it."""
        self.reach(wanted)
        self._leave("Enter")

    def unfold(self, summary: str) -> None:
        """Open what is folded away."""
        self.reach(self.page.locator("summary", has_text=summary))
        self.page.keyboard.press("Enter")

    def choose_file(self, label: str, path: Path) -> None:
        """Choose a file with the browser's own dialog."""
        # Asked for before the walk to the field: the browser has to know before the key comes.
        self.page.once("filechooser", lambda opened: opened.set_files(path))
        field = self.page.get_by_label(label, exact=True)
        self.reach(field)
        self.page.keyboard.press("Enter")
        expect(field).not_to_have_value("", timeout=30_000)

    def save(self, wanted: Locator, to: Path) -> Path:
        """Reach a link to a file and keep the file."""
        self.reach(wanted)
        with self.page.expect_download() as started:
            self.page.keyboard.press("Enter")
        started.value.save_as(to)
        return to

    def _leave(self, key: str) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
