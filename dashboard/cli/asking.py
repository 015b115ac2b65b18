"""Understanding what was typed, and running it."""

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from dashboard.cli.call import ERRORS, OK, UNUSABLE, USAGE, Call, Command
from dashboard.cli.editions import diff, editions, publish, rollback, show
from dashboard.cli.keeping import backup, restore, trail, verify
from dashboard.cli.people import DEEDS, user
from dashboard.cli.serving import run_example, serve_editions
from dashboard.cli.workbooks import check, mark, progress, read, suggest, template
from dashboard.errors import Trouble
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.people import Role
from dashboard.settings import SETTINGS, Settings, read_settings


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
        case "file" | "out" | "backup":
            parser.add_argument(name, type=Path, help=meaning)
        case "older" | "newer" | "number":
            parser.add_argument(name, help=meaning)
        case "language":
            parser.add_argument(
                "--language", choices=list(Language), metavar="|".join(Language), help=meaning
            )
        case "deed":
            parser.add_argument("deed", choices=DEEDS, metavar="|".join(DEEDS), help=meaning)
        case "name":
            parser.add_argument("name", nargs="?", default="", help=meaning)
        case "role":
            parser.add_argument(
                "--role",
                action="append",
                default=[],
                choices=list(Role),
                metavar="|".join(Role),
                help=meaning,
            )
        case "administration":
            parser.add_argument("--administration", action="append", default=[], help=meaning)
        case "last":
            parser.add_argument("--last", type=_count, metavar="N", help=meaning)
        case "note":
            parser.add_argument("--note", required=True, help=meaning)
        case "profile" | "save_profile":
            parser.add_argument(f"--{name.replace('_', '-')}", type=Path, help=meaning)
        case _:
            parser.add_argument(f"--{name}", action="store_true", help=meaning)


def _count(text: str) -> int:
    """A number of lines to show: none of them would look as if there were none."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise ValueError(text)
    return int(text)


COMMANDS: tuple[Command, ...] = (
    Command("template", ("out", "language"), template),
    Command("check", ("file", "json", "profile", "language"), check),
    Command("read", ("file", "json", "profile", "save_profile", "language"), read),
    Command("mark", ("file", "out", "language"), mark),
    Command("suggest", ("file", "json", "language"), suggest),
    Command("progress", ("file", "json", "profile", "language"), progress),
    Command("publish", ("file", "note", "profile", "language"), publish),
    Command("editions", ("language",), editions),
    Command("show", ("number", "json", "language"), show),
    Command("diff", ("older", "newer", "json", "language"), diff),
    Command("rollback", ("number", "note", "language"), rollback),
    Command("trail", ("json", "last", "language"), trail),
    Command("verify", ("language",), verify),
    Command("backup", ("out", "language"), backup),
    Command("restore", ("backup", "language"), restore),
    Command("user", ("deed", "name", "role", "administration", "language"), user),
    Command("serve", (), serve_editions),
    Command("run", ("demo",), run_example),
)
