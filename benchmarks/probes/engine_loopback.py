"""The engine with one more model: a loopback server, whose address is the first argument."""

from __future__ import annotations

import sys

from desktop.engine import __main__ as process
from desktop.engine.engine import Engine
from desktop.engine.route import Route

_ADDRESS = sys.argv.pop(1)


class LoopbackEngine(Engine):
    """The engine that can also ask `loopback`."""

    def __init__(self, *arguments: object, **named: object) -> None:
        route = Route("loopback", "openai/loopback", _ADDRESS, small=True)
        super().__init__(*arguments, routes=(route,), **named)  # type: ignore[arg-type]


vars(process)["Engine"] = LoopbackEngine
process.main()
