"""What can be wrong with the system's keyring, as sentences."""

from __future__ import annotations

import os
import sys
from enum import StrEnum

import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.words import tr

KEY_LIMIT = 1200
"""Characters that a key may have on Windows; an item of its keyring holds 1,280 of UTF-16."""

_TOO_LONG_FOR_WINDOWS = 1783
_NEEDS_A_SCREEN = "-25308"
_REFUSED_BY_MACOS = ("-25293", "-67030")


class Kind(StrEnum):
    """The ways in which a keyring fails us."""

    ABSENT = "absent"
    LOCKED = "locked"
    HANGING = "hanging"
    FORGETFUL = "forgetful"
    TOO_LONG = "too_long"
    REFUSING = "refusing"


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong with the keyring, and what helps; `details` never hold a key."""

    kind: Kind
    message: str
    hint: str = ""
    details: str = ""

    @property
    def sentence(self) -> str:
        """All of it, for a banner."""
        return f"{self.message} {self.hint}".rstrip()

    def error(self) -> EnvironmentProblem:
        """The error for a call that cannot go on without the key."""
        remedy = Remedy.RETRY if self.kind is Kind.LOCKED else Remedy.OPEN_KEYS
        return EnvironmentProblem(ErrorKind.KEYRING, self.message, self.hint, remedy, details=self.details)


class Unusable(Exception):
    """There is no keyring that may be used, or it did not do what it said."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


def absent() -> Trouble:
    """No keyring that may be used: which service is missing, and how it comes."""
    if sys.platform != "linux":
        return Trouble(
            Kind.ABSENT,
            tr("The keyring of this system cannot be used."),
            tr("Install Copydesk anew: a part of it is missing."),
        )
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return Trouble(
            Kind.ABSENT,
            tr("There is no keyring here: this session has no D-Bus."),
            tr("Start the program from a desktop session."),
        )
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        hint = tr("Let KWallet serve the Secret Service interface, in the system settings under KDE Wallet.")
    else:
        hint = tr("Install gnome-keyring, or switch on the Secret Service of KeePassXC, and log in again.")
    return Trouble(
        Kind.ABSENT,
        tr("There is no keyring here: no program offers {service}.", service="org.freedesktop.secrets"),
        hint,
    )


def locked() -> Trouble:
    """It waits for its password, and nobody gave it."""
    return Trouble(
        Kind.LOCKED,
        tr("The keyring is locked."),
        tr("Unlock it and try again; in the window a key can also be typed for one session."),
    )


def hanging(seconds: float) -> Trouble:
    """It does not answer."""
    return Trouble(
        Kind.HANGING,
        tr("The keyring has not answered for {seconds} s.", seconds=round(seconds)),
        tr("If it asks for a password on the screen, answer it; then try again."),
    )


def forgetful() -> Trouble:
    """It took the key, and did not give it back."""
    return Trouble(Kind.FORGETFUL, tr("The keyring did not keep the key."))


def too_long(count: int, limit: int) -> UserError:
    """The error for a key that the keyring of Windows cannot hold."""
    return UserError(
        ErrorKind.INPUT,
        tr("This key has {count} characters; the keyring of Windows holds {limit}.", count=count, limit=limit),
        tr("Paste the key alone, not the file it came in."),
        Remedy.OPEN_KEYS,
    )


def trouble_of(error: Exception, details: str) -> Trouble:
    """What an exception of a keyring means; `details` are its words without keys."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    names = {type(each).__name__ for each in (error, error.__cause__) if each is not None}
    if isinstance(error, Unusable):
        return error.trouble
    if isinstance(error, NoKeyringError | ConnectionError) or "SecretServiceNotAvailableException" in names:
        return msgspec.structs.replace(absent(), details=details)
    if isinstance(error, KeyringLocked | InitError) or names & {"LockedException", "PromptDismissedException"}:
        return msgspec.structs.replace(locked(), details=details)
    if _TOO_LONG_FOR_WINDOWS in {getattr(error, "winerror", None), getattr(error, "errno", None)}:
        return Trouble(Kind.TOO_LONG, tr("The key is too long for the keyring of Windows."), details=details)
    if _NEEDS_A_SCREEN in details:
        return msgspec.structs.replace(locked(), details=details)
    if any(code in details for code in _REFUSED_BY_MACOS):
        return Trouble(
            Kind.REFUSING,
            tr("macOS does not let Copydesk into the keychain."),
            tr("Open Keychain Access, delete the items called copydesk, and type the key once more."),
            details,
        )
    return Trouble(
        Kind.REFUSING,
        tr("The keyring answered with an error."),
        tr("Try again; in the window a key can also be typed for one session."),
        details,
    )
