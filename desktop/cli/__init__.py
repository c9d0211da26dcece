"""The command line: the same engine and the same history, without a window and without Qt."""

from desktop.cli.program import main

__all__ = ["main"]
