"""Pack the tables of a plan: small ones here, large ones in a process that gives way to pages."""

import os
import subprocess
import sys
from typing import IO

import orjson

from dashboard.records.columnar import pack
from dashboard.workbooks.checking import Checked, tables_in
from dashboard.workbooks.child import give_way
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.sandbox import python, surroundings

# Bytes of tables that are packed sooner than a process starts: a twentieth of a second.
_FEW = 1_000_000
_PATIENCE = 300  # seconds


def pack_tables(told: IO[bytes], /) -> bytes:
    """Tables as their reader wrote them, in the form in which they are kept."""
    size = told.seek(0, os.SEEK_END)
    told.seek(0)
    if size <= _FEW:
        return _packed(told.read())
    done = subprocess.run(
        [*python(), "dashboard.flows.pack_tables"],
        stdin=told,
        stdout=subprocess.PIPE,
        env=surroundings(),
        cwd="/",
        timeout=_PATIENCE,
        check=True,
    )
    return done.stdout


def _packed(told: bytes) -> bytes:
    checked = Checked("", True, (), (), tables_in(orjson.loads(told)))
    return pack(frames_of(checked), layout=layout_of(checked))


def main() -> int:
    """Pack what comes on standard input."""
    give_way()
    sys.stdout.buffer.write(_packed(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
