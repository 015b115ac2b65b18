"""Ways to look at a page that is already open: width, light, forced colours, size of text."""

from typing import Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visiting import NARROW, PHONE, WIDE

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that depend on how a page is looked at; all others see only what stands in it.
_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
_UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"
_AXE = """options => axe.run(options).then(found => found.violations.map(
  v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))"""
# Of what has the same classes all the way down, in the same surroundings, two are left:
# the same rules of the style sheet hold for all of them, and two show how close they lie.
_SHORTEN = """() => {
  const numbers = new Map(), number = s => numbers.get(s) ?? numbers.set(s, numbers.size).get(s);
  const face = e => ['class', 'style', 'lang'].map(a => e.getAttribute(a)).join() + e.tagName;
  const deep = new Map(), seen = new Map();
  const sign = e => {
    const parts = [...new Set([...e.children].map(sign))].sort();
    deep.set(e, number(face(e) + parts));
    return deep.get(e);
  };
  const thin = (e, around) => {
    for (const part of [...e.children]) {
      if (part.matches('svg, [data-slot]')) continue;
      const kind = around + '/' + deep.get(part), before = seen.get(kind) || 0;
      seen.set(kind, before + 1);
      if (before < 2) thin(part, number(around + face(part))); else part.remove();
    }
  };
  sign(document.body);
  thin(document.body, 0);
}"""
_DRAWN_ANEW = """() => [...document.querySelectorAll('.main-svg')].every(
  drawn => drawn.getBoundingClientRect().width <= innerWidth)"""
_AXE_SCRIPT = Axe().axe_script

Light = Literal["light", "dark", "forced"]


class View(NamedTuple):
    """How a page is looked at; `text` is the reader's size of text in per cent."""

    lang: str
    width: int
    light: Light
    text: int = 100

    def __str__(self) -> str:
        return "-".join(map(str, self))


# Every language in every width and light, every light in two widths, and text of twice the size.
VIEWS = (
    View("da", WIDE, "light"),
    View("da", PHONE, "dark"),
    View("da", NARROW, "forced"),
    View("en", PHONE, "light", 200),
    View("en", NARROW, "dark"),
    View("en", WIDE, "forced", 200),
)
# Each width, light and size of text once.
FEW_VIEWS = (
    View("da", WIDE, "dark", 200),
    View("en", PHONE, "forced"),
    View("en", NARROW, "light"),
)


def look_as(page: Page, view: View) -> None:
    """Change an open page into a view, in the language it is in.

    The size of text is that of the browser's own setting, which media rules follow too.
    """
    page.set_viewport_size({"width": view.width, "height": 900})
    page.emulate_media(
        color_scheme="dark" if view.light == "dark" else "light",
        forced_colors="active" if view.light == "forced" else "none",
    )
    sizes = {"standard": 16 * view.text // 100, "fixed": 13 * view.text // 100}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.wait_for_function(_DRAWN_ANEW)  # a chart follows the width of its page a moment later


def barriers(page: Page, views: tuple[View, ...]) -> list[str]:
    """What axe finds on an open page: all of it read once, then looked at in each view.

    The page is unfolded, and shortened after it was read; it must be opened again after this.
    """
    page.evaluate(_UNFOLD)
    page.evaluate(_AXE_SCRIPT)
    reading = {rule: {"enabled": False} for rule in _LOOKS}
    found = _axe(page, {"runOnly": {"type": "tag", "values": _TAGS}, "rules": reading})
    page.evaluate(_SHORTEN)
    for view in views:
        look_as(page, view)
        seen = _axe(page, {"runOnly": {"type": "rule", "values": _LOOKS}})
        found += [f"{view}: {line}" for line in seen]
    return found


def _axe(page: Page, options: dict[str, object]) -> list[str]:
    return page.evaluate(_AXE, {**options, "resultTypes": ["violations"]})
