"""The whole workspace as one file, out of the window and into it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.restoring import ImportReport
from desktop.core.settings import THEME
from desktop.store import export_beside
from desktop.store.tables import Tables
from desktop.store.workspace_file import write_workspace
from tests.unit.runtime.backup_bench import WAIT_MS, BackupBench
from tests.unit.runtime.conftest import Bench


@pytest.fixture
def kit(bench: Bench, qtbot: QtBot) -> BackupBench:
    return BackupBench(bench, qtbot)


def test_a_workspace_goes_to_another_computer(kit: BackupBench, qtbot: QtBot, tmp_path: Path) -> None:
    draft = kit.write("Havn", "As it was")
    path = tmp_path / "mine.zip"
    kit.backing_up.export(path)
    kit.idle()
    assert kit.titles() == ["The workspace is in mine.zip."]
    kit.bench.store.call(lambda store: store.forget_draft(draft))
    reports: list[ImportReport] = []
    kit.backing_up.imported.connect(reports.append)
    kit.bench.drafts.put_new(Draft(DraftId("")))
    kit.backing_up.bring_in(path)
    kit.idle()
    [report] = reports
    assert report.added == (draft,)
    assert kit.kept(draft) == "As it was"


def test_a_stop_leaves_nothing_of_a_workspace_file(kit: BackupBench, tmp_path: Path) -> None:
    kit.write("Havn")
    go = Event()
    kit.bench.store.submit(lambda _store: go.wait(20), lambda _: None, lambda _problem: None)
    kit.backing_up.export(tmp_path / "mine.zip")
    assert kit.backing_up.can_stop
    kit.backing_up.stop()
    go.set()
    kit.idle()
    assert kit.titles() == ["Stopped. Everything is as it was."]
    assert not list(tmp_path.glob("mine*"))
    kit.backing_up.export(tmp_path / "mine.zip")
    kit.idle()
    assert (tmp_path / "mine.zip").exists(), "the next one is not stopped by that"


def test_what_is_done_says_how_far_it_is(kit: BackupBench, tmp_path: Path) -> None:
    for number in range(4):
        kit.write(f"Havn {number}")
    kit.backing_up.export(tmp_path / "mine.zip")
    kit.idle()
    far = [(doing.done, doing.total) for doing in kit.done if doing is not None and doing.total]
    assert far == sorted(far)
    assert len(far) > 1
    assert all(done <= total for done, total in far)


def test_a_folder_that_is_gone_is_one_sentence(kit: BackupBench, tmp_path: Path) -> None:
    kit.write("Havn")
    kit.backing_up.export(tmp_path / "unplugged" / "mine.zip")
    kit.idle()
    [title] = kit.titles()
    assert "no folder" in title


def test_a_file_that_is_no_workspace_is_refused(kit: BackupBench, tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(b"PK nothing of the kind")
    kit.backing_up.bring_in(path)
    kit.idle()
    assert len(kit.titles()) == 1
    assert kit.bench.store.call(lambda store: store.latest_drafts(10)) == []


def test_settings_of_a_workspace_are_taken_where_nothing_is_chosen(kit: BackupBench) -> None:
    kit.backing_up.take_settings({"theme": "dark", "text_size": 999, "unknown": 1})
    assert kit.bench.settings.get(THEME) == "dark"
    assert set(kit.bench.settings.settings.values) == {"theme"}
    kit.backing_up.take_settings({"theme": "light"})
    assert kit.bench.settings.get(THEME) == "dark"


def test_what_is_typed_while_a_workspace_is_written_is_saved_at_once(
    kit: BackupBench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = kit.write("Havn", "As it was")
    writing, go = Event(), Event()

    def slow(tables: Tables, *rest: object) -> object:
        writing.set()
        assert go.wait(20)
        return write_workspace(tables, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(export_beside, "write_workspace", slow)
    kit.backing_up.export(tmp_path / "mine.zip")
    qtbot.waitUntil(writing.is_set, timeout=WAIT_MS)
    kit.type("Typed meanwhile")
    assert kit.kept(draft) == "Typed meanwhile"
    go.set()
    kit.idle()
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        [text] = [archive.read(name).decode() for name in archive.namelist() if name.endswith("/text.md")]
    assert "As it was" in text, "the file is of one moment"
    assert "Typed meanwhile" not in text


def test_in_a_shared_folder_it_is_written_by_the_store(
    kit: BackupBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.write("Havn")
    monkeypatch.setattr(export_beside, "reads_beside", lambda _profile: False)
    kit.backing_up.export(tmp_path / "mine.zip")
    kit.idle()
    assert kit.titles() == ["The workspace is in mine.zip."]
    assert (tmp_path / "mine.zip").exists()


def test_a_window_that_ends_leaves_nothing_of_a_file_behind(
    kit: BackupBench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.write("Havn")
    writing = Event()

    def slow(tables: Tables, *rest: object) -> object:
        writing.set()
        while not kit.backing_up._stopping:  # noqa: SLF001 - until the window ends
            writing.wait(0.01)
        return write_workspace(tables, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(export_beside, "write_workspace", slow)
    kit.backing_up.export(tmp_path / "mine.zip")
    qtbot.waitUntil(writing.is_set, timeout=WAIT_MS)
    kit.backing_up.close()
    assert list(tmp_path.glob("mine*")) == []
