"""Writing into the draft: text flows into the right draft, is kept whatever ends it, and is one step of undo."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Origin, Variant
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Delta, FieldDone, FieldReplaced, FieldStarted, VariantDone, Waiting
from desktop.engine.messages import Write, Written
from desktop.runtime.drafts import SaveKind
from desktop.runtime.session import Place
from tests.fakes.engine import FakeJob
from tests.unit.runtime.conftest import Bench


def begin(bench: Bench) -> FakeJob:
    bench.session.set_brief(Brief(product="Havn", channels=("shop.title", "shop.bullets")), Place("brief"), "Brief")
    bench.writer.write()
    return bench.engine.jobs[-1]


def stream(job: FakeJob, field: str, *texts: str) -> None:
    job.happened.emit(FieldStarted("v1", field))
    for text in texts:
        job.happened.emit(Delta("v1", field, text))


def origins(qtbot: QtBot, bench: Bench) -> list[Origin]:
    qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    draft = bench.session.draft
    return [version.origin for version in bench.store.call(lambda store: store.versions(draft.id))]


def test_text_flows_into_the_fields(qtbot: QtBot, bench: Bench) -> None:
    bench.session.set_field("title", "Mine", "Typing")
    job = begin(bench)
    assert isinstance(job.params, Write)
    assert bench.writer.fields == ("title", "bullets")
    stream(job, "title", "Hav", "n")
    job.happened.emit(FieldDone("v1", "title"))
    stream(job, "bullets", "One\nTw")
    qtbot.waitUntil(lambda: bench.session.draft.copy.fields.get("bullets") == ("One", "Tw"), timeout=5000)
    assert bench.session.draft.copy.text("title") == "Havn"
    done = Variant("v1", "local", "product/1", copy=Copy({"title": "Havn", "bullets": ("One", "Two")}))
    job.finished.emit(Written("en", (done,)))
    assert not bench.writer.busy
    assert bench.session.draft.copy == done.copy
    bench.session.undo()
    assert bench.session.draft.copy.text("title") == "Mine"
    bench.session.redo()
    assert bench.session.draft.copy == done.copy


def test_a_repair_replaces_the_field(qtbot: QtBot, bench: Bench) -> None:
    job = begin(bench)
    stream(job, "title", "Sure! Havn")
    job.happened.emit(FieldReplaced("v1", "title", "Havn", "Left over"))
    qtbot.waitUntil(lambda: bench.session.draft.copy.text("title") == "Havn", timeout=5000)


def test_what_came_before_stop_is_kept(qtbot: QtBot, bench: Bench) -> None:
    job = begin(bench)
    stream(job, "title", "Havn, a light")
    bench.writer.stop()
    assert job.cancelled
    part = Variant(
        "v1", "local", "product/1", Copy({"title": "Havn, a light"}), complete=False, error=Cancelled().problem
    )
    job.finished.emit(Written("en", (part,)))
    assert bench.session.draft.copy.text("title") == "Havn, a light"
    assert bench.posted == []
    qtbot.waitUntil(lambda: Origin.INTERRUPTED in origins(qtbot, bench), timeout=10_000)


def test_an_engine_that_dies_leaves_what_came_and_offers_retry(qtbot: QtBot, bench: Bench) -> None:
    failed: list[Problem] = []
    bench.writer.failed.connect(failed.append)
    job = begin(bench)
    stream(job, "title", "Havn, a")
    job.failed.emit(Problem(ErrorKind.PROVIDER, "The part that writes has stopped.", remedy=Remedy.RETRY))
    assert bench.session.draft.copy.text("title") == "Havn, a"
    assert not bench.session.locked
    assert [notice.title for notice in bench.posted] == ["The part that writes has stopped."]
    assert failed[0].kind is ErrorKind.PROVIDER
    bench.posted[0].answers[0].action()
    assert bench.writer.busy


def test_a_field_that_never_came_stays_as_it_was(bench: Bench) -> None:
    bench.session.set_field("title", "Mine", "Typing")
    job = begin(bench)
    job.failed.emit(Problem(ErrorKind.MODEL_MISSING, "It is not here.", remedy=Remedy.FETCH_MODEL))
    assert bench.session.draft.copy.text("title") == "Mine"


def test_text_lands_in_the_draft_on_which_it_was_asked(qtbot: QtBot, bench: Bench) -> None:
    job = begin(bench)
    stream(job, "title", "For the first")
    qtbot.waitUntil(lambda: bool(bench.session.draft.id), timeout=10_000)
    first = bench.session.draft.id
    bench.drafts.new(Brief(product="Second"))
    assert job.cancelled
    job.happened.emit(Delta("v1", "title", " and late"))
    job.happened.emit(VariantDone(Variant("v1", "local", "product/1", Copy({"title": "late"}))))
    assert bench.session.draft.copy.is_empty
    kept = bench.store.call(lambda store: store.draft(first))
    assert kept.copy.text("title") == "For the first"


def test_an_empty_brief_is_a_sentence_and_no_call(bench: Bench) -> None:
    bench.writer.write()
    assert bench.engine.jobs == []
    assert "nothing to write from" in bench.posted[0].title


def test_a_field_that_was_stopped_before_its_first_word_keeps_its_text(bench: Bench) -> None:
    bench.session.set_field("title", "Mine", "Typing")
    job = begin(bench)
    stream(job, "title")
    bench.writer.stop()
    job.failed.emit(Cancelled().problem)
    assert bench.session.draft.copy.text("title") == "Mine"


def test_each_repair_is_a_step_of_undo_that_takes_nothing_else_along(bench: Bench) -> None:
    bench.session.set_field("title", "Mine", "Typing")
    job = begin(bench)
    stream(job, "title", "Havn, 1,020 g, waterproof")
    job.happened.emit(FieldReplaced("v1", "title", "Havn, 980 g, waterproof", "The facts say 980 g."))
    job.happened.emit(FieldReplaced("v1", "title", "Havn, 980 g", "Left out."))
    job.happened.emit(FieldDone("v1", "title"))
    stream(job, "bullets", "One\nTwo")
    job.happened.emit(FieldReplaced("v1", "bullets", "One\nTwo"))
    job.happened.emit(FieldDone("v1", "bullets"))
    done = Copy({"title": "Havn, 980 g", "bullets": ("One", "Two")})
    job.finished.emit(Written("en", (Variant("v1", "local", "product/1", copy=done),)))
    session = bench.session
    assert [repair.reason for repair in bench.repairs.all] == ["The facts say 980 g.", "Left out."]
    assert session.undo_label == "Left out."
    session.undo()
    assert session.undo_label == "The facts say 980 g."
    session.undo()
    assert session.draft.copy.text("title") == "Havn, 1,020 g, waterproof"
    assert session.draft.copy.fields["bullets"] == ("One", "Two")
    session.undo()
    assert session.draft.copy.fields == {"title": "Mine"}
    for _ in range(3):
        session.redo()
    assert session.draft.copy == done


def test_stop_keeps_the_repairs_that_were_made(bench: Bench) -> None:
    job = begin(bench)
    stream(job, "title", "Havn, 1,020 g")
    job.happened.emit(FieldReplaced("v1", "title", "Havn, 980 g", "The facts say 980 g."))
    job.happened.emit(FieldDone("v1", "title"))
    stream(job, "bullets", "One")
    bench.writer.stop()
    job.failed.emit(Cancelled().problem)
    assert bench.session.draft.copy.fields == {"title": "Havn, 980 g", "bullets": ("One",)}
    assert [piece.before for piece in bench.repairs.standing()] == ["1,020"]
    bench.session.undo()
    assert bench.session.draft.copy.fields == {"title": "Havn, 1,020 g", "bullets": ("One",)}


def test_writing_a_field_anew_forgets_its_repairs_and_only_those(bench: Bench) -> None:
    job = begin(bench)
    for field in ("title", "bullets"):
        stream(job, field, f"{field} 1,020 g")
        job.happened.emit(FieldReplaced("v1", field, f"{field} 980 g", "The facts say 980 g."))
    job.failed.emit(Cancelled().problem)
    assert [piece.field for piece in bench.repairs.standing()] == ["title", "bullets"]
    bench.writer.write(("title",))
    stream(bench.engine.jobs[-1], "title", "Havn")
    bench.engine.jobs[-1].failed.emit(Cancelled().problem)
    assert [piece.field for piece in bench.repairs.standing()] == ["bullets"]


def test_what_the_writer_types_into_a_finished_field_is_not_written_over(qtbot: QtBot, bench: Bench) -> None:
    job = begin(bench)
    stream(job, "title", "Havn, 1,020 g")
    job.happened.emit(FieldDone("v1", "title"))
    stream(job, "bullets", "One")
    bench.session.set_field("title", "Havn by hand", "Typing")
    job.happened.emit(FieldReplaced("v1", "title", "Havn, 980 g", "The facts say 980 g."))
    qtbot.waitUntil(lambda: bench.session.draft.copy.fields.get("bullets") == ("One",), timeout=5000)
    variant = Variant("v1", "local", "product/1", copy=Copy({"title": "Havn, 980 g", "bullets": ("One",)}))
    job.finished.emit(Written("en", (variant,)))
    assert bench.session.draft.copy.fields == {"title": "Havn by hand", "bullets": ("One",)}
    assert bench.repairs.all == ()


def cut_off_in(bench: Bench, *fields: str) -> FakeJob:
    """A job whose answer broke off in the last of these fields; those before it were done."""
    job = begin(bench)
    for field in fields:
        stream(job, field, "Havn, a light ba")
        if field != fields[-1]:
            job.happened.emit(FieldDone("v1", field))
    error = Problem(ErrorKind.NETWORK, "The answer stopped early.", "It is kept.", Remedy.CONTINUE)
    values: dict[str, FieldValue] = dict.fromkeys(fields, "Havn, a light ba")
    job.finished.emit(Written("en", (Variant("v1", "p/m", "product/1", Copy(values), complete=False, error=error),)))
    return job


def test_a_text_that_was_cut_off_is_gone_on_with_and_then_the_rest(bench: Bench) -> None:
    cut_off_in(bench, "title")
    assert bench.writer.unfinished == ("title", "bullets")
    [notice] = bench.posted
    assert [answer.label for answer in notice.answers] == ["Continue"]
    notice.answers[0].action()
    asked = bench.engine.jobs[-1].params
    assert isinstance(asked, Write)
    assert (asked.fields, asked.go_on) == (("title", "bullets"), True)
    assert asked.copy.text("title") == "Havn, a light ba"
    assert bench.session.draft.copy.text("title") == "Havn, a light ba"  # it stays until the first word comes


def test_a_finished_field_is_not_gone_on_with(bench: Bench) -> None:
    cut_off_in(bench, "title", "bullets")
    bench.writer.go_on()
    asked = bench.engine.jobs[-1].params
    assert isinstance(asked, Write)
    assert (asked.fields, asked.go_on) == (("bullets",), True)


def test_where_it_ended_is_forgotten_with_the_draft(bench: Bench) -> None:
    cut_off_in(bench, "title")
    bench.drafts.new()
    asked = len(bench.engine.jobs)
    bench.writer.go_on()
    assert bench.writer.unfinished == ()
    assert len(bench.engine.jobs) == asked


def test_a_call_that_is_made_again_says_when(bench: Bench) -> None:
    heard: list[Waiting] = []
    bench.writer.waiting.connect(heard.append)
    waiting = Waiting("OpenAI takes no more requests just now.", 3.0)
    begin(bench).happened.emit(waiting)
    assert heard == [waiting]
