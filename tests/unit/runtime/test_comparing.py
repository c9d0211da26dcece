"""Writing columns: each on its own, told apart, permitted once for each model, and kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.comparison import Choice, ColumnState, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Origin
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Delta, FieldReplaced, FieldStarted, Progress, VariantDone, Waiting
from desktop.core.making import Making
from desktop.core.profile import Profile
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import LAST_GRID
from desktop.core.usage import Usage
from desktop.engine.messages import Check, Estimate, Estimated, ListModels, ModelInfo, Models, Write, Written
from desktop.runtime.comparing import Comparing
from tests.unit.runtime.comparing_bench import GRID, HAVN, Table, answer_slowly, finish, stream, variant_of

SHOP = Provider("shop", Protocol.OPENAI, "https://models.example/v1", title="Shop", consented_at="2026-11-01T10:00:00Z")
NEW = msgspec.structs.replace(SHOP, name="new", title="New", consented_at="")
PAID = Estimated("Shop", here=False, cost=0.01, calls=6, seconds=8, together=4)
TEXT = Copy({"title": "Havn, 980 g", "description": "It holds 18 litres.", "bullets": ("One", "Two")})


@pytest.fixture
def table(qtbot: QtBot, profile: Profile) -> Iterator[Table]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Table(profile)
    yield made
    made.close()


def test_each_box_is_a_request_of_its_own(table: Table) -> None:
    table.brief()
    grid = Grid(models=("local", "local/other"), tones=("", "warm"), instructions=("Shorter.",), each=2)
    requests = [job.params for job in table.write(grid)]
    assert [type(each) for each in requests] == [Write] * 8
    asked = [each for each in requests if isinstance(each, Write)]
    assert [each.model for each in asked] == ["local"] * 4 + ["local/other"] * 4
    assert {each.brief.tone for each in asked} == {"plain", "warm"}
    assert {each.brief.instructions for each in asked} == {"Shorter."}
    assert len({each.variant for each in asked}) == len({each.seed for each in asked}) == 8
    assert {each.company for each in asked} == {4}
    assert len({each.group for each in asked}) == 1
    assert all(each.variants == 1 and each.copy.is_empty for each in asked)


def test_the_instruction_of_a_box_comes_after_those_of_the_brief(table: Table) -> None:
    table.brief(msgspec.structs.replace(HAVN, instructions="No exclamation marks."))
    (job,) = table.write(Grid(models=("local",), instructions=("Begin with a question.",)))
    assert isinstance(job.params, Write)
    assert job.params.brief.instructions == "No exclamation marks.\nBegin with a question."


def test_columns_have_letters_labels_and_numbers(table: Table) -> None:
    table.brief()
    table.write(Grid(models=("local/small",), tones=("warm",), each=2))
    columns = table.comparing.columns()
    assert [(each.letter, each.label) for each in columns] == [("A", "small · warm"), ("B", "small · warm · 2")]
    table.comparing.write()
    assert [column.number for column in table.comparing.comparison.columns] == [1, 2, 3, 4]


def test_text_streams_into_its_own_column_and_is_told_once_a_frame(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    first, second = table.keys
    stream(one, "title", "Hav", "n")
    stream(two, "title", "Oth", "er")
    stream(one, "bullets", "One\nTw")
    assert table.streamed == []
    qtbot.waitUntil(lambda: len(table.streamed) == 3, timeout=5000)
    assert table.comparing.text(first, "title") == "Havn"
    assert table.comparing.text(second, "title") == "Other"
    assert table.comparing.text(first, "bullets") == "One\nTw"
    compared = table.comparing.compared(first)
    assert compared is not None
    assert compared.copy.fields["bullets"] == ("One", "Tw")
    for piece in "abcdefghij":
        one.happened.emit(Delta("", "title", piece))
    qtbot.waitUntil(lambda: table.comparing.text(first, "title") == "Havnabcdefghij", timeout=5000)
    qtbot.wait(60)
    assert table.streamed[3:] == [(first, "title")]


def test_a_column_waits_until_its_first_field_begins(table: Table) -> None:
    table.brief()
    job, _ = table.write()
    key = table.keys[0]
    states: list[ColumnState] = []
    table.comparing.column_changed.connect(
        lambda each: states.append(column.state) if (column := table.comparing.compared(each)) and each == key else None
    )
    job.happened.emit(Progress("queue", "Waiting for its turn"))
    assert table.comparing.note(key) == "Waiting for its turn"
    job.happened.emit(Waiting("Too many requests.", 2.4))
    assert table.comparing.note(key) == "Too many requests. Trying again in 3 s"
    job.happened.emit(FieldStarted("", "title"))
    assert table.comparing.note(key) == ""
    assert states == [ColumnState.WAITING, ColumnState.WAITING, ColumnState.WRITING]


def test_an_ended_column_becomes_a_version_beside_the_draft(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    column = table.comparing.compared(key)
    assert column is not None
    assert (column.state, column.copy, column.error) == (ColumnState.DONE, TEXT, None)
    version = next(each for each in table.versions() if each.id == column.version)
    assert (version.origin, version.copy, version.brief.tone) == (Origin.VARIANT, TEXT, "plain")
    assert version.variant is not None
    assert version.variant.model == "local/small"
    assert table.session.draft.copy.is_empty


def test_an_unsaved_draft_is_saved_first(qtbot: QtBot, table: Table) -> None:
    table.brief()
    job, _ = table.write()
    finish(job, TEXT)
    qtbot.waitUntil(lambda: bool(table.session.draft.id), timeout=10_000)
    kept = table.store.call(lambda store: store.latest_drafts())
    assert [draft.brief.product for draft in kept] == ["Havn"]


def test_one_column_is_stopped_and_the_others_go_on(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    first, second = table.keys
    stream(one, "title", "Havn, a li")
    table.comparing.stop(first)
    assert (one.cancelled, two.cancelled) == (True, False)
    part = variant_of(one, Copy({"title": "Havn, a li"}), complete=False, error=Cancelled().problem)
    one.finished.emit(Written("en", (part,)))
    assert table.comparing.writing == (second,)
    stopped = table.comparing.compared(first)
    assert stopped is not None
    assert (stopped.state, stopped.error, stopped.copy.text("title")) == (ColumnState.STOPPED, None, "Havn, a li")
    finish(two, TEXT)
    assert not table.comparing.busy
    table.until_kept(qtbot)
    assert {each.copy.text("title") for each in table.versions() if each.origin is Origin.VARIANT} == {
        "Havn, a li",
        "Havn, 980 g",
    }


def test_stop_without_a_key_stops_all(table: Table) -> None:
    table.brief()
    jobs = table.write()
    table.comparing.stop()
    assert all(job.cancelled for job in jobs)


def test_a_failed_one_says_why_keeps_its_words_and_leaves_the_rest(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    first, second = table.keys
    stream(one, "title", "Havn, but")
    refused = Problem(ErrorKind.PROVIDER, "The model refused.", remedy=Remedy.CHOOSE_MODEL)
    one.failed.emit(refused)
    finish(two, TEXT)
    failed = table.comparing.compared(first)
    assert failed is not None
    assert (failed.state, failed.error, failed.copy.text("title")) == (ColumnState.FAILED, refused, "Havn, but")
    done = table.comparing.compared(second)
    assert done is not None
    assert done.state is ColumnState.DONE
    assert table.posted == []
    table.until_kept(qtbot)
    (part,) = [each for each in table.versions() if each.copy.text("title") == "Havn, but"]
    assert part.variant is not None
    assert (part.variant.model, part.variant.complete) == ("local", False)


def test_a_variant_that_misses_fields_is_no_finished_one(table: Table) -> None:
    table.brief()
    job, _ = table.write()
    job.finished.emit(Written("en", (variant_of(job, Copy({"title": "Havn"}), complete=False),)))
    column = table.comparing.compared(table.keys[0])
    assert column is not None
    assert column.error is not None
    assert (column.state, column.error.remedy) == (ColumnState.FAILED, Remedy.RETRY)
    assert column.why_not == ("unfinished",)


def test_what_the_checks_left_is_the_text(table: Table) -> None:
    table.brief()
    job, _ = table.write()
    stream(job, "title", "Havn, 1,020 g")
    job.happened.emit(FieldReplaced("", "title", "Havn, 980 g", "The facts say 980 g."))
    job.happened.emit(VariantDone(variant_of(job, Copy({"title": "Havn, 980 g!"}))))
    job.finished.emit(Written("en", (variant_of(job, Copy({"title": "Havn, 980 g!"})),)))
    assert table.comparing.text(table.keys[0], "title") == "Havn, 980 g!"


def test_a_column_is_written_anew_in_its_place(qtbot: QtBot, table: Table) -> None:
    first, second = table.written(qtbot, TEXT, Copy({"title": "Other"}))
    before = table.comparing.compared(first)
    table.comparing.redo(first)
    job = table.writes()[-1]
    assert table.keys == [first, second]
    assert table.comparing.text(first, "title") == "Havn, 980 g"  # until the first word comes
    stream(job, "title", "New")
    assert table.comparing.text(first, "title") == "New"
    assert table.comparing.text(first, "description") == ""
    job.finished.emit(Written("en", (variant_of(job, Copy({"title": "New"})),)))
    table.until_kept(qtbot)
    after = table.comparing.compared(first)
    assert before is not None
    assert after is not None
    assert after.version != before.version
    assert before.version in {each.id for each in table.versions()}


def test_a_column_that_could_not_be_written_anew_keeps_its_text(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    table.comparing.redo(key)
    table.writes()[-1].failed.emit(Problem(ErrorKind.NETWORK, "No way there."))
    column = table.comparing.compared(key)
    assert column is not None
    assert (column.copy, column.state) == (TEXT, ColumnState.FAILED)


def test_a_pinned_column_is_not_written_anew(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    table.comparing.pin(key, on=True)
    before = len(table.writes())
    table.comparing.redo(key)
    assert len(table.writes()) == before
    table.comparing.pin(key, on=False)
    table.comparing.redo(key)
    assert len(table.writes()) == before + 1


def test_it_is_made_again_from_exactly_what_it_was_made_from(qtbot: QtBot, table: Table) -> None:
    table.brief()
    (job,) = table.write(Grid(models=("local",), tones=("warm",)))
    request = job.params
    assert isinstance(request, Write)
    made = Making(fields=("title",), max_repairs=1, plain=True, seed=request.seed, options=request.options)
    finish(job, Copy({"title": "Havn"}), made=made)
    table.until_kept(qtbot)
    table.brief(msgspec.structs.replace(HAVN, product="Something else"))
    table.comparing.make_again(table.keys[0])
    again = table.writes()[-1].params
    assert isinstance(again, Write)
    assert again.brief == request.brief
    assert (again.seed, again.fields, again.max_repairs, again.plain) == (request.seed, ("title",), 1, True)
    assert again.model == "local/small"
    assert again.variant != request.variant
    assert [each.letter for each in table.comparing.columns()] == ["A", "B"]


def test_what_is_not_known_cannot_be_made_again(table: Table) -> None:
    table.brief()
    table.comparing.add_text("Agency", TEXT)
    table.comparing.make_again(table.keys[0])
    assert table.writes() == []
    assert "cannot be made again" in table.posted[-1].title


def test_an_empty_brief_is_a_sentence_and_no_column(table: Table) -> None:
    table.comparing.write()
    assert table.keys == []
    assert "nothing to write from" in table.posted[-1].title


# Permission


def until_asked(qtbot: QtBot, table: Table, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(table.asks) == count, timeout=10_000)


def test_a_model_is_permitted_once_for_all_its_variants(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"shop": SHOP, "new": NEW}
    table.estimated = PAID
    table.brief()
    jobs = table.write(Grid(models=("local", "shop/large", "new/large"), each=3))
    assert [job.params.model for job in jobs if isinstance(job.params, Write)] == ["local"] * 3
    until_asked(qtbot, table)
    asked = table.asks[0].request
    assert isinstance(asked, Write)
    assert (asked.model, asked.variants, asked.variant, asked.seed) == ("new/large", 3, "", None)
    assert len(table.writes()) == 6
    table.permission.answer(go=True)
    assert len(table.writes()) == 9
    assert [column.state for column in table.comparing.columns()] == [ColumnState.WAITING] * 9


def test_a_no_stops_only_the_columns_of_that_model(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"new": NEW}
    table.estimated = PAID
    table.brief()
    table.write(Grid(models=("new/large", "local"), each=2))
    until_asked(qtbot, table)
    table.permission.answer(go=False)
    states = [column.state for column in table.comparing.columns()]
    assert states == [ColumnState.STOPPED] * 2 + [ColumnState.WAITING] * 2
    assert len(table.writes()) == 2


def test_what_nobody_may_pay_is_told_in_its_columns(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"shop": msgspec.structs.replace(SHOP, cap=0.001)}
    table.estimated = PAID
    table.brief()
    table.write(Grid(models=("shop/large", "local"), each=2))
    qtbot.waitUntil(lambda: len(table.writes()) == 2, timeout=10_000)
    columns = table.comparing.columns()
    qtbot.waitUntil(lambda: table.comparing.columns()[0].state is ColumnState.FAILED, timeout=10_000)
    columns = table.comparing.columns()
    assert [column.error.kind if column.error else None for column in columns] == [
        ErrorKind.QUOTA, ErrorKind.QUOTA, None, None,
    ]  # fmt: skip


def test_another_question_that_takes_the_place_of_ours_is_waited_for(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"new": NEW, "shop": SHOP}
    table.estimated = PAID
    table.brief()
    table.write(Grid(models=("new/large",)))
    until_asked(qtbot, table)
    gone: list[object] = []
    other = Write(Brief(product="Other"), model="shop/large")
    table.permission.settle(other, gone.append, gone.append)
    qtbot.waitUntil(lambda: gone == [None], timeout=10_000)
    until_asked(qtbot, table, 2)
    assert table.asks[1].request.model == "new/large"
    table.permission.answer(go=True)
    assert len(table.writes()) == 1


def test_a_column_that_waits_for_permission_can_be_stopped(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"new": NEW}
    table.estimated = PAID
    table.brief()
    table.write(Grid(models=("new/large",)))
    until_asked(qtbot, table)
    table.comparing.stop(table.keys[0])
    assert not table.permission.busy
    assert not table.comparing.busy
    assert table.comparing.columns()[0].state is ColumnState.STOPPED
    assert table.writes() == []


# The grid


def test_a_model_gets_its_title_as_soon_as_it_is_known(qtbot: QtBot, table: Table) -> None:
    table.brief()
    table.write(Grid(models=("local/small",)))
    assert table.comparing.columns()[0].label == "small"
    told: list[None] = []
    table.comparing.changed.connect(lambda: told.append(None))
    table.models.changed.emit()
    assert told == []
    small = ModelInfo("local/small", "Small 1B", "ready", 1, 1, "MIT", {})
    table.fake.answers[ListModels] = lambda _request: Models((small,))
    table.models.refresh()
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert table.comparing.columns()[0].label == "Small 1B"


def test_the_grid_is_estimated_model_by_model(qtbot: QtBot, table: Table) -> None:
    table.fake.book = {"shop": SHOP}
    told = {"local": table.estimated, "shop/large": PAID, "shop/small": msgspec.structs.replace(PAID, cost=None)}
    table.fake.answers[Estimate] = lambda request: told[request.write.model]
    table.brief()
    table.comparing.set_grid(Grid(models=("local", "shop/large", "shop/small"), tones=("plain", "warm"), each=3))
    qtbot.waitUntil(lambda: bool(table.estimates), timeout=10_000)
    estimate = table.estimates[-1]
    assert [each.write.variants for each in table.fake.of(Estimate)] == [6, 6, 6]
    assert (estimate.variants, estimate.calls, estimate.cost, estimate.unknown) == (18, 16, 0.01, 1)
    assert (estimate.leaves, estimate.stays, estimate.problem) == (("Shop",), 6, None)
    assert estimate.seconds == 32  # two models of one place, in two rounds of 8 s each; inside takes 20 s meanwhile
    assert table.comparing.estimate == estimate


def test_a_box_that_is_left_out_is_not_counted(qtbot: QtBot, table: Table) -> None:
    table.brief()
    table.comparing.set_grid(Grid(models=("local",), tones=("plain", "warm"), left_out=(Choice("local", "warm"),)))
    qtbot.waitUntil(lambda: bool(table.estimates), timeout=10_000)
    assert table.estimates[-1].variants == 1
    assert [each.write.variants for each in table.fake.of(Estimate)] == [1]


def test_the_last_grid_is_that_of_the_next_comparison(table: Table) -> None:
    table.comparing.set_grid(GRID)
    table.comparing.new()
    assert table.comparing.grid == GRID
    assert Comparing(table.services).grid == GRID
    table.settings.set(LAST_GRID, "damaged")
    assert Comparing(table.services).grid == Grid(models=("local",))


# Checks


def test_a_column_is_checked_by_the_facts_of_the_draft(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    table.fake.asked.clear()
    table.brief(msgspec.structs.replace(HAVN, facts=()))
    qtbot.waitUntil(lambda: bool(table.fake.of(Check)), timeout=10_000)
    (asked,) = table.fake.of(Check)
    assert (asked.copy, asked.brief.facts) == (TEXT, ())
    assert table.comparing.compared(key) is not None


def test_the_measures_are_those_of_the_channels(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    column = table.comparing.compared(key)
    assert column is not None
    assert column.measures["title"].count == len("Havn, 980 g")
    assert set(column.measures) == {"title", "description", "bullets[0]", "bullets[1]"}


def test_checks_come_one_at_a_time_and_an_outdated_one_is_cancelled(qtbot: QtBot, table: Table) -> None:
    checks = answer_slowly(table, Check)
    table.brief()
    for job in table.write(Grid(models=("local",), each=3)):
        job.finished.emit(Written("en", (variant_of(job, TEXT),)))
    qtbot.waitUntil(lambda: len(checks()) == 1, timeout=10_000)
    qtbot.wait(300)
    assert len(checks()) == 1
    table.comparing.edit(table.keys[0], "title", "Havn, edited")
    qtbot.waitUntil(lambda: len(checks()) == 2, timeout=10_000)
    assert checks()[0].cancelled
    asked = checks()[1].params
    assert isinstance(asked, Check)
    assert asked.copy.text("title") == "Havn, edited"


def test_a_text_that_the_checks_could_not_read_is_checked_again_when_it_is_another(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    checks = answer_slowly(table, Check)
    table.comparing._checks._retry.setInterval(1)  # noqa: SLF001 - no test waits three seconds
    _fail_twice(qtbot, table, lambda: table.comparing.edit(key, "title", "Havn, far too long"))
    before = len(checks())
    qtbot.wait(300)
    assert len(checks()) == before  # it is left alone
    table.comparing.edit(key, "title", "Havn")
    qtbot.waitUntil(lambda: len(checks()) == before + 1, timeout=5000)


def test_what_was_said_by_other_facts_is_not_left_standing_when_the_checks_fail(qtbot: QtBot, table: Table) -> None:
    (key,) = table.written(qtbot, TEXT)
    answer_slowly(table, Check)
    table.comparing._checks._retry.setInterval(1)  # noqa: SLF001 - as above
    _fail_twice(qtbot, table, lambda: table.brief(msgspec.structs.replace(HAVN, facts=())))
    column = table.comparing.compared(key)
    assert column is not None
    assert column.report is None
    assert column.why_not == ("unchecked",)


def _fail_twice(qtbot: QtBot, table: Table, change: Callable[[], None]) -> None:
    """The checks of what was changed take too long, two times."""
    checks = answer_slowly(table, Check)
    before = len(checks())
    change()
    for number in (1, 2):
        qtbot.waitUntil(lambda number=number: len(checks()) == before + number, timeout=5000)  # type: ignore[misc]
        checks()[-1].failed.emit(Problem(ErrorKind.INPUT, "The checks took too long."))


def test_what_it_cost_is_told_in_one_currency_and_only_when_all_of_it_is_known(qtbot: QtBot, table: Table) -> None:
    table.brief()
    one, two = table.write()
    finish(one, TEXT, usage=Usage(10, 10, 0.02))
    assert table.comparing.spent == 0.02
    finish(two, TEXT, usage=Usage(10, 10, 0.5, "EUR"))
    assert table.comparing.spent is None
