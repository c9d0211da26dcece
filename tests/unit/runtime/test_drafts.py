"""Saving by itself, versions, restoring: nothing that was typed is lost, and the bar says what is true."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Version, VersionHeader
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.provenance import Source
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import Place
from desktop.store.store import Store
from tests.unit.runtime.conftest import Bench


def saved(qtbot: QtBot, bench: Bench) -> Draft:
    qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    return bench.session.draft


def versions(qtbot: QtBot, bench: Bench) -> list[VersionHeader]:
    found: list[list[VersionHeader]] = []
    bench.drafts.versions(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def kept(bench: Bench, draft: Draft) -> Draft:
    return bench.store.call(lambda store: store.draft(draft.id))


def test_typing_is_saved_by_itself(qtbot: QtBot, bench: Bench) -> None:
    states: list[SaveState] = []
    bench.drafts.save_state_changed.connect(states.append)
    bench.session.set_field("title", "Havn", "Typing")
    draft = saved(qtbot, bench)
    assert draft.id
    assert kept(bench, draft).copy == Copy({"title": "Havn"})
    assert [state.kind for state in states] == [SaveKind.SAVING, SaveKind.SAVED]


def test_what_is_typed_while_it_saves_is_saved_too(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    bench.drafts.save_now()
    bench.session.set_field("title", "Havn backpack", "Typing")
    draft = saved(qtbot, bench)
    qtbot.waitUntil(lambda: kept(bench, draft).copy.text("title") == "Havn backpack", timeout=10_000)


def test_while_somebody_types_it_saves_behind_a_letter(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[Callable[[], None]] = []
    states: list[SaveKind] = []
    bench.drafts.save_state_changed.connect(lambda state: states.append(state.kind))
    monkeypatch.setattr(bench.session.lull, "run", waiting.append)
    bench.session.set_field("title", "Havn", "Typing")
    qtbot.waitUntil(lambda: bool(waiting), timeout=10_000)
    assert states == []
    waiting[0]()
    assert states == [SaveKind.SAVING]
    saved(qtbot, bench)


def test_a_blank_draft_is_not_kept(qtbot: QtBot, bench: Bench) -> None:
    bench.drafts.new(Brief(language="nl"))
    bench.drafts.save_now()
    assert bench.store.call(lambda store: store.latest_drafts(5)) == []


def test_a_save_that_fails_says_so_and_tries_again(qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.runtime.drafts._RETRY_MS", 100)
    real = Store.save_draft
    full = [True]

    def save(self: Store, draft: Draft) -> Draft:
        if full[0]:
            raise EnvironmentProblem(ErrorKind.DISK_FULL, "Not saved: the disk is full.")
        return real(self, draft)

    monkeypatch.setattr(Store, "save_draft", save)
    dismissed: list[str] = []
    bench.notices.dismissed.connect(dismissed.append)
    bench.session.set_field("title", "Havn", "Typing")
    qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.FAILED, timeout=10_000)
    since = bench.drafts.save_state.at
    assert bench.drafts.save_state.message == "Not saved: the disk is full."
    assert bench.posted[-1].key == "save"
    full[0] = False
    draft = saved(qtbot, bench)
    assert kept(bench, draft).copy.text("title") == "Havn"
    assert since
    assert "save" in dismissed


def test_opening_another_draft_keeps_the_first(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "First", "Typing")
    first = saved(qtbot, bench)
    bench.session.set_field("title", "First, changed", "Typing")
    bench.drafts.new(Brief(product="Second"))
    qtbot.waitUntil(lambda: kept(bench, first).copy.text("title") == "First, changed", timeout=10_000)
    second = saved(qtbot, bench)
    assert second.id != first.id
    assert bench.session.draft.brief.product == "Second"
    bench.drafts.open(first.id)
    qtbot.waitUntil(lambda: bench.session.draft.id == first.id, timeout=10_000)
    assert bench.session.draft.copy.text("title") == "First, changed"


def test_restoring_is_a_version_and_can_be_undone(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Old", "Typing")
    saved(qtbot, bench)
    bench.drafts.name_version("Approved")
    qtbot.waitUntil(lambda: len(versions(qtbot, bench)) == 1, timeout=10_000)
    bench.session.set_field("title", "New", "Typing")
    found: list[Version] = []
    bench.drafts.version(versions(qtbot, bench)[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    bench.drafts.restore(found[0])
    assert bench.session.draft.copy.text("title") == "Old"
    qtbot.waitUntil(lambda: len(versions(qtbot, bench)) == 3, timeout=10_000)
    assert [version.origin for version in versions(qtbot, bench)] == [Origin.RESTORED, Origin.TYPED, Origin.NAMED]
    bench.session.undo()
    assert bench.session.draft.copy.text("title") == "New"


def test_a_template_keeps_how_and_not_what(qtbot: QtBot, bench: Bench) -> None:
    brief = Brief(product="Havn", tone="Warm", language="sv", facts=(Fact("f1", "Weight", "1"),))
    bench.session.set_brief(brief, Place("brief"), "Brief")
    bench.drafts.save_template("Warm and Swedish")
    found: list[list[Template]] = []
    bench.drafts.templates(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    assert found[0] == [Template("Warm and Swedish", Brief(tone="Warm", language="sv"))]
    other = Brief(product="Mug", facts=(Fact("f1", "Volume", "2"),))
    bench.session.set_brief(other, Place("brief"), "Brief")
    bench.drafts.use_template(found[0][0])
    assert bench.session.draft.brief == msgspec.structs.replace(other, tone="Warm", language="sv")


def test_a_read_only_history_is_never_written(qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> Callable[[], None]:
        raise AssertionError("written")

    monkeypatch.setattr(Store, "save_draft", refuse)
    bench.drafts.set_read_only("The history may only be read.")
    bench.session.set_field("title", "Havn", "Typing")
    bench.drafts.save_now()
    bench.drafts.name_version("Kept")
    assert bench.drafts.save_state.kind is SaveKind.READ_ONLY
    assert bench.session.draft.copy.text("title") == "Havn"


def test_what_is_kept_beside_a_draft_saves_it_first(qtbot: QtBot, bench: Bench) -> None:
    ensure = bench.drafts.keeper()
    draft_id = bench.store.call(ensure)
    assert draft_id
    assert bench.store.call(ensure) == draft_id
    qtbot.waitUntil(lambda: bench.session.draft.id == draft_id, timeout=10_000)
    bench.session.set_field("title", "Havn", "Typing")
    assert saved(qtbot, bench).id == draft_id
    qtbot.waitUntil(lambda: kept(bench, bench.session.draft).copy.text("title") == "Havn", timeout=10_000)
    bench.drafts.new()
    assert bench.store.call(ensure) == draft_id  # also when it has left the desk
    assert len(bench.store.call(lambda store: store.latest_drafts())) == 1


def test_sources_alone_are_saved_too(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Havn", "Typing")
    draft = saved(qtbot, bench)
    source = Source("title", "Havn", "local/small", column="B")
    bench.session.take(draft.copy, (source,), Place("take"), "Take")
    qtbot.waitUntil(lambda: kept(bench, draft).sources == (source,), timeout=10_000)
