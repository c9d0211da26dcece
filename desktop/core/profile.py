"""Where everything of one user lies on disk."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec


class Profile(msgspec.Struct, frozen=True):
    """The folders of one profile."""

    folder: Path
    models: Path

    @property
    def database(self) -> Path:
        """The history."""
        return self.folder / "copydesk.db"

    @property
    def settings(self) -> Path:
        """The settings, readable by people."""
        return self.folder / "settings.json"

    @property
    def logs(self) -> Path:
        """The logs of window and engine."""
        return self.folder / "logs"

    @property
    def backups(self) -> Path:
        """The backups of the history."""
        return self.folder / "backups"

    @property
    def pictures(self) -> Path:
        """The pictures of mails."""
        return self.folder / "pictures"

    @property
    def caches(self) -> Path:
        """What may be deleted at any time."""
        return self.folder / "cache"

    @classmethod
    def at(cls, folder: Path | str | None = None) -> Profile:
        """The profile under `folder`, else under `COPYDESK_PROFILE`, else in the platform's user folder.

        `COPYDESK_MODELS` names a folder for model files that several profiles share.
        """
        root = Path(folder or os.environ.get("COPYDESK_PROFILE") or _user_folder()).expanduser().absolute()
        models = os.environ.get("COPYDESK_MODELS")
        return cls(root, Path(models).expanduser().absolute() if models else root / "models")


def _user_folder() -> str:
    import platformdirs  # not needed where the folder is named

    return platformdirs.user_data_dir("copydesk", appauthor=False)
