"""What is on the screen survives: the program killed in the middle, another draft, a full disk."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.comparison import MOST_SHOWN, ColumnState, Comparison, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.errors import CopydeskError, ErrorKind, Remedy
from desktop.core.events import Delta
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.core.provenance import standing
from desktop.engine.messages import Check
from desktop.runtime.session import Place
from desktop.store.store import Store
from tests.unit.runtime.comparing_bench import GRID, HAVN, Table, finish, stream

TEXT = Copy({"title": "Havn, 980 g", "description": "It holds 18 litres."})


@pytest.fixture
def table(qtbot: QtBot, profile: Profile) -> Iterator[Table]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Table(profile)
    yield made
    made.close()


class Killed:
    """The window after the next start, on what the file holds by then; the first one was never told to end."""

    def __init__(self, qtbot: QtBot, table: Table) -> None:
        draft = table.session.draft.id
        table.store.call(lambda _store: None)
        table.close()  # the store itself ends; nothing of the window was told to leave
        self.table = Table(table.profile)
        self.table.drafts.open(draft)
        qtbot.waitUntil(lambda: bool(self.table.comparing.columns()), timeout=10_000)


def test_a_column_that_was_written_when_the_program_died_comes_back_with_its_words(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    finish(one, TEXT)
    stream(two, "title", "Havn, a li")
    number = table.comparing.comparison
    qtbot.waitUntil(lambda: table.comparing.comparison.id != number.id, timeout=10_000)
    two.happened.emit(Delta("", "title", "ght bag"))
    # Within two seconds of the last word all of it is on the disk.
    qtbot.waitUntil(lambda: table.kept().columns[1].copy.text("title") == "Havn, a light bag", timeout=2000)
    again = Killed(qtbot, table).table
    try:
        first, second = again.comparing.columns()
        assert (first.state, second.state) == (ColumnState.DONE, ColumnState.STOPPED)
        assert second.error is not None
        assert second.error.remedy is Remedy.RETRY
        assert again.comparing.text(second.key, "title") == "Havn, a light bag"
        qtbot.waitUntil(lambda: again.comparing.text(first.key, "title") == "Havn, 980 g", timeout=10_000)
        again.until_kept(qtbot)
        texts = [each.copy.text("title") for each in again.versions() if each.origin is Origin.VARIANT]
        assert sorted(texts) == ["Havn, 980 g", "Havn, a light bag"]
        again.comparing.redo(second.key)
        assert again.comparing.busy
    finally:
        again.close()


def test_an_edit_that_was_not_a_version_yet_comes_back(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    for number in range(10):  # without the pause in which it would become a version
        table.comparing.edit(key, "title", f"Havn by hand {number}")
        qtbot.wait(200)
    assert [each.origin for each in table.versions() if each.origin.beside] == [Origin.VARIANT]
    kept = table.kept().columns[0].copy.text("title")
    assert kept.startswith("Havn by hand")
    again = Killed(qtbot, table).table
    try:
        assert again.comparing.text(key, "title") == kept
        again.until_kept(qtbot)
        newest = next(each for each in again.versions() if each.id == again.comparing.columns()[0].version)
        assert newest.origin is Origin.EDITED
        assert newest.variant is not None
        stand = [(each.field, each.source.model) for each in standing(newest.sources, newest.copy)]
        assert stand == [("description", "local/small")]
    finally:
        again.close()


def test_a_text_becomes_one_version_only(qtbot: QtBot, table: Table) -> None:
    table.brief()
    for job in table.write(Grid(models=("local",), each=4)):
        finish(job, TEXT)
    table.comparing.new()  # while they are being kept
    table.store.call(lambda _store: None)
    qtbot.waitUntil(lambda: bool(table.session.draft.id), timeout=10_000)
    assert len([each for each in table.versions() if each.origin is Origin.VARIANT]) == 4
    headers = table.store.call(lambda store: store.comparisons())
    assert [each.columns for each in headers] == [4]
    kept = table.store.call(lambda store: store.comparison(headers[0].id))
    assert all(column.version and column.copy.is_empty for column in kept.columns)
    assert len({column.version for column in kept.columns}) == 4


def test_another_draft_ends_the_jobs_and_keeps_what_came(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    stream(one, "title", "For the first")
    table.saved(qtbot)
    first = table.session.draft.id
    table.drafts.new(Brief(product="Second"))
    assert (one.cancelled, two.cancelled) == (True, True)
    assert table.comparing.columns() == ()
    assert not table.comparing.busy
    one.happened.emit(Delta("", "title", " and late"))
    kept = table.store.call(lambda store: store.latest_comparison(first))
    assert kept is not None
    assert [column.state for column in kept.columns] == [ColumnState.STOPPED] * 2
    version = table.store.call(lambda store: store.version(kept.columns[0].version))
    assert (version.draft, version.copy.text("title")) == (first, "For the first")
    table.drafts.open(first)
    qtbot.waitUntil(lambda: len(table.comparing.columns()) == 2, timeout=10_000)
    error = table.comparing.columns()[0].error
    assert error is not None
    assert "draft was closed" in error.message


def test_a_deleted_draft_keeps_its_texts_to_itself(qtbot: QtBot, table: Table) -> None:
    table.brief()
    job, _ = table.write()
    stream(job, "title", "Of the deleted one")
    table.saved(qtbot)
    first = table.session.draft.id
    table.drafts.delete(first)
    assert table.comparing.columns() == ()
    assert job.cancelled
    versions = table.store.call(lambda store: [store.version(each.id) for each in store.versions(first)])
    assert "Of the deleted one" in [each.copy.text("title") for each in versions]


def test_the_latest_comparison_comes_with_its_draft(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    table.comparing.set_width(key, 3)
    table.comparing.set_base(key)
    table.comparing.pin(key, on=True)
    table.until_kept(qtbot)
    draft = table.session.draft.id
    table.drafts.new(Brief(product="Second"))
    table.drafts.open(draft)
    qtbot.waitUntil(lambda: bool(table.comparing.text(key, "title")), timeout=10_000)
    column = table.comparing.compared(key)
    assert column is not None
    assert (column.pinned, column.copy, column.label) == (True, TEXT, "local")
    assert (table.comparing.comparison.base, table.comparing.comparison.widths) == (key, {key: 3})


def test_only_what_is_shown_is_read_first(qtbot: QtBot, table: Table) -> None:
    table.written(qtbot, *(Copy({"title": f"Text {number}"}) for number in range(12)))
    table.comparing.show_only(table.keys[9:11])
    qtbot.waitUntil(lambda: table.kept().shown == tuple(table.keys[9:11]), timeout=10_000)
    draft = table.session.draft.id
    table.drafts.new(Brief(product="Second"))
    order: list[str] = []
    table.comparing.column_changed.connect(order.append)
    table.drafts.open(draft)
    qtbot.waitUntil(lambda: len(order) >= 12, timeout=10_000)
    keys = table.keys
    assert order[:3] == [keys[9], keys[10], keys[0]]
    assert [each.copy.text("title") for each in table.comparing.shown()] == ["Text 9", "Text 10"]


def test_a_hundred_columns_and_a_long_one(qtbot: QtBot, table: Table) -> None:
    table.brief()
    jobs = table.write(Grid(models=("local",), each=100))
    assert len(table.comparing.columns()) == 100
    assert len(table.comparing.shown()) == MOST_SHOWN
    long = Copy({"title": "Long", "description": "word " * 50_000})
    for number, job in enumerate(jobs):
        finish(job, long if number == 0 else Copy({"title": f"Text {number}"}))
    table.until_kept(qtbot)
    assert len([each for each in table.versions() if each.origin is Origin.VARIANT]) == 100
    assert len(msgspec.json.encode(table.kept())) < 40_000  # the texts are in their versions


def test_a_version_that_is_gone_is_told_in_its_column(qtbot: QtBot, table: Table) -> None:
    table.brief()
    table.comparing.add_versions([VersionId(999)])
    qtbot.waitUntil(lambda: table.comparing.columns()[0].state is ColumnState.FAILED, timeout=10_000)
    error = table.comparing.columns()[0].error
    assert error is not None
    assert error.kind is ErrorKind.INPUT


def test_versions_of_any_draft_stand_side_by_side(qtbot: QtBot, table: Table) -> None:
    def keep(store: Store) -> list[Version]:
        one = store.save_draft(Draft(DraftId(""), brief=Brief(product="Other"), copy=Copy({"title": "Other text"})))
        two = store.save_draft(Draft(DraftId(""), brief=HAVN, copy=Copy({"title": "Typed"})))
        return [store.add_version(one, Origin.TYPED), store.add_version(two, Origin.NAMED, "For the shop")]

    table.brief()
    other, named = table.store.call(keep)
    table.comparing.add_versions([other.id, named.id, other.id])
    qtbot.waitUntil(lambda: all(each.report is not None for each in table.comparing.columns()), timeout=10_000)
    first, second = table.comparing.columns()
    assert (first.copy.text("title"), second.copy.text("title")) == ("Other text", "Typed")
    assert first.label.startswith("Version")
    assert second.label == "For the shop"
    asked = {each.copy.text("title"): each.brief.product for each in table.fake.of(Check)}
    assert asked["Other text"] == "Other"  # another product is held against its own facts
    table.comparing.add_versions([named.id])
    assert len(table.comparing.columns()) == 2


def test_a_text_from_elsewhere_is_kept_too(qtbot: QtBot, table: Table) -> None:
    table.comparing.add_text("The agency's", TEXT)
    table.until_kept(qtbot)
    (version,) = table.versions()
    assert (version.name, version.copy, version.variant) == ("The agency's", TEXT, None)
    assert table.comparing.columns()[0].label == "The agency's"
    assert table.session.draft.id  # which was blank, and is there for its comparison


def test_comparisons_are_listed_and_opened(qtbot: QtBot, table: Table) -> None:
    table.written(qtbot, TEXT)
    first, draft = table.comparing.comparison.id, table.session.draft.id
    table.comparing.new()
    assert table.comparing.columns() == ()
    table.comparing.add_text("Second", TEXT)
    table.until_kept(qtbot)
    listed: list[int] = []
    table.comparing.list(lambda headers: listed.extend(each.id for each in headers))
    qtbot.waitUntil(lambda: len(listed) == 2, timeout=10_000)
    assert listed[1] == first
    table.drafts.new(Brief(product="Elsewhere"))
    table.comparing.open(first)
    qtbot.waitUntil(lambda: table.comparing.comparison.id == first, timeout=10_000)
    assert table.session.draft.id == draft
    assert [each.label for each in table.comparing.columns()] == ["local"]


def test_a_removed_column_stays_in_the_history(qtbot: QtBot, table: Table) -> None:
    first, second = table.written(qtbot, TEXT, Copy({"title": "Other"}))
    table.comparing.set_base(first)
    table.comparing.remove(first)
    assert table.keys == [second]
    assert table.comparing.comparison.base == ""
    qtbot.waitUntil(lambda: len(table.kept().columns) == 1, timeout=10_000)
    assert TEXT in [each.copy for each in table.versions()]


def test_columns_are_moved_and_shown(qtbot: QtBot, table: Table) -> None:
    first, second, third = table.written(qtbot, TEXT, Copy({"title": "Two"}), Copy({"title": "Three"}))
    table.comparing.move(third, 0)
    assert [(each.key, each.letter) for each in table.comparing.columns()] == [
        (third, "A"), (first, "B"), (second, "C"),
    ]  # fmt: skip
    table.comparing.show_only([second, third])
    assert [each.key for each in table.comparing.shown()] == [third, second]
    table.comparing.remove(third)
    table.comparing.remove(second)
    assert [each.key for each in table.comparing.shown()] == [first]


def test_pinned_columns_stay_in_sight_when_there_are_more_than_fit(qtbot: QtBot, table: Table) -> None:
    keys = table.written(qtbot, *(Copy({"title": str(number)}) for number in range(MOST_SHOWN)))
    table.comparing.pin(keys[0], on=True)
    table.write(GRID)
    shown = [each.key for each in table.comparing.shown()]
    assert len(shown) == MOST_SHOWN
    assert keys[0] in shown
    assert set(table.keys[-2:]) <= set(shown)


def test_a_disk_that_is_full_is_said_once_and_tried_again(
    qtbot: QtBot, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.brief()
    table.saved(qtbot)
    real = Store.add_variant

    def full(*_args: object, **_parts: object) -> Version:
        raise CopydeskError(ErrorKind.DISK_FULL, "The disk is full.")

    monkeypatch.setattr(Store, "add_variant", full)
    monkeypatch.setattr("desktop.runtime.comparing_store._AGAIN_MS", 50)
    table.comparing.new()
    job, _ = table.write()
    finish(job, TEXT)
    qtbot.waitUntil(lambda: bool(table.posted), timeout=10_000)
    assert table.posted[-1].title == "The disk is full."
    assert table.comparing.text(table.keys[0], "title") == "Havn, 980 g"
    monkeypatch.setattr(Store, "add_variant", real)
    qtbot.waitUntil(lambda: table.comparing.columns()[0].version != 0, timeout=10_000)
    assert [notice.title for notice in table.posted].count("The disk is full.") == 1


def test_a_comparison_begun_while_the_latest_is_read_stays(qtbot: QtBot, table: Table) -> None:
    table.written(qtbot, TEXT)
    draft = table.store.call(lambda store: store.latest_drafts(1))[0]
    table.drafts.put_on_desk(draft)
    table.comparing.add_text("Mine", Copy({"title": "Mine"}))
    table.store.call(lambda _store: None)
    qtbot.wait(100)
    assert [each.label for each in table.comparing.columns()] == ["Mine"]


def test_an_empty_comparison_is_not_kept(qtbot: QtBot, table: Table) -> None:
    table.session.set_brief(HAVN, Place("brief"), "Brief")
    table.comparing.set_grid(GRID)
    table.saved(qtbot)
    qtbot.wait(500)
    assert table.store.call(lambda store: store.comparisons()) == []
    assert table.comparing.comparison == Comparison(grid=GRID)


def test_opening_the_comparison_that_is_there_ends_nothing(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    (job,) = table.write(Grid(models=("local",)))
    stream(job, "title", "Havn, a li")
    table.comparing.edit(key, "title", "Havn by hand")
    table.comparing.open(table.comparing.comparison.id)
    table.store.call(lambda _store: None)
    qtbot.wait(50)
    assert not job.cancelled
    assert table.comparing.writing == (table.keys[-1],)
    assert table.comparing.text(key, "title") == "Havn by hand"


def test_a_hidden_column_is_checked_anew_where_the_facts_are_others_than_it_was_written_from(
    qtbot: QtBot, table: Table
) -> None:
    table.written(qtbot, *(Copy({"title": f"Havn {n}"}) for n in range(MOST_SHOWN + 1)))
    table.comparing.show_only(table.keys[:1])
    table.brief(msgspec.structs.replace(HAVN, facts=()))
    table.drafts.save_now()
    table.until_kept(qtbot)
    again = Killed(qtbot, table).table
    try:
        qtbot.waitUntil(lambda: len(_checked(again)) == MOST_SHOWN + 1, timeout=10_000)
    finally:
        again.close()


def _checked(table: Table) -> set[str]:
    """The titles that were sent to the checks."""
    return {job.params.copy.text("title") for job in table.fake.jobs if isinstance(job.params, Check)}
