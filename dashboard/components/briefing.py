"""One goal or administration for a committee: a page on paper, or screens of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.components.pictures import picture
from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader, Text
from dashboard.components.rollups import rollup_facts
from dashboard.components.scores import scores
from dashboard.flows.say_conclusion import Conclusion, conclude
from dashboard.flows.show_brief import Brief, Place, brief
from dashboard.flows.show_gaps import GapQuestion
from dashboard.flows.show_rows import Question
from dashboard.plan.sheets import SheetKey
from dashboard.progress.gaps import GapKind

ON_PAPER, ON_SCREEN, ON_ALL_SCREENS = 8, 6, 12


@dataclass(frozen=True, slots=True)
class Owner:
    """An administration with how much of something lies with it, and the way to that."""

    code: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of gap with what would close it, and with whom it lies."""

    kind: str
    count: int
    href: str
    owners: tuple[Owner, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the paper and the screens say of a place."""

    goal: GoalView | None
    name: Text
    committee: Text | None
    said: Conclusion
    found: Brief
    indicators_href: str
    concerns_href: str
    owed: tuple[Owner, ...]
    steps: tuple[Step, ...]
    page: str
    meeting: str


def briefing(reader: Reader, place: Place) -> Briefing:
    """The brief of a goal or of an administration in charge, with the ways on."""
    goal, code = place.goal, place.administration
    found, asked = brief(reader.opened, place), Question(goal=goal, administration=code)
    view = reader.goal(goal) if goal else None
    unit = reader.opened.summary.administration(code) if code else None
    named = Text(view.name) if view else reader.administration(code)
    return Briefing(
        goal=view,
        name=named or Text(code or ""),
        committee=reader.either(unit.committee) if unit else None,
        said=conclude(reader.opened.summary, reader.words, goal=goal, administration=code),
        found=found,
        indicators_href=_indicators(reader, asked),
        concerns_href=_concerns(reader, place, code),
        owed=tuple(Owner(c, n, _concerns(reader, place, c)) for c, n in found.owed),
        steps=_steps(reader, found),
        page=view.href if view else reader.to.administration(code or ""),
        meeting=reader.to.meeting(goal=goal, administration=code),
    )


def _indicators(reader: Reader, asked: Question) -> str:
    return reader.to.rows(
        Question(sheet=SheetKey.INDICATORS, goal=asked.goal, administration=asked.administration)
    )


def _concerns(reader: Reader, place: Place, code: str | None) -> str:
    return reader.to.rows(Question(attention=True, goal=place.goal, administration=code))


def _steps(reader: Reader, found: Brief) -> tuple[Step, ...]:
    goal, code = found.place.goal, found.place.administration

    def href(kind: GapKind, who: str | None) -> str:
        return reader.to.gaps(GapQuestion(kind=kind, goal=goal, administration=who))

    return tuple(
        Step(
            step.kind.value,
            step.count,
            href(step.kind, code),
            tuple(Owner(c, n, href(step.kind, c)) for c, n in step.owners),
            step.unnamed,
        )
        for step in found.steps
    )


def committee_page(told: Briefing, /, *, marks: Html, sums: Html) -> Html:
    """The page a committee gets on paper; a screen does not show it.

    `marks` and `sums` are the parts of the screen page that count the same.
    """
    return Html(
        "committee.html",
        {
            "told": told,
            "scores": marks.values["scores"],
            "rollup": sums.values,
            "indicators": told.found.indicators[:ON_PAPER],
            "concerns": told.found.concerns[:ON_PAPER],
        },
    )


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen of a meeting: its heading, its template and what that prints."""

    heading: str
    template: str
    values: dict[str, object]


def _conclusion(reader: Reader, told: Briefing) -> list[Slide]:
    return [Slide(told.said.headline, "slide_conclusion.html", {})]


def _marks(reader: Reader, told: Briefing) -> list[Slide]:
    goal, code = told.found.place.goal, told.found.place.administration
    facts = rollup_facts(reader, goal=goal, code=code)
    values = {"rollup": facts, **scores(reader, goal=goal, code=code).values}
    return [Slide(reader.words("meeting.marks"), "slide_marks.html", values)]


def _indicator_slides(reader: Reader, told: Briefing) -> list[Slide]:
    """Half a dozen indicators a screen, those that need a decision first."""
    total = len(told.found.indicators)
    shown = told.found.indicators[:ON_ALL_SCREENS]
    drawn = [(row, picture(reader, row.outcome)) for row in shown if row.outcome]
    parts = [drawn[at : at + ON_SCREEN] for at in range(0, max(1, len(drawn)), ON_SCREEN)]
    words, slides = reader.words, list[Slide]()
    for number, part in enumerate(parts):
        first = number * ON_SCREEN + 1
        heading = words("interface.tables.indicators.heading")
        if total > len(part):
            last = first + len(part) - 1
            heading = words("meeting.indicators", first=first, last=last, total=total)
        slides.append(Slide(heading, "slide_indicators.html", {"pictures": part, "total": total}))
    return slides


def _late(reader: Reader, told: Briefing) -> list[Slide]:
    found = told.found.concerns
    key = "meeting.late" if found else "meeting.nothing_late"
    values = {"concerns": found[:ON_SCREEN], "total": len(found)}
    return [Slide(reader.words(key), "slide_late.html", values)]


def _next(reader: Reader, told: Briefing) -> list[Slide]:
    return [Slide(reader.words("meeting.next"), "slide_next.html", {})]


# The screens of a meeting, in the order they are shown.
SLIDES: tuple[Callable[[Reader, Briefing], list[Slide]], ...] = (
    _conclusion,
    _marks,
    _indicator_slides,
    _late,
    _next,
)


def meeting_slides(reader: Reader, told: Briefing) -> list[Html]:
    """Every screen, each with its number, what comes before and after, and the way out."""
    slides = [slide for make in SLIDES for slide in make(reader, told)]
    last = len(slides)
    return [
        Html(
            slide.template,
            {"told": told, "heading": slide.heading, "n": n, "last": last, **slide.values},
        )
        for n, slide in enumerate(slides, 1)
    ]
