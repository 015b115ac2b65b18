"""The first administrator comes in by a one-time link, and lets others in."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pyotp.totp import TOTP

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.people import Role
from tests.browser.hands import Hands
from tests.browser.looking import Looker
from tests.browser.places import LANGUAGES
from tests.browser.staff import staff_of
from tests.browser.test_journey import VIEWS
from tests.browser.visiting import visiting
from tests.pages.signing import PASSWORD
from tests.running import Running, command, environment

_LINK = re.compile(r"http://\S+/sign-in/(\S+)")


def _first_link(city: Running, name: str, lang: str) -> str:
    """The link that the command line tells when it adds the first administrator."""
    given = environment(Path("unused"), DATABASE_URL=city.database, SDG_LANGUAGE=lang)
    done = command("user", "add", name, "--role", "admin", given=given)
    found = _LINK.search(done.stdout)
    assert found, done.stdout + done.stderr
    return city.at(f"/{lang}/sign-in/{found.group(1)}")


def _see(hands: Hands, looker: Looker, title: str) -> None:
    assert hands.page.title().startswith(title), hands.page.title()
    looker.look(hands.page, title)


def _is_led_to_the_message(hands: Hands, words: Words, problem: str) -> None:
    """After a form that failed: the title says so, and the message has the focus."""
    assert hands.page.title().startswith(words("interface.site.failed", title=""))
    expect(hands.page.locator("#problem")).to_be_focused()
    expect(hands.page.locator("#problem")).to_have_text(words(f"people.problem.{problem}"))


def _choose_password(hands: Hands, looker: Looker, words: Words) -> None:
    hands.write(words("people.password.new"), PASSWORD)
    hands.write(words("people.password.again"), f"{PASSWORD}!")
    hands.press(words("people.link.go"))
    _is_led_to_the_message(hands, words, "unequal")
    _see(hands, looker, words("interface.site.failed", title=""))
    hands.write(words("people.password.new"), PASSWORD)
    hands.write(words("people.password.again"), PASSWORD)
    hands.press(words("people.link.go"))


def _turn_on_codes(hands: Hands, looker: Looker, words: Words) -> tuple[str, list[str]]:
    """The secret that stands beside its picture, and the recovery codes."""
    page = hands.page
    _see(hands, looker, words("people.codes.heading"))
    expect(page.get_by_role("img", name=words("people.codes.picture"))).to_be_visible()
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    hands.write(words("people.codes.first"), "000000")
    hands.press(words("people.codes.go"))
    _is_led_to_the_message(hands, words, "wrong_code")
    hands.reach(page.locator("#code"))
    page.keyboard.type(TOTP(secret).now())
    hands.press(words("people.codes.go"))
    _see(hands, looker, words("people.recovery.heading"))
    return secret, page.locator(".recovery code").all_inner_texts()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_administrator_comes_in_by_a_link_and_invites_a_colleague(
    browser: Browser, own_city: Running, lang: str
) -> None:
    words, name = words_for(Language(lang)), f"Anna {lang}"
    link = _first_link(own_city, name, lang)
    with visiting(browser, bypass_csp=True) as aside, visiting(browser) as visit:
        looker, hands, page = Looker(aside.page, VIEWS[lang]), Hands(visit.page), visit.page
        page.goto(link)
        _see(hands, looker, words("people.link.heading", name=name))
        _choose_password(hands, looker, words)
        _, recovery = _turn_on_codes(hands, looker, words)
        assert len(set(recovery)) == 10
        hands.follow(page.get_by_role("link", name=words("people.recovery.go")))

        _see(hands, looker, words("people.inside.people"))
        hands.write(words("people.sign_in.name"), f"Bo {lang}")
        hands.press(words("people.list.invite_go"))
        _is_led_to_the_message(hands, words, "no_role")
        hands.reach(page.locator(f"#new-{Role.EDITOR.value}"))
        page.keyboard.press("Space")
        hands.press(words("people.list.invite_go"))
        _see(hands, looker, words("people.inside.people"))
        invitation = page.locator(".link-once").inner_text()
        with visiting(browser) as colleague:
            colleague.page.goto(invitation)
            expect(colleague.page.locator("h1")).to_contain_text(f"Bo {lang}")

        page.goto(own_city.at(f"/{lang}/me"))
        expect(page.locator("main")).to_contain_text(words.count("people.me.codes_left", 10))
        with visiting(browser) as elsewhere:
            there = Hands(elsewhere.page)
            there.page.goto(own_city.at(f"/{lang}/sign-in"))
            _comes_in_with(there, words, name, recovery[0])
            _ends_the_other_session(hands, looker, words)
            there.page.reload()
            expect(there.page.locator("h1")).to_have_text(words("people.sign_in.heading"))
        hands.press(words("people.inside.out"))
        page.goto(own_city.at(f"/{lang}/people"))
        _see(hands, looker, words("people.sign_in.heading"))
        page.goto(link)
        _see(hands, looker, words("interface.site.failed", title=words("people.link_over.heading")))
        assert looker.found == [], "\n".join(looker.found)


def _comes_in_with(there: Hands, words: Words, name: str, code: str) -> None:
    there.write(words("people.sign_in.name"), name)
    there.write(words("people.sign_in.password"), PASSWORD)
    there.press(words("people.sign_in.go"))
    there.write(words("people.code.code"), code)
    there.press(words("people.code.go"))
    assert there.page.title().startswith(words("people.inside.people"))


def _ends_the_other_session(hands: Hands, looker: Looker, words: Words) -> None:
    page = hands.page
    page.reload()
    expect(page.locator("main")).to_contain_text(words.count("people.me.codes_left", 9))
    _see(hands, looker, words("people.me.heading"))
    hands.reach(page.get_by_role("button", name=words("people.me.end_one")))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(words("people.me.done.sessions"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_passwords_and_codes_are_told_and_five_close_the_account_for_a_while(
    browser: Browser, own_city: Running, lang: str
) -> None:
    words = words_for(Language(lang))
    staff = staff_of(own_city)
    somebody = staff.add(f"Gry {lang}", Role.READER)
    staff.let_a_quarter_pass()
    with visiting(browser, bypass_csp=True) as aside, visiting(browser) as visit:
        looker, hands, page = Looker(aside.page, VIEWS[lang]), Hands(visit.page), visit.page

        def first_step(password: str) -> None:
            hands.write(words("people.sign_in.name"), somebody.person.name)
            hands.write(words("people.sign_in.password"), password)
            hands.press(words("people.sign_in.go"))

        page.goto(own_city.at(f"/{lang}/sign-in"))
        first_step(PASSWORD)
        hands.write(words("people.code.code"), "123456")
        hands.press(words("people.code.go"))
        _is_led_to_the_message(hands, words, "wrong_code")
        _see(hands, looker, words("interface.site.failed", title=words("people.code.heading")))

        page.goto(own_city.at(f"/{lang}/sign-in"))
        for _ in range(4):
            first_step("not the password")
            _is_led_to_the_message(hands, words, "wrong")
        expect(page.get_by_label(words("people.sign_in.name"), exact=True)).to_have_value(
            somebody.person.name
        )
        first_step(PASSWORD)
        _is_led_to_the_message(hands, words, "wait")
        _see(hands, looker, words("interface.site.failed", title=words("people.sign_in.heading")))
        assert looker.found == [], "\n".join(looker.found)
