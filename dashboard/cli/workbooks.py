"""Commands about workbooks: nothing is kept."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.cli.call import ERRORS, OK, UNUSABLE, Call, write
from dashboard.cli.call import read as content_of
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.flows.publish_edition import Checked
from dashboard.flows.publish_edition import check as checked_workbook
from dashboard.flows.read_tables import (
    profile_from,
    profile_of,
    read_file,
    reading_as_json,
    reading_as_lines,
)
from dashboard.flows.report_findings import as_json, as_lines, finding_as_line
from dashboard.flows.report_progress import progress_json, progress_lines, progress_of
from dashboard.flows.suggest_goals import as_json as suggestions_as_json
from dashboard.flows.suggest_goals import as_lines as suggestions_as_lines
from dashboard.flows.suggest_goals import suggest_goals
from dashboard.flows.write_template import write_template
from dashboard.plan.findings import Severity
from dashboard.workbooks.profiles import ImportProfile


def template(call: Call) -> int:
    """Write an empty workbook."""
    path: Path = call.given.out
    write(path, write_template(call.words.language))
    call.say("written", path=str(path))
    return OK


def check(call: Call) -> int:
    """Tell everything that is wrong with a workbook."""
    path: Path = call.given.file
    content = content_of(path)
    profile = profile_given(call)
    with call.progress() as step:
        checked = checked_workbook(
            content,
            filename=path.name,
            settings=call.settings,
            tables=False,
            profile=profile,
            step=step,
        )
    if call.given.json:
        call.show(json.dumps(as_json(checked, call.words), ensure_ascii=False, indent=2))
    else:
        tell(call, checked)
    return _exit_code(checked)


def progress(call: Call) -> int:
    """Tell the marks of a workbook; errors in it are told beside them, not instead of them."""
    path: Path = call.given.file
    content = content_of(path)
    profile = profile_given(call)
    with call.progress() as step:
        checked = checked_workbook(
            content, filename=path.name, settings=call.settings, profile=profile, step=step
        )
    if not checked.readable:
        sys.stderr.writelines(f"{line}\n" for line in as_lines(checked, call.words))
        return UNUSABLE
    summary = progress_of(checked, today=datetime.now(UTC).date())
    if call.given.json:
        report = progress_json(summary)
        call.show(json.dumps(report, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        for line in progress_lines(summary, call.words):
            call.show(line)
    if checked.has_errors:
        sys.stderr.write(call.words("commands.said.with_errors", file=path.name) + "\n")
    return _exit_code(checked)


def read(call: Call) -> int:
    """Tell what any workbook holds; with a profile, as a person said it is to be read."""
    path: Path = call.given.file
    kept: Path | None = call.given.profile
    profile = profile_given(call)
    content = content_of(path)
    with call.progress() as step:
        read = read_file(
            content, filename=path.name, profile=profile, settings=call.settings, step=step
        )
    if call.given.json:
        call.show(json.dumps(reading_as_json(read, call.words), ensure_ascii=False, indent=1))
    else:
        for line in reading_as_lines(read, call.words):
            call.show(line)
        if kept is not None and not read.follows_profile and read.refused is None:
            call.say("profile_unused", path=str(kept))
    if read.refused is not None:
        return UNUSABLE
    if call.given.save_profile is not None:
        write(call.given.save_profile, profile_of(read, given=profile).encode())
    return OK


def mark(call: Call) -> int:
    """Write a workbook's marked copy."""
    path, out = call.given.file, call.given.out
    content = content_of(path)
    with call.progress() as step:
        marked = mark_workbook(
            content, filename=path.name, words=call.words, settings=call.settings, step=step
        )
    if marked.content is None:
        tell(call, marked.checked)
    else:
        write(out, marked.content)
        call.say("marked", path=str(out), n=len(marked.checked.findings))
    return _exit_code(marked.checked)


def suggest(call: Call) -> int:
    """Suggest goals for the rows that have none."""
    path: Path = call.given.file
    content, language = content_of(path), call.words.language
    with call.progress() as step:
        suggested = suggest_goals(
            content, filename=path.name, language=language, settings=call.settings, step=step
        )
    if call.given.json:
        found = suggestions_as_json(suggested)
        call.show(json.dumps(found, ensure_ascii=False, indent=2))
    elif suggested.refused is not None:
        call.show(finding_as_line(suggested.refused, call.words))
    else:
        for line in suggestions_as_lines(suggested, call.words):
            call.show(line)
        call.show(call.words.count("suggestions.rows", len(suggested.rows)))
    return OK if suggested.refused is None else UNUSABLE


def profile_given(call: Call) -> ImportProfile | None:
    """The import profile a command was given, if any."""
    kept: Path | None = call.given.profile
    if kept is None:
        return None
    return profile_from(content_of(kept).decode(errors="replace"), path=str(kept))


def tell(call: Call, checked: Checked) -> None:
    """Every finding in a line, and how many there are."""
    for line in as_lines(checked, call.words):
        call.show(line)
    counts = {s: sum(f.severity is s for f in checked.findings) for s in Severity}
    if not checked.findings:
        call.say("no_findings", file=checked.filename)
        return
    call.say(
        "tally",
        file=checked.filename,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notices=counts[Severity.NOTICE],
    )


def _exit_code(checked: Checked) -> int:
    if not checked.readable:
        return UNUSABLE
    return ERRORS if checked.has_errors else OK
