"""Undo outlives the window: what is kept is small, comes back as it was, and never belongs to another text."""

from __future__ import annotations

import random
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.provenance import Source
from desktop.runtime.drafts import SaveKind
from desktop.runtime.session import Place, Step, Steps
from desktop.runtime.undo_keeping import MOST_BYTES, pack, read_steps, unpack
from desktop.store.store import Store
from tests.unit.runtime.conftest import Bench

ID = DraftId("d1")
texts = st.text(st.characters(codec="utf-8"), max_size=30)
drafts = st.builds(
    lambda title, body, product: Draft(ID, brief=Brief(product=product), copy=Copy({"title": title, "body": body})),
    texts, texts, texts,
)  # fmt: skip
steps_of_undo = st.builds(lambda draft, label: Step(draft, Place("copy.title"), label), drafts, texts)


@given(draft=drafts, undo=st.lists(steps_of_undo, max_size=6), redo=st.lists(steps_of_undo, max_size=6))
@settings(max_examples=60, deadline=None)
def test_steps_come_back_as_they_were(draft: Draft, undo: list[Step], redo: list[Step]) -> None:
    steps = Steps(draft, tuple(undo), tuple(redo))
    assert unpack(pack(steps), ID) == steps


def test_many_steps_of_a_long_text_are_small_and_quickly_kept() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    text = " ".join("".join(chance.choices("abcdefghijklm", k=7)) for _ in range(50_000))
    states = [Draft(ID, copy=Copy({"body": text[: 1000 * at] + "x" * at + text[1000 * at :]})) for at in range(60)]
    began = time.monotonic()
    body = pack(Steps(states[-1], tuple(Step(each, Place("copy.body"), "Typing") for each in states[:-1])))
    assert time.monotonic() - began < 5
    assert len(body) < MOST_BYTES
    back = unpack(body, ID)
    assert back is not None
    assert [step.before.copy for step in back.undo] == [each.copy for each in states[:-1]]


def test_of_too_much_the_newest_is_kept() -> None:
    chance = random.Random(4)  # noqa: S311 - no secret
    states = [Draft(ID, copy=Copy({"body": chance.randbytes(60_000).hex()})) for _ in range(40)]
    body = pack(Steps(states[-1], tuple(Step(each, Place("write"), "Write") for each in states[:-1])))
    assert len(body) <= MOST_BYTES
    back = unpack(body, ID)
    assert back is not None
    assert 2 <= len(back.undo) < 39
    assert [step.before.copy for step in back.undo] == [each.copy for each in states[:-1]][-len(back.undo) :]


@pytest.mark.parametrize("body", [b"", b"nothing of ours", pack(Steps(Draft(ID)))[:-3]])
def test_what_is_damaged_is_no_steps(body: bytes) -> None:
    assert unpack(body, ID) is None


def type_and_take(qtbot: QtBot, bench: Bench) -> Draft:
    bench.session.set_field("title", "Typed", "Typing")
    bench.session.take(Copy({"title": "Taken"}), (Source("title", "Taken", column="B"),), Place("take"), "Take")
    bench.session.set_field("body", "More", "Typing")
    bench.session.undo()
    qtbot.waitUntil(lambda: bench.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    return bench.session.draft


def test_undo_and_redo_come_back_in_another_window(qtbot: QtBot, profile: Profile) -> None:
    first = Bench(profile)
    draft = type_and_take(qtbot, first)
    first.drafts.leave()
    first.store.close()
    second = Bench(profile)
    try:
        second.drafts.open(draft.id)
        qtbot.waitUntil(lambda: second.session.undo_label == "Take", timeout=10_000)
        second.session.redo()
        assert second.session.draft.copy == Copy({"title": "Taken", "body": "More"})
        for expected in ("Taken", "Typed", ""):
            second.session.undo()
            assert second.session.draft.copy.text("title") == expected
        assert second.session.undo_label == ""
        assert second.session.draft.sources == ()
    finally:
        second.store.close()


def test_after_a_crash_what_was_typed_since_is_one_step_more(qtbot: QtBot, profile: Profile) -> None:
    first = Bench(profile)
    draft = type_and_take(qtbot, first)
    first.drafts.leave()
    later = msgspec.structs.replace(draft, copy=Copy({"title": "Taken, and typed on"}))
    kept = first.store.call(lambda store: store.save_draft(later))
    first.store.close()
    second = Bench(profile)
    try:
        second.drafts.put_on_desk(kept, recovered=True)
        qtbot.waitUntil(lambda: second.session.undo_label == "Typing", timeout=10_000)
        second.drafts.leave()
        again = second.store.call(lambda store: read_steps(store, kept.id))
        assert again is not None
        assert again.draft.copy == kept.copy, "it comes back after a proper end as well"
        second.session.undo()
        assert second.session.draft.copy.text("title") == "Taken"
        second.session.undo()
        assert second.session.draft.copy.text("title") == "Typed"
    finally:
        second.store.close()


def test_steps_of_another_text_are_left(qtbot: QtBot, profile: Profile) -> None:
    first = Bench(profile)
    draft = type_and_take(qtbot, first)
    first.drafts.leave()
    kept = first.store.call(lambda store: store.save_draft(msgspec.structs.replace(draft, copy=Copy({"title": "x"}))))
    first.store.close()
    second = Bench(profile)
    try:
        assert second.store.call(lambda store: read_steps(store, kept.id)) is not None
        second.drafts.open(kept.id)
        qtbot.waitUntil(lambda: second.session.draft.id == kept.id, timeout=10_000)
        second.store.call(lambda store: store.latest_drafts())
        qtbot.wait(50)
        assert second.session.undo_label == ""
    finally:
        second.store.close()


def test_what_cannot_be_kept_is_no_matter_for_the_writer(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Store, "keep_undo", refuse)
    type_and_take(qtbot, bench)
    posted = len(bench.posted)
    bench.drafts.leave()
    bench.store.call(lambda store: store.latest_drafts())
    qtbot.wait(50)
    assert len(bench.posted) == posted
