"""Where the history lies: folders on a network or kept in step with a cloud are no good place for a database."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import msgspec

from desktop.core.words import mark, tr

_CLOUDS = (
    (re.compile(r"onedrive( - .+)?$", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?$", re.IGNORECASE), "Dropbox"),
    (re.compile(r"(google ?drive|my drive|googledrive-.+)$", re.IGNORECASE), "Google Drive"),
    (re.compile(r"(icloud ?drive|com~apple~clouddocs|mobile documents)$", re.IGNORECASE), "iCloud"),
    (re.compile(r"(nextcloud|owncloud|pcloud ?drive|proton ?drive|syncthing)$", re.IGNORECASE), mark("a cloud")),
)
_NETWORKS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "9p",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
    }
)
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


class SharedPlace(msgspec.Struct, frozen=True):
    """The profile lies where another computer or program changes files too; `what` names it."""

    what: str

    @property
    def message(self) -> str:
        """What the writer is told."""
        return tr(
            "The history lies in a folder that {what} copies or shares: it can be damaged there.", what=tr(self.what)
        )

    @property
    def hint(self) -> str:
        """What to do about it."""
        return tr("Choose a folder on this computer's own disk with --profile, and let backups go to the shared one.")


def shared_place(folder: Path) -> SharedPlace | None:
    """What shares this folder, by its name and by the kind of disk; `None` for a place of this computer's own."""
    for part in reversed(folder.parts):
        for pattern, what in _CLOUDS:
            if pattern.fullmatch(part):
                return SharedPlace(what)
    return SharedPlace(mark("a network")) if _on_network(folder) else None


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = folder.absolute().anchor
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE_DRIVE
    return _kind_of_disk(folder) in _NETWORKS


def _kind_of_disk(folder: Path) -> str:
    """The file system's name of the mount that holds a folder; empty where the system does not list them so (macOS)."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    real = folder.resolve()
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].encode().decode("unicode_escape"))
        if len(point.parts) >= best and real.is_relative_to(point):
            best, kind = len(point.parts), after.split()[0]
    return kind
