"""Inside a D-Bus session of its own: unlock an empty keyring, then run Python with the arguments given.

Started by `run.py test` as `dbus-run-session -- python -m bootstrap.keyring_session -m pytest …`.
"""

from __future__ import annotations

import os
import subprocess
import sys

UNLOCK = ("gnome-keyring-daemon", "--unlock", "--components=secrets")


def main() -> int:
    """Run Python with this process's arguments once the keyring is open."""
    unlocked = subprocess.run(UNLOCK, input=b"test", stdout=subprocess.PIPE, check=True)
    told = dict(line.split("=", 1) for line in unlocked.stdout.decode().splitlines() if "=" in line)
    return subprocess.call([sys.executable, *sys.argv[1:]], env={**os.environ, **told})


if __name__ == "__main__":
    sys.exit(main())
