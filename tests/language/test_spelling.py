"""Words are compared as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language.spelling import excerpt, folded, in_order, pieces, root, words_of


@pytest.mark.parametrize(
    "alike",
    [
        ("Ågade", "Aagade", "ÅGADE", "agade"),
        ("Ærø", "aeroe", "AERØ"),
        ("Økonomi", "oekonomi", "okonomi"),
        ("café", "cafe", "CAFÉ"),
        ("træer", "traeer"),
    ],
)
def test_a_word_is_the_same_on_every_keyboard(alike: tuple[str, ...]):
    assert len({folded(word) for word in alike}) == 1


def test_endings_are_taken_off_but_short_words_stay_whole():
    assert {root(folded(word)) for word in ("cykel", "cykler", "cyklerne", "cyklen")} == {"cykl"}
    assert root("sti") == "sti"


def test_the_code_of_a_target_is_one_word():
    assert [w.folded for w in words_of("Delmål 11.6 og 1.a, CO2-plan")] == [
        "delmal",
        "11.6",
        "og",
        "1.a",
        "co2",
        "plan",
    ]


def test_danish_letters_come_last():
    names = ["Ågerup", "Zoo", "Ørsted", "Æble", "Aalborg", "Abe"]
    assert sorted(names, key=in_order) == ["Abe", "Zoo", "Æble", "Ørsted", "Ågerup", "Aalborg"] or (
        sorted(names, key=in_order) == ["Abe", "Zoo", "Æble", "Ørsted", "Aalborg", "Ågerup"]
    )


@given(st.text(max_size=300), st.frozensets(st.text(max_size=4), max_size=4))
def test_a_text_in_pieces_is_the_text(text: str, hits: frozenset[str]):
    assert "".join(piece for piece, _ in pieces(text, hits)) == text


@given(st.text(max_size=600), st.frozensets(st.text(max_size=3), max_size=3))
def test_an_excerpt_is_never_longer_than_its_room(text: str, hits: frozenset[str]):
    assert len(excerpt(text, hits)) <= 174
