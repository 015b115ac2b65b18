"""The tables of what is on its way to the public, and of how senders' workbooks are read."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dashboard.plan.drafts import DraftKind, DraftState
from dashboard.records.tables import metadata


def _one_of(column: str, values: type[DraftKind] | type[DraftState]) -> CheckConstraint:
    known = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({known})", name=f"drafts_{column}_known")


drafts = Table(
    "drafts",
    metadata,
    Column("key", String(64), primary_key=True),  # cannot be guessed
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("checksum", String(64), nullable=False),  # of the workbook and how it is read
    Column("filename", Text, nullable=False),
    Column("sent_at", String(32), nullable=False),  # ISO 8601, UTC
    Column("sender", Integer, nullable=False),  # a person, 0 before there is any
    Column("sent_by", Text, nullable=False),  # the name at that time
    Column("authors", Text, nullable=False),  # JSON: everybody who had a hand in it
    Column("administrations", Text, nullable=False),  # JSON: codes the sender answers for
    Column("base", Integer, nullable=False),  # the edition published when it was sent, or 0
    Column("profile", Text),  # how sheets of other layouts are read
    Column("back_to", Integer),  # the edition it restores
    Column("number", Integer),  # the edition it became
    # Exactly what was approved, and by whom; all of them or none.
    Column("approved_by", Integer),
    Column("approved_name", Text),
    Column("approved_at", String(32)),
    Column("approved_checksum", String(64)),
    Column("approved_base", Integer),
    Column("report", LargeBinary, nullable=False),  # what was found, as JSON
    Column("workbook", LargeBinary, nullable=False),
    Column("tables", LargeBinary),  # none where there is no plan to publish
    _one_of("kind", DraftKind),
    _one_of("state", DraftState),
)

draft_steps = Table(
    "draft_steps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("draft", String(64), ForeignKey("drafts.key"), nullable=False, index=True),
    Column("step", String(16)),  # none for the sending itself
    Column("state", String(16), nullable=False),  # after the step
    Column("at", String(32), nullable=False),
    Column("by", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

import_profiles = Table(
    "import_profiles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("sender", Integer, nullable=False),
    Column("shape", String(16), nullable=False),  # what a row of headers is known by
    Column("profile", Text, nullable=False),  # one table of an import profile, as JSON
    Column("kept_at", String(32), nullable=False),
    UniqueConstraint("sender", "shape", name="import_profiles_one_a_shape"),
)
