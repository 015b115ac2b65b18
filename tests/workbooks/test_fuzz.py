from tests.fuzz import run


def test_two_thousand_broken_workbooks_are_each_read_or_refused_with_a_code():
    found = run(2_000, seed=20)
    assert not [result for result in found if "FAULT" in result]
    assert sum(found.values()) >= 2_000
