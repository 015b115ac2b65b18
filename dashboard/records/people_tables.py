"""The tables of people and sessions. Times are whole seconds since 1970, in UTC.

No password, code, link or session stands in them as it was given: all are kept as hashes,
except the secret that one-time codes are counted from, which cannot be.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dashboard.records.tables import metadata

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, unique=True),  # how a name is found; none for people of a provider
    Column("roles", Text, nullable=False),  # separated by spaces
    Column("administrations", Text, nullable=False),  # separated by line feeds
    Column("password", Text),  # argon2id, with its own salt and parameters
    Column("secret", Text),  # of one-time codes
    Column("last_step", BigInteger, nullable=False),  # the time step of the code used last
    Column("issuer", Text),
    Column("subject", Text),
    Column("made_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
    UniqueConstraint("issuer", "subject", name="people_outside"),
    CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="people_of_a_provider"),
    CheckConstraint("(issuer IS NULL) = (name_key IS NOT NULL)", name="people_by_name"),
    sqlite_autoincrement=True,  # the trail names people by number, so none is used twice
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("hash", String(64), primary_key=True),  # the row goes when the code is used
    Column("person", Integer, ForeignKey("people.id"), nullable=False, index=True),
)

person_links = Table(
    "person_links",
    metadata,
    Column("hash", String(64), primary_key=True),  # the row goes when the link is used
    Column("person", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", BigInteger, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", Integer, ForeignKey("people.id"), index=True),  # none for the analyst link
    Column("stage", String(16), nullable=False),
    Column("secret", Text),  # of one-time codes that are being set up
    Column("browser", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    CheckConstraint("(person IS NULL) = (stage = 'founder')", name="sessions_of_somebody"),
    sqlite_autoincrement=True,
)

outside_visits = Table(
    "outside_visits",
    metadata,
    Column("hash", String(64), primary_key=True),  # of the state; the row goes when it is used
    Column("browser", String(64), nullable=False),  # the hash of the cookie it began with
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("onward", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False),  # a keyed hash of a name or an address
    Column("at", BigInteger, nullable=False),
    Index("guesses_by_key", "key", "at"),
)
