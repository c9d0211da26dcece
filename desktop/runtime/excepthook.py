"""What happens when the program itself is at fault: the work is kept, the error written down and shown."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from types import TracebackType

from desktop.core.errors import CopydeskError, ErrorKind, Problem
from desktop.core.profile import Profile
from desktop.core.words import tr
from desktop.runtime.desk import Desk


class ExceptHook:
    """Takes the place of `sys.excepthook` while a window is open."""

    def __init__(self, profile: Profile, desk: Desk) -> None:
        self._profile = profile
        self._desk = desk
        self._active = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the draft, write the error to the log folder, and say so; a known problem is shown as what it is."""
        if isinstance(error, CopydeskError) and error.problem.kind is not ErrorKind.BUG:
            self._desk.notices.problem(error.problem)
            return
        if self._active:
            return
        self._active = True
        try:
            report = "".join(traceback.format_exception(kind, error, trace))
            path = self._write_down(report)
            self._desk.drafts.save_now()
            self._desk.notices.problem(
                Problem(
                    ErrorKind.BUG,
                    tr("Copydesk made a mistake of its own."),
                    tr("Your text is kept. The report is in {path}; nothing was sent anywhere.", path=path),
                    details=report,
                )
            )
        finally:
            self._active = False

    def _write_down(self, report: str) -> str:
        """The report as a file; where that fails too, it is shown only."""
        path = self._profile.logs / f"mistake-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report, encoding="utf-8")
        except OSError as error:
            return str(error)
        return str(path)
