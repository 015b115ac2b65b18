"""People, how they come in, and what was guessed wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; nobody stands in them yet."""
    _make_people()
    _make_ways_in()
    op.create_table(
        "sessions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id"), index=True),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("secret", sa.Text),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("(person IS NULL) = (stage = 'founder')", name="sessions_of_somebody"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "guesses",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("guesses_by_key", "guesses", ["key", "at"])


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, unique=True),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("administrations", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("secret", sa.Text),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("disabled_at", sa.BigInteger),
        sa.UniqueConstraint("issuer", "subject", name="people_outside"),
        sa.CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="people_of_a_provider"),
        sa.CheckConstraint("(issuer IS NULL) = (name_key IS NOT NULL)", name="people_by_name"),
        sqlite_autoincrement=True,
    )


def _make_ways_in() -> None:
    """The codes, links and visits elsewhere that are used once."""
    op.create_table(
        "recovery_codes",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id"), nullable=False, index=True),
    )
    op.create_table(
        "person_links",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "outside_visits",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("verifier", sa.Text, nullable=False),
        sa.Column("onward", sa.Text, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Nobody can come in any more; what they did stays in the trail."""
    of_people = ("recovery_codes", "person_links", "sessions")
    for table in ("guesses", "outside_visits", *of_people, "people"):
        op.drop_table(table)
