"""A draft and its translation: changed sources are marked, and the translation becomes a draft of its own."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.errors import Problem
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.segment import Change, SegmentState, TaggedText
from desktop.engine.translation_messages import OpenedBitext
from desktop.runtime.translating_drafts import DraftFiles, DraftText, read_text, text_of
from desktop.runtime.translating_values import RowFilter, Show
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench

COPY = Copy({"title": "Havn bag", "description": "Holds 18 litres. Weighs 980 g.", "bullets": ("Light", "Dry")})
BRIEF = Brief(product="Havn", language="en", facts=(Fact("f1", "Volume", "18", "l"),))
HAVN = Draft(DraftId(""), Kind.PRODUCT, BRIEF, COPY)


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


def begun(qtbot: QtBot, desk: Bench) -> Draft:
    """A job of a draft that is in the history."""
    draft = desk.store.call(lambda store: store.save_draft(HAVN))
    with qtbot.waitSignal(desk.translating.job_opened, timeout=PATIENCE_MS):
        desk.translating.open_draft(draft, "nl")
    return draft


def sources(desk: Bench) -> list[str]:
    return [desk.row(key).segment.source.text for key in desk.translating.order]


def written(qtbot: QtBot, desk: Bench) -> Draft:
    """The draft that the translation is written into."""
    session = desk.translating
    with qtbot.waitSignal(session.written_into, timeout=PATIENCE_MS) as told:
        session.write_into_draft(session.order[0].file)
    assert told.args is not None
    draft = DraftId(str(told.args[1]))
    return desk.store.call(lambda store: store.draft(draft))


def test_a_draft_is_translated_into_a_draft_of_its_own_and_again_into_the_same(qtbot: QtBot, desk: Bench) -> None:
    draft = begun(qtbot, desk)
    session = desk.translating
    assert sources(desk) == ["Havn bag", "Holds 18 litres.", "Weighs 980 g.", "Light", "Dry"]
    job = session.job
    assert job is not None
    assert (job.source, job.target, job.brief.facts) == ("en", "nl", BRIEF.facts)
    session.edit(session.order[0], "Havn-tas")
    session.edit(session.order[1], "Inhoud 18 liter.")
    session.edit(session.order[3], "Licht")
    made = written(qtbot, desk)
    assert made.id != draft.id
    assert (made.kind, made.brief.language) == (Kind.PRODUCT, "nl")
    assert made.copy.text("title") == "Havn-tas"
    assert made.copy.text("description") == "Inhoud 18 liter. Weighs 980 g."
    assert made.copy.fields["bullets"] == ("Licht", "Dry")
    session.edit(session.order[2], "Weegt 980 g.")
    again = written(qtbot, desk)
    assert again.id == made.id
    assert again.copy.text("description") == "Inhoud 18 liter. Weegt 980 g."
    versions = desk.store.call(lambda store: [store.version(each.id) for each in store.versions(made.id)])
    assert made.copy in [each.copy for each in versions]
    kept = desk.store.call(lambda store: store.job(job.id)).files[0]
    qtbot.waitUntil(lambda: desk.store.call(lambda store: store.job(job.id)).files[0].into == made.id)
    assert kept.draft == draft.id


def test_what_was_edited_in_the_translated_draft_stays_to_be_found(qtbot: QtBot, desk: Bench) -> None:
    begun(qtbot, desk)
    session = desk.translating
    session.edit(session.order[0], "Havn-tas")
    made = written(qtbot, desk)
    by_hand = msgspec.structs.replace(made, copy=made.copy.with_field("title", "Van Anna"))
    desk.store.call(lambda store: store.save_draft(by_hand))
    written(qtbot, desk)
    versions = desk.store.call(lambda store: [store.version(each.id) for each in store.versions(made.id)])
    assert "Van Anna" in [each.copy.text("title") for each in versions]


def test_a_translation_whose_draft_is_on_the_desk_is_put_there_and_can_be_undone(qtbot: QtBot, desk: Bench) -> None:
    begun(qtbot, desk)
    session = desk.translating
    session.edit(session.order[0], "Havn-tas")
    made = written(qtbot, desk)
    desk.drafts.put_on_desk(made)
    session.edit(session.order[0], "Havn tas")
    written(qtbot, desk)
    assert desk.session.draft.copy.text("title") == "Havn tas"
    desk.session.undo()
    assert desk.session.draft.copy.text("title") == "Havn-tas"


def test_of_a_source_that_changed_the_translation_is_kept_marked_and_the_others_stay(qtbot: QtBot, desk: Bench) -> None:
    draft = begun(qtbot, desk)
    session = desk.translating
    for key, text in zip(
        session.order, ("Havn-tas", "Inhoud 18 liter.", "Weegt 980 g.", "Licht", "Droog"), strict=True
    ):
        session.edit(key, text)
        session.confirm(key)
    changed = COPY.with_field("description", "Holds 20 litres. Weighs 980 g.")
    desk.store.call(lambda store: store.add_version(msgspec.structs.replace(draft, copy=changed), Origin.TYPED))
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.refresh_from_draft(session.order[0].file)
    assert sources(desk)[1] == "Holds 20 litres."
    rows = [desk.row(key) for key in session.order]
    assert [row.changed_source for row in rows] == [False, True, False, False, False]
    assert [row.segment.target.text for row in rows] == [
        "Havn-tas", "Inhoud 18 liter.", "Weegt 980 g.", "Licht", "Droog",
    ]  # fmt: skip
    assert [row.segment.state for row in rows] == [
        SegmentState.REVIEWED, SegmentState.DRAFT, *[SegmentState.REVIEWED] * 3,
    ]  # fmt: skip
    assert desk.said[-1] == "1 source has changed."
    session.set_filter(RowFilter(Show.CHANGED_SOURCE))
    (key,) = session.order
    session.comment(key, "How much is it now?")
    assert desk.row(key).changed_source
    assert desk.row(key).note.source == "Holds 18 litres."
    session.edit(key, "Inhoud 20 liter.")
    session.confirm(key)
    session.refresh_order()
    assert session.order == ()


def test_a_text_that_came_in_between_moves_no_translation_to_another_source(qtbot: QtBot, desk: Bench) -> None:
    draft = begun(qtbot, desk)
    session = desk.translating
    session.edit(session.order[0], "Havn-tas")
    session.edit(session.order[2], "Weegt 980 g.")
    changed = COPY.with_field("description", "New. Holds 18 litres. Weighs 980 g.")
    desk.store.call(lambda store: store.save_draft(msgspec.structs.replace(draft, copy=changed)))
    with qtbot.waitSignal(session.order_changed, timeout=PATIENCE_MS):
        session.refresh_from_draft(session.order[0].file)
    said = {desk.row(key).segment.source.text: desk.target(key) for key in session.order}
    assert said["New."] == ""
    assert (said["Havn bag"], said["Holds 18 litres."], said["Weighs 980 g."]) == ("Havn-tas", "", "Weegt 980 g.")
    job = session.job
    assert job is not None
    with qtbot.waitSignal(session.job_opened, timeout=PATIENCE_MS):
        session.open_job(job.id)
    assert {desk.row(key).segment.source.text: desk.target(key) for key in session.order} == said


def test_a_draft_has_no_file_of_its_own(qtbot: QtBot, desk: Bench, tmp_path: object) -> None:
    begun(qtbot, desk)
    from pathlib import Path

    desk.translating.export(Path(str(tmp_path)) / "x.json")
    assert desk.problems[0].message == "Havn is a draft: it has no file of its own."


def test_drafts_are_segments_and_segments_drafts(qtbot: QtBot) -> None:
    files, heard = DraftFiles(), list[object]()
    problems: list[Problem] = []
    data = text_of(HAVN)
    assert read_text(data) == DraftText(Kind.PRODUCT, BRIEF, COPY)
    files.segments(data, heard.append, problems.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    opened = heard[0]
    assert isinstance(opened, OpenedBitext)
    assert opened.languages[0] == "en"
    change = {opened.segments[0].id: Change(TaggedText("Havn-tas"), SegmentState.REVIEWED)}
    copies: list[Copy] = []
    files.written(data, change, lambda _text, copy: copies.append(copy), problems.append)
    qtbot.waitUntil(lambda: bool(copies), timeout=PATIENCE_MS)
    assert copies[0].text("title") == "Havn-tas"
    assert copies[0].text("description") == COPY.text("description")
    files.segments(b"{", heard.append, problems.append)
    qtbot.waitUntil(lambda: bool(problems), timeout=PATIENCE_MS)
