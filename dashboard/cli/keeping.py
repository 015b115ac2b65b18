"""Commands about what is kept: prove it, copy it, bring a copy back."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from dashboard.cli.call import ERRORS, OK, Call
from dashboard.cli.store import store_of, who
from dashboard.language.numbers import moment
from dashboard.language.words import Words
from dashboard.plan.trail import Deed, Line, reason_in
from dashboard.records.portable import back_up, proved
from dashboard.records.portable import restore as filled
from dashboard.records.trail import written
from dashboard.records.verifying import Verified
from dashboard.records.verifying import verify as verified


def trail(call: Call) -> int:
    """Tell who did what, to what, and how it ended."""
    last: int | None = call.given.last
    lines = store_of(call.settings).database.read(lambda c: written(c, last=last))
    if call.given.json:
        call.show(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))
        return OK
    if not lines:
        call.say("no_trail")
    for line in lines:
        call.show("\t".join(_parts(line, call.words)))
    return OK


def _parts(line: Line, words: Words) -> tuple[str, ...]:
    # A later release, or whoever forced a line in, may tell of what this one does not know.
    what, reason = words.under("commands.deed").get(line.what, line.what), reason_in(line.result)
    said = words("commands.said.done")
    if reason is not None:
        said = words("commands.said.refused_why", reason=reason)
    return str(line.sequence), _when(line.at, words), line.who, what, line.object, said


def _when(at: str, words: Words) -> str:
    try:
        return moment(datetime.fromisoformat(at), words.language)
    except ValueError:
        return at


def verify(call: Call) -> int:
    """Prove that nothing that was kept has been changed since."""
    return _told(call, verified(store_of(call.settings).database))


def backup(call: Call) -> int:
    """Write all that is kept into one file, and prove the file."""
    out: Path = call.given.out
    store = store_of(call.settings)
    found = back_up(store.database, out)
    store.note(who(), Deed.BACK_UP, _name(found))
    call.say("backed_up", path=str(out))
    return _told(call, found)


def restore(call: Call) -> int:
    """Fill an empty database from a backup, and prove it."""
    path: Path = call.given.backup
    with proved(path) as copy:
        store = store_of(call.settings)
        found = filled(store.database, copy)
    store.note(who(), Deed.RESTORE, _name(found))
    call.say("restored", path=str(path), place=store.database.place)
    return _told(call, found)


def _name(found: Verified) -> str:
    """What a copy is called in the trail: by the last line it holds."""
    return f"backup:{found.head[:12]}"


def _told(call: Call, found: Verified) -> int:
    """What was looked at, then everything that is wrong, the first broken link first."""
    call.say("trail", lines=found.lines, head=found.head)
    call.say("kept", n=found.editions)
    for broken in found.broken:
        call.show(call.words(f"commands.broken.{broken.fault.value}", number=str(broken.number)))
    call.say("broken" if found.broken else "sound")
    return ERRORS if found.broken else OK
