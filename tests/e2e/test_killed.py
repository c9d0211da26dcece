"""The real program killed while it types, streams, saves, backs up, migrates and restores: a short form of the harness.

The long one is `python -m benchmarks.kills --points 200`.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.kills import MOST_MISSING_S, SCENES, Run, Scene, check, kill_at_some_moment, play
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from tests.unit.store.samples import opened, overwrite

TYPING = next(scene for scene in SCENES if scene.name == "typing")
RESTORING = next(scene for scene in SCENES if scene.name == "restoring")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nothing_is_lost_whenever_it_is_killed() -> None:
    outcomes = list(play(10, seed=4))
    assert [(outcome.scene, outcome.losses) for outcome in outcomes if outcome.losses] == []
    assert {outcome.scene for outcome in outcomes} == {scene.name for scene in SCENES}
    assert max(outcome.missing_s for outcome in outcomes) <= MOST_MISSING_S
    assert sum(outcome.acknowledged for outcome in outcomes) > 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_window_after_a_kill_shows_what_was_on_the_desk(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - moments, no secret
    folder = tmp_path / "profile"
    folder.mkdir()
    first = kill_at_some_moment(TYPING, folder, "", chance)
    second = kill_at_some_moment(TYPING, folder, "", chance)
    (back,) = second.numbers("back")
    assert back >= max(first.numbers("kept", 2))
    assert next(line[2] for line in second.lines if line[0] == "back") == "product"
    outcome = check(TYPING, second, folder, {})
    assert outcome.losses == ()
    assert outcome.acknowledged >= back


# The judge itself: what it would miss is lost unseen


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, DraftId, int]:
    """A folder in which three words were kept, as a draft and as a version."""
    profile = Profile.at(tmp_path)
    with opened(profile) as store:
        draft = store.save_draft(Draft(DraftId(""), copy=Copy({"description": "1 2 3"})))
        version = store.add_version(draft, Origin.NAMED, "three")
    return tmp_path, draft.id, version.id


def judged(killed: tuple[Path, DraftId, int], *lines: str, scene: Scene = TYPING, at: float = 100.0) -> tuple[str, ...]:
    folder, draft_id, version = killed
    told = [f"kept {draft_id} 3", f"version {version} 3", "typed 3 99.0", *lines]
    outcome = check(scene, Run([line.split() for line in told], at, ""), folder, {})
    late = (f"late {outcome.missing_s}",) if outcome.missing_s > MOST_MISSING_S else ()
    return outcome.losses + late


def test_what_is_there_is_no_loss(killed: tuple[Path, DraftId, int]) -> None:
    assert judged(killed, "typed 4 98.5", "saved 3") == ()


@pytest.mark.parametrize(
    ("line", "loss"),
    [
        ("saved 4", "4 words were acknowledged, 3 are there"),
        ("typed 4 97.5", "late 2.5"),
        ("version 99 3", "version 99: There is no version 99."),
        ("failed The disk is full.", "it could not save: The disk is full."),
    ],
)
def test_what_is_missing_is_a_loss(killed: tuple[Path, DraftId, int], line: str, loss: str) -> None:
    assert judged(killed, line) == (loss,)


def test_a_program_that_never_began_is_a_loss(killed: tuple[Path, DraftId, int]) -> None:
    assert judged(killed, scene=RESTORING)[0].startswith("it never began")


def test_a_damaged_file_is_a_loss(killed: tuple[Path, DraftId, int]) -> None:
    overwrite(Profile.at(killed[0]).database, 8192)
    assert judged(killed)


def test_a_word_in_the_middle_that_is_missing_is_a_loss(killed: tuple[Path, DraftId, int]) -> None:
    folder, draft_id, _ = killed
    with opened(Profile.at(folder)) as store:
        store.save_draft(Draft(draft_id, copy=Copy({"description": "1 2 4"})))
    assert judged(killed)[0].startswith("the text is not as it was typed")
