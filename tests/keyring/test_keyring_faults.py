"""A keyring that is not there, locked, or does not answer: never a freeze, never a file, and a sentence that helps."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from keyring.errors import InitError, KeyringLocked

from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, Protocol, Provider
from desktop.engine.keys import SERVICE, Keys
from desktop.engine.keys_ring import system_ring
from desktop.engine.redaction import Secret
from tests.clock import on_time
from tests.keyring.conftest import KEY, DesktopSession, KeysMaker

pytestmark = [
    pytest.mark.keyring,
    # keyring leaves its connection to the collector when a collection stays locked
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OPENAI = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", keys=("default",), key="default")


@pytest.fixture(autouse=True)
def _connections_are_collected_here() -> Iterator[None]:
    yield
    gc.collect()


def refused(keys: Keys) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as caught:
        asyncio.run(keys.get(OPENAI))
    assert caught.value.problem.kind is ErrorKind.KEYRING
    assert caught.value.__cause__ is None
    return caught.value


def kept_for_the_session(keys: Keys, note: str) -> None:
    """A key that was typed now works, says that it will be gone, and is in no file."""
    state = asyncio.run(keys.set(OPENAI, "default", KEY))
    assert (state.place, state.ending) == (KeyPlace.SESSION, KEY[-4:])
    assert note in state.note
    assert "kept until you close the program" in state.note
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)
    assert asyncio.run(keys.states(OPENAI))[0].place is KeyPlace.SESSION


def test_a_locked_keyring_is_listed_without_a_question_and_asks_when_the_key_is_used(
    session: DesktopSession, make_keys: KeysMaker
) -> None:
    session.start_keyring(unlocked=True)
    asyncio.run(make_keys().set(OPENAI, "default", KEY))
    session.start_keyring(unlocked=False)
    with pytest.raises(KeyringLocked):
        system_ring().vault.get_password(SERVICE, "anything")
    asked = session.prompts
    keys = make_keys()
    (state,) = asyncio.run(keys.states(OPENAI))
    assert (state.place, state.note, session.prompts) == (KeyPlace.LOCKED, keys.problem(), asked)
    assert keys.problem().startswith("The keyring is locked.")
    assert asyncio.run(keys.look()) == keys.problem()
    assert session.prompts == asked
    assert refused(keys).problem.remedy is Remedy.RETRY
    assert session.prompts == asked + 1
    session.start_keyring(unlocked=True)
    assert asyncio.run(keys.unlock()) == ""
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)


def test_a_key_typed_while_the_keyring_is_locked_is_kept_for_good_once_it_is_unlocked(
    session: DesktopSession, make_keys: KeysMaker
) -> None:
    session.lock_keyring()
    keys = make_keys()
    kept_for_the_session(keys, "The keyring is locked.")
    assert asyncio.run(keys.unlock()).startswith("The keyring is locked.")
    session.start_keyring(unlocked=True)
    assert asyncio.run(make_keys().get(OPENAI)) is None
    assert asyncio.run(keys.unlock()) == ""
    assert asyncio.run(keys.states(OPENAI))[0].place is KeyPlace.KEYRING
    assert asyncio.run(make_keys().get(OPENAI)) == Secret(KEY)


def test_a_key_in_memory_goes_on_working_when_the_keyring_is_locked_behind_it(
    session: DesktopSession, make_keys: KeysMaker
) -> None:
    session.start_keyring(unlocked=True)
    keys = make_keys()
    asyncio.run(keys.set(OPENAI, "default", KEY))
    session.start_keyring(unlocked=False)
    assert asyncio.run(keys.states(OPENAI))[0].place is KeyPlace.KEYRING
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)
    with pytest.raises(EnvironmentProblem, match="locked"):
        asyncio.run(keys.delete(OPENAI, "default"))


def test_a_fresh_profile_without_a_collection_is_as_a_locked_one(session: DesktopSession, make_keys: KeysMaker) -> None:
    session.start_keyring(unlocked=False)
    with pytest.raises(InitError):
        system_ring().vault.get_password(SERVICE, "anything")
    asked = session.prompts
    assert asyncio.run(make_keys().look()).startswith("The keyring is locked.")
    assert session.prompts == asked
    kept_for_the_session(make_keys(), "The keyring is locked.")


def test_without_a_bus_keys_last_until_the_program_ends(
    make_keys: KeysMaker, monkeypatch: pytest.MonkeyPatch, profile: Profile
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    keys = make_keys()
    kept_for_the_session(keys, "this session has no D-Bus")
    assert "no D-Bus" in asyncio.run(keys.look())
    assert list(profile.folder.iterdir()) == []
    asyncio.run(keys.delete(OPENAI, "default"))
    error = make_keys()
    (profile.folder / "keyring-id").write_text("0" * 32, encoding="ascii")
    assert refused(error).problem.remedy is Remedy.OPEN_KEYS
    (state,) = asyncio.run(error.states(OPENAI))
    assert (state.place, state.note) == (KeyPlace.NONE, error.problem())


@pytest.mark.parametrize(("desktop", "help_"), [("GNOME", "Install gnome-keyring"), ("KDE", "Let KWallet serve")])
def test_without_a_secret_service_the_missing_one_is_named(
    session: DesktopSession, make_keys: KeysMaker, monkeypatch: pytest.MonkeyPatch, desktop: str, help_: str
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", f"ubuntu:{desktop}")
    keys = make_keys()
    kept_for_the_session(keys, "org.freedesktop.secrets")
    assert help_ in asyncio.run(keys.look())
    session.start_keyring(unlocked=True)
    assert asyncio.run(keys.unlock()) == ""
    assert asyncio.run(make_keys().get(OPENAI)) == Secret(KEY)


async def _steps(moments: list[float]) -> None:
    while True:
        moments.append(time.monotonic())
        await asyncio.sleep(0.01)


@on_time
def test_a_keyring_that_does_not_answer_holds_up_nothing(session: DesktopSession, make_keys: KeysMaker) -> None:
    """The limit is ten seconds; a shorter one here."""
    session.start_keyring(unlocked=True)
    asyncio.run(make_keys().set(OPENAI, "default", KEY))
    session.pause_keyring()
    keys = make_keys(0.5)

    async def scene() -> None:
        moments: list[float] = []
        loop_is_alive = asyncio.create_task(_steps(moments))
        started = time.monotonic()
        (state,) = await keys.states(OPENAI)
        assert 0.5 <= time.monotonic() - started < 1.0
        assert state.place is KeyPlace.LOCKED
        assert "has not answered" in state.note
        started = time.monotonic()
        with pytest.raises(EnvironmentProblem, match="has not answered"):
            await keys.get(OPENAI)
        assert (await keys.set(OPENAI, "second", f"{KEY}-second")).place is KeyPlace.SESSION
        assert "has not answered" in await keys.look()
        assert time.monotonic() - started < 0.1
        session.resume_keyring()
        await keys.unlock()
        assert await keys.get(OPENAI) == Secret(KEY)
        assert (await keys.state(OPENAI, "second")).place is KeyPlace.KEYRING
        loop_is_alive.cancel()
        assert max(later - earlier for earlier, later in pairwise(moments)) < 0.3

    asyncio.run(scene())


def test_a_question_that_nobody_answers_is_asked_once_and_holds_up_nothing(
    session: DesktopSession, make_keys: KeysMaker
) -> None:
    session.start_keyring(unlocked=True)
    asyncio.run(make_keys().set(OPENAI, "default", KEY))
    session.answer_prompts_with("exec sleep 20")
    session.start_keyring(unlocked=False)
    keys = make_keys(0.5)
    for _ in range(3):
        assert "has not answered" in refused(keys).problem.message
    assert session.prompts == 1
    session.dismiss_prompt()
    deadline = time.monotonic() + 5
    while "is locked" not in asyncio.run(keys.look()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert session.prompts == 1


def test_a_keyring_that_dies_while_it_is_asked_is_absent(session: DesktopSession, make_keys: KeysMaker) -> None:
    session.start_keyring(unlocked=True)
    asyncio.run(make_keys().set(OPENAI, "default", KEY))
    session.pause_keyring()
    keys = make_keys()
    threading.Timer(0.3, session.stop_keyring).start()
    started = time.monotonic()
    assert refused(keys).problem.message
    assert time.monotonic() - started < 5
    session.start_keyring(unlocked=True)
    assert asyncio.run(keys.get(OPENAI)) == Secret(KEY)


@contextmanager
def mute_bus(folder: Path) -> Iterator[str]:
    """A bus that takes connections and never says a word; the address of it."""
    with socket.socket(socket.AF_UNIX) as listening:
        path = folder / "mute"
        listening.bind(str(path))
        listening.listen()
        yield f"unix:path={path}"


def test_a_bus_that_says_nothing_is_a_keyring_that_does_not_answer(
    session: DesktopSession, make_keys: KeysMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mute_bus(session.folder) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        keys = make_keys(0.3)
        kept_for_the_session(keys, "has not answered")
    deadline = time.monotonic() + 5
    while any(thread.name == "keyring" for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the thread did not end with its connection"
        time.sleep(0.02)


def test_a_program_ends_in_time_while_the_keyring_hangs(session: DesktopSession, profile: Profile) -> None:
    code = (
        "import asyncio, sys, pathlib\n"
        "from desktop.core.profile import Profile\n"
        "from desktop.engine.keys import Keys\n"
        "from desktop.engine.redaction import Redactor\n"
        "keys = Keys(Profile(pathlib.Path(sys.argv[1]), pathlib.Path()), Redactor(), limit_s=0.2)\n"
        "print(asyncio.run(keys.look()))\n"
    )
    with mute_bus(session.folder) as address:
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", code, str(profile.folder)],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
    assert time.monotonic() - started < 5
    assert "has not answered" in done.stdout
    assert done.stderr == ""
