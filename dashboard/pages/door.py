"""Who is asking: told by the session, never by what a browser says of itself."""

from flask import g

from dashboard.plan.people import Person


def who() -> Person | None:
    """The person who is signed in, None for the public."""
    found = g.get("person")
    return found if isinstance(found, Person) else None
