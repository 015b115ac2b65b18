"""What several commands need of the database: opening it, finding an edition, and who asks."""

import getpass
from contextlib import suppress

from dashboard.errors import Trouble
from dashboard.plan.editions import Edition
from dashboard.records.sql import SqlStore
from dashboard.settings import Settings


def store_of(settings: Settings) -> SqlStore:
    """The store the settings name."""
    return SqlStore(settings.database_url or "sqlite:///instance/copenhagen.sqlite")


def edition_of(store: SqlStore, text: str) -> Edition:
    """An edition by its number; raises `Trouble` where there is none."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    found = store.edition(int(text)) if is_number else None
    if found is None:
        known = ", ".join(str(e.number) for e in reversed(store.editions())) or "–"
        raise Trouble("commands.trouble.edition", value=text, known=known)
    return found


def who() -> str:
    """The name on this machine of whoever types."""
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "–"
