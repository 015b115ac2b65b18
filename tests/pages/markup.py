"""Just enough of HTML to see that a page is whole, and to follow its links."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "base", "br", "input", "img", "hr", "path", "circle", "rect", "wbr"}


@dataclass
class Link:
    href: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int | None:
        """The number a link shows first, where it shows one."""
        found = re.match(r"\s*(\d[\d.,]*)\b", self.text)
        return int(re.sub(r"\D", "", found[1])) if found else None


class Markup(HTMLParser):
    """A page taken apart; `faults` names tags that do not close and ids that repeat."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self._link: Link | None = None
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> repeats an attribute")
        if (identifier := given.get("id")) is not None:
            if identifier in self.ids or not identifier:
                self.faults.append(f"the id {identifier!r} stands twice")
            self.ids.add(identifier)
        if tag == "a" and "href" in given:
            self._link = Link(given["href"], attributes=given)
            self.links.append(self._link)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:] or 'nothing'}")
        elif self._open:
            self._open.pop()
        if tag == "a":
            self._link = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1:] in (["script"], ["style"]):
            return
        self.texts.append(data)
        if self._link is not None:
            self._link.text += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).replace("\u00ad", "").split())

    @property
    def forms(self) -> list[dict[str, str]]:
        """The forms that send something; those that search stand on every page."""
        return [form for form in self.all("form") if form.get("role") != "search"]

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]
