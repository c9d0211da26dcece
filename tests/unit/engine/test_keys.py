"""The keys against keyrings that this computer does not have, and what may be a key."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError, PasswordSetError

from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Remedy, UserError
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, Protocol, Provider
from desktop.engine.keys import Keys, clean_key, clean_name
from desktop.engine.keys_ring import CAPACITY_OF_WINDOWS, Ring, Vault
from desktop.engine.keys_trouble import KEY_LIMIT
from desktop.engine.redaction import Redactor, Secret

OPENAI = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", keys=("default",), key="default")
KEY = "sk-unit-0123456789abcdef"


NULL: Callable[[], Vault] = null.Keyring
FAILING: Callable[[], Vault] = fail.Keyring


class MemoryVault:
    """A keyring in memory, which can be told to fail."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.calls: list[str] = []
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._called("get")
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._called("set")
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._called("delete")
        if self.items.pop((service, username), None) is None:
            raise PasswordDeleteError("No such password!")

    def _called(self, what: str) -> None:
        self.calls.append(what)
        if self.error is not None:
            raise self.error


class WindowsError(Exception):
    """As pywin32 and its stand-in raise: no KeyringError, no OSError."""

    winerror = 1783
    funcname = "CredWrite"
    strerror = "The stub received bad data"


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def make(profile: Profile, vault: MemoryVault) -> Callable[..., Keys]:
    def made(redactor: Redactor | None = None, of: Vault | None = None, capacity: int = 0) -> Keys:
        return Keys(profile, redactor or Redactor(), open_ring=lambda: Ring(of or vault, capacity))

    return made


KeysMaker = Callable[..., Keys]


def test_nothing_is_asked_before_a_key_is_listed_or_used(make: KeysMaker, vault: MemoryVault) -> None:
    keys = make()
    nobody = Provider("ollama", Protocol.OLLAMA, "http://localhost:11434")
    assert keys.problem() == ""
    assert asyncio.run(keys.states(nobody)) == ()
    assert asyncio.run(keys.get(nobody)) is None
    assert vault.calls == []


def test_a_profile_without_keys_asks_for_none(make: KeysMaker, vault: MemoryVault, profile: Profile) -> None:
    assert asyncio.run(make().get(OPENAI)) is None
    assert vault.calls == []
    assert list(profile.folder.iterdir()) == []


def test_a_key_is_read_back_after_writing_and_then_comes_from_memory(make: KeysMaker, vault: MemoryVault) -> None:
    keys = make()
    assert asyncio.run(keys.set(OPENAI, "default", KEY)).place is KeyPlace.KEYRING
    assert vault.calls == ["set", "get"]
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)
    assert vault.calls == ["set", "get"]
    ((service, username), value) = next(iter(vault.items.items()))
    assert (service, username.split("/")[1:], value) == (
        "copydesk",
        ["openai", "default"],
        f"https://api.openai.com:443\n{KEY}",
    )


def test_the_first_key_is_used_when_none_is_chosen(make: KeysMaker) -> None:
    keys = make()
    asyncio.run(keys.set(OPENAI, "default", KEY))
    assert asyncio.run(keys.get(msgspec.structs.replace(OPENAI, key=""))) == Secret(KEY)
    assert asyncio.run(keys.get(msgspec.structs.replace(OPENAI, key="other"))) is None
    assert asyncio.run(keys.get(msgspec.structs.replace(OPENAI, key="", keys=()))) == Secret(KEY)


def test_a_key_that_the_keyring_swallows_is_kept_for_the_session(make: KeysMaker) -> None:
    keys = make(of=NULL())
    state = asyncio.run(keys.set(OPENAI, "default", KEY))
    assert (state.place, state.ending) == (KeyPlace.SESSION, "cdef")
    assert state.note.startswith("The keyring did not keep the key. The key is kept until you close the program.")
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)
    asyncio.run(keys.delete(OPENAI, "default"))
    assert asyncio.run(keys.get(OPENAI)) is None


def test_a_key_that_the_keyring_cuts_off_is_kept_for_the_session_and_the_rest_is_deleted(
    make: KeysMaker, vault: MemoryVault
) -> None:
    class Short(MemoryVault):
        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, password[:40])

    short = Short()
    assert asyncio.run(make(of=short).set(OPENAI, "default", KEY)).place is KeyPlace.SESSION
    assert short.items == {}


def test_a_backend_that_fails_at_everything_is_no_keyring(make: KeysMaker) -> None:
    keys = make(of=FAILING())
    assert asyncio.run(keys.set(OPENAI, "default", KEY)).place is KeyPlace.SESSION
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)
    assert "There is no keyring here" in keys.problem() or sys.platform != "linux"


@pytest.mark.parametrize(
    ("error", "place", "remedy", "part"),
    [
        (KeyringLocked("Can't get password from keychain: (-128, 'x')"), KeyPlace.LOCKED, Remedy.RETRY, "locked"),
        (InitError("Failed to create the collection: Prompt dismissed.."), KeyPlace.LOCKED, Remedy.RETRY, "locked"),
        (PasswordSetError("(-25308, 'Unknown Error')"), KeyPlace.LOCKED, Remedy.RETRY, "locked"),
        (PasswordSetError("(-25293, 'Unknown Error')"), KeyPlace.NONE, Remedy.OPEN_KEYS, "macOS does not let"),
        (PasswordSetError("(-67030, 'Unknown Error')"), KeyPlace.NONE, Remedy.OPEN_KEYS, "macOS does not let"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), KeyPlace.NONE, Remedy.OPEN_KEYS, "answered with an error"),
        (RuntimeError("anything at all"), KeyPlace.NONE, Remedy.OPEN_KEYS, "answered with an error"),
        (ConnectionResetError("the bus went away"), KeyPlace.NONE, Remedy.OPEN_KEYS, "keyring"),
    ],
)
def test_whatever_a_backend_raises_is_a_sentence_and_a_button(
    make: KeysMaker, vault: MemoryVault, error: Exception, place: KeyPlace, remedy: Remedy, part: str
) -> None:
    asyncio.run(make().set(OPENAI, "default", KEY))
    vault.error = error
    keys = make()
    with pytest.raises(EnvironmentProblem) as caught:
        asyncio.run(keys.get(OPENAI))
    problem = caught.value.problem
    assert (problem.kind, problem.remedy) == (ErrorKind.KEYRING, remedy)
    assert part in problem.message
    assert caught.value.__cause__ is caught.value.__context__ is None
    (state,) = asyncio.run(keys.states(OPENAI))
    assert (state.place, state.note) == (place, keys.problem())
    assert asyncio.run(keys.set(OPENAI, "default", KEY)).place is KeyPlace.SESSION
    vault.error = None
    assert asyncio.run(keys.unlock()) == keys.problem() == ""
    assert asyncio.run(keys.states(OPENAI))[0].place is KeyPlace.KEYRING


def test_an_error_that_tells_the_key_tells_it_to_nobody(
    make: KeysMaker, vault: MemoryVault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "correct horse battery staple"
    vault.error = RuntimeError(f"cannot keep {secret!r}")
    keys = make()
    state = asyncio.run(keys.set(OPENAI, "default", secret))
    with pytest.raises(CopydeskError) as caught:
        asyncio.run(keys.delete(OPENAI, "default"))
    told = f"{state} {keys.problem()} {caught.value.problem} {caught.value!r} {vars(keys)} {caplog.text}"
    assert secret not in told
    assert "[key]" in caught.value.problem.details


def test_every_key_is_known_to_the_redactor(make: KeysMaker, vault: MemoryVault) -> None:
    first, second = Redactor(), Redactor()
    asyncio.run(make(first).set(OPENAI, "default", "open sesame now"))
    asyncio.run(make(second).get(OPENAI))
    assert [each.clean("say: open sesame now") for each in (first, second)] == ["say: [key]"] * 2


@pytest.mark.parametrize(("length", "ending"), [(19, ""), (20, "wxyz")])
def test_the_ending_is_shown_of_long_keys_only(make: KeysMaker, length: int, ending: str) -> None:
    key = "k" * (length - 4) + "wxyz"
    assert asyncio.run(make().set(OPENAI, "default", key)).ending == ending


@pytest.mark.parametrize("length", [KEY_LIMIT + 1, 5000])
def test_windows_is_not_even_asked_to_hold_a_key_that_is_too_long(
    make: KeysMaker, vault: MemoryVault, length: int
) -> None:
    keys = make(capacity=CAPACITY_OF_WINDOWS)
    with pytest.raises(UserError, match=rf"has {length} characters; the keyring of Windows holds 1200"):
        asyncio.run(keys.set(OPENAI, "default", "k" * length))
    assert vault.calls == []
    assert asyncio.run(keys.get(OPENAI)) is None
    assert keys.problem() == ""


def test_windows_holds_a_key_of_1200_characters(make: KeysMaker, vault: MemoryVault) -> None:
    keys = make(capacity=CAPACITY_OF_WINDOWS)
    assert asyncio.run(keys.set(OPENAI, "default", "k" * KEY_LIMIT)).place is KeyPlace.KEYRING
    assert max(len(value.encode("utf-16-le")) for value in vault.items.values()) <= 2 * CAPACITY_OF_WINDOWS


@pytest.mark.parametrize("error", [WindowsError("(1783, 'CredWrite')"), OSError(1783, "The stub received bad data")])
def test_an_item_that_windows_finds_too_long_is_refused_as_such(
    make: KeysMaker, vault: MemoryVault, error: Exception
) -> None:
    vault.error = error
    with pytest.raises(UserError, match="keyring of Windows"):
        asyncio.run(make().set(OPENAI, "default", KEY))


def test_elsewhere_a_long_key_is_kept(make: KeysMaker) -> None:
    assert asyncio.run(make().set(OPENAI, "default", "k" * 5000)).place is KeyPlace.KEYRING


@pytest.mark.parametrize(
    ("pasted", "key"),
    [(f"  {KEY}\r\n", KEY), (f"\ufeff{KEY}\u200b", KEY), (f"\u00a0{KEY}\u00a0", KEY), ("with blank", "with blank")],
)
def test_what_came_along_with_a_pasted_key_is_taken_off(pasted: str, key: str) -> None:
    assert clean_key(pasted) == key


@pytest.mark.parametrize(
    ("pasted", "part"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("\u200b", "empty"),
        ("sk-one\nsk-two", "U+000A"),
        ("sk-\x00-null", "U+0000"),
        ("sk-…wxyz", "U+2026"),
        ("sk-ab\u200bcd", "U+200B"),
        ("••••••••", "U+2022"),
    ],
)
def test_what_cannot_be_a_key_is_refused(pasted: str, part: str) -> None:
    with pytest.raises(UserError) as caught:
        clean_key(pasted)
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert part in caught.value.problem.message
    assert "sk-" not in caught.value.problem.message


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61])
def test_a_name_of_a_key_fits_a_line(name: str) -> None:
    with pytest.raises(UserError, match="60"):
        clean_name(name)


def test_a_profile_that_cannot_be_written_has_keys_for_the_session(
    make: KeysMaker, profile: Profile, tmp_path: Path
) -> None:
    blocked = Profile(tmp_path / "file" / "profile", profile.models)
    (tmp_path / "file").write_text("", encoding="ascii")
    keys = Keys(blocked, Redactor(), open_ring=lambda: Ring(MemoryVault()))
    state = asyncio.run(keys.set(OPENAI, "default", KEY))
    assert state.place is KeyPlace.SESSION
    assert "The folder of the profile cannot be used" in state.note


def test_a_caller_that_is_stopped_leaves_nothing_behind(make: KeysMaker, vault: MemoryVault) -> None:
    async def scene() -> None:
        keys = make()
        stopped = asyncio.create_task(keys.set(OPENAI, "default", KEY))
        await asyncio.sleep(0)
        stopped.cancel()
        await asyncio.wait([stopped])  # the keyring may have been quicker than the Stop
        assert (await keys.set(OPENAI, "default", f"{KEY}2")).place is KeyPlace.KEYRING
        assert await make().get(OPENAI) == Secret(f"{KEY}2")

    asyncio.run(scene())
