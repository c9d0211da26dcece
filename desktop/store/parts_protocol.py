"""What the parts of a history can do; `StoreLike` is all of them together."""

from __future__ import annotations

from typing import Protocol

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.duels import Duel
from desktop.core.ids import DraftId
from desktop.core.outcomes import Outcome
from desktop.store.values import BackupInfo

_NO_DRAFT = DraftId("")


class SideBySideLike(Protocol):
    """Variants side by side."""

    def save_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison whole for good, in place of what it was; returns it with its id and times.

        Without an id it is a new one. Raises `UserError` when its draft is not there: that is saved first.
        """

    def comparison(self, id: ComparisonId) -> Comparison:
        """One comparison; one that is damaged raises `EnvironmentProblem` (storage)."""

    def latest_comparison(self, draft: DraftId) -> Comparison | None:
        """The comparison of a draft that changed last; `None` when it has none or that one is damaged."""

    def comparisons(self, limit: int = 50, draft: DraftId = _NO_DRAFT) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first; without a draft those of all but the trash."""

    def delete_comparison(self, id: ComparisonId) -> None:
        """Forget a comparison for good; the versions in its columns stay in the history."""

    def add_duels(self, duels: list[Duel]) -> None:
        """Keep choices that were made in duels."""

    def delete_round(self, round: str) -> None:  # noqa: A002 - a duel's own word
        """Take back all choices of a round."""

    def duels(self, task: str = "", language: str = "") -> list[Duel]:
        """The choices for a task and a language, the oldest first; an empty one stands for all of them."""

    def add_outcomes(self, outcomes: list[Outcome]) -> None:
        """Keep figures of what became of variants."""

    def outcomes(self, draft: DraftId = _NO_DRAFT) -> list[Outcome]:
        """The figures for a draft, or all of them without one, in the order in which they were read."""

    def delete_outcomes(self, draft: DraftId, source: str = "") -> None:
        """Forget the figures for a draft; with `source` only those of that file."""


class BackingLike(Protocol):
    """Backups."""

    def backup_now(self) -> BackupInfo:
        """Make a backup and check it."""

    def backups(self) -> list[BackupInfo]:
        """The backups, the newest first."""

    def verify_backup(self, name: str) -> bool:
        """Open a backup and read all of it; whether it is whole."""

    def restore_backup(self, name: str) -> None:
        """Put the history back as a backup has it; what it was until now becomes a backup first."""
