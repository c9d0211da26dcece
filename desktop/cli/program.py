"""The program behind `copydesk COMMAND`: arguments, errors and exit status as `cli.md` fixes them."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from desktop import __version__
from desktop.cli import (
    backup,
    bench,
    check,
    compare,
    convert,
    doctor,
    export,
    facts,
    history,
    inspect_mail,
    keys,
    lines,
    measure,
    memory,
    models,
    providers,
    review,
    rewrite,
    terms,
    translate,
    workspace,
    write,
)
from desktop.cli.context import Context
from desktop.core.errors import EXIT_STATUS, CopydeskError, ErrorKind, Problem, UserError
from desktop.core.profile import Profile
from desktop.core.settings import INTERFACE_LANGUAGE, Settings
from desktop.core.words import set_language, tr
from desktop.engine.redaction import redact_shapes
from desktop.store.settings_file import load_settings

COMMANDS = (
    write,
    rewrite,
    lines,
    check,
    compare,
    translate,
    review,
    memory,
    terms,
    facts,
    measure,
    models,
    providers,
    keys,
    history,
    backup,
    workspace,
    inspect_mail,
    export,
    convert,
    doctor,
    bench,
)
"""The modules of commands; each has `add_parsers(commands, common)`."""

_BROKEN_PIPE = 141


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes are errors like all others, so that `--json` answers them too."""

    def error(self, message: str) -> NoReturn:
        raise UserError(ErrorKind.USAGE, redact_shapes(message), tr("See {command} --help.", command=self.prog))


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    common = _Parser(add_help=False)
    common.add_argument("--profile", metavar="DIR", default=argparse.SUPPRESS, help="keep everything under DIR")
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document on standard output"
    )
    top = _Parser(
        prog="copydesk",
        description="Without a command it opens the window. With one it works on the same profile, without a window.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for module in COMMANDS:
        module.add_parsers(commands, common)
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status."""
    as_json = "--json" in arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        profile = Profile.at(getattr(options, "profile", None))
        settings = Settings(dict(load_settings(profile.settings).values))
        set_language(settings.get(INTERFACE_LANGUAGE) or "en")
        status = options.run(options, Context(profile, settings, as_json))
    except CopydeskError as error:
        return _refuse(error.problem, as_json=as_json)
    except KeyboardInterrupt:
        return _refuse(Problem(ErrorKind.CANCELLED, tr("Stopped.")), as_json=as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    return int(status)


def _refuse(problem: Problem, *, as_json: bool) -> int:
    """Say what is wrong in one sentence; details never reach standard output."""
    if as_json:
        error = {"kind": problem.kind.value, "message": problem.message, "hint": problem.hint}
        sys.stdout.write(json.dumps({"error": error}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(" ".join(part for part in (problem.message, problem.hint) if part) + "\n")
    return EXIT_STATUS[problem.kind]
