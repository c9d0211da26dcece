"""What must come from the system and not from the package index: libraries that Qt loads, a font, tools for tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bootstrap.state import SetupError

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libgomp.so.1": "libgomp1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""What Qt's libraries and its X11 and Wayland plug-ins are linked against, with the Debian package of each."""

TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "dbus-run-session": "dbus-daemon",
    "dbus-launch": "dbus-x11",
    "gnome-keyring-daemon": "gnome-keyring",
    "mutt": "mutt",
    "tidy": "tidy",
}
"""Programs that the tests of the real window, of the keyring and of mails start, with the Debian package of each."""

FONT_PACKAGE = "fonts-inter"
DICTIONARIES = {
    "en_GB.dic": "hunspell-en-gb",
    "en_US.dic": "hunspell-en-us",
    "nl.dic": "hunspell-nl",
    "sv_SE.dic": "hunspell-sv",
}
"""The dictionaries that spelling is checked by, with the Debian package of each."""

_DICTIONARY_FOLDER = Path("/usr/share/hunspell")
_GOOD_FONTS = ("inter", "noto", "opensans", "open-sans", "roboto", "ubuntu", "cantarell", "adwaita", "source", "lato")


def missing_libraries() -> list[str]:
    """The libraries that Qt needs and the loader does not find; none elsewhere than on Linux."""
    return [name for name in QT_LIBRARIES if not _loads(name)] if sys.platform == "linux" else []


def missing_tools() -> list[str]:
    """The programs for tests that are not on the path."""
    return [name for name in TEST_TOOLS if shutil.which(name) is None]


def has_good_font() -> bool:
    """Whether a font that is made for screens is installed; always so elsewhere than on Linux."""
    if sys.platform != "linux":
        return True
    home = Path.home()
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
    names = (path.name.lower() for folder in folders if folder.is_dir() for path in folder.rglob("*.[ot]t[fc]"))
    return any(name.startswith(_GOOD_FONTS) for name in names)


def missing_dictionaries() -> list[str]:
    """The dictionaries that the system does not have; none elsewhere than on Linux."""
    if sys.platform != "linux":
        return []
    return [name for name in DICTIONARIES if not (_DICTIONARY_FOLDER / name).is_file()]


def ensure_dictionaries() -> None:
    """Install the dictionaries where that is possible; without them only spelling stays silent."""
    if missing := missing_dictionaries():
        install_packages([DICTIONARIES[name] for name in missing], "Spelling needs dictionaries")


def ensure_libraries() -> None:
    """Install what Qt needs, and the dictionaries; raises `SetupError` that names what Qt lacks and cannot be had."""
    missing = missing_libraries()
    packages = sorted({QT_LIBRARIES[name] for name in missing})
    if not has_good_font():
        packages.append(FONT_PACKAGE)
    if packages and install_packages(packages, "The window needs libraries and a font of the system"):
        missing = missing_libraries()
    if missing:
        named = sorted({QT_LIBRARIES[name] for name in missing})
        raise SetupError(
            f"These libraries of the system are missing: {', '.join(missing)}.\n"
            f"On Debian and Ubuntu: sudo apt-get install {' '.join(named)}\n"
            "On another system look for packages of similar names. Then start again."
        )
    ensure_dictionaries()


def ensure_tools() -> list[str]:
    """Install the programs that tests start where that is possible; gives the names of those still missing."""
    missing = missing_tools()
    if missing:
        install_packages(
            sorted({TEST_TOOLS[name] for name in missing}), "Tests of the real window and the keyring need programs"
        )
    return missing_tools()


def install_packages(packages: list[str], why: str) -> bool:
    """Install Debian packages; true when that was possible and went well. Only root on a system with apt may."""
    apt = shutil.which("apt-get")
    if sys.platform == "win32" or apt is None or os.geteuid() != 0:
        return False
    print(f"{why}; installing with apt: {' '.join(packages)}.", file=sys.stderr, flush=True)
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = [apt, "install", *options, *packages]
    if _call(install, show_failure=False):
        return True
    # Lists that are empty or old, or an earlier installation that was interrupted.
    if dpkg := shutil.which("dpkg"):
        _call([dpkg, "--configure", "-a"], show_failure=False)
    return _call([apt, "update", "-q"], show_failure=True) and _call(install, show_failure=True)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _call(command: list[str], *, show_failure: bool) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        errors="replace",
    )
    if done.returncode != 0 and show_failure:
        print(done.stdout[-3000:], file=sys.stderr)
    return done.returncode == 0
