"""Whether the system asks for no movement: Qt 6.11 does not say, so the platform is asked where it keeps the answer."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

_SPI_GETCLIENTAREAANIMATION = 0x1042


@cache
def prefers_no_motion() -> bool:
    """Ask the platform, once; what cannot be read counts as "no wish"."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return macos(Path.home() / "Library/Preferences/com.apple.universalaccess.plist")
    return freedesktop(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"))


def _windows() -> bool:
    import ctypes

    animated = ctypes.c_int(1)
    library = getattr(ctypes, "windll")  # noqa: B009 - the attribute is there on Windows only
    library.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)
    return animated.value == 0


def macos(preferences: Path) -> bool:
    """What the preferences of a Mac say."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        return bool(plistlib.loads(preferences.read_bytes()).get("reduceMotion", False))
    except (OSError, plistlib.InvalidFileException, ExpatError, ValueError):
        return False


def freedesktop(folder: Path) -> bool:
    """GTK's and KDE's own files; GNOME writes the former when the switch is used."""
    import configparser

    for file, section, key, value in (
        ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations", {"0", "false"}),
        ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations", {"0", "false"}),
        ("kdeglobals", "KDE", "AnimationDurationFactor", {"0"}),
    ):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        try:
            parser.read(folder / file, encoding="utf-8")
            if parser.get(section, key, fallback="").strip().lower() in value:
                return True
        except (configparser.Error, UnicodeDecodeError):
            continue
    return False
