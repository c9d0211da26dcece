"""What was spent, without a history: the calls that a test puts in, added up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.calls import CallRecord, DaySpent, Spent
from desktop.core.limits import Limit, tightest, total
from desktop.core.money import Rate
from desktop.engine.messages import Estimated
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.spending import Decision, Totals, decided


class FakeSpending(QObject):
    """Totals and calls in memory."""

    changed = Signal()

    def __init__(self, settings: SettingsService, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.totals = Totals()
        self.kept: list[CallRecord] = []
        self.by_day: list[DaySpent] = []
        self.cleared = 0

    @property
    def today(self) -> Spent:
        return total(self.totals.today)

    @property
    def month(self) -> Spent:
        return total(self.totals.month)

    @property
    def draft(self) -> Spent:
        return total(self.totals.draft)

    @property
    def rate(self) -> Rate:
        return Rate.of(self._settings.settings)

    def put(self, *month: Spent) -> None:
        """So much was spent this month, all of it today."""
        self.totals = Totals(month, month, month)
        self.changed.emit()

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        self.changed.emit()
        if then is not None:
            QTimer.singleShot(0, self, then)

    def calls(
        self, then: Callable[[list[CallRecord]], None], since: str = "", limit: int = 200, offset: int = 0
    ) -> None:
        then([each for each in self.kept if each.at >= since][offset : offset + limit])

    def days(self, then: Callable[[list[DaySpent]], None], since: str = "") -> None:
        then([each for each in self.by_day if each.day >= since[:10]])

    def clear(self, then: Callable[[], None]) -> None:
        self.cleared += 1
        self.kept = []
        then()

    def may_write(self, estimated: Estimated, provider: str = "", provider_cap: float = 0.0) -> Decision:
        return decided(self._settings.settings, self.tightest(provider, provider_cap), estimated)

    def may_call(self, provider: str = "", provider_cap: float = 0.0) -> Decision:
        return decided(self._settings.settings, self.tightest(provider, provider_cap))

    def tightest(self, provider: str = "", provider_cap: float = 0.0) -> Limit | None:
        return tightest(self._settings.settings, self.totals.today, self.totals.month, provider, provider_cap)
