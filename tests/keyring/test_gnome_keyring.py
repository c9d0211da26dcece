"""Keys in a real gnome-keyring: kept, bound to an address, read by another process, and nowhere else."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop.core.environment import child_environment
from desktop.core.profile import Profile
from desktop.core.provider import KeyPlace, KeyState, Protocol, Provider
from desktop.engine.keys import SERVICE
from desktop.engine.keys_ring import system_ring
from desktop.engine.redaction import Secret
from tests.keyring.conftest import KEY, DesktopSession, KeysMaker

pytestmark = [
    pytest.mark.keyring,
    # keyring leaves its connection to the collector when a collection stays locked
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

OPENAI = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", keys=("default",), key="default")
ELSEWHERE = msgspec.structs.replace(OPENAI, address="https://api.openai.example/v1")


@pytest.fixture
def unlocked(session: DesktopSession) -> DesktopSession:
    session.start_keyring(unlocked=True)
    return session


def test_a_key_is_kept_for_other_processes(unlocked: DesktopSession, make_keys: KeysMaker) -> None:
    assert asyncio.run(make_keys().set(OPENAI, "default", f" {KEY}\n")) == KeyState(
        "default", KeyPlace.KEYRING, KEY[-4:]
    )
    other = make_keys()
    assert asyncio.run(other.get(OPENAI)) == Secret(KEY)
    assert asyncio.run(make_keys().states(OPENAI)) == (KeyState("default", KeyPlace.KEYRING, KEY[-4:]),)
    assert (other.problem(), unlocked.prompts) == ("", 0)


def test_a_key_goes_to_the_origin_it_was_given_for_only(unlocked: DesktopSession, make_keys: KeysMaker) -> None:
    keys = make_keys()
    asyncio.run(keys.set(OPENAI, "default", KEY))
    for each in (keys, make_keys()):
        assert asyncio.run(each.get(ELSEWHERE)) is None
        (state,) = asyncio.run(each.states(ELSEWHERE))
        assert (state.place, state.ending) == (KeyPlace.NONE, "")
        assert "https://api.openai.com:443" in state.note
        http = msgspec.structs.replace(OPENAI, address="http://api.openai.com/v1")
        port = msgspec.structs.replace(OPENAI, address="https://api.openai.com:8443/v1")
        path = msgspec.structs.replace(OPENAI, address="https://API.openai.com:443/other")
        assert [asyncio.run(each.get(one)) for one in (http, port)] == [None, None]
        assert asyncio.run(each.get(path)) == Secret(KEY)


def test_several_keys_stand_side_by_side_and_the_one_in_use_is_given(
    unlocked: DesktopSession, make_keys: KeysMaker
) -> None:
    both = msgspec.structs.replace(OPENAI, keys=("work", "Client Å/2"), key="Client Å/2")
    keys = make_keys()
    asyncio.run(keys.set(both, "work", f"{KEY}-work"))
    asyncio.run(keys.set(both, "Client Å/2", f"{KEY}-client"))
    assert asyncio.run(make_keys().get(both)) == Secret(f"{KEY}-client")
    assert [each.ending for each in asyncio.run(make_keys().states(both))] == ["work", "ient"]
    asyncio.run(make_keys().delete(both, "work"))
    left = make_keys()
    assert [each.place for each in asyncio.run(left.states(both))] == [KeyPlace.NONE, KeyPlace.KEYRING]


def test_what_was_deleted_is_gone_and_deleting_it_again_is_no_error(
    unlocked: DesktopSession, make_keys: KeysMaker
) -> None:
    keys = make_keys()
    asyncio.run(keys.delete(OPENAI, "default"))
    asyncio.run(keys.set(OPENAI, "default", KEY))
    asyncio.run(keys.delete(OPENAI, "default"))
    asyncio.run(keys.delete(OPENAI, "default"))
    assert asyncio.run(keys.get(OPENAI)) is None
    assert asyncio.run(make_keys().state(OPENAI, "default")) == KeyState(
        "default", KeyPlace.NONE, note="The keyring does not hold this key. Type it once more."
    )


def test_a_key_that_another_process_changed_is_seen_when_keys_are_listed_or_forgotten(
    unlocked: DesktopSession, make_keys: KeysMaker
) -> None:
    ours, theirs = make_keys(), make_keys()
    asyncio.run(ours.set(OPENAI, "default", KEY))
    asyncio.run(theirs.set(OPENAI, "default", f"{KEY}-second"))
    assert asyncio.run(ours.get(OPENAI)) == Secret(KEY)
    ours.forget("openai")
    assert asyncio.run(ours.get(OPENAI)) == Secret(f"{KEY}-second")
    asyncio.run(theirs.delete(OPENAI, "default"))
    assert asyncio.run(ours.states(OPENAI))[0].place is KeyPlace.NONE
    assert asyncio.run(ours.get(OPENAI)) is None


def test_long_secrets_survive(unlocked: DesktopSession, make_keys: KeysMaker) -> None:
    long = "sk-" + "x" * 3000
    asyncio.run(make_keys().set(OPENAI, "default", long))
    assert asyncio.run(make_keys().get(OPENAI)) == Secret(long)
    vault = system_ring().vault
    utf8 = "ключ-öß-日本-" * 100
    assert len(utf8) > 1000
    vault.set_password(SERVICE, "utf-8", utf8)
    assert system_ring().vault.get_password(SERVICE, "utf-8") == utf8


def test_two_profiles_share_no_key_and_a_profile_that_is_moved_keeps_its_own(
    unlocked: DesktopSession, make_keys: KeysMaker, tmp_path: Path
) -> None:
    first, second = (Profile(tmp_path / name, tmp_path / "models") for name in ("first", "second"))
    asyncio.run(make_keys(of=first).set(OPENAI, "default", KEY))
    asyncio.run(make_keys(of=second).set(OPENAI, "default", f"{KEY}-second"))
    asyncio.run(make_keys(of=second).delete(OPENAI, "default"))
    moved = Profile(tmp_path / "moved", tmp_path / "models")
    first.folder.rename(moved.folder)
    assert asyncio.run(make_keys(of=moved).get(OPENAI)) == Secret(KEY)
    assert asyncio.run(make_keys(of=second).get(OPENAI)) is None


def test_the_environment_of_the_engine_is_enough_for_the_keyring(
    unlocked: DesktopSession, make_keys: KeysMaker, profile: Profile
) -> None:
    asyncio.run(make_keys().set(OPENAI, "default", KEY))
    code = (
        "import asyncio, sys, pathlib\n"
        "from desktop.core.profile import Profile\n"
        "from desktop.core.provider import Protocol, Provider\n"
        "from desktop.engine.keys import Keys\n"
        "from desktop.engine.redaction import Redactor\n"
        "keys = Keys(Profile(pathlib.Path(sys.argv[1]), pathlib.Path()), Redactor())\n"
        "provider = Provider('openai', Protocol.OPENAI, 'https://api.openai.com/v1', keys=('default',))\n"
        "print(asyncio.run(keys.get(provider)), asyncio.run(keys.states(provider))[0].ending)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile.folder)],
        env=child_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["[key]", KEY[-4:]]


@pytest.mark.parametrize("how", ["variable", "file"])
@pytest.mark.parametrize("backend", ["null", "plaintext"])
def test_another_keyring_in_the_environment_or_in_a_file_is_not_used(
    unlocked: DesktopSession,
    make_keys: KeysMaker,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    backend: str,
) -> None:
    """What keyring by itself would obey, as the first assertion shows."""
    name = {"null": "keyring.backends.null.Keyring", "plaintext": "plain_keyring.Keyring"}[backend]
    plain = unlocked.folder / "plain.txt"
    _plaintext_backend(unlocked.folder, plain)
    monkeypatch.syspath_prepend(str(unlocked.folder))
    if how == "variable":
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    else:
        file = unlocked.folder / "config_home" / "python_keyring" / "keyringrc.cfg"
        file.parent.mkdir()
        file.write_text(f"[backend]\ndefault-keyring={name}\nkeyring-path={unlocked.folder}\n", encoding="utf-8")
    code = "import keyring; backend = type(keyring.get_keyring()); print(backend.__module__ + '.' + backend.__name__)"
    environment = {**os.environ, "PYTHONPATH": str(unlocked.folder)}
    obeyed = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert obeyed.stdout.strip() == name
    assert asyncio.run(make_keys().set(OPENAI, "default", KEY)).place is KeyPlace.KEYRING
    assert not plain.exists()
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    assert asyncio.run(make_keys().get(OPENAI)) == Secret(KEY)


def _plaintext_backend(folder: Path, target: Path) -> None:
    (folder / "plain_keyring.py").write_text(
        "import pathlib\n"
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, service, username):\n"
        f"        return pathlib.Path({str(target)!r}).read_text()\n"
        "    def set_password(self, service, username, password):\n"
        f"        pathlib.Path({str(target)!r}).write_text(password)\n",
        encoding="utf-8",
    )


def test_properties_of_backends_in_the_environment_are_not_obeyed(
    unlocked: DesktopSession, make_keys: KeysMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This one would put the key where it is gone after the session, and where the window does not look."""
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    assert asyncio.run(make_keys().set(OPENAI, "default", KEY)).place is KeyPlace.KEYRING
    unlocked.start_keyring(unlocked=True)
    assert asyncio.run(make_keys().get(OPENAI)) == Secret(KEY)


def test_no_file_of_ours_no_log_and_no_message_holds_the_key(
    unlocked: DesktopSession, make_keys: KeysMaker, profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[object] = []
    for _ in range(2):
        keys = make_keys()
        said += [asyncio.run(keys.set(OPENAI, "default", KEY)), asyncio.run(keys.get(OPENAI)), keys, vars(keys)]
        said += [asyncio.run(keys.states(OPENAI)), asyncio.run(keys.states(ELSEWHERE)), keys.problem()]
        unlocked.lock_keyring()
        said += [asyncio.run(make_keys().states(OPENAI)), asyncio.run(keys.unlock())]
        unlocked.start_keyring(unlocked=True)
    assert KEY not in repr(said)
    assert KEY not in caplog.text
    files = [path for folder in (profile.folder, unlocked.folder) for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    assert [path for path in files if KEY[3:].encode() in path.read_bytes()] == []
