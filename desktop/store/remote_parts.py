"""The parts of a history that another window has open; what each method means stands in `parts_protocol`."""

from __future__ import annotations

from typing import cast

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.duels import Duel
from desktop.core.ids import DraftId
from desktop.core.outcomes import Outcome
from desktop.store.remote import RemotePart
from desktop.store.values import BackupInfo

_NO_DRAFT = DraftId("")


class RemoteSideBySide(RemotePart):
    """Variants side by side."""

    def save_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison whole; returns it with its id and times."""
        return self._call("save_comparison", Comparison, comparison=comparison)

    def comparison(self, id: ComparisonId) -> Comparison:
        """One comparison."""
        return self._call("comparison", Comparison, id=id)

    def latest_comparison(self, draft: DraftId) -> Comparison | None:
        """The comparison of a draft that changed last."""
        return self._call("latest_comparison", cast("type[Comparison | None]", Comparison | None), draft=draft)

    def comparisons(self, limit: int = 50, draft: DraftId = _NO_DRAFT) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first."""
        return self._call("comparisons", list[ComparisonHeader], limit=limit, draft=draft)

    def delete_comparison(self, id: ComparisonId) -> None:
        """Forget a comparison for good."""
        self._call("delete_comparison", type(None), id=id)

    def add_duels(self, duels: list[Duel]) -> None:
        """Keep choices that were made in duels."""
        self._call("add_duels", type(None), duels=duels)

    def delete_round(self, round: str) -> None:  # noqa: A002 - a duel's own word
        """Take back all choices of a round."""
        self._call("delete_round", type(None), round=round)

    def duels(self, task: str = "", language: str = "") -> list[Duel]:
        """The choices for a task and a language, the oldest first."""
        return self._call("duels", list[Duel], task=task, language=language)

    def add_outcomes(self, outcomes: list[Outcome]) -> None:
        """Keep figures of what became of variants."""
        self._call("add_outcomes", type(None), outcomes=outcomes)

    def outcomes(self, draft: DraftId = _NO_DRAFT) -> list[Outcome]:
        """The figures for a draft, or all of them without one."""
        return self._call("outcomes", list[Outcome], draft=draft)

    def delete_outcomes(self, draft: DraftId, source: str = "") -> None:
        """Forget the figures for a draft, or those of one file."""
        self._call("delete_outcomes", type(None), draft=draft, source=source)


class RemoteBacking(RemotePart):
    """Backups."""

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it."""
        return self._call("backup_now", BackupInfo)

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""
        return self._call("backups", list[BackupInfo])

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it; whether it is whole."""
        return self._call("verify_backup", bool, name=name)

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it."""
        self._call("restore_backup", type(None), name=name)
