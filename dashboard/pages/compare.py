"""Two goals, two administrations or two editions side by side."""

from dashboard.components.mirrored import KINDS, Chosen, Option, chooser, mirrored, rows_at
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.flows.compare_editions import Side, Span
from dashboard.flows.say_comparison import conclude_comparison
from dashboard.flows.say_conclusion import Conclusion
from dashboard.language.words import Words
from dashboard.pages.page import Page, View
from dashboard.pages.queries import clipped
from dashboard.plan.goals import GOAL_NUMBERS


def show(view: View) -> Printed:
    """The two that are asked for; where one is missing or unknown, what is so, and the form."""
    reader, words, query = view.reader, view.words, view.query
    asked = query.get("what", "").strip()
    kind = asked if asked in KINDS else KINDS[0]
    values = query.get("a", "").strip(), query.get("b", "").strip()
    options = _options(view, kind)
    known = {option.value for option in options}
    told = [words("compare.told.what", value=clipped(asked))] if asked not in ("", *KINDS) else []
    told += [
        words(f"compare.told.{kind}", value=clipped(v)) for v in values if v not in ("", *known)
    ]
    chosen = [_chosen(view, kind, value) for value in values if value in known]
    said = _concluded(chosen, values, len(options), words)
    head = {"said": said, "told": told, "names": [c.name for c in chosen], "kind": kind}
    sections: list[Section] = [
        Html("compare_head.html", head),
        chooser(reader, kind, options, values),
    ]
    if len(chosen) == 2 and values[0] != values[1]:
        sections.append(mirrored(reader, chosen[0], chosen[1], kind))
        sections += _changed(reader, kind, values)
    return Printed(_title(chosen, words), said.headline, sections)


def _title(chosen: list[Chosen], words: Words) -> str:
    title = words("compare.title")
    if len(chosen) < 2:
        return title
    both = words("compare.and", left=chosen[0].name, right=chosen[1].name)
    return f"{title}: {both}"


def _options(view: View, kind: str) -> list[Option]:
    """Everything of a kind that can be compared."""
    reader, words = view.reader, view.words
    if kind == "editions":
        return [
            Option(
                str(e.number),
                words(
                    "changes.form.edition", number=str(e.number), date=reader.day(e.published_at)
                ),
            )
            for e in view.editions
        ]
    if kind == "administrations":
        return [
            Option(a.code, reader.administration_name(a.code))
            for a in reader.opened.summary.in_charge()
        ]
    return [
        Option(str(n), words("compare.goal_choice", number=str(n), name=words(f"goals.{n}.name")))
        for n in GOAL_NUMBERS
    ]


def _chosen(view: View, kind: str, value: str) -> Chosen:
    """One side of the comparison; `value` is among the options."""
    reader, words, summary = view.reader, view.words, view.reader.opened.summary
    if kind == "editions":
        return _edition(view, int(value))
    if kind == "administrations":
        name = reader.administration_name(value)
        here = words("compare.place.administrations", name=name)
        to, rows = reader.to.administration(value), rows_at(reader, code=value)
        return Chosen(value, name, here, to, Side(summary, administration=value), rows)
    goal = reader.goal(int(value))
    name = words("interface.goal.numbered", number=value, name=goal.name)
    here = words("compare.place.goals", name=value)
    rows = rows_at(reader, goal=goal.number)
    return Chosen(value, name, here, goal.href, Side(summary, goal.number), rows)


def _edition(view: View, number: int) -> Chosen:
    """An edition as a side: the newest leads to its rows, an older one to what changed since."""
    reader, words, newest = view.reader, view.words, view.editions[0]
    edition = next(e for e in view.editions if e.number == number)
    name = words("changes.form.edition", number=str(number), date=reader.day(edition.published_at))
    here, to = words("compare.place.editions", name=str(number)), reader.to.about("editions")
    if edition is newest:
        return Chosen(str(number), name, here, to, Side(reader.opened.summary), rows_at(reader))
    older = view.library.compared(edition, newest).older
    span = Span(number, newest.number)
    return Chosen(
        str(number),
        name,
        here,
        to,
        Side(older),
        lambda sheet, _: reader.to.changes(span, part=sheet),
    )


def _concluded(
    chosen: list[Chosen], values: tuple[str, str], options: int, words: Words
) -> Conclusion:
    """What the two say, or what is missing to compare."""
    if options < 2:
        return Conclusion(words("compare.headline.alone"), "")
    if len(chosen) == 2 and values[0] == values[1]:
        return Conclusion(words("compare.headline.same"), "")
    if len(chosen) == 2:
        left, right = chosen
        return conclude_comparison(left.side, right.side, (left.here, right.here), words)
    given = [value for value in values if value]
    key = "unknown" if len(given) > len(chosen) else "one_missing" if chosen else "missing"
    return Conclusion(words(f"compare.headline.{key}"), words("compare.start"))


def _changed(reader: Reader, kind: str, values: tuple[str, str]) -> list[Section]:
    """Two editions lead on to what changed from the older to the newer."""
    if kind != "editions":
        return []
    old, new = sorted(map(int, values))
    text = reader.words("compare.changes", old=str(old), new=str(new))
    return [Html("place_ways.html", {"ways": [(text, reader.to.changes(Span(old, new)))]})]


PAGE = Page("compare", "/compare", show)
