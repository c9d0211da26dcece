"""A draft beside its translations, through the real segments of drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.translation import RowKey
from desktop.runtime.translation_languages import DraftLanguages, LanguagesTable, Standing, to_translate
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

DRAFT = Draft(
    DraftId("d1"),
    brief=Brief(product="Bag", language="en"),
    copy=Copy({"title": "A bag", "description": "It is light.\n\nIt is blue."}),
)
CHANGED = msgspec.structs.replace(DRAFT, copy=Copy({"title": "A bag", "description": "It is light.\n\nIt is green."}))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def look(qtbot: QtBot, languages: DraftLanguages, draft: Draft) -> LanguagesTable:
    with qtbot.waitSignal(languages.came, timeout=PATIENCE_MS) as came:
        languages.look(draft)
    assert came.args is not None
    table = came.args[0]
    assert isinstance(table, LanguagesTable)
    return table


def translated(qtbot: QtBot, desk: Bench) -> list[RowKey]:
    session = desk.translating
    with qtbot.waitSignal(session.job_opened, timeout=PATIENCE_MS):
        session.open_draft(DRAFT, "nl")
    keys = list(session.order)
    for key, words in zip(keys, ("Een tas", "Hij is licht.", "Hij is blauw."), strict=True):
        session.edit(key, words)
    session.confirm(keys[0])
    desk.until_kept(qtbot)
    return keys


def test_texts_stand_beside_their_source_and_a_changed_one_is_marked(qtbot: QtBot, desk: Bench) -> None:
    translated(qtbot, desk)
    languages = DraftLanguages(desk.translating)
    table = look(qtbot, languages, DRAFT)
    assert table.sources == ("A bag", "It is light.", "It is blue.")
    (column,) = table.columns
    assert [(cell.text, cell.standing) for cell in column.cells] == [
        ("Een tas", Standing.CONFIRMED),
        ("Hij is licht.", Standing.OPEN),
        ("Hij is blauw.", Standing.OPEN),
    ]
    (column,) = look(qtbot, languages, CHANGED).columns
    assert [cell.standing for cell in column.cells] == [Standing.CONFIRMED, Standing.OPEN, Standing.CHANGED]
    assert column.cells[2].text == "Hij is blauw."
    assert column.count(Standing.CHANGED, Standing.MISSING) == 1


def test_only_what_changed_is_given_to_the_model(qtbot: QtBot, desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = translated(qtbot, desk)
    session = desk.translating
    session.close_job()
    desk.session.open(CHANGED)
    asked: list[list[RowKey]] = []
    monkeypatch.setattr(session, "translate", lambda which="empty": asked.append(list(which)))
    languages = DraftLanguages(session)
    (column,) = look(qtbot, languages, CHANGED).columns
    languages.update(column.translation)
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE_MS)
    assert asked == [[keys[2]]]
    assert session.rows[keys[2]].segment.source.text == "It is green."
    assert desk.target(keys[0]) == "Een tas"
    assert to_translate(list(session.rows.values()), keys[0].file) == [keys[2]]


def test_another_language_begins_with_all_of_it(qtbot: QtBot, desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(desk.translating, "translate", lambda which="empty": asked.append(which))
    DraftLanguages(desk.translating).add(DRAFT, "sv")
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE_MS)
    assert asked == ["empty"]
    assert desk.translating.job is not None
    assert desk.translating.job.target == "sv"


def test_another_job_that_is_opened_meanwhile_is_not_translated(
    qtbot: QtBot, desk: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    session = desk.translating
    monkeypatch.setattr(session, "translate", lambda which="empty": asked.append(which))
    monkeypatch.setattr(session, "open_draft", lambda _draft, _target: None)
    DraftLanguages(session).add(DRAFT, "sv")
    desk.open(qtbot, tmp_path, ("Bye", ""))
    assert asked == []
