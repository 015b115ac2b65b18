import pytest

from tests.workbooks.families.cases import Case, wrong
from tests.workbooks.families.plans import PLANS

CASES = (*PLANS,)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_workbook_of_a_family_seen_in_the_wild_is_read_as_a_careful_person_would(case: Case):
    assert list(wrong(case)) == []
