"""What the UN wrote of each target."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast


def official_text(code: str) -> str:
    """The official English text of a target, such as that of `11.6`."""
    return _texts()[code]


@cache
def _texts() -> Mapping[str, str]:
    file = files("dashboard.language") / "untargets.toml"
    return cast("Mapping[str, str]", tomllib.loads(file.read_text(encoding="utf-8"))["targets"])
