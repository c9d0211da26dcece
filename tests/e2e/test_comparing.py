"""The whole way of a comparison in the real window: write six, choose blind, take two sentences, and export them."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import msgspec
import pytest

from desktop.core.brief import Brief, Fact
from desktop.core.comparison import ColumnState, Comparison, Grid
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, LAST_GRID, MODEL
from desktop.store.client import open_store
from tests.e2e.real_window import Desk, gone, wait

pytestmark = [
    pytest.mark.window,
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="there is no display; `python3 run.py test` starts one"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

MODEL_ID = "local/qwen2.5-coder-0.5b"
WRITING_S = 400.0
BRIEF = Brief(
    product="Havn backpack",
    language="en",
    channels=("shop.title", "shop.description"),
    facts=(
        Fact("weight", "Weight", "980", "g"),
        Fact("material", "Material", "recycled polyester"),
        Fact("warranty", "Warranty", "5 years"),
        Fact("origin", "Made in", "Portugal"),
    ),
)


@pytest.fixture
def prepared(profile: Profile, local_model_05b: Path) -> Profile:
    """A profile with a draft that has facts and no text yet, and a grid of two tones, three variants each."""
    grid = Grid((MODEL_ID,), ("plain", "warm"), each=3)
    values = {
        INTERFACE_LANGUAGE.key: "en",
        COPY_LANGUAGE.key: "en",
        MODEL.key: MODEL_ID,
        LAST_GRID.key: msgspec.json.encode(grid).decode(),
    }
    profile.settings.write_text(json.dumps(values), encoding="utf-8")
    store = open_store(profile)
    store.save_draft(Draft(DraftId(""), brief=BRIEF))
    store.close()
    return Profile(profile.folder, local_model_05b.parent)


def comparison(desk: Desk) -> Comparison | None:
    """The comparison as the history has it."""
    store = open_store(desk.profile, 5)
    try:
        draft = next(iter(store.latest_drafts(1)), None)
        return store.latest_comparison(draft.id) if draft is not None else None
    finally:
        store.close()


def variants(desk: Desk) -> int:
    """How many variants are kept beside the draft."""
    store = open_store(desk.profile, 5)
    try:
        draft = next(iter(store.latest_drafts(1)))
        return sum(header.origin is Origin.VARIANT for header in store.versions(draft.id))
    finally:
        store.close()


def duels(desk: Desk) -> int:
    """How many choices are kept."""
    store = open_store(desk.profile, 5)
    try:
        return len(store.duels())
    finally:
        store.close()


def test_write_six_choose_take_and_export(prepared: Profile, tmp_path: Path) -> None:
    desk = Desk(prepared)
    try:
        wait(desk.draft, 60)
        desk.keys("ctrl+5")
        time.sleep(2)
        _write_six(desk)
        _choose(desk)
        _take_two(desk)
        _export(desk, tmp_path / "side by side.html")
    finally:
        desk.end()


def test_killed_in_the_middle_every_column_keeps_its_words(prepared: Profile) -> None:
    desk = Desk(prepared)
    try:
        wait(desk.draft, 60)
        desk.keys("ctrl+5")
        time.sleep(2)
        desk.keys("ctrl+Return")
        seen = wait(lambda: found if (found := comparison(desk)) and _words(found) >= 8 else None, WRITING_S)
        family = desk.family()
        desk.kill()
        assert gone(family, 5) < 5
        desk = Desk(prepared)
        wait(desk.draft, 60)
        desk.keys("ctrl+5")
        again = wait(lambda: found if (found := comparison(desk)) and _all_ended(found) else None, 60)
        assert len(again.columns) == 6
        for before in seen.columns:
            after = again.column(before.key)
            assert after is not None
            for field, text in before.copy.addressed():
                assert after.version or dict(after.copy.addressed())[field].startswith(text)
        stopped = [column for column in again.columns if column.state is ColumnState.STOPPED]
        assert stopped
        assert all(column.error is not None for column in stopped)
    finally:
        desk.end()


def _words(found: Comparison) -> int:
    return sum(column.copy.words for column in found.columns)


def _write_six(desk: Desk) -> None:
    desk.keys("ctrl+Return")
    made = wait(lambda: found if (found := comparison(desk)) and _all_ended(found) else None, WRITING_S)
    assert len(made.columns) == 6
    assert [column.state for column in made.columns] == [ColumnState.DONE] * 6
    assert variants(desk) == 6


def _all_ended(found: Comparison) -> bool:
    under_way = {ColumnState.WAITING, ColumnState.WRITING}
    return bool(found.columns) and not any(column.state in under_way for column in found.columns)


def _choose(desk: Desk) -> None:
    """Begin a round and choose the left one until it ends."""
    desk.keys("alt+u")
    time.sleep(1)
    desk.keys("Return")
    before = -1
    while duels(desk) > before:
        before = duels(desk)
        desk.keys("Left")
        time.sleep(0.7)
    assert before >= 1
    desk.keys("Escape")
    time.sleep(1)


def _take_two(desk: Desk) -> None:
    desk.keys("Down", "Return")
    wait(lambda: len(found.sources) == 1 if (found := desk.draft()) else None, 20)
    desk.keys("Down", "Return")
    draft = wait(lambda: found if (found := desk.draft()) and len(found.sources) == 2 else None, 20)
    for source in draft.sources:
        assert source.text in draft.copy.text(source.field.partition("[")[0])
        assert source.model == MODEL_ID


def _export(desk: Desk, path: Path) -> None:
    desk.keys("ctrl+e")
    time.sleep(1)
    desk.keys("Down", "Return")
    time.sleep(1.5)
    desk.keys("ctrl+a")
    desk.type(str(path))
    desk.keys("Return")
    wait(path.exists, 20)
    assert "980" in path.read_text(encoding="utf-8")
