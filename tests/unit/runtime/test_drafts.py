"""Saving by itself, versions, restoring: nothing that was typed is lost, and the bar says what is true."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Version, VersionHeader
from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.provenance import Source
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.session import Place, Rewriting
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
    monkeypatch.setattr(bench.session.lull, "run", waiting.append)
    bench.session.set_field("title", "Havn", "Typing")
    qtbot.waitUntil(lambda: bool(waiting), timeout=10_000)
    assert bench.store.call(lambda store: store.latest_drafts(5)) == []
    waiting[0]()
    qtbot.waitUntil(lambda: len(waiting) == 2, timeout=10_000)
    kinds = [str(bench.drafts.save_state.kind)]  # an editor may hold more
    waiting[1]()
    kinds.append(str(bench.drafts.save_state.kind))
    assert kinds == ["saving", "saved"]


def test_a_blank_draft_is_not_kept(qtbot: QtBot, bench: Bench) -> None:
    bench.drafts.new(Brief(language="nl"))
    bench.drafts.save_now()
    assert bench.store.call(lambda store: store.latest_drafts(5)) == []


def test_a_save_that_fails_says_so_and_tries_again(qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.runtime.saving._RETRY_MS", 100)
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


def origins(qtbot: QtBot, bench: Bench) -> list[Origin]:
    return [version.origin for version in versions(qtbot, bench)]


def test_five_minutes_of_typing_are_a_version(qtbot: QtBot, bench: Bench) -> None:
    versioning = next(timer for timer in bench.drafts.findChildren(QTimer) if timer.interval() == 5 * 60 * 1000)
    assert versioning.isActive()
    bench.session.set_field("title", "Havn", "Typing")
    versioning.timeout.emit()
    saved(qtbot, bench)
    assert origins(qtbot, bench) == [Origin.TYPED]
    versioning.timeout.emit()
    bench.store.call(lambda store: store.latest_drafts())
    assert origins(qtbot, bench) == [Origin.TYPED], "nothing was typed since"


def test_an_accepted_rewrite_is_a_version_and_so_is_what_it_replaced(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "By hand", "Typing")
    for text in ("First change", "Second change"):  # all changes of a list, one after another
        bench.session.take(Copy({"title": text}), (), Place("copy.title"), "Shorten")
    saved(qtbot, bench)
    qtbot.waitUntil(lambda: len(origins(qtbot, bench)) == 2, timeout=10_000)
    written, typed = versions(qtbot, bench)
    assert (written.origin, typed.origin) == (Origin.WRITTEN, Origin.TYPED)
    assert bench.store.call(lambda store: store.version(written.id)).copy == Copy({"title": "Second change"})
    assert bench.store.call(lambda store: store.version(typed.id)).copy == Copy({"title": "By hand"})


def test_an_accepted_rewrite_is_a_version_also_when_the_draft_is_left_at_once(qtbot: QtBot, bench: Bench) -> None:
    bench.session.take(Copy({"title": "Taken"}), (), Place("take"), "Take")
    bench.drafts.new()
    (draft,) = bench.store.call(lambda store: store.latest_drafts())
    assert [each.origin for each in bench.store.call(lambda store: store.versions(draft.id))] == [Origin.WRITTEN]


def test_undo_spans_typing_writing_repairs_taking_and_restoring(qtbot: QtBot, bench: Bench) -> None:
    session = bench.session
    session.set_field("title", "Typed", "Typing")
    seen = [session.draft.copy]
    bench.drafts.name_version("Approved")
    session.begin_writing("Write")
    session.write_field("title", "Written, put right")
    seen.append(Copy({"title": "Written"}))
    session.end_writing([Rewriting("title", "Written", "Written, put right", "Put right")])
    seen.append(session.draft.copy)
    session.take(Copy({"title": "Taken"}), (Source("title", "Taken", column="B"),), Place("take"), "Take")
    seen.append(session.draft.copy)
    saved(qtbot, bench)
    approved = next(each for each in versions(qtbot, bench) if each.name == "Approved")
    bench.drafts.restore(bench.store.call(lambda store: store.version(approved.id)))
    assert session.draft.copy == seen[0]
    for expected in reversed(seen):
        session.undo()
        assert session.draft.copy == expected
    session.undo()
    assert session.draft.copy.is_empty
    for expected in (*seen, seen[0]):
        session.redo()
        assert session.draft.copy == expected


def test_what_was_left_unsaved_comes_back_also_from_the_history(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.session.set_field("title", "Old", "Typing")
    first = saved(qtbot, bench)

    def refuse(*_arguments: object) -> Draft:
        raise EnvironmentProblem(ErrorKind.DISK_FULL, "Not saved: the disk is full.")

    with monkeypatch.context() as full:
        full.setattr(Store, "save_draft", refuse)
        full.setattr(Store, "add_version", refuse)
        bench.session.set_field("title", "New", "Typing")
        bench.drafts.new()
        qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.FAILED, timeout=10_000)
        bench.drafts.open(first.id)
        qtbot.waitUntil(lambda: bench.session.draft.id == first.id, timeout=10_000)
        assert bench.session.draft.copy.text("title") == "New"
    bench.drafts.save_now()
    qtbot.waitUntil(lambda: kept(bench, first).copy.text("title") == "New", timeout=10_000)


def test_lines_that_are_taken_are_a_version_as_well(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "By hand", "Typing")
    draft = bench.session.draft
    bench.session.replace(draft.brief, Copy({"title": "A line"}), Place("take"), "Take lines")
    saved(qtbot, bench)
    qtbot.waitUntil(lambda: len(origins(qtbot, bench)) == 2, timeout=10_000)
    assert origins(qtbot, bench) == [Origin.WRITTEN, Origin.TYPED]


def test_a_version_that_is_owed_never_brings_an_older_text_back(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.saving._RETRY_MS", 100)
    bench.session.set_field("title", "Old", "Typing")
    first = saved(qtbot, bench)

    def refuse(*_arguments: object) -> Draft:
        raise EnvironmentProblem(ErrorKind.STORAGE, "No version can be kept.")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "add_version", refuse)
        bench.drafts.name_version("Approved")
        qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.FAILED, timeout=10_000)
        bench.drafts.new()
        bench.drafts.open(first.id)
        qtbot.waitUntil(lambda: bench.session.draft.id == first.id, timeout=10_000)
        bench.session.set_field("title", "New", "Typing")
        qtbot.waitUntil(lambda: kept(bench, first).copy.text("title") == "New", timeout=10_000)
    qtbot.waitUntil(lambda: bench.drafts.all_safe, timeout=10_000)
    assert kept(bench, first).copy.text("title") == "New"
    assert "Approved" in [each.name for each in versions(qtbot, bench)]
