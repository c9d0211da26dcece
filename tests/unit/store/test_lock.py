from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.profile import Profile
from desktop.store.lock import ProfileLock, folder_key
from tests.unit.store.samples import start_python

HOLDER = """
import sys, time
from pathlib import Path
from desktop.core.profile import Profile
from desktop.store.lock import ProfileLock
lock = ProfileLock(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
print(lock.acquire())
sys.stdin.readline()
"""


def test_one_holds_the_lock_until_it_is_given_back(profile: Profile) -> None:
    first, second = ProfileLock(profile), ProfileLock(profile)
    assert first.acquire()
    assert first.acquire()
    assert first.held
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
    second.release()
    assert not second.held


def test_a_lock_is_waited_for(profile: Profile) -> None:
    first, second = ProfileLock(profile), ProfileLock(profile)
    assert first.acquire()
    timer = threading.Timer(0.3, first.release)
    timer.start()
    began = time.monotonic()
    assert second.acquire(10)
    assert 0.2 < time.monotonic() - began < 9
    timer.join()
    second.release()


@pytest.mark.timeout(60)
def test_the_lock_of_a_killed_program_is_free(profile: Profile) -> None:
    process = start_python(HOLDER, str(profile.folder))
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    lock = ProfileLock(profile)
    assert not lock.acquire()
    process.kill()
    process.wait()
    assert lock.acquire(5)
    lock.release()
    process.stdin.close()
    process.stdout.close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentProblem) as caught:
        ProfileLock(Profile(tmp_path / "file", tmp_path)).acquire()
    assert caught.value.problem.kind is ErrorKind.STORAGE


def test_a_folder_has_one_key_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert folder_key(tmp_path / "a") == folder_key(tmp_path / "b" / ".." / "a")
    assert folder_key(tmp_path / "a") != folder_key(tmp_path / "b")
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to(tmp_path / "a")
        assert folder_key(tmp_path / "link") == folder_key(tmp_path / "a")
