import pytest

from dashboard.language.untargets import official_text
from dashboard.plan.targets import TARGETS


@pytest.mark.parametrize("code", TARGETS)
def test_every_target_has_its_official_text(code: str):
    assert len(official_text(code)) > 40
