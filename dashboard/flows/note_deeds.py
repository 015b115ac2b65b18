"""Note who did what: in the audit trail, or in the log where the store keeps none."""

import logging
from typing import cast

from dashboard.plan.trail import Trail

_LOG = logging.getLogger("dashboard.trail")


class Logged:
    """A trail in the program's log."""

    def note(self, who: str, what: str, of: str, result: str) -> None:
        """Keep one line."""
        _LOG.info("%r %s %r %s", who, what, of, result)


def trail_of(store: object) -> Trail:
    """The trail that a store keeps."""
    return cast("Trail", store) if hasattr(store, "note") else Logged()
