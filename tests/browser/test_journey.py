"""From a workbook with five mistakes to the public and back again, with the keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.people import Role
from tests.browser.hands import Hands
from tests.browser.looking import Looker
from tests.browser.places import LANGUAGES, first_id
from tests.browser.staff import Colleague, Staff, staff_of
from tests.browser.views import View
from tests.browser.visiting import PHONE, WIDE, Visit, visiting
from tests.browser.workbooks import mended, with_mistakes
from tests.pages.signing import PASSWORD
from tests.running import Running

TITLES = {"da": "Fritidspas til alle børn i byen", "en": "A leisure pass for all children"}
REASONS = {"da": "Titlen var ikke aftalt med udvalget", "en": "The title was not agreed"}
# Both widths and both lights in each language.
VIEWS = {
    "da": (View("da", WIDE, "light"), View("da", PHONE, "dark")),
    "en": (View("en", WIDE, "dark"), View("en", PHONE, "light")),
}


@dataclass(frozen=True, slots=True)
class Journey:
    """A city hall in one language, and everybody's windows."""

    browser: Browser
    city: Running
    words: Words
    looker: Looker

    @property
    def lang(self) -> str:
        return self.words.language.value

    def at(self, path: str) -> str:
        return self.city.at(f"/{self.lang}{path}")

    @contextmanager
    def signed_in(self, colleague: Colleague) -> Iterator[Hands]:
        """Somebody signs in with password and one-time code, and comes to where their work is."""
        words = self.words
        with visiting(self.browser) as visit:
            hands, page = Hands(visit.page), visit.page
            page.goto(self.at("/drafts"))
            self.see(page, words("people.sign_in.heading"))
            hands.write(words("people.sign_in.name"), colleague.person.name)
            hands.write(words("people.sign_in.password"), PASSWORD)
            hands.press(words("people.sign_in.go"))
            self.see(page, words("people.code.heading"))
            hands.write(words("people.code.code"), colleague.code())
            hands.press(words("people.code.go"))
            expect(page).to_have_url(self.at("/drafts"))
            yield hands
            self.quiet(visit)

    def see(self, page: Page, title: str) -> None:
        """The page that is open says in its title how things stand, and has no barrier."""
        assert page.title().startswith(title), page.title()
        expect(page.locator("h1")).to_have_count(1)
        self.looker.look(page, title)

    def quiet(self, visit: Visit) -> None:
        assert visit.hosts() == {"127.0.0.1"}
        assert [c for c in visit.complaints if "status of 4" not in c] == []


@pytest.fixture
def people(own_city: Running) -> Staff:
    return staff_of(own_city)


def _send(hands: Hands, words: Words, workbook: Path) -> None:
    hands.choose_file(words("interface.upload.file"), workbook)
    hands.reach(hands.page.get_by_role("button", name=words("interface.upload.send")))
    hands.page.keyboard.press("Enter")
    hands.page.wait_for_url("**/upload/*", timeout=60_000)
    hands.page.wait_for_selector("#findings-h")


def _marked_cells(path: Path) -> set[str]:
    """The cells of a marked copy that carry a comment, its own first sheet left out."""
    book = load_workbook(path)
    own = book.worksheets[1:]
    return {f"{s.title}!{c.coordinate}" for s in own for row in s for c in row if c.comment}


def _title_in_public(journey: Journey, reader: Page, title: str) -> None:
    """Within the two seconds a new edition may take, and some for a busy machine."""
    row = first_id(journey.city.workbook, ("Actions",))
    for _ in range(40):
        reader.goto(journey.at(f"/actions/{row}"))
        if reader.locator("h1").inner_text() == title:
            return
        reader.wait_for_timeout(250)
    raise AssertionError(f"the public never saw “{title}”")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_goes_to_the_public_and_back_with_the_keyboard_alone(
    browser: Browser, own_city: Running, people: Staff, tmp_path: Path, lang: str
) -> None:
    words, title = words_for(Language(lang)), TITLES[lang]
    analyst = people.add(f"Bo {lang}", Role.ANALYST, administrations=("FAM",))
    editor = people.add(f"Carla {lang}", Role.EDITOR)
    other = people.add(f"Dorte {lang}", Role.EDITOR)
    before = _shown_title(browser, own_city, lang)
    with visiting(browser, bypass_csp=True) as aside, visiting(browser) as public:
        journey = Journey(browser, own_city, words, Looker(aside.page, VIEWS[lang]))
        reader = public.page
        with journey.signed_in(analyst) as hands:
            draft = _sends_and_submits(journey, hands, tmp_path, title)
        with journey.signed_in(editor) as hands:
            _approves_and_publishes(journey, hands, draft)
            _title_in_public(journey, reader, title)
            _is_told_to_everybody(journey, reader, title)
            _asks_to_restore(journey, hands)
        with journey.signed_in(other) as hands:
            _approves_and_publishes(journey, hands, None)
            _title_in_public(journey, reader, before)
            _restores_alone(journey, hands)
        _title_in_public(journey, reader, title)
        reader.goto(journey.at("/changes"))
        journey.see(reader, words("changes.title"))
        expect(reader.locator("main")).to_contain_text(words("changes.alone"))
        assert journey.looker.found == [], "\n".join(journey.looker.found)
        journey.quiet(public)


def _shown_title(browser: Browser, city: Running, lang: str) -> str:
    with visiting(browser) as visit:
        row = first_id(city.workbook, ("Actions",))
        visit.page.goto(city.at(f"/{lang}/actions/{row}"))
        return visit.page.locator("h1").inner_text()


def _sends_and_submits(journey: Journey, hands: Hands, folder: Path, title: str) -> str:
    """The draft's address, once its five mistakes were mended and it was submitted."""
    words, page = journey.words, hands.page
    wrong, mistakes = with_mistakes(folder)
    hands.follow(page.locator(".inside").get_by_role("link", name=words("interface.nav.upload")))
    journey.see(page, words("interface.upload.heading"))
    _send(hands, words, wrong)
    journey.see(page, words("interface.draft.errors"))
    expect(page.locator("tr.sev-error")).to_have_count(len(mistakes))
    copy = page.get_by_role("link", name=words("marked.download")).first
    marked = _marked_cells(hands.save(copy, folder / "marked.xlsx"))
    assert len(mistakes) == 5
    assert set(mistakes) <= marked
    assert page.get_by_role("button", name=words("drafts.do.submit")).count() == 0

    hands.follow(page.get_by_role("link", name=words("interface.draft.mended")))
    _send(hands, words, mended(folder, title=title))
    journey.see(page, words("interface.draft.ready"))
    expect(page.locator("tr.sev-error")).to_have_count(0)
    at = page.url
    hands.follow(page.get_by_role("link", name=words("drafts.public.all")))
    journey.see(page, words("drafts.public.title"))
    expect(page.locator("main")).to_contain_text(title)
    hands.follow(page.get_by_role("link", name=words("drafts.public.back")))

    hands.write(words("interface.draft.note"), title)
    hands.press(words("drafts.do.submit"), key="Space")
    journey.see(page, words("drafts.headline.submitted"))
    expect(page.locator(".turn")).to_have_text(words("drafts.next.others.submitted"))
    for step in ("approve", "publish"):
        assert page.get_by_role("button", name=words(f"drafts.do.{step}")).count() == 0
    return at


def _approves_and_publishes(journey: Journey, hands: Hands, draft: str | None) -> None:
    """Follow what waits for this editor in the list, read the difference, and let it out."""
    words, page = journey.words, hands.page
    page.goto(journey.at("/drafts"))
    journey.see(page, words("drafts.title"))
    mine = page.get_by_role("region", name=words("drafts.part.mine")).locator("th a")
    hands.follow(mine)
    if draft is not None:
        assert page.url == draft
    journey.see(page, words("drafts.headline.submitted"))
    hands.follow(page.get_by_role("link", name=words("drafts.public.all")))
    hands.follow(page.get_by_role("link", name=words("drafts.public.back")))
    hands.press(words("drafts.do.approve"))
    journey.see(page, words("drafts.headline.approved"))
    hands.press(words("drafts.do.publish"))
    number = page.locator(".alert.good").inner_text()
    assert any(c.isdigit() for c in number)
    journey.see(page, words("drafts.headline.published", number="").strip())


def _is_told_to_everybody(journey: Journey, reader: Page, title: str) -> None:
    """What changed stands in words, with the sender's note in the feed."""
    words = journey.words
    reader.goto(journey.at("/changes"))
    journey.see(reader, words("changes.title"))
    assert reader.locator("h1").inner_text() == words.count("changes.clause.said_anew", 1)
    expect(reader.locator("main")).to_contain_text(title)
    feed = reader.request.get(journey.at("/changes.atom"))
    assert feed.ok
    assert "application/atom+xml" in feed.headers["content-type"]
    assert words.count("changes.clause.said_anew", 1) in feed.text()


def _asks_to_restore(journey: Journey, hands: Hands) -> None:
    """Propose the edition from before; the same editor cannot approve it."""
    words, page = journey.words, hands.page
    page.goto(journey.at("/drafts"))
    hands.follow(page.locator(".ways-back a").first)
    heading = page.locator("h1").inner_text()
    journey.see(page, heading)
    hands.write(words("drafts.restore.reason"), REASONS[journey.lang])
    hands.press(words("drafts.restore.ask"))
    journey.see(page, words("drafts.headline.submitted"))
    assert page.get_by_role("button", name=words("drafts.do.approve")).count() == 0


def _restores_alone(journey: Journey, hands: Hands) -> None:
    """In an emergency; everybody can see that nobody else approved it."""
    words, page = journey.words, hands.page
    page.goto(journey.at("/drafts"))
    hands.follow(page.locator(".ways-back a").first)
    hands.unfold(words("drafts.restore.urgent"))
    hands.write(words("drafts.restore.urgent_reason"), REASONS[journey.lang])
    hands.press(words("drafts.restore.now"))
    expect(page.locator(".steps-taken")).to_contain_text(words("drafts.done.restore_now"))
