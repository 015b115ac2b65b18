"""Publish a workbook: checked whole, then kept whole, or not at all."""

from dataclasses import dataclass
from hashlib import sha256

from dashboard.plan.editions import Edition
from dashboard.plan.filenames import file_name
from dashboard.plan.trail import Deed, refused
from dashboard.records.columnar import pack
from dashboard.records.store import Store
from dashboard.settings import Settings
from dashboard.workbooks.checkingapart import Checked, check_workbook
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.profiles import ImportProfile
from dashboard.workbooks.reading import Step


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the edition, or None where errors stopped it."""

    checked: Checked
    edition: Edition | None


def check(  # noqa: PLR0913 - each is one fact about the asking
    content: bytes,
    /,
    *,
    filename: str,
    settings: Settings | None = None,
    tables: bool = True,
    profile: ImportProfile | None = None,
    step: Step = lambda _, __: None,
) -> Checked:
    """Everything that is wrong with a workbook, without keeping any of it.

    `tables` says whether what stands in it is wanted as well, `profile` how sheets of other
    layouts are to be read.
    """
    limits = None if settings is None else limits_of(settings)
    return check_workbook(
        content, filename=filename, limits=limits, tables=tables, profile=profile, step=step
    )


def publish_workbook(  # noqa: PLR0913 - each is one fact about the sending
    store: Store,
    content: bytes,
    /,
    *,
    filename: str,
    by: str,
    note: str,
    settings: Settings | None = None,
    profile: ImportProfile | None = None,
    alone: bool = False,
    step: Step = lambda _, __: None,
) -> Outcome:
    """Check a workbook and publish it when it has no errors; a refusal goes into the trail.

    `alone` says that nobody approved it where somebody else could have.
    """
    filename = file_name(filename)
    checked = check(content, filename=filename, settings=settings, profile=profile, step=step)
    if not checked.can_publish:
        of = f"workbook:{sha256(content).hexdigest()[:12]}"
        store.note(by, Deed.PUBLISH, of, refused("findings"))
        return Outcome(checked, None)
    tables = pack(frames_of(checked), layout=layout_of(checked))
    edition = store.publish(
        content, tables=tables, filename=filename, by=by, note=note, alone=alone
    )
    return Outcome(checked, edition)
