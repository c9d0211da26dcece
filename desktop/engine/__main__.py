"""`python -m desktop.engine --profile DIR`: the engine as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import threading
from pathlib import Path

from desktop.core.profile import Profile
from desktop.engine.engine import Engine
from desktop.engine.gateway_litellm import close_environment
from desktop.engine.logs import start_log
from desktop.engine.pipe import Pipe
from desktop.engine.redaction import Redactor
from desktop.engine.route import read_routes

_EXIT_S = 1.5
"""Seconds from the end of the pipe to the end of this process, at the most."""


def main() -> None:
    """Serve the window until it goes away."""
    parser = argparse.ArgumentParser(prog="python -m desktop.engine", description="The engine of Copydesk.")
    parser.add_argument("--profile", type=Path, required=True, help="the folder of the profile")
    parser.add_argument(
        "--routes", type=Path, help="a JSON list of models beyond the catalogue; for tests and benchmarks"
    )
    options = parser.parse_args()
    profile = Profile.at(options.profile)
    routes = read_routes(options.routes) if options.routes else ()
    source, target = take_pipes()
    close_environment(os.environ)
    redactor = Redactor()
    start_log(profile.logs / "engine.log", redactor)
    asyncio.run(_serve(Engine(profile, routes=routes, redactor=redactor), source, target))


async def _serve(engine: Engine, source: int, target: int) -> None:
    await Pipe(engine, source, target).serve(_exit_in_time)
    _exit()


def take_pipes() -> tuple[int, int]:
    """The descriptors of the pipe, out of reach of everything that reads standard input or prints."""
    source, target = os.dup(sys.stdin.fileno()), os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, sys.stdin.fileno())
    os.close(nowhere)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return source, target


def _exit_in_time() -> None:
    watchdog = threading.Timer(_EXIT_S, _exit)
    watchdog.daemon = True
    watchdog.start()


def _exit() -> None:
    """End now: threads of libraries would be waited for otherwise, some of them for long."""
    logging.shutdown()
    os._exit(0)


if __name__ == "__main__":
    main()
