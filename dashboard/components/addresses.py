"""Where things are. Every link of the product is made here and nowhere else."""

from dataclasses import replace
from urllib.parse import quote, urlencode

from dashboard.flows.compare_editions import Span
from dashboard.flows.explore import Wanted, wanted_for
from dashboard.flows.show_gaps import GapQuestion
from dashboard.flows.show_rows import Question
from dashboard.flows.sift_findings import Order, Sifted
from dashboard.language.words import Language
from dashboard.plan.sheets import SheetKey

_NEWEST = Span()


CITY = "city"  # what a chart of the whole city is called in an address


def of_chart(of: str) -> str:
    """What a chart is of, as a part of an address."""
    return quote(of, safe="") or CITY


class Addresses:
    """The addresses of the pages in one language; with an edition, of its pages for ever."""

    def __init__(self, language: Language, edition: int | None = None) -> None:
        self.language = language
        self.edition = edition

    def _to(self, path: str, /, *, part: str = "", **asked: object) -> str:
        """A page with what is asked of it, what is not asked left out."""
        given = {**asked, "edition": self.edition}
        query = urlencode({k: str(v) for k, v in given.items() if v is not None and v != ""})
        return (
            f"/{self.language}{path}"
            + (f"?{query}" if query else "")
            + (f"#{part}" if part else "")
        )

    def overview(self, part: str = "") -> str:
        """The front page, or a part of it."""
        return self._to("/", part=part)

    def goal(self, number: int) -> str:
        """The page of a goal."""
        return self._to(f"/goals/{number}")

    def administration(self, code: str) -> str:
        """The page of an administration."""
        return self._to(f"/administrations/{quote(code, safe='')}")

    def meeting(self, *, goal: int | None = None, administration: str | None = None) -> str:
        """A goal or an administration as screens for a meeting."""
        if goal is not None:
            return self._to(f"/meeting/goals/{goal}")
        return self._to(f"/meeting/administrations/{quote(administration or '', safe='')}")

    def target(self, code: str) -> str:
        """The page of a UN target."""
        return self._to(f"/targets/{code}")

    def cooperation(self, part: str = "") -> str:
        """The page of the international cooperation, or a part of it."""
        return self._to("/cooperation", part=part)

    def about(self, part: str = "") -> str:
        """The page about the data, or a part of it."""
        return self._to("/about", part=part)

    def newest(self) -> str:
        """Which edition is the newest, as data."""
        return f"/{self.language}/newest.json"

    def workbook(self, number: int) -> str:
        """The workbook of an edition as it was sent."""
        return f"/{self.language}/about/{number}/workbook"

    def accessibility(self) -> str:
        """The page about accessibility."""
        return self._to("/accessibility")

    def method(self, part: str = "") -> str:
        """The page that says what each mark means, or a part of it."""
        return self._to("/method", part=part)

    def upload(self, draft: str = "") -> str:
        """Where an analyst sends a workbook, or what came of one."""
        return f"/{self.language}/upload" + (f"/{draft}" if draft else "")

    def findings(self, draft: str, wanted: Sifted) -> str:
        """Some of the findings of a draft, in some order."""
        asked = {
            "q": wanted.text,
            "severity": wanted.severity,
            "sheet": wanted.sheet,
            "kind": wanted.code,
            "order": "" if wanted.order is Order.PLACE else wanted.order,
            "page": wanted.page if wanted.page > 1 else "",
        }
        query = urlencode({k: str(v) for k, v in asked.items() if v})
        return self.upload(draft) + (f"?{query}" if query else "") + "#findings-h"

    def read(self, draft: str, sheet: int) -> str:
        """Where it is corrected how a sheet of a draft was read."""
        return f"{self.upload(draft)}?read={sheet}#read-{sheet}"

    def untagged(self, draft: str, page: int = 1) -> str:
        """The rows of a draft that are tied to no goal."""
        return f"{self.upload(draft)}/goals" + (f"?page={page}" if page > 1 else "")

    def sign_in(self, step: str = "") -> str:
        """Where somebody signs in, or a step of it."""
        return f"/{self.language}/sign-in" + (f"/{step}" if step else "")

    def sign_out(self) -> str:
        """Where somebody signs out."""
        return f"/{self.language}/sign-out"

    def me(self, part: str = "") -> str:
        """What concerns whoever is signed in, or a part of it."""
        return f"/{self.language}/me" + (f"/{part}" if part else "")

    def people(self, number: int | None = None) -> str:
        """The people of the analysts' room, or one of them."""
        return f"/{self.language}/people" + (f"/{number}" if number is not None else "")

    def settings(self) -> str:
        """How the program is set up."""
        return f"/{self.language}/settings"

    def drafts(self, part: str = "") -> str:
        """What is on its way to the public."""
        return f"/{self.language}/drafts" + (f"#{part}" if part else "")

    def difference(self, draft: str, sheet: str = "", page: int = 1) -> str:
        """What a draft would change in public, or the rows of one sheet in full."""
        asked = {"sheet": sheet, "page": page if page > 1 else ""}
        query = urlencode({k: str(v) for k, v in asked.items() if v})
        return f"{self.upload(draft)}/difference" + (f"?{query}" if query else "")

    def restore(self, number: int) -> str:
        """Where an editor takes the plan back to an edition."""
        return f"/{self.language}/restore/{number}"

    def correct(self, sheet: str = "", identifier: str = "", field: str = "") -> str:
        """Where a row is chosen whose values are corrected, a row, or one of its fields."""
        row = f"/{sheet}/{quote(identifier, safe='')}" if sheet else ""
        asked = f"?{urlencode({'field': field})}#value" if field else ""
        return f"/{self.language}/correct{row}{asked}"

    def sent(self, draft: str) -> str:
        """The workbook of a draft, to save."""
        return f"{self.upload(draft)}/workbook"

    def feed(self, goal: int | None = None, administration: str | None = None) -> str:
        """The editions as a feed, of all or of a part."""
        asked = {"goal": goal, "administration": administration}
        query = urlencode({k: str(v) for k, v in asked.items() if v})
        return f"/{self.language}/changes.atom" + (f"?{query}" if query else "")

    def template(self) -> str:
        """The empty workbook in this language."""
        return f"/{self.language}/upload/template.xlsx"

    def marked(self, draft: str) -> str:
        """The workbook of a draft with its findings marked."""
        return f"{self.upload(draft)}/marked"

    def record(self, sheet: SheetKey, identifier: str) -> str:
        """The page of one row, with the cell of each value."""
        return self._to(f"/{sheet}/{quote(identifier, safe='')}")

    def gaps(self, question: GapQuestion | None = None, /, *, page: int = 1, part: str = "") -> str:
        """Where the city can do more, or the gaps that answer a question."""
        asked = question or GapQuestion()
        return self._to(
            "/gaps",
            part=part,
            kind=asked.kind,
            goal=asked.goal,
            administration=asked.administration,
            page=page if page > 1 else None,
        )

    def rows(self, question: Question, /, *, page: int = 1) -> str:
        """The rows behind a number; actions and indicators have a list of their own."""
        if (wanted := wanted_for(question)) is not None:
            return self.explore(replace(wanted, page=page))
        asked = {
            "sheet": question.sheet,
            "goal": question.goal,
            "target": question.target,
            "administration": question.administration,
            "contributing": question.contributing,
            "mark": question.mark,
            "efforts": "1" if question.efforts else None,
            "attention": "1" if question.attention else None,
            "confidence": question.confidence,
            "unsourced": "1" if question.unsourced else None,
            "gap": question.gap,
            "unmapped": "1" if question.unmapped else None,
            "page": page if page > 1 else None,
        }
        return self._to("/rows", **asked)

    def explore(self, wanted: Wanted) -> str:
        """A list of actions or indicators as a reader asked for it."""
        return self._to(f"/{wanted.sheet}", **wanted.asked())

    def changes(self, span: Span = _NEWEST, /, *, part: str = "") -> str:
        """What changed from one edition to another, the newest where none is named."""
        asked = {
            "from": span.old,
            "to": span.new,
            "goal": span.goal,
            "administration": span.administration,
            "sheet": span.sheet,
            "page": span.page if span.page > 1 else None,
        }
        return self._to("/changes", part=part, **asked)

    def compare(self, kind: str = "", left: str = "", right: str = "") -> str:
        """Two goals, administrations or editions side by side."""
        return self._to("/compare", what=kind, a=left, b=right)

    def flows(self, what: str = "", part: str = "") -> str:
        """Which administrations carry which goals."""
        return self._to("/flows", part=part, what=what)

    def numbers(self, chart: str, of: str) -> str:
        """The numbers of a chart, each with its cells, for other programs."""
        return self._to(f"/charts/{chart}/{of_chart(of)}.csv")

    def picture(self, chart: str, of: str) -> str:
        """The figure from which a picture of a chart is made."""
        return self._to(f"/charts/{chart}/{of_chart(of)}.json")

    def embed(self, chart: str, of: str) -> str:
        """A chart alone, to stand within a page of somebody else."""
        return self._to(f"/embed/{chart}/{of_chart(of)}")

    def search(self, text: str = "", group: str = "") -> str:
        """What answers a question, in everything or in one group."""
        return self._to("/search", q=text, group=group)
