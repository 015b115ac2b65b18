"""The database's tables. An edition's row is written once and never again."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Text

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
    Column("workbook", LargeBinary, nullable=False),
    Column("tables", LargeBinary, nullable=False),
    sqlite_autoincrement=True,  # a number is never used twice
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("checksum", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("received_at", String(32), nullable=False),
    Column("received_from", Text, nullable=False),
    Column("workbook", LargeBinary, nullable=False),
)
