"""The audit trail: only ever added to, which the database itself sees to."""

import sqlalchemy as sa
from alembic import op

from dashboard.records.trail import take_over

revision = "0003"
down_revision = "0002"

_SQLITE = (
    """CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is only ever added to'); END""",
    """CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail
    BEGIN SELECT RAISE(ABORT, 'the trail is only ever added to'); END""",
    # INSERT OR REPLACE removes a row without asking the trigger above.
    """CREATE TRIGGER trail_in_order BEFORE INSERT ON trail
    WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM trail)
    BEGIN SELECT RAISE(ABORT, 'the trail is only ever added to at its end'); END""",
)
_POSTGRESQL = (
    """CREATE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the trail is only ever added to'; END $$""",
    """CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()""",
    """CREATE FUNCTION trail_follows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM trail) THEN
        RAISE EXCEPTION 'the trail is only ever added to at its end';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER trail_in_order BEFORE INSERT ON trail
    FOR EACH ROW EXECUTE FUNCTION trail_follows()""",
)


def upgrade() -> None:
    """Make the trail, and write down the editions that were there before it."""
    op.create_table(
        "trail",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
    take_over(connection)


def downgrade() -> None:
    """The trail goes with its triggers."""
    op.drop_table("trail")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION trail_refuses()")
        op.execute("DROP FUNCTION trail_follows()")
