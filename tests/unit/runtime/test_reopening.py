"""Coming back: what the window looked like and what a model was writing, over a crash and over a proper end."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.draft import Draft, Origin
from desktop.core.events import Delta, FieldDone, FieldStarted
from desktop.core.profile import Profile
from desktop.engine.messages import Write
from desktop.runtime.drafts import SaveKind
from desktop.runtime.notices import Notice
from desktop.runtime.reopening import Look, Reopening
from desktop.runtime.session import Place
from desktop.store.store import Store
from desktop.store.values import PreviousSession
from tests.unit.runtime.conftest import Bench

LOOK = Look("product", "FieldEditor Title 1", 4, 2, {"FieldEditor Description 1": (120,)})


class Beside:
    """Variants beside the draft."""

    busy = False


class Window(Bench):
    """A bench with a history that knows its session, and what brings the window back."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self.beside = Beside()
        self.reopening = Reopening(self.session, self.drafts, self.writer, self.beside, self.notices)
        self.look = LOOK
        self.reopening.look_with(lambda: self.look)
        self.previous: PreviousSession = self.store.call(lambda store: store.begin_session())
        self.looks: list[Look] = []
        self.reopening.look_asked.connect(self.looks.append)

    def come_back(self) -> None:
        """As the keeper does."""
        self.reopening.remember(self.previous.state)
        draft: Draft = self.store.call(lambda store: store.draft(self.previous.draft))
        self.drafts.put_on_desk(draft, recovered=self.previous.unclean)
        self.reopening.come_back(unclean=self.previous.unclean)

    def crash(self) -> None:
        """The process is gone: its session never ends."""
        self.reopening.close()
        self.store.call(lambda store: setattr(store._file, "session", None))  # noqa: SLF001
        self.store.close()

    def offered(self) -> Notice:
        return next(notice for notice in reversed(self.posted) if notice.key == "unfinished")

    def press(self, label: str) -> None:
        next(answer.action for answer in self.offered().answers if answer.label == label)()


@pytest.fixture
def windows(qtbot: QtBot, profile: Profile) -> Callable[[], Window]:
    return lambda: Window(profile)


def begin_writing(qtbot: QtBot, window: Window) -> Draft:
    window.session.set_brief(Brief(product="Havn", language="en"), Place("brief"), "Brief")
    window.writer.write(("title", "description", "bullets"))
    job = window.engine.jobs[-1]
    job.happened.emit(FieldStarted("v", "title"))
    job.happened.emit(Delta("v", "title", "Havn"))
    job.happened.emit(FieldDone("v", "title"))
    job.happened.emit(FieldStarted("v", "description"))
    job.happened.emit(Delta("v", "description", "A bag for"))
    qtbot.waitUntil(lambda: window.session.handed_in.copy.text("description") == "A bag for", timeout=10_000)
    window.reopening.note()
    qtbot.waitUntil(lambda: window.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    return window.session.draft


def test_how_the_window_looked_comes_back_after_a_crash(qtbot: QtBot, windows: Callable[[], Window]) -> None:
    first = windows()
    first.session.set_field("title", "Havn", "Typing")
    qtbot.waitUntil(lambda: first.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    first.reopening.note()
    first.crash()
    second = windows()
    second.come_back()
    assert second.previous.unclean
    assert second.looks == [LOOK]
    second.crash()  # before anything of it has changed
    third = windows()
    third.come_back()
    assert third.looks == [LOOK]
    third.store.close()


def test_what_was_being_written_is_offered_and_nothing_is_sent_unasked(
    qtbot: QtBot, windows: Callable[[], Window]
) -> None:
    first = windows()
    draft = begin_writing(qtbot, first)
    first.crash()
    second = windows()
    second.come_back()
    assert second.session.draft.copy == draft.copy
    assert second.engine.jobs == []
    notice = second.offered()
    assert notice.title == "The model was still writing when Copydesk ended."
    assert [answer.label for answer in notice.answers] == ["Continue", "Leave it"]
    versions = second.store.call(lambda store: store.versions(draft.id))
    assert versions[0].origin is Origin.INTERRUPTED
    second.press("Continue")
    asked = second.engine.of(Write)[-1]
    assert (asked.fields, asked.go_on) == (("description", "bullets"), True)
    assert asked.copy.text("description") == "A bag for"
    second.store.close()


def test_what_is_left_alone_is_not_offered_again(qtbot: QtBot, windows: Callable[[], Window]) -> None:
    first = windows()
    begin_writing(qtbot, first)
    first.crash()
    second = windows()
    second.come_back()
    second.press("Leave it")
    second.reopening.note()
    second.crash()
    third = windows()
    third.come_back()
    assert [notice.key for notice in third.posted if notice.key == "unfinished"] == []
    third.store.close()


def test_quitting_in_the_middle_of_writing_offers_it_too(qtbot: QtBot, windows: Callable[[], Window]) -> None:
    first = windows()
    draft = begin_writing(qtbot, first)
    first.reopening.close()
    first.drafts.leave()  # which ends the writing
    first.store.close()
    second = windows()
    assert not second.previous.unclean
    second.come_back()
    assert second.offered().title == "The model was still writing when Copydesk ended."
    versions = second.store.call(lambda store: store.versions(draft.id))
    assert [each.origin for each in versions].count(Origin.INTERRUPTED) == 1
    second.store.close()


def test_variants_are_shown_and_not_written_by_themselves(qtbot: QtBot, windows: Callable[[], Window]) -> None:
    first = windows()
    first.session.set_field("title", "Havn", "Typing")
    first.beside.busy = True
    qtbot.waitUntil(lambda: first.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    first.reopening.note()
    first.crash()
    second = windows()
    second.come_back()
    shown: list[bool] = []
    second.reopening.variants_asked.connect(lambda: shown.append(True))
    second.press("Show the variants")
    assert shown == [True]
    assert second.engine.jobs == []
    second.store.close()


@pytest.mark.parametrize("state", ["", "{}", "no json", '{"look": 3}', '{"of": "a newer program"}'])
def test_a_state_that_says_nothing_costs_nothing(qtbot: QtBot, windows: Callable[[], Window], state: str) -> None:
    def note(store: Store) -> None:
        store.note_open(store.save_draft(Draft(window.session.draft.id, brief=Brief(product="Havn"))).id, state)

    window = windows()
    window.store.call(note)
    window.store.close()
    second = windows()
    second.come_back()
    assert second.looks == []
    assert second.session.draft.brief.product == "Havn"
    second.store.close()


def test_a_look_is_small_in_the_history() -> None:
    assert msgspec.json.decode(msgspec.json.encode(LOOK), type=Look) == LOOK
    assert len(msgspec.json.encode(LOOK)) < 200
