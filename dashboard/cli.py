"""The command line: the same steps and the same findings as in the browser."""

import argparse
import difflib
import getpass
import json
import os
import secrets
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from dashboard.app import create_app
from dashboard.errors import Trouble
from dashboard.flows.publish_edition import Checked, check, publish_workbook
from dashboard.flows.report_findings import as_json, as_lines
from dashboard.flows.report_progress import progress_json, progress_lines, progress_of
from dashboard.flows.write_template import write_template
from dashboard.language.numbers import moment
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.findings import Severity
from dashboard.records.sql import SqlStore
from dashboard.serving import listen, serve
from dashboard.settings import SETTINGS, Settings, example_workbook, read_settings

OK, ERRORS, UNUSABLE, USAGE = 0, 1, 2, 64


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: what was given, the settings, and the words to answer in."""

    given: argparse.Namespace
    settings: Settings
    words: Words

    def say(self, key: str, /, **facts: str | int) -> None:
        """A line of answer."""
        self.show(self.words(f"commands.said.{key}", **facts))

    def show(self, text: str) -> None:
        """Text of answer."""
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, its arguments, and what it does; the result is the exit code."""

    name: str
    arguments: Sequence[str]
    run: Callable[[Call], int]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; trouble is told, never traced."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    words = words_for(Language.DA)
    try:
        settings = read_settings(os.environ)
        words = words_for(_asked_language(given) or Language(settings.language))
        code = _run(given, settings, words)
    except Trouble as trouble:
        sys.stderr.write(words(trouble.key, **trouble.facts) + "\n")
        code = UNUSABLE if trouble.key == "commands.trouble.file" else ERRORS
    except BrokenPipeError:  # the reader of our answer has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except KeyboardInterrupt:
        sys.stderr.write(words("commands.said.stopping") + "\n")
        code = OK
    sys.exit(code)


def _asked_language(given: Sequence[str]) -> Language | None:
    """The language a call asks for, known before the call is understood."""
    asked = [b for a, b in pairwise(given) if a == "--language"]
    asked += [a.removeprefix("--language=") for a in given if a.startswith("--language=")]
    return next((lang for lang in Language if lang in asked), None)


def _run(given: list[str], settings: Settings, words: Words) -> int:
    command = _command(given, words)
    if isinstance(command, int):
        return command
    parser = _parser(command, words)
    try:
        parsed = parser.parse_args(given[1:])
    except _UsageError:
        usage = parser.format_usage().partition(" ")[2].strip()
        line = words("commands.trouble.usage", usage=usage, command=command.name)
        sys.stderr.write(line + "\n")
        return USAGE
    chosen = getattr(parsed, "language", None)
    return command.run(Call(parsed, settings, words_for(Language(chosen)) if chosen else words))


def _command(given: list[str], words: Words) -> Command | int:
    """The command that is asked for, or the exit code when none can be run."""
    known = ", ".join(c.name for c in COMMANDS)
    if not given:
        sys.stderr.write(words("commands.trouble.no_command", known=known) + "\n")
        return USAGE
    if given[0] in ("-h", "--help", "help"):
        sys.stdout.write(_help(words))
        return OK
    command = next((c for c in COMMANDS if c.name == given[0]), None)
    if command is None:
        lines = [words("commands.trouble.command", value=given[0], known=known)]
        near = difflib.get_close_matches(given[0], [c.name for c in COMMANDS], n=1)
        lines += [words("commands.trouble.nearest", nearest=name) for name in near]
        sys.stderr.write(" ".join(lines) + "\n")
        return USAGE
    return command


def _help(words: Words) -> str:
    lines = [words("commands.about.program"), ""]
    lines += [f"  sdg-dashboard {c.name:<10} {words(f'commands.about.{c.name}')}" for c in COMMANDS]
    lines += ["", words("commands.argument.settings")]
    lines += [
        f"  {s.name:<16} {words(f'commands.setting.{s.name}')} ({s.default or '–'})"
        for s in SETTINGS
    ]
    return "\n".join(lines) + "\n"


class _UsageError(Exception):
    """What argparse did not understand."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


def _parser(command: Command, words: Words) -> _Parser:
    parser = _Parser(
        prog=f"sdg-dashboard {command.name}", description=words(f"commands.about.{command.name}")
    )
    for name in command.arguments:
        _add(parser, name, words(f"commands.argument.{name}"))
    return parser


def _add(parser: _Parser, name: str, meaning: str) -> None:
    match name:
        case "file" | "out":
            parser.add_argument(name, type=Path, help=meaning)
        case "language":
            parser.add_argument(
                "--language", choices=list(Language), metavar="|".join(Language), help=meaning
            )
        case "note":
            parser.add_argument("--note", required=True, help=meaning)
        case _:
            parser.add_argument(f"--{name}", action="store_true", help=meaning)


def _template(call: Call) -> int:
    path: Path = call.given.out
    try:
        with path.open("xb") as file:  # a filled-in workbook must never be lost to an empty one
            file.write(write_template(call.words.language))
    except FileExistsError as error:
        raise Trouble("commands.trouble.exists", path=str(path)) from error
    except OSError as error:
        raise Trouble("commands.trouble.write", path=str(path), cause=_cause(error)) from error
    call.say("written", path=str(path))
    return OK


def _check(call: Call) -> int:
    path: Path = call.given.file
    checked = check(_read(path), filename=path.name, settings=call.settings)
    if call.given.json:
        call.show(json.dumps(as_json(checked, call.words), ensure_ascii=False, indent=2))
    else:
        _tell(call, checked)
    if not checked.readable:
        return UNUSABLE
    return ERRORS if checked.has_errors else OK


def _progress(call: Call) -> int:
    """The marks of a workbook; errors in it are told beside them, not instead of them."""
    path: Path = call.given.file
    checked = check(_read(path), filename=path.name, settings=call.settings)
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
    return ERRORS if checked.has_errors else OK


def _publish(call: Call) -> int:
    path: Path = call.given.file
    content = _read(path)
    store = _store(call.settings)
    before = store.latest()
    done = publish_workbook(
        store,
        content,
        filename=path.name,
        by=_who(),
        note=call.given.note,
        settings=call.settings,
    )
    if done.edition is None:
        _tell(call, done.checked)
        call.say("refused")
        return ERRORS if done.checked.readable else UNUSABLE
    number, mark = str(done.edition.number), done.edition.checksum[:12]
    if before == done.edition:
        call.say("same", number=number)
    else:
        call.say("published", number=number, file=path.name, checksum=mark)
    return OK


def _editions(call: Call) -> int:
    found = _store(call.settings).editions()
    if not found:
        call.say("no_editions")
    for e in found:
        when = moment(e.published_at, call.words.language)
        call.show(
            f"{e.number}\t{when}\t{e.published_by}\t{e.filename}\t{e.checksum[:12]}\t{e.note}"
        )
    return OK


def _serve(call: Call) -> int:
    with listen(call.settings.host, call.settings.port) as listening:
        return _answer(call, listening)


def _answer(call: Call, listening: socket.socket) -> int:
    """Serve on a port that is ours already."""
    store = _store(call.settings)
    ticket = secrets.token_urlsafe(24)
    application = create_app(call.settings, store, ticket=ticket)

    def ready(address: str) -> None:
        call.say("serving", address=address)
        link = f"{address}{call.words.language}/upload?ticket={ticket}"
        call.say("analyst", hours=call.settings.analyst_hours, address=link)

    serve(application, call.settings, listening, ready=ready)
    return OK


def _run_example(call: Call) -> int:
    """Publish the example when nothing is published yet, then serve."""
    name = "example-city" if call.given.demo else "copenhagen"
    url = call.settings.database_url or f"sqlite:///instance/{name}.sqlite"
    settings = replace(call.settings, database_url=url)
    with listen(settings.host, settings.port) as listening:  # before anything is published
        store = _store(settings)
        if store.latest() is None:
            path = example_workbook(f"{name}.xlsx")
            call.say("example", file=path.name)
            publish_workbook(store, _read(path), filename=path.name, by=_who(), note=path.stem)
        return _answer(Call(call.given, settings, call.words), listening)


def _tell(call: Call, checked: Checked) -> None:
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Trouble("commands.trouble.file", path=str(path), cause=_cause(error)) from error


def _cause(error: OSError) -> str:
    return error.strerror or str(error)


def _store(settings: Settings) -> SqlStore:
    return SqlStore(settings.database_url or "sqlite:///instance/copenhagen.sqlite")


def _who() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "–"


COMMANDS: tuple[Command, ...] = (
    Command("template", ("out", "language"), _template),
    Command("check", ("file", "json", "language"), _check),
    Command("progress", ("file", "json", "language"), _progress),
    Command("publish", ("file", "note", "language"), _publish),
    Command("editions", ("language",), _editions),
    Command("serve", (), _serve),
    Command("run", ("demo",), _run_example),
)
