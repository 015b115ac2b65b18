"""What holds on every page of the analysts' room, with a draft in each state."""

import pytest
from playwright.sync_api import Browser

from tests.browser.places import LANGUAGES
from tests.browser.room import lost_words, sideways, too_small
from tests.browser.staff import Room
from tests.browser.test_journey import VIEWS
from tests.browser.views import View, barriers, look_as
from tests.browser.visiting import NARROW, PHONE, WIDE, visiting

# How a page is read by someone with a small screen, or with text of twice the size.
_CLOSE = {"da": (NARROW, 100), "en": (PHONE, 200)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_the_room_has_a_barrier_or_too_little_space(
    browser: Browser, room: Room, lang: str
) -> None:
    found: list[str] = []
    for seat in room.seats:
        with visiting(browser, bypass_csp=True) as visit:
            room.open(visit.page, seat, lang)
            assert visit.hosts() == {"127.0.0.1"}
            width, text = _CLOSE[lang]
            look_as(visit.page, View(lang, width, "light", text))
            faults = [*sideways(visit.page), *lost_words(visit.page)]
            faults += too_small(visit.page) if text == 100 else []
            look_as(visit.page, View(lang, WIDE, "light"))
            faults += barriers(visit.page, VIEWS[lang])
            found += [f"{seat.place.kind}: {line}" for line in faults]
    assert not found, "\n".join(found)


def test_titles_tell_the_pages_of_the_room_apart(browser: Browser, room: Room) -> None:
    drafts = [s for s in room.seats if s.place.kind.startswith("draft-")]
    titles: dict[str, str] = {}
    with visiting(browser) as visit:
        for seat in drafts:
            room.open(visit.page, seat, "da")
            titles.setdefault(visit.page.title(), seat.place.path)
            assert titles[visit.page.title()] == seat.place.path
