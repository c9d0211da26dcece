"""Draws mails until standard input closes, or until nobody has asked for a while."""

from __future__ import annotations

import argparse
import sys

IDLE_S = 90.0
"""Seconds without a question after which the process ends; it holds some 250 MB and is there again in a second."""


def main() -> int:
    """Run the process; returns its exit status: 3 when the part that it needs is not installed."""
    parser = argparse.ArgumentParser(prog="desktop.preview")
    parser.add_argument("--idle", type=float, default=IDLE_S, help="seconds without a question after which it ends")
    chosen = parser.parse_args()
    try:
        from desktop.preview.browser import serve
    except ImportError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the log of this process is its standard error
        return 3
    return serve(idle_s=chosen.idle)


if __name__ == "__main__":
    sys.exit(main())
