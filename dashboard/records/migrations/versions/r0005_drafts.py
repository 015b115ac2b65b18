"""Drafts go to the public step by step, and an edition says whether one person restored it alone.

What was sent before had no steps and no findings kept with it: it is sent again.
"""

import sqlalchemy as sa
from alembic import op

from dashboard.records.trail import tell_alone

revision = "0005"
down_revision = "0004"

_KINDS = "kind IN ('workbook', 'correction', 'restored')"
_STATES = "state IN ('draft', 'submitted', 'approved', 'published', 'superseded', 'withdrawn')"


def upgrade() -> None:
    """Make drafts anew, with their steps and how senders' tables are read."""
    op.drop_table("drafts")
    _make_drafts()
    op.create_table(
        "draft_steps",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.String(64), sa.ForeignKey("drafts.key"), nullable=False, index=True),
        sa.Column("step", sa.String(16)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_profiles",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("sender", sa.Integer, nullable=False),
        sa.Column("shape", sa.String(16), nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("kept_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("sender", "shape", name="import_profiles_one_a_shape"),
    )
    alone = sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("editions", alone)
    tell_alone(op.get_bind())


def _make_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sent_at", sa.String(32), nullable=False),
        sa.Column("sender", sa.Integer, nullable=False),
        sa.Column("sent_by", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("administrations", sa.Text, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("profile", sa.Text),
        sa.Column("back_to", sa.Integer),
        sa.Column("number", sa.Integer),
        sa.Column("approved_by", sa.Integer),
        sa.Column("approved_name", sa.Text),
        sa.Column("approved_at", sa.String(32)),
        sa.Column("approved_checksum", sa.String(64)),
        sa.Column("approved_base", sa.Integer),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("workbook", sa.LargeBinary, nullable=False),
        sa.Column("tables", sa.LargeBinary),
        sa.CheckConstraint(_KINDS, name="drafts_kind_known"),
        sa.CheckConstraint(_STATES, name="drafts_state_known"),
    )


def downgrade() -> None:
    """Nothing is on its way any more; the editions stay, and who restored alone is in the trail."""
    op.drop_column("editions", "alone")
    for table in ("import_profiles", "draft_steps", "drafts"):
        op.drop_table(table)
    op.create_table(
        "drafts",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("received_from", sa.Text, nullable=False),
        sa.Column("workbook", sa.LargeBinary, nullable=False),
    )
