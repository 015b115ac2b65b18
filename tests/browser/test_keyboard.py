"""With the keyboard alone: everything is reached in the order it stands, seen, and left again."""

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import places
from tests.browser.views import Light, View, look_as
from tests.browser.visiting import PHONE, WIDE, show_chart, visiting
from tests.running import Running

# What a keyboard must reach, in the order of the document, and where each stands before
# anything is scrolled. Charts may have stops of their own; they come on top.
_WATCH = """() => {
  const can = 'a[href], button, input:not([type=hidden]), select, summary, textarea'
    + ', [tabindex="0"]';
  const lum = c => c.map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const colour = text => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const against = (a, b) => {
    const [dark, light] = [lum(a.slice(0, 3)), lum(b.slice(0, 3))].sort((x, y) => x - y);
    return (light + .05) / (dark + .05);
  };
  const behind = e => {
    const found = e ? colour(getComputedStyle(e).backgroundColor) : [255, 255, 255];
    return found.length < 4 || found[3] > .99 ? found : behind(e.parentElement);
  };
  const sticks = e => e !== null
    && (/sticky|fixed/.test(getComputedStyle(e).position) || sticks(e.parentElement));
  // Whether something that sticks lies upon a point of an element.
  const under = (e, r, x) => {
    const top = document.elementFromPoint(r.left + r.width * x, r.top + r.height * .5);
    return top !== null && !e.contains(top) && sticks(top) && !sticks(e);
  };
  const boxes = e => [...e.getClientRects()].filter(r => r.width && r.height);
  const wanted = [...document.querySelectorAll(can)].filter(
    e => e.checkVisibility({visibilityProperty: true}) && !e.disabled
         && e.getAttribute('tabindex') !== '-1' && !e.closest('[data-slot]'));
  window.wanted = wanted.length;
  window.stops = [];
  window.left = false;
  const note = () => {
    const e = document.activeElement;
    // Out of the page, or round to where one began: some browsers stop outside, some do not.
    window.left ||= stops.length > 1 && (e === document.body || stops[0].at === wanted.indexOf(e));
    if (window.left || e === document.body || e.closest('[data-slot]')) return;
    const s = getComputedStyle(e), ground = behind(e.parentElement);
    const ring = s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth);
    const rings = [colour(s.outlineColor)];
    if (s.boxShadow.startsWith('rgb')) rings.push(colour(s.boxShadow));
    stops.push({
      at: wanted.indexOf(e), html: e.outerHTML.slice(0, 140), ring,
      contrast: Math.max(...rings.map(c => against(c, ground))),
      seen: !boxes(e).every(r => [.1, .5, .9].every(x => under(e, r, x))),
    });
  };
  // By the next press, all scrolling of the last one is over.
  document.addEventListener('keydown', key => { if (key.key === 'Tab') note(); }, true);
  const spots = wanted.map(boxes);
  return wanted.slice(1).map((e, i) => [spots[i].at(-1), spots[i + 1][0], e]).filter(
    ([a, b, e]) => a && b && !sticks(e)
      && (b.bottom <= a.top + 1 && b.left < a.right && b.right > a.left
      || Math.abs(a.top - b.top) < 3 && Math.abs(a.bottom - b.bottom) < 3 && b.right <= a.left)
  ).map(([a, b, e]) => e.outerHTML.slice(0, 140));
}"""
# Parts that stick while links lie under them: the years of the timeline, the first column.
_STICKY = ".axis:visible, .matrix:visible"
_CHART_STOPS = 60


class Walk(NamedTuple):
    """What a reader met from the top of a page to its end, or the other way."""

    wanted: int
    stops: list[dict[str, Any]]
    backwards: list[str]

    def faults(self, *, back: bool) -> list[str]:
        """What was missed, met in another order, or could not be seen."""
        order = list(range(self.wanted))
        if back:
            order.reverse()
        met = [stop["at"] for stop in self.stops]
        found = [f"the eye goes back at {html}" for html in self.backwards]
        if met != order:
            pairs = enumerate(zip(met, order, strict=False))
            first = next((i for i, (a, b) in pairs if a != b), len(met))
            found.append(f"{len(met)} of {len(order)} reached; out of order after {first}")
        for stop in self.stops:
            if stop["ring"] < 2 or stop["contrast"] < 3:
                found.append(f"the focus can hardly be seen on {stop['html']}")
            if not stop["seen"]:
                found.append(f"the focus is hidden on {stop['html']}")
        return found


def walk(page: Page, *, back: bool = False) -> Walk:
    """Press Tab until the page is left, and no more often than there are stops."""
    backwards = page.evaluate(_WATCH)
    wanted: int = page.evaluate("wanted")
    key = "Shift+Tab" if back else "Tab"
    for _ in range(wanted + 2):
        page.keyboard.press(key)
    charts = page.locator(".js-plotly-plot").count()
    for _ in range(_CHART_STOPS * charts):
        if page.evaluate("left"):
            break
        page.keyboard.press(key)
    here = page.evaluate("document.activeElement.outerHTML.slice(0, 140)")
    assert page.evaluate("left"), f"Tab does not lead out of {page.url}: it is at {here}"
    return Walk(wanted, page.evaluate("stops"), backwards)


def _draw_all(page: Page) -> None:
    """Every chart is drawn before the walk: each is a stop that was not there before."""
    many = page.locator("[data-slot]").count()
    for number in range(many):
        show_chart(page, number)
    expect(page.locator(".plot[role=application]")).to_have_count(many)
    page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize(
    ("lang", "width", "light"),
    [("da", WIDE, "light"), ("en", PHONE, "dark")],
)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    browser: Browser, example_city: Running, lang: str, width: int, light: Light
) -> None:
    found: list[str] = []
    with visiting(browser, width=width, color_scheme=light) as visit:
        page = visit.page
        for place in places(example_city):
            page.goto(example_city.at(f"/{lang}{place.path}"))
            _draw_all(page)
            faults = walk(page).faults(back=False)
            found += [f"{place.kind}: {line}" for line in faults]
            if page.locator(_STICKY).count():
                page.goto("about:blank")
                page.goto(example_city.at(f"/{lang}{place.path}"))
                _draw_all(page)
                faults = walk(page, back=True).faults(back=True)
                found += [f"{place.kind}, backwards: {line}" for line in faults]
    assert not found, "\n".join(found)


def test_the_focus_is_seen_in_forced_colours(browser: Browser, example_city: Running) -> None:
    found: list[str] = []
    with visiting(browser) as visit:
        look_as(visit.page, View("da", WIDE, "forced"))
        for path in ("/da/", "/da/upload", "/da/compare", "/da/actions?view=timeline&goal=13"):
            visit.page.goto(example_city.at(path))
            _draw_all(visit.page)
            found += [f"{path}: {line}" for line in walk(visit.page).faults(back=False)]
    assert not found, "\n".join(found)
