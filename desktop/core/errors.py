"""What can go wrong, as three kinds of exception.

`UserError` and `EnvironmentProblem` are shown to the writer; a `Bug` is ours and goes to the crash report.
Each carries a sentence, a hint, and the button that helps.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ErrorKind(StrEnum):
    """The kinds of error that the command line reports; see `EXIT_STATUS` for the exit status of each."""

    USAGE = "usage"
    INPUT = "input"
    UNSUPPORTED = "unsupported"
    AUTH = "auth"
    QUOTA = "quota"
    NETWORK = "network"
    TIMEOUT = "timeout"
    PROVIDER = "provider"
    MODEL_MISSING = "model_missing"
    KEYRING = "keyring"
    STORAGE = "storage"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    CANCELLED = "cancelled"
    BUG = "bug"


EXIT_STATUS: dict[ErrorKind, int] = {
    ErrorKind.USAGE: 2,
    ErrorKind.INPUT: 2,
    ErrorKind.UNSUPPORTED: 2,
    ErrorKind.AUTH: 3,
    ErrorKind.QUOTA: 3,
    ErrorKind.NETWORK: 3,
    ErrorKind.TIMEOUT: 3,
    ErrorKind.PROVIDER: 3,
    ErrorKind.MODEL_MISSING: 3,
    ErrorKind.KEYRING: 3,
    ErrorKind.STORAGE: 4,
    ErrorKind.DISK_FULL: 4,
    ErrorKind.READ_ONLY: 4,
    ErrorKind.CANCELLED: 130,
    ErrorKind.BUG: 70,
}


class Remedy(StrEnum):
    """The button to offer beside an error."""

    NONE = ""
    RETRY = "retry"
    CONTINUE = "continue"
    FETCH_MODEL = "fetch_model"
    USE_LOCAL_MODEL = "use_local_model"
    OPEN_SETTINGS = "open_settings"
    OPEN_KEYS = "open_keys"
    CHOOSE_MODEL = "choose_model"
    ADD_CREDIT = "add_credit"
    RESTART_ENGINE = "restart_engine"
    SAVE_ELSEWHERE = "save_elsewhere"


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error as a value, so that it can cross a pipe; `retry_after` is in seconds."""

    kind: ErrorKind
    message: str
    hint: str = ""
    remedy: Remedy = Remedy.NONE
    retry_after: float | None = None
    details: str = ""


class CopydeskError(Exception):
    """The root of the errors that carry a `Problem`."""

    def __init__(
        self,
        kind: ErrorKind,
        message: str,
        hint: str = "",
        remedy: Remedy = Remedy.NONE,
        *,
        retry_after: float | None = None,
        details: str = "",
    ) -> None:
        super().__init__(message)
        self.problem = Problem(kind, message, hint, remedy, retry_after, details)

    @classmethod
    def from_problem(cls, problem: Problem) -> CopydeskError:
        """Raise again what came over a pipe."""
        if problem.kind is ErrorKind.CANCELLED:
            return Cancelled()
        family: type[CopydeskError] = EnvironmentProblem
        if problem.kind is ErrorKind.BUG:
            family = Bug
        elif EXIT_STATUS[problem.kind] == EXIT_STATUS[ErrorKind.USAGE]:
            family = UserError
        return family(
            problem.kind,
            problem.message,
            problem.hint,
            problem.remedy,
            retry_after=problem.retry_after,
            details=problem.details,
        )


class UserError(CopydeskError):
    """What was asked cannot be done as asked (kinds usage, input, unsupported)."""


class EnvironmentProblem(CopydeskError):
    """The world around the program is in the way: network, provider, keyring, disk."""


class Cancelled(CopydeskError):
    """The writer pressed Stop."""

    def __init__(self) -> None:
        super().__init__(ErrorKind.CANCELLED, "Stopped.")


class Bug(CopydeskError):
    """A mistake of ours."""
