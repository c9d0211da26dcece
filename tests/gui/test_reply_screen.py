"""The reply screen: the customer's mail, what the shop knows, and what each sentence rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.checks.resting import resting
from desktop.core.brief import Kind, Passage
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.received import Address, Inspection, MailVerdict, ReceivedMail
from desktop.core.settings import KNOWLEDGE
from desktop.engine.mail_messages import Inspected, InspectMail, RestReply
from desktop.views.main_window import MainWindow
from desktop.views.reply.letter_panel import PassageView
from desktop.views.reply.resting_tab import SentenceRow
from desktop.views.reply.screen import ReplyScreen
from tests.fakes.desk import FakeDesk
from tests.fakes.letters import ENGLISH

BODY = (
    "Dear Tom,\n\nYes, the kettle works on induction, and it has a warranty of 2 years. It keeps water hot for 12"
    " hours.\n\nKind regards,\nSjöbod"
)


@pytest.fixture
def reply(window: MainWindow, desk: FakeDesk) -> ReplyScreen:
    """A reply that is written, with what the real rules say of it."""
    desk.engine.answers[RestReply] = lambda request: resting(request.copy, request.brief)
    window.show_screen("reply")
    desk.session.open(Draft(DraftId("r1"), Kind.REPLY, ENGLISH, Copy({"subject": "Your question", "body": BODY})))
    window.show_screen("reply")
    page = window.page
    assert isinstance(page, ReplyScreen)
    return page


def rows(screen: ReplyScreen) -> list[SentenceRow]:
    account = screen.inspector.account
    return [row for row in account.findChildren(SentenceRow) if not row.isHidden()]


def wait_for_rows(screen: ReplyScreen, qtbot: QtBot, count: int) -> list[SentenceRow]:
    qtbot.waitUntil(lambda: len(rows(screen)) == count)
    return rows(screen)


def test_each_sentence_stands_beside_what_it_rests_on(reply: ReplyScreen, qtbot: QtBot) -> None:
    found = wait_for_rows(reply, qtbot, 3)
    told = {row.sentence.text(): row.quote.text() for row in found}
    assert told == {
        "And can I pay with Klarna?": "Nothing you know speaks of it.",
        "Yes, the kettle works on induction, and it has a warranty of 2 years.": "Induction: yes\nWarranty: 2 years",
        "It keeps water hot for 12 hours.": "Nothing you gave says this",
    }
    assert reply.letter.from_whom.text() == "Tom · English · 3 questions"


def test_a_sentence_is_chosen_in_the_text_by_key_or_click(reply: ReplyScreen, qtbot: QtBot) -> None:
    row = next(row for row in wait_for_rows(reply, qtbot, 3) if row.sentence.text().startswith("It keeps"))
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    view = reply.fields.view("body")
    assert view is not None
    assert view.editor.textCursor().selectedText() == "It keeps water hot for 12 hours."
    other = next(row for row in rows(reply) if row.sentence.text().startswith("Yes"))
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert view.editor.textCursor().selectedText().startswith("Yes, the kettle")


def test_the_fact_below_a_sentence_is_shown_in_its_table(reply: ReplyScreen, qtbot: QtBot) -> None:
    row = next(row for row in wait_for_rows(reply, qtbot, 3) if not row.link.isHidden())
    row.link.click()
    table = reply.letter.facts.table
    assert table.currentIndex().row() == 1
    assert table.hasFocus()


def test_typed_words_are_accounted_for_anew(reply: ReplyScreen, desk: FakeDesk, qtbot: QtBot) -> None:
    wait_for_rows(reply, qtbot, 3)
    desk.session.set_field("body", BODY.replace(" It keeps water hot for 12 hours.", ""), "Reply")
    assert [row.sentence.text() for row in wait_for_rows(reply, qtbot, 2)][1].startswith("Yes")


def test_a_new_reply_asks_for_the_mail_and_takes_it_from_the_clipboard(
    reply: ReplyScreen, desk: FakeDesk, qtbot: QtBot
) -> None:
    reply.show_new()
    qtbot.waitUntil(reply.empty.isVisible)
    assert not reply.header.write.isEnabled()
    QGuiApplication.clipboard().setText("Is it waterproof?\n\nBest,\nAnna")
    reply.paste.click()
    assert desk.session.draft.brief.question == "Is it waterproof?\n\nBest,\nAnna"
    assert reply.letter.letter.text() == "Is it waterproof?\n\nBest,\nAnna"
    assert not reply.empty.isVisible()
    assert reply.header.write.isEnabled()


def test_an_eml_file_becomes_the_question(reply: ReplyScreen, desk: FakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    mail = ReceivedMail(subject="The kettle", sender=Address("Anna Berg", "anna@example.org"), text="Is it heavy?")
    desk.engine.answers[InspectMail] = lambda _request: Inspected(Inspection(mail, MailVerdict.CLEAN))
    desk.replying.open_letter(tmp_path / "question.eml")
    qtbot.waitUntil(lambda: desk.replying.question != ENGLISH.question)
    assert desk.replying.question == "Subject: The kettle\n\nIs it heavy?\n\nAnna Berg"


def test_knowledge_is_added_changed_taken_away_and_undone(reply: ReplyScreen, desk: FakeDesk) -> None:
    reply.letter.add_passage()
    empty = next(view for view in reply.letter.findChildren(PassageView) if not view.known)
    empty.editor.type_over(0, 0, "We deliver within two days.")
    assert [each.text for each in desk.replying.passages][-1] == "We deliver within two days."
    assert empty.known == "p2"
    empty.remove.click()
    assert [each.id for each in desk.replying.passages] == ["p1"]
    desk.session.undo()
    assert [each.id for each in desk.replying.passages] == ["p1", "p2"]


def test_knowledge_of_a_file_is_read_by_paragraph(reply: ReplyScreen, desk: FakeDesk, tmp_path: Path) -> None:
    file = tmp_path / "delivery.txt"
    file.write_text("Delivery takes two days.\n\nReturns are free.\n", "utf-8")
    desk.replying.read_knowledge(file)
    assert [(each.text, each.source) for each in desk.replying.passages[1:]] == [
        ("Delivery takes two days.", "delivery.txt"),
        ("Returns are free.", "delivery.txt"),
    ]


def test_a_file_that_is_gone_is_said(reply: ReplyScreen, desk: FakeDesk, tmp_path: Path) -> None:
    said: list[str] = []
    desk.notices.posted.connect(lambda notice: said.append(notice.title))
    desk.replying.read_knowledge(tmp_path / "gone.txt")
    assert said == ["gone.txt cannot be read."]
    assert len(desk.replying.passages) == 1


def test_knowledge_is_kept_for_every_reply(reply: ReplyScreen, desk: FakeDesk) -> None:
    reply.letter.keep.click()
    assert desk.settings.get(KNOWLEDGE) != KNOWLEDGE.default
    desk.replying.begin("When do you open?")
    assert desk.replying.passages == (Passage("p1", ENGLISH.passages[0].text),)
    assert desk.replying.question == "When do you open?"


def test_write_is_asked_of_the_writer(reply: ReplyScreen, desk: FakeDesk) -> None:
    reply.header.write.click()
    assert desk.writer.busy


def test_every_control_has_a_name(reply: ReplyScreen, qtbot: QtBot) -> None:
    wait_for_rows(reply, qtbot, 3)
    for control in (*reply.findChildren(QPushButton), *rows(reply)):
        face = QAccessible.queryAccessibleInterface(control)
        assert face is not None
        assert face.text(QAccessible.Text.Name), control
