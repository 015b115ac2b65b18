"""The database's tables. An edition's row is written once and never again.

What is changed here needs a step in `migrations/versions`; a test compares the two.
"""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text, false

metadata = MetaData()

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("checksum", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("published_at", String(32), nullable=False),  # ISO 8601, UTC
    Column("published_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    # The edition it takes the plan back to, and whether one person did so alone.
    Column("rolled_back_to", Integer),
    Column("alone", Boolean, nullable=False, server_default=false()),
    Column("workbook", LargeBinary, nullable=False),
    Column("tables", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Only ever added to: triggers refuse the rest. A line's hash holds the hash of the line before.
trail = Table(
    "trail",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3, no gap
    Column("at", String(32), nullable=False),  # ISO 8601, UTC; the order is the sequence
    Column("who", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("object", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("seal", String(64), nullable=False),  # digest of the edition it made, else empty
    Column("hash", String(64), nullable=False),
)
