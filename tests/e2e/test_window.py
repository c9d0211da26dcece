"""The real window on a real display with the real model, from the first paste over a crash to the end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.core.draft import Draft, Origin
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, MAX_REPAIRS, MODEL
from desktop.store.client import open_store
from tests.e2e.real_window import Desk, gone, wait, xdotool

pytestmark = [
    pytest.mark.window,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="there is no display; `python3 run.py test` starts one"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

SUPPLIER = "Havn backpack\n\nWeight: 980 g\nMaterial: recycled polyester\nWarranty: 5 years\nMade in: Portugal\n"
WRITING_S = 300.0


@pytest.fixture
def clipboard() -> Iterator[Callable[[str], None]]:
    """Puts a text on the clipboard, which on X11 needs a program that stays."""
    owners: list[subprocess.Popen[bytes]] = []
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication; application = QGuiApplication([]); "
        "application.clipboard().setText(sys.argv[1]); print('ready', flush=True); application.exec()"
    )

    def put(text: str) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
        owner = subprocess.Popen([sys.executable, "-c", code, text], env=environment, stdout=subprocess.PIPE)
        assert owner.stdout is not None
        owner.stdout.readline()
        owners.append(owner)

    yield put
    for owner in owners:
        owner.kill()
        owner.communicate()


@pytest.fixture
def small_profile(profile: Profile, local_model_05b: Path) -> Profile:
    """A profile that has chosen its language and writes with the small model."""
    values = {
        INTERFACE_LANGUAGE.key: "en",
        COPY_LANGUAGE.key: "en",
        MODEL.key: "local/qwen2.5-coder-0.5b",
        MAX_REPAIRS.key: 0,
    }
    profile.settings.write_text(json.dumps(values), encoding="utf-8")
    return Profile(profile.folder, local_model_05b.parent)


def test_the_main_job_and_its_end(small_profile: Profile, clipboard: Callable[[str], None]) -> None:
    desk = Desk(small_profile)
    try:
        _paste_facts(desk, clipboard)
        stopped = _write_and_stop(desk)
        _write_again(desk, stopped)
        typed = _edit_by_hand(desk)
        family = desk.family()
        desk.kill()
        assert gone(family, 3) < 3
        desk = Desk(small_profile)
        wait(lambda: desk.has(typed), 60)
        family = wait(lambda: pids if len(pids := desk.family()) >= 2 else None, 20)
        desk.keys("ctrl+q")
        assert gone(family, 5) < 3
        assert desk.process.wait() == 0
    finally:
        desk.end()


def _paste_facts(desk: Desk, clipboard: Callable[[str], None]) -> None:
    clipboard(SUPPLIER)
    time.sleep(1)
    desk.click(220, 31)
    desk.keys("ctrl+v")
    draft = wait(lambda: found if (found := desk.draft()) and len(found.brief.facts) >= 4 else None, 20)
    assert draft.brief.product == "Havn backpack"
    assert {fact.value for fact in draft.brief.facts} >= {"980", "Portugal"}


def _write_and_stop(desk: Desk) -> int:
    """Stop after some words; they stay, and no more come."""
    desk.keys("ctrl+Return")
    wait(lambda: desk.copy().words >= 6, WRITING_S)
    desk.keys("Escape")
    time.sleep(3)
    kept = desk.copy().words
    assert kept >= 6
    time.sleep(3)
    assert desk.copy().words == kept
    return kept


def _write_again(desk: Desk, stopped: int) -> None:
    desk.keys("ctrl+Return")

    def written() -> Draft | None:
        draft = desk.draft()
        store = open_store(desk.profile, 5)
        try:
            origins = [version.origin for version in store.versions(draft.id)] if draft else []
        finally:
            store.close()
        return draft if Origin.WRITTEN in origins else None

    draft = wait(written, WRITING_S)
    assert draft is not None
    assert draft.copy.words > stopped
    assert {"title", "description", "seo_title", "seo_description"} <= set(draft.copy.fields)
    store = open_store(desk.profile, 5)
    try:
        origins = {version.origin for version in store.versions(draft.id)}
    finally:
        store.close()
    assert {Origin.BEFORE_WRITE, Origin.INTERRUPTED, Origin.WRITTEN} <= origins


def _edit_by_hand(desk: Desk) -> str:
    """Type into the first field that is met from the top down: what the last writing said may stand above the text."""
    typed = "with care"
    for height in (90, 150, 210, 270):
        desk.click(600, height)
        desk.keys("ctrl+End")
        desk.type(f" {typed}")
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if desk.has(typed):
                return typed
            time.sleep(0.1)
    pytest.fail(f"what was typed was not saved; the copy is {desk.copy().fields}")


def test_a_second_window_brings_the_first_to_the_front(small_profile: Profile) -> None:
    desk = Desk(small_profile)
    try:
        wait((small_profile.folder / "copydesk.secret").exists, 20)
        time.sleep(1)
        second = subprocess.run(
            [sys.executable, "-m", "desktop", "--profile", str(small_profile.folder)],
            env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
            cwd=Path(__file__).resolve().parents[2],
            timeout=30,
            check=False,
        )
        assert second.returncode == 0
        assert len(xdotool("search", "--onlyvisible", "--name", "Copydesk").split()) >= 1
        family = desk.family()
        desk.process.terminate()
        assert gone(family, 5) < 3
    finally:
        desk.process.kill()
        desk.process.wait()
