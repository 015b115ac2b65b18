"""The database's tables. An edition's row is written once and never again."""

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
    sqlite_autoincrement=True,  # a number is never used twice
)
