from dashboard.workbooks.likeness import folded, nearest


def test_case_accents_space_and_punctuation_do_not_matter():
    assert folded(" Ambition,  VÆRDI * ") == folded("ambition værdi")
    assert folded("Ma\u030alinger") == folded("Målinger") == folded("Maalinger")
    assert folded("Økonomi") == folded("Oekonomi")


def test_the_nearest_text_is_given_in_its_own_spelling():
    assert nearest("forsinkt", ("Forsinket", "Udskudt")) == "Forsinket"


def test_nothing_is_near_a_text_of_another_kind():
    assert nearest("xyz", ("Forsinket", "Udskudt")) is None
    assert nearest("", ()) is None
