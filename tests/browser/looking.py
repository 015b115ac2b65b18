"""What stands on a page, looked at aside: the page itself is not touched and nothing is asked."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.views import View, barriers, look_as


@dataclass(frozen=True, slots=True)
class Looker:
    """A second window, without the page's own rules, in which a page is looked at as it stands."""

    window: Page
    views: tuple[View, ...]
    found: list[str] = field(default_factory=list[str])

    def look(self, page: Page, kind: str) -> None:
        """Note the barriers of an open page, also of an answer to a form."""
        content = page.content()
        self.window.route(page.url, lambda route: route.fulfill(body=content, content_type=_HTML))
        look_as(self.window, self.views[0])
        self.window.goto(page.url)
        self.found.extend(f"{kind}: {line}" for line in barriers(self.window, self.views))
        self.window.unroute(page.url)


_HTML = "text/html; charset=utf-8"
