"""The screen of a received mail: marks and reasons belong together, and nothing in it can be followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.checks.received.inspect import inspect_mail
from desktop.core.errors import ErrorKind, UserError
from desktop.core.received import MailVerdict
from desktop.engine.mail_messages import Inspected, InspectMail, ViewMail
from desktop.formats.received.reading import read_pasted, read_received
from desktop.views.inspect.head import chip_looks
from desktop.views.inspect.numbers import NUMBER_OBJECT
from desktop.views.inspect.screen import InspectScreen, dropped_mail
from desktop.views.main_window import MainWindow
from desktop.views.widgets.badge import Tone
from tests.fakes.desk import FakeDesk

DATA = Path(__file__).parents[1] / "data" / "received"
BANK = DATA / "nl-bank-limit.eml"


def _answer(request: InspectMail) -> Inspected:
    if request.path and not Path(request.path).is_file():
        raise UserError(ErrorKind.INPUT, "There is no file.")
    mail = read_received(Path(request.path).read_bytes()) if request.path else read_pasted(request.text)
    return Inspected(inspect_mail(mail, request.own_domains))


@pytest.fixture
def inspect(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> InspectScreen:
    """The screen, with an engine that looks at mails in this process."""
    desk.engine.answers[InspectMail] = _answer
    desk.engine.answers[ViewMail] = lambda request: Inspected(
        type(request.inspection)(
            request.inspection.mail, MailVerdict.CLEAN, (), view="It looks safe to me.", viewed_by="local/x"
        )
    )
    window.show_screen("inspect")
    page = window.page
    assert isinstance(page, InspectScreen)
    return page


def _open(inspect: InspectScreen, window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.desk.inspecting.open(path)
    qtbot.waitUntil(lambda: window.desk.inspecting.name == path.name)


def test_a_mail_is_shown_with_its_verdict_and_marks(inspect: InspectScreen, window: MainWindow, qtbot: QtBot) -> None:
    assert inspect.empty.isVisible()
    _open(inspect, window, qtbot, BANK)
    assert not inspect.empty.isVisible()
    assert inspect.side.card.words.text() == "Phishing"
    assert inspect.side.rows
    assert inspect.name.text == "nl-bank-limit.eml"
    text = inspect.paper.text
    assert "Geachte klant" in text.toPlainText()
    assert text.toPlainText().count("\ufffc") >= 1
    assert text.document().documentLayout().handlerForObject(NUMBER_OBJECT) is not None


def test_reasons_and_marks_belong_together_both_ways(inspect: InspectScreen, window: MainWindow, qtbot: QtBot) -> None:
    _open(inspect, window, qtbot, BANK)
    row = inspect.side.rows[-1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [each.isChecked() for each in inspect.side.rows].count(True) == 1
    assert row.isChecked()
    inspect.paper.text.chosen.emit(1)
    assert inspect.side.rows[0].isChecked()
    inspect.step(1)
    assert inspect.side.rows[1].isChecked()
    inspect.step(-1)
    assert inspect.side.rows[0].isChecked()


def test_copied_words_bear_no_marks(inspect: InspectScreen, window: MainWindow, qtbot: QtBot) -> None:
    _open(inspect, window, qtbot, BANK)
    text = inspect.paper.text
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    assert "\ufffc" not in copied.text()
    assert not copied.hasHtml()
    assert not text.document().isEmpty()
    assert "https://" not in copied.text()


def test_a_model_adds_its_view_and_never_changes_the_verdict(
    inspect: InspectScreen, window: MainWindow, qtbot: QtBot
) -> None:
    _open(inspect, window, qtbot, BANK)
    window.desk.inspecting.view()
    qtbot.waitUntil(lambda: not window.desk.inspecting.viewing)
    found = window.desk.inspecting.inspection
    assert found is not None
    assert found.view == "It looks safe to me."
    assert found.verdict is MailVerdict.PHISHING
    assert inspect.side.card.words.text() == "Phishing"


def test_pasted_text_and_a_copied_warning(inspect: InspectScreen, window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("Van: Noordbank <x@noordbank-login.example>\nOnderwerp: Pas\n\nBevestig uw gegevens binnen 24 uur.")
    QGuiApplication.clipboard().setMimeData(data)
    inspect.paste_mail()
    qtbot.waitUntil(lambda: window.desk.inspecting.inspection is not None)
    inspect.copy_warning()
    warning = QGuiApplication.clipboard().text()
    assert "noordbank-login[.]example" in warning
    assert "noordbank-login.example" not in warning


def test_a_mail_that_cannot_be_read_leaves_the_one_that_was_there(
    inspect: InspectScreen, window: MainWindow, qtbot: QtBot
) -> None:
    _open(inspect, window, qtbot, BANK)
    before = window.desk.inspecting.inspection
    window.desk.inspecting.open(DATA / "none.eml")
    qtbot.waitUntil(lambda: not window.desk.inspecting.busy)
    assert window.desk.inspecting.inspection is before
    assert inspect.paper.text.toPlainText()


def test_new_mails_in_a_watched_folder_are_looked_at(
    inspect: InspectScreen, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "old.eml").write_bytes(BANK.read_bytes())
    inspecting = window.desk.inspecting
    inspecting.watch(folder)
    assert inspecting.is_watching
    with qtbot.waitSignal(inspecting.found, timeout=10_000) as caught:
        (folder / "new.eml").write_bytes(BANK.read_bytes())
    assert caught.args == [folder / "new.eml"]
    qtbot.waitUntil(lambda: inspecting.name == "new.eml", timeout=10_000)
    inspecting.watch(None)
    assert not inspecting.is_watching


def test_a_warning_names_no_address_that_opens(window: MainWindow, inspect: InspectScreen, qtbot: QtBot) -> None:
    _open(inspect, window, qtbot, BANK)
    text = window.desk.inspecting.warning_text()
    assert "noordbank-verificatie.example" not in text
    assert text.startswith("Warning")


def test_chips_say_what_the_server_found() -> None:
    mail = read_received(BANK.read_bytes())
    looks = chip_looks(mail.authentication)
    assert [tone for _, tone, _ in looks] == [Tone.SUPPORTED] * 3
    assert all(icon for _, _, icon in looks)


def test_only_mails_are_taken_from_a_drop(tmp_path: Path) -> None:
    from PySide6.QtCore import QUrl

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl.fromLocalFile(str(tmp_path / "b.EML"))])
    assert dropped_mail(data) == tmp_path / "b.EML"
    assert dropped_mail(QMimeData()) is None
