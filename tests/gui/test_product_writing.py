"""Writing shows itself: what becomes of each field, how it ends, and what a weak model is good for."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.core.draft import Draft, Variant
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy
from desktop.core.events import Waiting
from desktop.core.finding import CheckReport
from desktop.core.ids import DraftId
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import MODEL
from desktop.engine.messages import Estimate, Estimated, Write
from desktop.views.main_window import MainWindow
from desktop.views.product.field_state import FieldState
from desktop.views.product.screen import ProductScreen
from desktop.views.settings.screen import SettingsScreen
from tests.fakes.desk import SAMPLE, SAMPLE_COPY, FakeDesk, sample_draft
from tests.gui.product_screen import field, found, press, type_into, weak_note_of


@pytest.fixture
def unwritten(screen: ProductScreen, desk: FakeDesk) -> ProductScreen:
    desk.session.open(Draft(DraftId("d2"), brief=SAMPLE))
    return screen


def test_each_field_shows_what_becomes_of_it(unwritten: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    screen = unwritten
    screen.header.write.click()
    assert [view.state for view in screen.fields.views] == [FieldState.WAITING] * 4
    assert screen.header.stop.isVisible()
    assert not screen.header.write.isVisible()
    desk.writer.stream("title", "A bag")
    desk.writer.field_done.emit("title")
    desk.writer.stream("description", "It is")
    assert [view.state for view in screen.fields.views[:3]] == [
        FieldState.DONE, FieldState.WRITING, FieldState.WAITING,
    ]  # fmt: skip
    assert screen.busy.words.text() == "Writing 2 of 4 fields"
    qtbot.waitUntil(lambda: field(screen, "description").badge.text == "writing… 2 words")
    desk.writer.finish()
    assert {view.state for view in screen.fields.views} == {FieldState.IDLE}
    assert not screen.busy.isVisible()
    assert screen.header.write.isVisible()


def test_text_streams_a_frame_at_a_time_and_leaves_the_caret(
    screen: ProductScreen, desk: FakeDesk, qtbot: QtBot
) -> None:
    title = field(screen, "title").editor
    title.setFocus()
    cursor = title.textCursor()
    cursor.setPosition(5)
    title.setTextCursor(cursor)
    desk.writer.write(("title", "description"))
    changes: list[int] = []
    field(screen, "description").editor.text_changed.connect(lambda: changes.append(1))
    for length in range(1, 60):
        desk.writer.stream("description", "y" * length)
    qtbot.waitUntil(lambda: field(screen, "description").editor.text() == "y" * 59)
    assert len(changes) < 10
    assert title.textCursor().position() == 5
    assert title.hasFocus()
    desk.writer.finish()


def test_the_field_that_is_written_cannot_be_typed_in_but_others_can(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write(("description",))
    desk.writer.stream("description", "New")
    assert field(screen, "description").editor.isReadOnly()
    type_into(field(screen, "title").editor, "?")
    desk.writer.finish()
    assert desk.session.draft.copy.text("title").endswith("?")
    assert not field(screen, "description").editor.isReadOnly()


def test_writing_one_field_again(screen: ProductScreen, desk: FakeDesk) -> None:
    field(screen, "seo_title").again.click()
    assert desk.writer.fields == ("seo_title",)
    desk.writer.finish()


def test_stopping_keeps_the_words_and_offers_the_rest(unwritten: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    screen = unwritten
    desk.writer.write()
    desk.writer.stream("title", "A bag")
    desk.writer.field_done.emit("title")
    desk.writer.stream("description", "It carries a lot")
    screen.header.stop.click()
    assert field(screen, "description").state is FieldState.STOPPED
    assert field(screen, "description").editor.text() == "It carries a lot"
    card = screen.show_writing.outcome
    assert card is not None
    assert card.headline.text() == "Stopped after 6 words"
    assert card.buttons[0].text() == "Continue"
    card.buttons[0].click()
    assert desk.writer.fields == ("description", "seo_title", "seo_description")
    assert desk.writer.went_on
    assert screen.show_writing.outcome is None
    desk.writer.finish()


def test_an_answer_that_ended_early_says_so(unwritten: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write()
    desk.writer.stream("title", "A bag for")
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.finished.emit(Variant("v", "m", "p", desk.session.draft.copy, complete=False))
    card = unwritten.show_writing.outcome
    assert card is not None
    assert card.headline.text() == "The answer stopped after 3 words"
    card.buttons[1].click()
    assert unwritten.show_writing.outcome is None
    assert field(unwritten, "title").state is FieldState.IDLE


def test_a_failure_is_told_where_the_eyes_are(unwritten: ProductScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.writer.write()
    desk.writer.stream("title", "A bag")
    desk.writer.busy = False
    desk.session.end_writing()
    problem = Problem(ErrorKind.TIMEOUT, "No answer for 30 seconds.", "Your text is safe.", Remedy.RETRY)
    with qtbot.waitSignal(desk.notices.dismissed):
        desk.writer.failed.emit(problem)
    card = unwritten.show_writing.outcome
    assert card is not None
    assert (card.headline.text(), card.sentence.text()) == ("No answer for 30 seconds.", "Your text is safe.")
    writes = desk.writer.writes
    card.buttons[0].click()
    assert desk.writer.writes == writes + 1
    desk.writer.finish()


@pytest.mark.parametrize(
    ("remedy", "words"),
    [
        (Remedy.NONE, "Retry"),
        (Remedy.FETCH_MODEL, "Get the model"),
        (Remedy.USE_LOCAL_MODEL, "Retry"),
        (Remedy.OPEN_SETTINGS, "Open settings"),
        (Remedy.RESTART_ENGINE, "Start it again"),
    ],
)
def test_each_remedy_has_its_button(unwritten: ProductScreen, desk: FakeDesk, remedy: Remedy, words: str) -> None:
    desk.writer.write()
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.failed.emit(Problem(ErrorKind.PROVIDER, "No.", remedy=remedy))
    card = unwritten.show_writing.outcome
    assert card is not None
    assert card.buttons[0].text() == words
    card.buttons[0].click()


def test_a_weak_model_is_named_before_it_writes(unwritten: ProductScreen, desk: FakeDesk) -> None:
    assert weak_note_of(unwritten) is None
    desk.session.open(Draft(DraftId("d5"), brief=msgspec.structs.replace(SAMPLE, language="nl")))
    card = weak_note_of(unwritten)
    assert card is not None
    assert card.headline.text() == "This model is not good at Dutch"
    assert card.buttons[0].text().startswith("Get Gemma 3 4B")
    card.buttons[0].click()
    assert desk.models.fetching == "local/gemma-3-4b"
    card = weak_note_of(unwritten)
    assert card is not None
    card.buttons[-1].click()
    assert weak_note_of(unwritten) is None
    desk.models.changed.emit()
    assert weak_note_of(unwritten) is None


def test_a_text_in_a_weak_language_is_not_commented_once_it_is_written(screen: ProductScreen, desk: FakeDesk) -> None:
    draft = msgspec.structs.replace(sample_draft(), brief=msgspec.structs.replace(SAMPLE, language="nl"))
    desk.session.open(draft)
    assert screen.show_writing.weak_note is None


def test_what_is_found_in_half_a_text_waits_for_the_whole(screen: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write(("title",))
    desk.checker.say(CheckReport((found(SAMPLE_COPY, "description", "backpack"),)))
    assert field(screen, "description").editor.marks.marks == ()
    desk.writer.finish()
    assert len(field(screen, "description").editor.marks.marks) == 1


def test_the_focus_stays_at_write_and_stop(screen: ProductScreen, desk: FakeDesk) -> None:
    screen.header.write.setFocus()
    press(screen.header.write, Qt.Key.Key_Space)
    assert screen.header.stop.hasFocus()
    press(screen.header.stop, Qt.Key.Key_Space)
    assert screen.header.write.hasFocus()
    assert not desk.writer.busy


def test_the_button_for_one_field_comes_with_the_focus(screen: ProductScreen) -> None:
    view = field(screen, "title")
    view.editor.setFocus()
    assert view.again.isVisible()
    press(view.editor, Qt.Key.Key_Tab)
    assert view.again.hasFocus()
    assert view.again.isVisible()


def test_cancelled_is_not_an_error(unwritten: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write()
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.failed.emit(Cancelled().problem)
    assert unwritten.show_writing.outcome is None


def test_between_two_fields_the_rest_is_written(unwritten: ProductScreen, desk: FakeDesk) -> None:
    desk.writer.write()
    desk.writer.stream("title", "A bag")
    desk.writer.field_done.emit("title")
    desk.writer.stop()
    card = unwritten.show_writing.outcome
    assert card is not None
    assert card.buttons[0].text() == "Write the rest"
    card.buttons[0].click()
    assert desk.writer.fields == ("description", "seo_title", "seo_description")
    assert not desk.writer.went_on
    desk.writer.finish()


def fail_with(desk: FakeDesk, remedy: Remedy) -> None:
    desk.writer.write()
    desk.writer.stream("title", "A bag for")
    desk.writer.busy = False
    desk.session.end_writing()
    desk.writer.failed.emit(Problem(ErrorKind.NETWORK, "The answer stopped early after 3 words.", "Kept.", remedy))


def test_an_answer_that_was_cut_off_can_be_gone_on_with(unwritten: ProductScreen, desk: FakeDesk) -> None:
    fail_with(desk, Remedy.CONTINUE)
    card = unwritten.show_writing.outcome
    assert card is not None
    assert [button.text() for button in card.buttons] == ["Continue", "Write again", "Leave it as it is"]
    card.buttons[0].click()
    assert unwritten.show_writing.outcome is None
    assert desk.writer.went_on
    assert desk.writer.fields[0] == "title"
    desk.writer.finish()


def test_the_card_has_the_button_that_the_window_offers(unwritten: ProductScreen, desk: FakeDesk) -> None:
    pressed: list[str] = []
    desk.notices.offer(Remedy.OPEN_KEYS, lambda: "Enter a key", lambda: pressed.append("keys"))
    fail_with(desk, Remedy.OPEN_KEYS)
    card = unwritten.show_writing.outcome
    assert card is not None
    assert [button.text() for button in card.buttons] == ["Enter a key", "Retry", "Leave it as it is"]
    card.buttons[0].click()
    assert pressed == ["keys"]


def test_a_call_that_is_made_again_counts_down(unwritten: ProductScreen, desk: FakeDesk) -> None:
    screen = unwritten
    screen.header.write.click()
    said: list[str] = []
    screen.show_writing.announced.connect(said.append)
    reason = "OpenAI takes no more requests just now."
    for seconds in (3.0, 2.0):
        desk.writer.waiting.emit(Waiting(reason, seconds))
    assert screen.busy.words.text() == reason
    assert screen.busy.left.text() == "Trying again in 2 s"
    assert screen.header.stop.isVisible()
    assert said == [f"{reason} Trying again in 3 s."]
    desk.writer.waiting.emit(Waiting(reason, 0.0))
    assert screen.busy.words.text() == "Reading the brief…"
    desk.writer.waiting.emit(Waiting(reason, 4.0, 2))
    desk.writer.stream("title", "A bag")
    assert screen.busy.words.text() == "Writing 1 of 4 fields"
    desk.writer.finish()


def test_what_was_said_stays_until_writing_begins(unwritten: ProductScreen, desk: FakeDesk) -> None:
    fail_with(desk, Remedy.CONTINUE)
    card = unwritten.show_writing.outcome
    assert card is not None
    desk.writer.go_on = lambda: None  # type: ignore[method-assign]  # the writer said "not now" to what leaves
    card.buttons[0].click()
    assert unwritten.show_writing.outcome is card


def test_a_limit_that_is_reached_leads_to_the_limits(
    unwritten: ProductScreen, window: MainWindow, desk: FakeDesk
) -> None:
    problem = Problem(
        ErrorKind.QUOTA, "Your limit of US$ 5 a month is reached.", "Nothing was sent.", Remedy.OPEN_SETTINGS
    )
    unwritten.show_writing.write(("title",))
    desk.writer.finish()
    desk.writer.failed.emit(problem)
    card = unwritten.show_writing.outcome
    assert card is not None
    assert [button.text() for button in card.buttons] == [
        "Show the limits", "Use model on this computer", "Leave it as it is",
    ]  # fmt: skip
    desk.settings.set(MODEL, "openai/gpt-5-mini")
    card.buttons[1].click()
    assert desk.settings.get(MODEL) == "local"
    assert desk.writer.fields == ("title",)  # what was refused is what is written now
    desk.writer.finish()
    desk.writer.failed.emit(problem)
    card = unwritten.show_writing.outcome
    assert card is not None
    card.buttons[0].click()
    assert window.shown == "settings"
    screen = window.page
    assert isinstance(screen, SettingsScreen)
    assert screen.items["Money"].isChecked()


def test_finding_out_what_will_be_sent_is_said_when_it_takes_long(
    unwritten: ProductScreen, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.engine.book["openai"] = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI")
    desk.permission.settle(Write(SAMPLE, "openai/gpt-5-mini"), lambda _most: None, lambda _problem: None)
    assert not unwritten.busy.isVisible()
    qtbot.waitUntil(unwritten.busy.isVisible)
    assert unwritten.busy.words.text() == "Finding out what will be sent…"
    qtbot.waitUntil(lambda: bool(desk.engine.of(Estimate)))
    desk.engine.jobs[-1].finished.emit(Estimated("OpenAI", here=False))
    assert desk.permission.asked is not None  # now the card says it
    assert not unwritten.busy.isVisible()
    desk.permission.drop()
