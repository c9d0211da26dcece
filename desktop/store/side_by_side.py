"""What the store keeps of variants side by side: comparisons, short lines, duels and results."""

from __future__ import annotations

from desktop.core.comparison import Comparison, ComparisonHeader, ComparisonId
from desktop.core.duels import Duel
from desktop.core.errors import EnvironmentProblem
from desktop.core.ids import DraftId
from desktop.core.lines import LineList
from desktop.core.outcomes import Outcome
from desktop.store.fidelity import cleaned
from desktop.store.part import StorePart
from desktop.store.values import Warned

_NO_DRAFT = DraftId("")


class SideBySide(StorePart):
    """The part of the store that concerns comparisons."""

    def save_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison whole for good, in place of what it was; returns it with its id and times."""
        clean = cleaned(comparison).value
        return self._file.write(lambda tables: tables.comparisons.save(tables.drafts.known(clean.draft), clean))

    def comparison(self, id: ComparisonId) -> Comparison:
        """One comparison; one that is damaged raises `EnvironmentProblem` (storage)."""
        return self._file.read(lambda tables: tables.comparisons.get(id))

    def latest_comparison(self, draft: DraftId) -> Comparison | None:
        """The comparison of a draft that changed last; `None` when it has none, or a damaged one (told)."""
        newest = self._file.read(lambda tables: tables.comparisons.latest_of(draft))
        if newest is None:
            return None
        try:
            return self.comparison(newest)
        except EnvironmentProblem as error:
            self._tell(Warned(error.problem.message, error.problem.hint))
            return None

    def comparisons(self, limit: int = 50, draft: DraftId = _NO_DRAFT) -> list[ComparisonHeader]:
        """The comparisons that changed last, the newest first; without a draft those of all but the trash."""
        return self._file.read(lambda tables: tables.comparisons.headers(limit, draft))

    def delete_comparison(self, id: ComparisonId) -> None:
        """Forget a comparison for good; the versions in its columns stay in the history."""
        self._file.write(lambda tables: tables.comparisons.delete(id))

    def save_lines(self, draft: DraftId, lines: LineList) -> None:
        """Keep the short lines of a draft for a channel, in place of what was kept of them."""
        self._file.write(lambda tables: tables.lines.save(tables.drafts.known(draft), cleaned(lines).value))

    def line_lists(self, draft: DraftId) -> list[LineList]:
        """The short lines of a draft, the list that changed last first."""
        return self._file.read(lambda tables: tables.lines.all(draft))

    def add_duels(self, duels: list[Duel]) -> None:
        """Keep choices that were made in duels."""
        self._file.write(lambda tables: tables.duels.add([cleaned(each).value for each in duels]))

    def delete_round(self, round: str) -> None:  # noqa: A002 - a duel's own word
        """Take back all choices of a round."""
        self._file.write(lambda tables: tables.duels.delete_round(cleaned(round).value))

    def duels(self, task: str = "", language: str = "") -> list[Duel]:
        """The choices for a task and a language, the oldest first; an empty one stands for all of them."""
        return self._file.read(lambda tables: tables.duels.all(cleaned(task).value, cleaned(language).value))

    def add_outcomes(self, outcomes: list[Outcome]) -> None:
        """Keep figures of what became of variants."""
        self._file.write(lambda tables: tables.outcomes.add([cleaned(each).value for each in outcomes]))

    def outcomes(self, draft: DraftId = _NO_DRAFT) -> list[Outcome]:
        """The figures for a draft, or all of them without one, in the order in which they were read."""
        return self._file.read(lambda tables: tables.outcomes.all(draft))

    def delete_outcomes(self, draft: DraftId, source: str = "") -> None:
        """Forget the figures for a draft; with `source` only those of that file."""
        self._file.write(lambda tables: tables.outcomes.delete(draft, cleaned(source).value))
