"""The keys of providers: in the system's keyring where that works, else in memory until the program ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from desktop.core.errors import ErrorKind, Remedy, UserError
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, KeyState, Provider
from desktop.core.words import tr
from desktop.engine.keys_identity import ProfileIdentity
from desktop.engine.keys_ring import Ring, system_ring
from desktop.engine.keys_thread import LIMIT_S, Hanging, KeyringThread
from desktop.engine.keys_trouble import (
    KEY_LIMIT,
    Kind,
    Trouble,
    Unusable,
    forgetful,
    hanging,
    locked,
    too_long,
    trouble_of,
)
from desktop.engine.redaction import Redactor, Secret

SERVICE = "copydesk"
"""Under what the keyring files our items."""

_LONGEST_NAME = 60
_ENDING_FROM = 20
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"

T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Held(msgspec.Struct, frozen=True):
    """A key in memory; `why` is empty when the keyring holds it too."""

    origin: str
    secret: Secret
    why: Trouble | None = None


class Keys:
    """The keys of one profile, each bound to the origin (scheme, host, port) of its provider's address.

    Nothing touches the keyring before a key is listed, set, used or deleted, and nothing waits longer than `limit_s`.
    A key that was read stays in memory: the keyring takes 20–30 ms, and macOS may ask at each reading.
    """

    def __init__(
        self,
        profile: Profile,
        redactor: Redactor,
        *,
        open_ring: Callable[[], Ring] = system_ring,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._identity = ProfileIdentity(profile.folder / "keyring-id")
        self._redactor = redactor
        self._open_ring = open_ring
        self._limit_s = limit_s
        self._thread = KeyringThread(limit_s)
        self._held: dict[tuple[str, str], _Held] = {}
        self._trouble: Trouble | None = None

    def problem(self) -> str:
        """What was wrong with the keyring when it was last asked; empty when it worked, or was not asked yet."""
        return self._trouble.sentence if self._trouble else ""

    async def look(self) -> str:
        """Ask the keyring whether it works, without a question on the screen; what is wrong, or nothing."""
        await self._ask(_look)
        return self.problem()

    async def get(self, provider: Provider) -> Secret | None:
        """The provider's key in use; `None` when it has none, or only one that was given for another address.

        Raises `EnvironmentProblem` (keyring) when the keyring is locked, absent or does not answer.
        """
        name = provider.key or next(iter(self._names(provider)), "")
        if not name:
            return None
        held = self._held.get((provider.name, name))
        if held is None:
            answer = await self._ask(lambda ring: self._read(ring, provider, (name,)))
            if isinstance(answer, Trouble):
                raise answer.error()
            held = self._take(provider, name, answer[0])
        return held.secret if held and held.origin == provider.origin else None

    async def set(self, provider: Provider, name: str, key: str) -> KeyState:
        """Keep a key under a name and read it back; what the keyring does not keep lasts until the program ends.

        Raises `UserError` when it cannot be a key, or is too long for the keyring of Windows.
        """
        name, key = clean_name(name), clean_key(key)
        secret = Secret(key)
        self._redactor.know(secret)
        why = await self._keep(provider.name, name, provider.origin, secret)
        if why and why.kind is Kind.TOO_LONG:
            raise too_long(len(key), KEY_LIMIT)
        self._held[provider.name, name] = held = _Held(provider.origin, secret, why)
        return _state(name, held)

    async def delete(self, provider: Provider, name: str) -> None:
        """Delete a key; one that is not there counts as deleted, as does every key where there is no keyring.

        Raises `EnvironmentProblem` (keyring) when the keyring is locked or does not answer.
        """
        answer = await self._ask(lambda ring: _delete(ring, self._identity.read(), provider.name, name))
        if isinstance(answer, Trouble) and answer.kind is not Kind.ABSENT:
            raise answer.error()
        self._held.pop((provider.name, name), None)

    async def state(self, provider: Provider, name: str) -> KeyState:
        """How one key of a provider stands."""
        return (await self._states(provider, (name,)))[0]

    async def states(self, provider: Provider) -> tuple[KeyState, ...]:
        """How each key of a provider stands, asked of the keyring anew, without a question on the screen."""
        names = self._names(provider)
        return await self._states(provider, names) if names else ()

    async def unlock(self) -> str:
        """Ask the keyring anew, and give it the keys that it had not kept; what is wrong still, or nothing.

        The system may ask the writer for a password meanwhile.
        """
        await self._thread.recover()
        answer = await self._ask(lambda ring: ring.vault.get_password(SERVICE, "unlock"))
        if not isinstance(answer, Trouble):
            for (provider, name), held in list(self._held.items()):
                if held.why is not None:
                    why = await self._keep(provider, name, held.origin, held.secret)
                    self._held[provider, name] = _Held(held.origin, held.secret, why)
        return self.problem()

    def forget(self, provider: str) -> None:
        """Read the keys of a provider anew at their next use, as after one was refused; those of the session stay."""
        for place, held in list(self._held.items()):
            if place[0] == provider and held.why is None:
                del self._held[place]

    def _names(self, provider: Provider) -> tuple[str, ...]:
        """The names of its keys; those in memory may not be in the book."""
        return tuple(dict.fromkeys((*provider.keys, *(name for owner, name in self._held if owner == provider.name))))

    async def _states(self, provider: Provider, names: tuple[str, ...]) -> tuple[KeyState, ...]:
        asked = tuple(name for name in names if not self._is_of_session(provider, name))
        trouble: Trouble | None = None
        if asked:
            answer = await self._ask(lambda ring: self._read(ring, provider, asked, quietly=True))
            if isinstance(answer, Trouble):
                trouble = answer  # what was read before is still at hand
            else:
                self.forget(provider.name)
                for name, value in zip(asked, answer, strict=True):
                    self._take(provider, name, value)
        return tuple(_state_of(name, self._held.get((provider.name, name)), provider.origin, trouble) for name in names)

    def _is_of_session(self, provider: Provider, name: str) -> bool:
        held = self._held.get((provider.name, name))
        return held is not None and held.why is not None

    def _take(self, provider: Provider, name: str, value: str | None) -> _Held | None:
        """Keep in memory what the keyring gave."""
        if value is None:
            return None
        origin, _, key = value.partition("\n")
        secret = Secret(key)
        self._redactor.know(secret)
        self._held[provider.name, name] = held = _Held(origin, secret)
        return held

    async def _keep(self, provider: str, name: str, origin: str, secret: Secret) -> Trouble | None:
        value = f"{origin}\n{secret.reveal()}"
        answer = await self._ask(lambda ring: _write(ring, self._identity.make(), (provider, name), value))
        return answer if isinstance(answer, Trouble) else None

    def _read(self, ring: Ring, provider: Provider, names: Iterable[str], *, quietly: bool = False) -> list[str | None]:
        identity = self._identity.read()
        if not identity:
            return [None for _ in names]  # nothing was ever kept for this profile
        if quietly:
            _look(ring)
        return [ring.vault.get_password(SERVICE, _username(identity, provider.name, name)) for name in names]

    async def _ask(self, work: Callable[[Ring], T]) -> T | Trouble:
        """The border to the keyring, whose backends raise anything: what the work gives, or what is wrong."""

        def guarded() -> T | Trouble:
            try:
                return work(self._open_ring())
            except Exception as error:  # noqa: BLE001 - see above; it ends here, since its chain may hold a key
                return trouble_of(error, self._redactor.clean(f"{type(error).__name__}: {error}"))

        try:
            answer = await self._thread.run(guarded)
        except Hanging:
            answer = hanging(self._limit_s)
        self._trouble = answer if isinstance(answer, Trouble) and answer.kind is not Kind.TOO_LONG else None
        if isinstance(answer, Trouble):
            _log.info("The keyring failed: %s. %s", answer.kind, answer.details)
        return answer


def _look(ring: Ring) -> None:
    if ring.would_ask():
        raise Unusable(locked())


def _write(ring: Ring, identity: str, owner: tuple[str, str], value: str) -> None:
    """Keep a value and read it back: a keyring that is switched off takes everything and keeps nothing."""
    origin, _, key = value.partition("\n")
    if ring.capacity and (len(key) > KEY_LIMIT or len(value.encode("utf-16-le")) // 2 > ring.capacity):
        raise Unusable(Trouble(Kind.TOO_LONG, "", details=origin))
    username = _username(identity, *owner)
    ring.vault.set_password(SERVICE, username, value)
    found = ring.vault.get_password(SERVICE, username)
    if found == value:
        return
    if found is not None:
        ring.vault.delete_password(SERVICE, username)  # what is left of it is of no use
    raise Unusable(forgetful())


def _delete(ring: Ring, identity: str, provider: str, name: str) -> None:
    from keyring.errors import PasswordDeleteError

    if not identity:
        return
    username = _username(identity, provider, name)
    try:
        ring.vault.delete_password(SERVICE, username)
    except PasswordDeleteError:
        if ring.vault.get_password(SERVICE, username) is not None:
            raise


def _username(identity: str, provider: str, name: str) -> str:
    return f"{identity}/{provider}/{name}"


def _state_of(name: str, held: _Held | None, origin: str, trouble: Trouble | None) -> KeyState:
    if held is None and trouble is not None:
        place = KeyPlace.LOCKED if trouble.kind in {Kind.LOCKED, Kind.HANGING} else KeyPlace.NONE
        return KeyState(name, place, note=trouble.sentence)
    if held is None:
        return KeyState(name, KeyPlace.NONE, note=tr("The keyring does not hold this key. Type it once more."))
    if held.origin != origin:
        return KeyState(
            name,
            KeyPlace.NONE,
            note=tr("This key was given for {address} and is not sent elsewhere.", address=held.origin),
        )
    return _state(name, held)


def _state(name: str, held: _Held) -> KeyState:
    key = held.secret.reveal()
    ending = key[-4:] if len(key) >= _ENDING_FROM else ""
    if held.why is None:
        return KeyState(name, KeyPlace.KEYRING, ending)
    kept = tr("The key is kept until you close the program.")
    help_ = held.why.hint if held.why.kind is Kind.ABSENT else tr("Choose Unlock to keep it for good.")
    return KeyState(name, KeyPlace.SESSION, ending, f"{held.why.message} {kept} {help_}".rstrip())


def clean_key(text: str) -> str:
    """A key as it was pasted, without what came along at its ends. Raises `UserError` when it cannot be a key."""
    key = text.strip().strip(_INVISIBLE).strip()
    if not key:
        raise UserError(ErrorKind.INPUT, tr("The key is empty."), remedy=Remedy.OPEN_KEYS)
    strange = next((sign for sign in key if not " " <= sign <= "~"), "")
    if strange:
        raise UserError(
            ErrorKind.INPUT,
            tr("A key has no line breaks and no signs but letters, figures and punctuation; this one has {code}.",
               code=f"U+{ord(strange):04X}"),
            tr("Copy it once more from the provider’s page, from its first sign to its last."),
            Remedy.OPEN_KEYS,
        )  # fmt: skip
    return key


def clean_name(text: str) -> str:
    """The name of a key, without blanks at its ends. Raises `UserError` when it is no name."""
    name = text.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UserError(
            ErrorKind.INPUT,
            tr("The name of a key has 1 to {count} signs, and no line breaks.", count=_LONGEST_NAME),
            remedy=Remedy.OPEN_KEYS,
        )
    return name
