"""The command line: the same steps and the same findings as in the browser."""

from dashboard.cli.asking import COMMANDS, main

__all__ = ["COMMANDS", "main"]
