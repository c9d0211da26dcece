"""The blocks of a mail: moved by key and mouse, added, taken out, and what is special to each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand
from desktop.core.mail import Block, BlockKind
from desktop.core.settings import TEXT_SIZE
from desktop.views.mail.add_block import AddMenu
from desktop.views.mail.block_button import ButtonBody, ink_on
from desktop.views.mail.block_columns import ColumnsBody
from desktop.views.mail.block_image import ImageBody
from desktop.views.mail.block_product import ProductBody
from desktop.views.mail.block_social import SocialBody
from desktop.views.mail.mail_column import MailColumn
from desktop.views.mail.picture_box import PictureBox, file_in
from desktop.views.theme import apply_theme
from tests.fakes.desk import FakeDesk
from tests.gui.mail_column import COPY, action, body, frame, order, picture, shown_column, text
from tests.gui.product_screen import press, type_into

OFFSCREEN_MENUS = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def column(qtbot: QtBot, desk: FakeDesk) -> MailColumn:
    """The column with a mail in it."""
    return shown_column(qtbot, desk)


def order_when_laid_out(column: MailColumn, qtbot: QtBot) -> list[str]:
    """The blocks from top to bottom, once they have their places."""
    qtbot.wait(10)
    return order(column)


def is_empty(box: PictureBox) -> bool:
    """Whether no picture is to be seen now."""
    return box.is_empty


# Moving, adding, taking out


def test_keys_move_the_block_and_undo_brings_it_back(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    editor = text(column, "b2").editor
    editor.setFocus()
    press(editor, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: order(column) == ["b1", "b3", "b2", "b4", "b5", "b6"])
    assert editor.hasFocus()
    assert column.blocks.selected == "b2"
    press(editor, Qt.Key.Key_Up, ALT)
    press(editor, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: order(column)[0] == "b2")
    qtbot.waitUntil(lambda: not column.blocks.floating.toolbar.up.isEnabled())
    for _ in range(3):
        desk.session.undo()
    qtbot.waitUntil(lambda: order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"])


def test_a_block_is_dragged_by_its_grip(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    column.resize(592, 1000)
    column.blocks.select("b4", focus=True)
    grip, line = column.blocks.floating.grip, column.blocks.floating.line
    qtbot.waitUntil(grip.isVisible)
    start = grip.rect().center()
    target = frame(column, "b2")
    above = grip.mapFromGlobal(target.mapToGlobal(QPoint(20, 4)))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, start - QPoint(0, 30))
    QTest.mouseMove(grip, grip.mapFromGlobal(target.mapToGlobal(QPoint(20, 4))))
    assert line.isVisible()
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=above)
    assert not line.isVisible()
    qtbot.waitUntil(lambda: order(column) == ["b1", "b4", "b2", "b3", "b5", "b6"])
    desk.session.undo()
    qtbot.waitUntil(lambda: order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"])


def test_esc_while_dragging_leaves_the_block_where_it_was(column: MailColumn, qtbot: QtBot) -> None:
    column.blocks.select("b4", focus=True)
    grip = column.blocks.floating.grip
    qtbot.waitUntil(grip.isVisible)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=grip.rect().center())
    QTest.mouseMove(grip, grip.rect().center() - QPoint(0, 200))
    assert grip.dragging
    QTest.keyClick(grip, Qt.Key.Key_Escape)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"]
    assert not column.blocks.floating.line.isVisible()


def test_every_kind_can_be_added_behind_the_chosen_block(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    for kind in BlockKind:
        column.blocks.select("b2", focus=True)
        made = column.verbs.add(kind, after="b2")
        assert order_when_laid_out(column, qtbot)[2] == made
        assert column.blocks.selected == made
        assert frame(column, made).kind_label.text()
        desk.session.undo()
        qtbot.waitUntil(lambda: len(order(column)) == 6)


@OFFSCREEN_MENUS
def test_the_menu_of_kinds_opens_by_key_and_enter_takes_the_first(column: MailColumn, qtbot: QtBot) -> None:
    column.blocks.select("b4", focus=True)
    action(column, "Add a block").trigger()
    menu = column.verbs.menu
    assert isinstance(menu, AddMenu)
    assert [each.text() for each in menu.actions()][:3] == ["Heading", "Text", "Picture"]
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(order(column)) == 7)
    assert column.blocks.desk.mailing.blocks()[4].kind is BlockKind.HEADING


def test_an_empty_text_says_what_belongs_there(column: MailColumn) -> None:
    made = column.verbs.add(BlockKind.TEXT, after="b1")
    assert text(column, made).editor.placeholderText()
    assert text(column, made).editor.hasFocus()


def test_a_block_is_duplicated_with_its_words(column: MailColumn, desk: FakeDesk) -> None:
    column.blocks.select("b2", focus=True)
    action(column, "Duplicate the block").trigger()
    twin = column.blocks.selected
    assert twin not in {"", "b2"}
    assert text(column, twin).editor.text() == COPY.text("b2")


def test_a_deleted_block_comes_back_with_its_words(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    text(column, "b2").editor.setFocus()
    type_into(text(column, "b2").editor, " New.")
    action(column, "Delete the block").trigger()
    assert order(column) == ["b1", "b3", "b4", "b5", "b6"]
    assert column.blocks.selected == "b3"
    desk.session.undo()
    qtbot.waitUntil(lambda: len(order(column)) == 6)
    assert text(column, "b2").editor.text() == COPY.text("b2") + " New."


def test_a_block_without_words_has_the_focus_itself(column: MailColumn, desk: FakeDesk) -> None:
    made = column.verbs.add(BlockKind.DIVIDER, after="b1")
    divider = frame(column, made)
    assert divider.hasFocus()
    QTest.keyClick(divider, Qt.Key.Key_Delete)
    assert column.blocks.frame_of(made) is None


# Kinds of blocks


def test_a_button_has_the_colour_of_the_brand_and_readable_words(column: MailColumn, desk: FakeDesk) -> None:
    desk.mailing.set_brand(Brand(accent="#ffe14d"))
    shape = body(column, "b4", ButtonBody).shape
    image = shape.grab().toImage()
    assert image.pixelColor(shape.width() // 2, 3).name() == "#ffe14d"
    assert ink_on(QColor("#ffe14d")) == "black"
    assert ink_on(QColor("#1f4e5f")) == "white"


def test_a_button_is_as_wide_as_its_words(column: MailColumn, qtbot: QtBot) -> None:
    shape = body(column, "b4", ButtonBody).shape
    before = shape.width()
    type_into(text(column, "b4").editor, " och få fri frakt")
    qtbot.waitUntil(lambda: shape.width() > before + 40)
    assert text(column, "b4").editor.document().firstBlock().layout().lineCount() == 1


def test_a_dropped_file_becomes_the_picture(column: MailColumn, desk: FakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "ylva.png"
    assert picture().save(str(file))
    image = body(column, "b3", ImageBody)
    assert image.picture.is_empty
    assert "Drop a picture" in image.picture.accessibleName()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert file_in(data) == file
    taken: list[object] = []
    image.picture.dropped.connect(taken.append)
    image.picture.dropped.emit(file)
    assert taken == [file]


def test_a_picture_is_shown_in_its_shape_and_nothing_is_fetched(column: MailColumn, desk: FakeDesk) -> None:
    desk.mailing.pictures.mkdir(parents=True, exist_ok=True)
    assert picture(400, 100, "teal").save(str(desk.mailing.pictures / "a.png"))
    image = body(column, "b3", ImageBody)
    desk.mailing.change_block(Block("b3", BlockKind.IMAGE, src="picture:a.png"))
    shown = image.picture
    assert not is_empty(shown)
    assert abs(shown.height() - shown.width() / 4) <= 1
    assert shown.grab().toImage().pixelColor(shown.width() // 2, shown.height() // 2).name() == QColor("teal").name()
    desk.mailing.change_block(Block("b3", BlockKind.IMAGE, src="https://example.com/a.png"))
    assert is_empty(shown)
    assert "not fetched" in shown.accessibleName()
    desk.mailing.change_block(Block("b3", BlockKind.IMAGE, src="picture:../../secret.png"))
    assert is_empty(shown)


def test_a_product_is_filled_from_facts(column: MailColumn, desk: FakeDesk) -> None:
    column.blocks.select("b5", focus=True)
    product = body(column, "b5", ProductBody)
    menu = product.facts_menu()
    assert [each.text() for each in menu.actions()][:2] == ["Material: 100 % svensk ull", "Price: 1 249 kr"]
    menu.actions()[1].trigger()
    found = desk.mailing.mail.block("b5")
    assert found is not None
    assert found.facts == ("f2",)
    assert text(column, "b5.price").editor.text() == "1 249 kr"


def test_columns_hold_blocks_of_their_own(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    made = column.verbs.add(BlockKind.COLUMNS, after="b2")
    columns = body(column, made, ColumnsBody)
    inner = [each.id for part in columns.block.columns for each in part]
    assert len(inner) == 2
    type_into(text(column, inner[1]).editor, "Right")
    assert desk.session.draft.copy.text(inner[1]) == "Right"
    added = column.verbs.add(BlockKind.BUTTON, column=0, inside=made)
    holder = desk.mailing.mail.block(made)
    assert holder is not None
    assert [each.id for each in holder.columns[0]] == [inner[0], added]
    qtbot.waitUntil(lambda: frame(column, added).y() > frame(column, inner[0]).y())
    columns.count.choose("3")
    holder = desk.mailing.mail.block(made)
    assert holder is not None
    assert len(holder.columns) == 3
    columns.count.choose("2")
    within = AddMenu(column, within_column=True)
    assert "Columns" not in [each.text() for each in within.actions()]


def test_social_links_are_lines_and_words(column: MailColumn, desk: FakeDesk) -> None:
    made = column.verbs.add(BlockKind.SOCIAL, after="b5")
    social = body(column, made, SocialBody)
    social.networks_menu().actions()[0].trigger()
    edit = social.edits["instagram"]
    edit.setText("https://instagram.com/sjobod")
    edit.editingFinished.emit()
    found = desk.mailing.mail.block(made)
    assert found is not None
    assert found.links[0].href == "https://instagram.com/sjobod"
    assert social.edits["instagram"] is edit, "the line that is typed in stays"


def dropped(column: MailColumn, file: Path, y: int) -> bool:
    """Drop a file on the column at a height; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(300, y), copy, data, left, none)
    entered.setAccepted(False)
    QApplication.sendEvent(column.blocks.viewport(), entered)
    if entered.isAccepted():
        QApplication.sendEvent(column.blocks.viewport(), QDropEvent(QPointF(300, y), copy, data, left, none))
    return entered.isAccepted()


def test_a_picture_dropped_between_blocks_becomes_a_block(
    column: MailColumn, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[str, object]] = []
    monkeypatch.setattr(desk.mailing, "add_picture", lambda block, source, _then: asked.append((block, source)))
    bottom = frame(column, "b1").mapTo(column.blocks, frame(column, "b1").rect().bottomLeft()).y()
    assert not dropped(column, tmp_path / "prices.pdf", bottom)
    assert dropped(column, tmp_path / "ylva.PNG", bottom)
    made = desk.mailing.blocks()[1]
    assert made.kind is BlockKind.IMAGE
    assert asked == [(made.id, tmp_path / "ylva.PNG")]


def test_a_copied_picture_is_pasted_into_its_place(column: MailColumn, qtbot: QtBot) -> None:
    data = QMimeData()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture().save(buffer, "PNG")  # type: ignore[call-overload]  # a device is taken too
    data.setData("image/png", buffer.data())
    QApplication.clipboard().setMimeData(data)
    box = body(column, "b3", ImageBody).picture
    box.setFocus()
    with qtbot.waitSignal(box.dropped) as taken:
        QTest.keySequence(box, QKeySequence(QKeySequence.StandardKey.Paste))
    assert taken.args[0].startswith(b"\x89PNG")
    QApplication.clipboard().clear()


def test_blocks_stay_while_a_model_writes_in_them(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    column.blocks.select("b2", focus=True)
    qtbot.waitUntil(column.blocks.floating.toolbar.isVisible)
    column.write()
    qtbot.waitUntil(lambda: not column.blocks.floating.toolbar.isVisible())
    for verb in (column.verbs.delete, column.verbs.duplicate, lambda: column.verbs.step(1)):
        verb()
    assert column.verbs.add(BlockKind.TEXT) == ""
    assert order(column) == ["b1", "b2", "b3", "b4", "b5", "b6"]
    desk.writer.finish()
    qtbot.waitUntil(column.blocks.floating.toolbar.isVisible)


def test_a_theme_that_changes_changes_the_button(
    column: MailColumn, qapp: QApplication, desk: FakeDesk, qtbot: QtBot
) -> None:
    shape = body(column, "b4", ButtonBody).shape
    light = shape.grab().toImage().pixelColor(shape.width() // 2, 3)
    apply_theme(qapp, "dark", 15)
    qtbot.waitUntil(lambda: shape.grab().toImage().pixelColor(shape.width() // 2, 3).lightness() > light.lightness())


def test_larger_text_makes_every_text_larger(column: MailColumn, desk: FakeDesk, qtbot: QtBot) -> None:
    before = {base: text(column, base).editor.font().pixelSize() for base in ("subject", "b1", "b2", "b6")}
    desk.settings.set(TEXT_SIZE, 21)
    for base, size in before.items():
        assert text(column, base).editor.font().pixelSize() == round(size * 21 / 15), base
