"""A terminal for the tests.

Starting a process for every line would take minutes, so most run `main` itself; the ones
that matter most go through a process of their own.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.language.words import Language, words_for
from dashboard.settings import SETTINGS
from tests.samples import DATA

ROOT = DATA.parent


@dataclass
class Said:
    code: int
    out: str
    err: str


class Shell:
    """A terminal in a folder of its own."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, written: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._patch = patch
        self._written = written

    def __call__(self, *arguments: str | Path, **variables: str) -> Said:
        with self._patch.context() as patch:
            patch.chdir(self.folder)
            for setting in SETTINGS:
                patch.delenv(setting.name, raising=False)
            for name, value in {"SDG_LANGUAGE": "en", **variables}.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as left:
                main([*map(str, arguments)])
        out, err = self._written.readouterr()
        assert isinstance(left.value.code, int)
        return _sound(Said(left.value.code, out, err))

    def process(self, *arguments: str | Path, **variables: str) -> Said:
        """The same in a process of its own."""
        own = {"PATH", "HOME", "SYSTEMROOT", "LANG"}
        environment = {k: v for k, v in os.environ.items() if k in own}
        environment |= {"PYTHONPATH": str(ROOT), "SDG_LANGUAGE": "en", **variables}
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", *map(str, arguments)],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return _sound(Said(done.returncode, done.stdout.decode(), done.stderr.decode()))

    def write(self, content: bytes, name: str = "plan.xlsx") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path


def _sound(said: Said) -> Said:
    assert "Traceback" not in said.out + said.err
    assert "{" not in said.err
    return said


def says(key: str, **facts: str) -> str:
    return words_for(Language.EN)(f"commands.{key}", **facts)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)
