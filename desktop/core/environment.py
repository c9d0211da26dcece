"""The environment that child processes get: an allow-list, so that no key or address of the shell reaches them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_ALLOWED = frozenset(
    {
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "DISPLAY", "XAUTHORITY",
        "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT",
        "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "VIRTUAL_ENV", "QT_QPA_PLATFORM", "SSL_CERT_FILE",
    }
)  # fmt: skip
_ALLOWED_PREFIXES = ("LC_", "XDG_", "COPYDESK_", "PIP_", "UV_")


def child_environment(source: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a child of this program may see of `source` (default: our own environment), able to import this package."""
    found = os.environ if source is None else source
    kept = {
        name: value
        for name, value in found.items()
        if name.upper() in _ALLOWED or name.upper().startswith(_ALLOWED_PREFIXES)
    }
    kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    kept["PYTHONUTF8"] = "1"
    kept["PYTHONSAFEPATH"] = "1"
    return kept
