"""The system's keyring: one of those known here, chosen by nothing that lies in the environment or in a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

import msgspec

from desktop.engine.keys_trouble import Unusable, absent

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

CAPACITY_OF_WINDOWS = 1280
"""Units of UTF-16 that an item of the keyring of Windows holds (2,560 bytes)."""


class Vault(Protocol):
    """What we use of a backend; each of these may block, prompt, and raise anything."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of an item, or `None` when there is no such item."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete an item; one that is not there is a `PasswordDeleteError`."""


class Ring(msgspec.Struct, frozen=True):
    """A keyring in use.

    `capacity` is how many units of UTF-16 an item holds, 0 where no limit is known; `would_ask` says whether reading
    would put a question on the screen.
    """

    vault: Vault
    capacity: int = 0
    would_ask: Callable[[], bool] = lambda: False


def system_ring() -> Ring:
    """The keyring of this system. May block; raises `Unusable` when there is none, and whatever a backend raises.

    `keyring.get_keyring` is not asked: it obeys PYTHON_KEYRING_BACKEND, keyringrc.cfg and every installed plug-in, and
    each of them may name a backend that keeps keys in a plain file, or nowhere.
    """
    _forget_properties()
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return Ring(_stays_here(WinVaultKeyring()), CAPACITY_OF_WINDOWS)
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring

        return Ring(Keyring())
    return _ring_of_linux()


def _ring_of_linux() -> Ring:
    from keyring.backends import SecretService, kwallet, libsecret

    known: tuple[type[KeyringBackend], ...] = (
        SecretService.Keyring,
        libsecret.Keyring,
        kwallet.DBusKeyring,
        kwallet.DBusKeyringKWallet4,
    )
    usable = [each for each in known if each.viable]
    if not usable:
        raise Unusable(absent())
    best = max(usable, key=lambda each: float(each.priority))
    ring = best()
    return Ring(ring, would_ask=_is_locked) if isinstance(ring, SecretService.Keyring) else Ring(ring)


def _is_locked() -> bool:
    """Whether the Secret Service would ask for a password, or for one to make its first collection with."""
    from secretstorage import Collection, ItemNotFoundException, dbus_init

    with closing(dbus_init()) as bus:
        try:
            return Collection(bus).is_locked()
        except ItemNotFoundException:
            return True


def _forget_properties() -> None:
    """Variables that backends obey: another collection, another keychain, keys that end with the session."""
    for name in [name for name in os.environ if name.startswith("KEYRING_PROPERTY_") or name == "KEYCHAIN_PATH"]:
        del os.environ[name]


def _stays_here(vault: KeyringBackend) -> KeyringBackend:
    """The same keyring of Windows, whose items do not travel with a roaming profile."""
    setattr(vault, "persist", "local machine")  # noqa: B010 - a property that the base class does not know
    return vault
