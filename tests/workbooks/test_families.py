import pytest

from tests.workbooks.families.cases import Case, wrong
from tests.workbooks.families.cityseries import CITY_SERIES
from tests.workbooks.families.friends import FRIENDS
from tests.workbooks.families.mappings import MAPPINGS
from tests.workbooks.families.messy import MESSY
from tests.workbooks.families.moremappings import MORE_MAPPINGS
from tests.workbooks.families.moreplans import MORE_PLANS
from tests.workbooks.families.moreseries import MORE_SERIES
from tests.workbooks.families.plans import PLANS
from tests.workbooks.families.statistics import STATISTICS
from tests.workbooks.families.strangers import STRANGERS

CASES = (
    *PLANS,
    *MORE_PLANS,
    *MAPPINGS,
    *MORE_MAPPINGS,
    *STATISTICS,
    *CITY_SERIES,
    *MORE_SERIES,
    *MESSY,
    *FRIENDS,
    *STRANGERS,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_workbook_of_a_family_seen_in_the_wild_is_read_as_a_careful_person_would(case: Case):
    assert list(wrong(case)) == []
