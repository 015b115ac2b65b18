"""What a reader on a slow phone waits for: `python -m tests.bench_browser`.

Real Chromium, nothing kept from before, 1.6 Mbit/s, 150 ms to the server and back, a
processor four times slower. Each page stands beside a stock Dash page with the same
content, served by the same process in the same run; the median of the rounds. One visit
reads and never scrolls; another goes to the first chart at once, then to all.
"""

import math
import multiprocessing
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError, sync_playwright
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from dashboard.app import create_app
from dashboard.components import plotlyjs
from dashboard.flows.draw_chart import draw
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.serving import listen, serve
from tests.conftest import ARGUMENTS, CHROMIUM
from tests.samples import example, settings, store_in, workbook
from tests.stock import stock_page

ROUNDS = 3
PAGES = {"overview": "/da/", "goal page": "/da/goals/6"}
# Twelve charts and 5,000 elements: as stock components it stands still for minutes.
LONGEST = {"longest goal page": "/da/goals/11"}
_BITS, _LATENCY, _SLOWER = 1_600_000, 150, 4
_QUIET = 1.5  # seconds without a request or a long task: nothing more comes
_CITY = "example-city"
_WATCH = """
window.seen = {shift: 0, largest: 0, busy: 0};
const watch = (type, note) => new PerformanceObserver(list => list.getEntries().forEach(note))
  .observe({type, buffered: true});
watch('layout-shift', e => { if (!e.hadRecentInput) window.seen.shift += e.value; });
watch('largest-contentful-paint', e => { window.seen.largest = e.startTime; });
watch('longtask', e => { window.seen.busy = e.startTime + e.duration; });
"""
_TOLD = """() => ({...window.seen, now: performance.now(),
  first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  parsed: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd})"""
_GO = "at => document.querySelectorAll('[data-slot]')[at].scrollIntoView({block: 'center'})"


@dataclass(frozen=True, slots=True)
class Aim:
    """Something a reader waits for: its unit, and what it is to stay under."""

    name: str
    unit: str
    limit: float | None = None


FIRST = Aim("first content", "s")
LARGEST = Aim("largest content", "s", 1.5)
READY = Aim("ready for input while reading", "s", 4)
TO_READ = Aim("sent before it can be read", "kB", 60)
DRAWN = Aim("first chart drawn, gone to at once", "s")
SETTLED = Aim("ready for input with that chart", "s", 4)
IN_ALL = Aim("sent in all, every chart drawn", "kB", 800)
SHIFT = Aim("layout shift through all of it", "", 0.02)
AIMS = (FIRST, LARGEST, READY, TO_READ, DRAWN, SETTLED, IN_ALL, SHIFT)
Seen = dict[Aim, float]


@dataclass(slots=True)
class Line:
    """The slow line to the server: what came over it, and what is under way."""

    sent: float = 0
    under_way: set[str] = field(default_factory=set[str])

    def watch(self, session: CDPSession) -> None:
        def came(event: dict) -> None:
            self.under_way.discard(event["requestId"])
            self.sent += event["encodedDataLength"]

        session.on("Network.requestWillBeSent", lambda e: self.under_way.add(e["requestId"]))
        session.on("Network.loadingFailed", lambda e: self.under_way.discard(e["requestId"]))
        session.on("Network.loadingFinished", came)


@contextmanager
def _slow_phone(browser: Browser) -> Iterator[tuple[Page, Line]]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(60_000)
    page, line = context.new_page(), Line()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    rate = _BITS / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": _LATENCY,
            "downloadThroughput": rate,
            "uploadThroughput": rate,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    line.watch(session)
    page.add_init_script(_WATCH)
    yield page, line
    context.close()


def _settled(page: Page, line: Line) -> dict[str, float]:
    """What the page tells once nothing has come or been done for a while."""
    quiet = 0.0
    while True:
        page.wait_for_timeout(250)
        told = page.evaluate(_TOLD)
        quiet = 0.0 if line.under_way else quiet + 0.25
        if quiet >= _QUIET and told["now"] - told["busy"] > _QUIET * 1000:
            return told


def _reading(browser: Browser, address: str) -> Seen:
    with _slow_phone(browser) as (page, line):
        page.goto(address, wait_until="load")
        page.locator("main h1").first.wait_for()
        told = _settled(page, line)
        ready = max(told["first"], told["parsed"], told["busy"])
        return {
            FIRST: told["first"] / 1000,
            LARGEST: told["largest"] / 1000,
            READY: ready / 1000,
            TO_READ: line.sent / 1000,
        }


def _drawing(browser: Browser, address: str) -> Seen:
    try:
        return _drawn(browser, address)
    except TimeoutError:  # Dash gives Plotly thirty seconds, and does not try again
        return dict.fromkeys((DRAWN, SETTLED, IN_ALL, SHIFT), math.inf)


def _drawn(browser: Browser, address: str) -> Seen:
    with _slow_phone(browser) as (page, line):
        page.goto(address, wait_until="commit")
        slots = page.locator("[data-slot]")
        slots.first.wait_for(state="attached")
        page.evaluate(_GO, 0)
        slots.first.locator(".main-svg").first.wait_for()
        drawn = page.evaluate("performance.now()")
        told = _settled(page, line)
        for at in range(slots.count()):
            page.evaluate(_GO, at)
            slots.nth(at).locator(".main-svg").first.wait_for()
        return {
            DRAWN: drawn / 1000,
            SETTLED: max(drawn, told["busy"]) / 1000,
            IN_ALL: line.sent / 1000,
            SHIFT: _settled(page, line)["shift"],
        }


def _serve(folder: str, whole: bool, ready: Connection) -> None:
    """The program and the stock pages in one server; `whole` is without the small script."""
    if whole:
        plotlyjs.bundle = lambda: Path(folder) / "none"
    store = store_in(Path(folder))
    publish_workbook(store, workbook(_CITY), filename=f"{_CITY}.xlsx", by="bench", note="bench")
    server = create_app(settings(), store)
    stock = {}
    for number, path in enumerate(PAGES.values()):
        document = server.test_client().get(path).text
        (style,) = re.findall(r'href="(/assets/style[^"]+)"', document)
        prefix = f"/stock/{number}"
        stock[prefix] = stock_page(document, style, prefix, _figure, Language.DA)
    server.wsgi_app = DispatcherMiddleware(server.wsgi_app, stock)
    serve(server, settings(), listen("127.0.0.1", 0), ready=ready.send)


def _figure(slot: str) -> dict | None:
    chart, _, of = slot.partition(":")
    return draw(example(_CITY), words_for(Language.DA), chart=chart, of=of)


@contextmanager
def _served(*, whole: bool) -> Iterator[str]:
    """The address of a server of its own."""
    spawning = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        here, there = spawning.Pipe(duplex=False)
        process = spawning.Process(target=_serve, args=(folder, whole, there))
        process.start()
        try:
            assert here.poll(120), "the server did not start"
            yield here.recv().rstrip("/")
        finally:
            process.terminate()
            process.join(30)


def _median(visits: list[Callable[[], Seen]]) -> list[Seen]:
    """The median of each side; the sides in turn, so that a busy minute is everybody's."""
    seen = [[visit() for visit in visits] for _ in range(ROUNDS)]
    sides = zip(*seen, strict=True)
    return [{aim: statistics.median(s[aim] for s in side) for aim in side[0]} for side in sides]


def _measured(browser: Browser, sides: dict[str, str]) -> dict[str, Seen]:
    """What is seen at each address."""
    visits: list[Callable[[], Seen]] = [
        lambda at=at: _reading(browser, at) | _drawing(browser, at) for at in sides.values()
    ]
    return dict(zip(sides, _median(visits), strict=True))


def main() -> int:
    """Measure and print; 1 where an aim is missed."""
    if not CHROMIUM.exists():
        sys.exit(f"There is no browser at {CHROMIUM}; this bench needs one.")
    is_small = plotlyjs.bundle().is_file()
    missed: list[str] = []
    with sync_playwright() as playwright, _served(whole=True) as whole:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        with _served(whole=not is_small) as small:
            for number, (name, path) in enumerate((PAGES | LONGEST).items()):
                sides = {"small": small + path} if is_small else {}
                sides["whole"] = whole + path
                if name in PAGES:
                    sides["stock"] = f"{whole}/stock/{number}/"
                missed += _told(name, _measured(browser, sides))
        browser.close()
    if not is_small:
        _print("The small Plotly was not built (make bundle): aims are for pages with it.")
    _print("Aims: " + ("; ".join(missed) if missed else "all kept."))
    return 1 if missed else 0


def _told(name: str, seen: dict[str, Seen]) -> list[str]:
    """Print one page; the aims it missed."""
    best, stock = next(iter(seen.values())), seen.get("stock", {})
    heads = "".join(f"{side:>9}" for side in seen)
    against = f"  stock/{next(iter(seen))}" if stock else ""
    _print(f"\n{name + ', Plotly':<40}{heads}{against}")
    for aim in AIMS:
        label = f"{aim.name}, {aim.unit}" if aim.unit else aim.name
        values = "".join(_written(side[aim]) for side in seen.values())
        ratio = _written(stock[aim] / best[aim]) if stock and best[aim] else ""
        _print(f"{label:<40}{values}  {ratio}")
    return [
        f"{name}: {a.name} {best[a]:.3f}, aim {a.limit}"
        for a in AIMS
        if a.limit is not None and best[a] >= a.limit
    ]


def _written(value: float) -> str:
    return f"{value:9.3f}" if math.isfinite(value) else f"{'never':>9}"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
