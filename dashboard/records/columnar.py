# pyright: standard
# pyarrow does not describe its types
"""An edition's tables as bytes: one zip of Parquet files and the layout of the workbook.

The layout tells, for each tab of the workbook, in which column letter a key stood, so
that any value's cell is its letter and its row.
"""

import io
import json
import zipfile
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.plan.columns import columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey

Layout = Mapping[str, Mapping[str, str]]

_LIST_OF_TEXT = pa.list_(pa.string())
_TYPES: Mapping[Kind, pa.DataType] = {
    Kind.NUMBER: pa.float64(),
    Kind.YEAR: pa.int64(),
    Kind.GOALS: pa.list_(pa.int64()),
    Kind.TARGETS: _LIST_OF_TEXT,
    Kind.ADMINISTRATIONS: _LIST_OF_TEXT,
    Kind.REFERENCE: _LIST_OF_TEXT,
}


def schema_of(sheet: SheetKey) -> pa.Schema:
    """The columns of a table as they are stored: where a row stands, then the sheet's own."""
    own = [(c.key, _TYPES.get(c.kind, pa.string())) for c in columns_of(sheet)]
    where = [("tab", pa.string()), ("row", pa.int64()), ("cells", pa.string())]
    return pa.schema([*where, *own])


def pack(frames: Mapping[SheetKey, pd.DataFrame], *, layout: Layout) -> bytes:
    """Tables and layout as bytes; `frames` holds a frame for every sheet of the schema.

    The same tables are the same bytes whenever they are packed: no part tells the time.
    """
    bytes_out = io.BytesIO()
    told = json.dumps(layout, ensure_ascii=False, sort_keys=True)
    with zipfile.ZipFile(bytes_out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("layout.json"), told)
        for sheet in SHEETS:
            part = zipfile.ZipInfo(f"{sheet.key}.parquet")
            archive.writestr(part, _parquet(frames[sheet.key], sheet.key))
    return bytes_out.getvalue()


def unpack(content: bytes) -> tuple[dict[SheetKey, pd.DataFrame], dict[str, dict[str, str]]]:
    """The tables and the layout that `pack` put away."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        layout = json.loads(archive.read("layout.json"))
        return {s.key: _frame(archive.read(f"{s.key}.parquet")) for s in SHEETS}, layout


def _parquet(frame: pd.DataFrame, sheet: SheetKey) -> bytes:
    table = pa.Table.from_pandas(frame, schema=schema_of(sheet), preserve_index=False)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _frame(content: bytes) -> pd.DataFrame:
    return pq.read_table(io.BytesIO(content)).to_pandas()
