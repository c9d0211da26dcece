"""The translations of a draft are found among the jobs, with what changed since."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.runtime.translation_drafts import DraftTranslation, DraftTranslations, draft_name
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

DRAFT = Draft(
    DraftId("d1"), brief=Brief(product="Bag", language="en"), copy=Copy({"title": "A bag", "text": "It is light."})
)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def look(qtbot: QtBot, translations: DraftTranslations, draft: Draft) -> tuple[DraftTranslation, ...]:
    with qtbot.waitSignal(translations.found, timeout=PATIENCE_MS) as found:
        translations.look(draft)
    assert found.args is not None
    assert found.args[0] == draft.id
    return tuple(found.args[1])


def test_a_translation_is_found_and_a_change_of_the_draft_told(qtbot: QtBot, desk: Bench) -> None:
    translations = DraftTranslations(desk.store)
    assert look(qtbot, translations, DRAFT) == ()
    with qtbot.waitSignal(desk.translating.job_opened, timeout=PATIENCE_MS):
        desk.translating.open_draft(DRAFT, "nl")
    job = desk.translating.job
    assert job is not None
    (found,) = look(qtbot, translations, DRAFT)
    assert (found.job, found.file, found.target, found.changed) == (job.id, job.files[0].id, "nl", False)
    changed = msgspec.structs.replace(DRAFT, copy=Copy({"title": "A bag", "text": "It is very light."}))
    assert look(qtbot, translations, changed)[0].changed
    other = msgspec.structs.replace(DRAFT, id=DraftId("d2"))
    assert look(qtbot, translations, other) == ()


def test_a_draft_without_a_title_has_a_name() -> None:
    assert draft_name(DRAFT) == "Bag"
    assert draft_name(Draft(DraftId(""))) == "Without a name"
