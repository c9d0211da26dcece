"""Taking into the draft: one step of undo, the sources with it; and edits of columns in their place."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.comparison import ColumnState
from desktop.core.copy import Copy
from desktop.core.draft import Origin
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import CheckReport
from desktop.core.profile import Profile
from desktop.core.provenance import standing
from desktop.runtime.session import Place
from tests.unit.runtime.comparing_bench import Table, finish, stream

A = Copy(
    {
        "title": "Havn, 980 g",
        "description": "It weighs just 980 g. It holds 18 litres.",
        "bullets": ("Light", "Room for a laptop"),
    }
)
B = Copy({"title": "A light bag", "description": "Made to last. It weighs 980 grams.", "bullets": ("Strong",)})


@pytest.fixture
def table(qtbot: QtBot, profile: Profile) -> Iterator[Table]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Table(profile)
    yield made
    made.close()


@pytest.fixture
def keys(qtbot: QtBot, table: Table) -> list[str]:
    return table.written(qtbot, A, B)


def text(table: Table, field: str) -> str:
    return table.session.draft.copy.text(field)


def sources(table: Table) -> list[tuple[str, str, str]]:
    """Field, text and column of what stands in the draft."""
    draft = table.session.draft
    return [(each.field, each.source.text, each.source.column) for each in standing(draft.sources, draft.copy)]


def test_a_field_is_taken_with_its_source_and_undone_in_one_step(table: Table, keys: list[str]) -> None:
    table.session.set_field("title", "Mine", "Typing")
    table.comparing.take_field(keys[0], "title")
    assert text(table, "title") == "Havn, 980 g"
    (taken,) = table.taken
    assert (taken.text, taken.column, taken.model, taken.prompt, taken.tone, taken.whole) == (
        "Havn, 980 g", "A", "local/small", "product/3", "plain", True,
    )  # fmt: skip
    assert taken.version == table.comparing.columns()[0].version
    assert sources(table) == [("title", "Havn, 980 g", "A")]
    table.session.undo()
    assert text(table, "title") == "Mine"
    assert table.session.draft.sources == ()
    table.session.redo()
    assert sources(table) == [("title", "Havn, 980 g", "A")]


def test_two_things_taken_at_once_are_two_steps(table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "title")
    table.comparing.take_field(keys[1], "bullets")
    table.session.undo()
    assert (text(table, "title"), text(table, "bullets")) == ("Havn, 980 g", "")


def test_all_fields_are_taken_in_one_step(table: Table, keys: list[str]) -> None:
    table.session.set_field("seo_title", "Stays", "Typing")
    table.comparing.take_all(keys[1])
    assert {name: table.session.draft.copy.fields[name] for name in B.fields} == dict(B.fields)
    assert text(table, "seo_title") == "Stays"
    assert sources(table) == [
        ("title", "A light bag", "B"),
        ("description", "Made to last.", "B"),
        ("description", "It weighs 980 grams.", "B"),
        ("bullets[0]", "Strong", "B"),
    ]
    table.session.undo()
    assert table.session.draft.copy.fields == {"seo_title": "Stays"}


def test_sentences_of_two_columns_stand_in_one_text(table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "description")
    (first, _) = table.comparing.sentences(keys[1], "description")
    table.comparing.take_text(keys[1], "description", *first)
    assert text(table, "description") == "It weighs just 980 g. It holds 18 litres. Made to last."
    assert sources(table) == [
        ("description", "It weighs just 980 g.", "A"),
        ("description", "It holds 18 litres.", "A"),
        ("description", "Made to last.", "B"),
    ]
    (_, second) = table.comparing.sentences(keys[1], "description")
    table.comparing.take_text(keys[1], "description", *second)
    assert text(table, "description").startswith("It weighs 980 grams. It holds")
    table.session.set_field("description", text(table, "description").replace("holds", "carries"), "Typing")
    assert [each[2] for each in sources(table)] == ["B", "B"]


def test_an_item_goes_where_it_is_dropped_and_the_others_keep_their_sources(table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "bullets")
    at = table.comparing.landing(keys[1], "bullets", 0, 6, at=2)
    table.comparing.take_text(keys[1], "bullets", 0, 6, at=2)
    assert table.session.draft.copy.fields["bullets"] == ("Strong", "Light", "Room for a laptop")
    assert at == 0
    assert sources(table) == [
        ("bullets[0]", "Strong", "B"),
        ("bullets[1]", "Light", "A"),
        ("bullets[2]", "Room for a laptop", "A"),
    ]


def test_a_sentence_goes_into_another_field(table: Table, keys: list[str]) -> None:
    start, end = table.comparing.sentences(keys[0], "description")[1]
    table.comparing.take_text(keys[0], "description", start, end, into="bullets")
    assert table.session.draft.copy.fields["bullets"] == ("It holds 18 litres.",)
    assert sources(table) == [("bullets[0]", "It holds 18 litres.", "A")]


def test_what_stands_there_is_said_and_no_step(table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "title")
    label = table.session.undo_label
    table.comparing.take_field(keys[0], "title")
    table.comparing.take_text(keys[0], "title", 0, 4)
    assert table.posted[-1].title == "The draft has that already."
    assert (table.session.undo_label, len(table.taken)) == (label, 1)


def test_where_no_text_is_nothing_is_taken(table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "seo_title")
    assert table.posted[-1].title == "There is no text there yet."
    assert (table.session.undo_label, table.taken) == ("Brief", [])


def test_nothing_is_taken_while_a_model_writes_into_the_draft(table: Table, keys: list[str]) -> None:
    table.session.begin_writing("Write")
    table.comparing.take_all(keys[0])
    assert table.session.draft.copy.is_empty
    assert "writing into the draft" in table.posted[-1].title


def test_the_sources_are_kept_with_the_draft_and_its_versions(qtbot: QtBot, table: Table, keys: list[str]) -> None:
    table.comparing.take_field(keys[0], "title")
    table.drafts.add_version(Origin.NAMED, "Mixed")
    table.saved(qtbot)
    qtbot.waitUntil(lambda: any(each.name == "Mixed" for each in table.versions()), timeout=10_000)
    (named,) = [each for each in table.versions() if each.name == "Mixed"]
    assert [each.column for each in named.sources] == ["A"]
    table.session.set_copy(Copy({"title": "Other"}), Place("copy.title"), "Typing")
    table.drafts.restore(named)
    assert sources(table) == [("title", "Havn, 980 g", "A")]


def test_what_is_taken_of_a_column_that_is_still_written_is_its_models(table: Table) -> None:
    table.brief()
    job, _ = table.write()
    stream(job, "title", "Havn, a light bag")
    table.comparing.take_text(table.keys[0], "title", 0, 17)
    (source,) = table.session.draft.sources
    assert (source.text, source.model, source.tone) == ("Havn, a light bag", "local", "plain")


# Edits in place


def test_an_edit_is_a_version_after_a_pause_and_the_old_one_stays(qtbot: QtBot, table: Table, keys: list[str]) -> None:
    before = table.comparing.columns()[0].version
    table.comparing.edit(keys[0], "description", "It weighs just 980 g. It carries 18 litres!")
    assert table.comparing.text(keys[0], "description").endswith("litres!")
    column = table.comparing.compared(keys[0])
    assert column is not None
    assert column.report is None  # what was said is of another text
    qtbot.waitUntil(lambda: table.comparing.columns()[0].version != before, timeout=10_000)
    versions = {each.id: each for each in table.versions()}
    new = versions[table.comparing.columns()[0].version]
    assert (new.origin, new.copy.text("title")) == (Origin.EDITED, "Havn, 980 g")
    assert versions[before].copy == A
    stand = [(each.field, each.source.text, each.source.model) for each in standing(new.sources, new.copy)]
    assert ("description", "It weighs just 980 g.", "local/small") in stand
    assert not any("litres" in words for _, words, _ in stand)
    qtbot.waitUntil(lambda: table.comparing.columns()[0].report is not None, timeout=10_000)


def test_typing_is_one_version(qtbot: QtBot, table: Table, keys: list[str]) -> None:
    count = len(table.versions())
    for title in ("H", "Ha", "Hav", "Havn"):
        table.comparing.edit(keys[0], "title", title)
    table.until_kept(qtbot)
    qtbot.waitUntil(lambda: len(table.versions()) == count + 1, timeout=10_000)
    assert table.comparing.columns()[0].copy.text("title") == "Havn"


def test_what_was_typed_into_a_column_is_no_models_when_taken(table: Table, keys: list[str]) -> None:
    table.comparing.edit(keys[0], "title", "By hand")
    table.comparing.take_all(keys[0])
    models = {source.text: source.model for source in table.session.draft.sources}
    assert models["By hand"] == ""
    assert models["It holds 18 litres."] == "local/small"


def test_a_column_that_is_written_is_not_edited(table: Table) -> None:
    table.brief()
    job, _ = table.write()
    key = table.keys[0]
    stream(job, "title", "Havn")
    table.comparing.edit(key, "title", "By hand")
    assert table.comparing.text(key, "title") == "Havn"


def test_a_failed_column_that_was_mended_by_hand_is_done(table: Table) -> None:
    table.brief()
    job, other = table.write()
    key = table.keys[0]
    stream(job, "title", "Havn, but")
    job.failed.emit(Problem(ErrorKind.NETWORK, "No way there."))
    finish(other, B)
    table.comparing.edit(key, "title", "Havn")
    column = table.comparing.compared(key)
    assert column is not None
    assert (column.state, column.error) == (ColumnState.DONE, None)


# Differences


def test_columns_differ_from_the_base_by_word(qtbot: QtBot, table: Table, keys: list[str]) -> None:
    assert table.comparing.comparison.base == keys[0]  # the first of all, until another one is chosen
    table.comparing.set_base("")
    assert table.comparing.differences(keys[1], "description") == ()
    table.comparing.set_base(keys[0])
    pieces = table.comparing.differences(keys[1], "description")
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == B.text("description")
    assert "".join(piece.text for piece in pieces if piece.op != "add") == A.text("description")
    assert table.comparing.differences(keys[0], "description") == ()


def test_long_texts_are_compared_beside_the_window(qtbot: QtBot, table: Table) -> None:
    long = "One sentence here that goes on. " * 400
    first, second = table.written(qtbot, Copy({"description": long}), Copy({"description": f"{long}And more."}))
    table.comparing.set_base(first)
    with qtbot.waitSignal(table.comparing.column_changed, timeout=10_000, check_params_cb=lambda key: key == second):
        assert table.comparing.differences(second, "description") == ()
    pieces = table.comparing.differences(second, "description")
    assert [(piece.op.value, piece.text) for piece in pieces][-1] == ("add", "And more.")
    told: list[str] = []
    table.comparing.column_changed.connect(told.append)
    assert table.comparing.shared("description") == {}
    qtbot.waitUntil(lambda: bool(table.comparing.shared("description")), timeout=10_000)
    assert {first, second} <= set(told)
    assert set(table.comparing.shared("description")) == {first, second}


def test_what_is_written_is_held_against_the_beginning_of_the_base(qtbot: QtBot, table: Table, keys: list[str]) -> None:
    table.comparing.set_base(keys[0])
    table.comparing.redo(keys[1])
    stream(table.writes()[-1], "description", "It weighs just")
    pieces = table.comparing.differences(keys[1], "description")
    assert not any("litres" in piece.text for piece in pieces)


def test_what_columns_share(table: Table, keys: list[str]) -> None:
    shared = table.comparing.shared("description")
    found = {
        key: [table.comparing.text(key, "description")[start:end] for start, end in spans]
        for key, spans in shared.items()
    }
    assert list(found) == keys
    assert len({tuple(spans) for spans in found.values()}) == 1
    assert table.comparing.shared("seo_title") == {}


def test_the_report_of_the_checks_is_that_of_the_column(table: Table, keys: list[str]) -> None:
    assert all(each.report == CheckReport() and each.why_not == () for each in table.comparing.columns())
