"""The program: the window without a command, the command line with one."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

from desktop import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and give its exit status; the other half is never imported."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        print(f"copydesk {__version__}")
        return 0
    if asks_for_window(given):
        gc.disable()  # until the first paint, see there: looking for garbage costs a start a twentieth and finds none
        from desktop.app import main as open_window

        return open_window(given)
    atexit.register(gc.freeze)  # Python's last search for garbage takes two seconds once a model has been asked
    try:
        from desktop.cli import main as run_command

        return run_command(given)
    except KeyboardInterrupt:  # before the command has its own Stop: its imports take a moment
        if "--json" in given:
            print('{"error": {"kind": "cancelled", "message": "Stopped.", "hint": ""}}')
        return 130


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether nothing but options of the window is given: `--profile DIR` and `--fetch-model`."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--profile":
            if next(rest, None) is None:
                return False
        elif argument != "--fetch-model" and not argument.startswith("--profile="):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
