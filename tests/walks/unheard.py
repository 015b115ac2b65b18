"""What no file that we know of brings about any more, brought about by hand."""

import subprocess
import sys
from typing import IO
from unittest.mock import patch

from dashboard.workbooks import sandbox
from dashboard.workbooks.checking import Checked, check_here, unreadable
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.gathering import Gathered
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.plaincells import PlainCells
from dashboard.workbooks.refusing import Unreadable
from tests.workbooks.books import saved, sound


def differing() -> Checked:
    """A second reading that finds nothing where the first found cells."""
    with patch.object(PlainCells, "gathered", lambda *_: Gathered()):
        try:
            return check_here(saved(sound()), filename="plan.xlsx", limits=Limits())
        except Unreadable as refused:
            return unreadable(refused.finding, filename="plan.xlsx")


def failing() -> Checked:
    """A reader that breaks down without a word."""
    with patch.object(sandbox, "_start", _breaks_down):
        return check_workbook(saved(sound()), filename="plan.xlsx")


def _breaks_down(file: IO[bytes], *_: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", "import os; os._exit(3)"],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
