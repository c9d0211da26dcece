"""Subject, preheader and the blocks of a mail, one below the other, and what is found in their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.mail import Block, BlockKind, MailText, TextKind, base_of, texts_of
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.mail.block_body import BlockBody, BlockParts, DividerBody, FooterBody, TextBody
from desktop.views.mail.block_button import ButtonBody
from desktop.views.mail.block_columns import ColumnsBody
from desktop.views.mail.block_frame import BlockFrame
from desktop.views.mail.block_image import ImageBody
from desktop.views.mail.block_keys import ADD
from desktop.views.mail.block_product import ProductBody
from desktop.views.mail.block_social import SocialBody
from desktop.views.mail.floating import Floating
from desktop.views.mail.mail_text import MailTextView
from desktop.views.mail.picture_box import file_in, is_picture
from desktop.views.mail.subject_fields import SubjectFields
from desktop.views.product.fields_column import FieldsColumn, page_width
from desktop.views.product.text_view import TextView
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key

_BODIES: dict[BlockKind, Callable[[BlockParts, Block], BlockBody]] = {
    BlockKind.HEADING: TextBody,
    BlockKind.TEXT: TextBody,
    BlockKind.IMAGE: ImageBody,
    BlockKind.BUTTON: ButtonBody,
    BlockKind.PRODUCT: ProductBody,
    BlockKind.COLUMNS: ColumnsBody,
    BlockKind.DIVIDER: DividerBody,
    BlockKind.SOCIAL: SocialBody,
    BlockKind.FOOTER: FooterBody,
}


SIDE = Space.M
"""Left of the page: there the grip of a block is."""

_RELEASE_MS = 30


class BlocksColumn(FieldsColumn):
    """Scrolls like the fields of a product; one block is chosen, and what can be done with it floats at its edge."""

    text_focused = Signal(str)  # the address of the text that the caret is in
    selected_changed = Signal(str)  # the id of the block that is chosen; empty for none
    structure_shown = Signal()  # other blocks are there, or in another order
    delete_asked = Signal()  # by key, of the chosen block
    follow_asked = Signal(str)
    all_asked = Signal(str, object)
    add_asked = Signal(str, int, object)  # inside which block, in which column, and the button that asked
    picture_dropped = Signal(str, object)  # behind which block; Path or bytes
    view_made = Signal(object)  # MailTextView

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.desk = desk
        self._mailing = desk.mailing
        self._frames: dict[str, BlockFrame] = {}
        self._of_block: dict[str, list[str]] = {}
        self._selected = ""
        self._locked = False
        self._release = QTimer(self, singleShot=True, interval=_RELEASE_MS)
        self._release.timeout.connect(self._show_selected)
        self._order: tuple[str, ...] = ()
        self.subject = SubjectFields(self)
        self.list = QWidget()
        self._blocks = QVBoxLayout(self.list)
        self._blocks.setContentsMargins(0, Space.S, RIGHT - GUTTER, 0)
        self._blocks.setSpacing(0)
        self.add_end = Button(tr("Add a block"), ButtonKind.QUIET, icon="plus", small=True)
        self.add_end.set_tip(with_key(tr("Add a block"), ADD))
        self.column.insertWidget(1, self.subject)
        self.column.insertWidget(2, self.list)
        self.foot.addWidget(self.add_end, 0, Qt.AlignmentFlag.AlignLeft)
        self.floating = Floating(self, self._inside)
        self.setAcceptDrops(True)
        self.add_end.clicked.connect(lambda: self.add_asked.emit("", -1, self.add_end))
        self._mailing.changed.connect(self.show_mail)
        self._mailing.segment_changed.connect(self._on_segment)
        self._mailing.brand_changed.connect(self._on_brand)
        desk.session.opened.connect(self._on_opened)
        self.show_mail()

    # The texts, as what is found in them asks for them

    @property
    def views(self) -> tuple[TextView, ...]:
        """The texts in the order in which they are read."""
        return tuple(self._views[base] for base in self._order if base in self._views)

    def view(self, name: str) -> TextView | None:
        """A text by its address; that of a segment only while it is the one that is shown."""
        name = field_of(name)
        found = self._views.get(base_of(name))
        if not isinstance(found, MailTextView):
            return found
        return found if name in {found.spec.name, *found.addresses} else None

    def show_fields(self, specs: tuple[FieldSpec, ...]) -> bool:
        """What the screen of products says; a mail shows its blocks instead."""
        del specs
        return False

    def set_text_size(self, size: int) -> None:
        """Show the texts in their sizes, where plain text has this one."""
        super().set_text_size(size)
        self._page.setMaximumWidth(mail_width(size))

    def side_margin(self) -> int:
        """Left of the page; with room it makes up for the scroll bar, so that the words stay in the middle."""
        bar = self.verticalScrollBar().sizeHint().width() if self.verticalScrollBar().maximum() else 0
        free = self.width() - SIDE - bar - self._page.maximumWidth()
        return SIDE + max(0, min(bar, free))

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed."""
        self._locked = locked
        super().set_locked(locked)
        self.add_end.setEnabled(not locked)
        self.floating.set_locked(locked)

    # The blocks

    @property
    def frames(self) -> tuple[BlockFrame, ...]:
        """The frames of the blocks in the order in which they are read, those in columns after their holder."""
        return tuple(self._frames[block.id] for block in self._all_shown() if block.id in self._frames)

    def frame_of(self, block_id: str) -> BlockFrame | None:
        """The frame of a block."""
        return self._frames.get(block_id)

    @property
    def may_change(self) -> bool:
        """Whether blocks can be changed now: not while a model writes in them, nor in a profile that is only read."""
        return not self._locked and not self.desk.writer.busy and self._mailing.is_mail

    @property
    def selected(self) -> str:
        """The id of the block that is chosen; empty for none."""
        return self._selected if self._selected in self._frames else ""

    def select(self, block_id: str, *, focus: bool = False) -> None:
        """Choose a block, and put the caret into it when asked to."""
        before, self._selected = self._selected, block_id
        if before != block_id:
            if QApplication.mouseButtons():
                self._release.start()
            else:
                self._show_selected()
            self.selected_changed.emit(block_id)
        frame = self._frames.get(block_id)
        if focus and frame is not None:
            frame.take_focus()

    def _show_selected(self) -> None:
        """Show which block is chosen; its words stay where they are on the screen, though lines above come and go.

        Not while a mouse button is held: what moved under the pointer then would be taken for a choice of words.
        """
        if QApplication.mouseButtons():
            self._release.start()
            return
        frame, bar = self._frames.get(self._selected), self.verticalScrollBar()
        before = _top(frame, self.viewport())
        for each, there in self._frames.items():
            there.set_selected(each == self._selected)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if frame is not None and bar.value():  # at its very top the page stays there
            bar.setValue(bar.value() + _top(frame, self.viewport()) - before)
        self.floating.show_selected()

    def focused_view(self) -> MailTextView | None:
        """The text that the caret is in."""
        return next((view for view in self.mail_views() if view.editor.hasFocus()), None)

    def mail_views(self) -> Iterator[MailTextView]:
        """The texts, as those of a mail."""
        for view in self.views:
            if isinstance(view, MailTextView):
                yield view

    def show_mail(self) -> None:
        """Show the blocks that the segment on the desk sees, those that are there already as they are."""
        if not self._mailing.is_mail:
            self._drop({})
            self._order = ()
            return
        blocks = self._mailing.blocks()
        shown = {block.id: block for block in self._all_shown()}
        self._drop(shown)
        self.subject.show_texts()
        for place, block in enumerate(blocks):
            frame = self.frame(block)
            if self._blocks.indexOf(frame) != place:
                self._blocks.insertWidget(place, frame)
                frame.show()
        self._order = tuple(text.address for text in texts_of(self._mailing.mail) if text.address in self._views)
        self.list.setVisible(not self._mailing.mail.markdown)
        self.add_end.setVisible(not self._mailing.mail.markdown)
        self.show_report(self._desk.checker.report)
        self.structure_shown.emit()
        self.floating.show_selected()

    # What bodies ask for

    def text(self, block: Block, part: str) -> MailTextView:
        """The text of a part of a block, which takes part in marks and cards from now on."""
        address = f"{block.id}.{part}" if part else block.id
        text = next(
            (each for each in texts_of(self._mailing.mail) if each.address == address),
            MailText(address, block.id, part, TextKind.LINE),
        )
        self._of_block.setdefault(block.id, []).append(address)
        return self.add_view(text, block)

    def add_view(self, text: MailText, block: Block | None) -> MailTextView:
        """Make a text, and listen to it."""
        view = MailTextView(self.desk, text, block)
        view.set_locked(self._locked)
        self._views[text.address] = view
        self._listen(view)
        view.editor.installEventFilter(self)
        self.view_made.emit(view)
        return view

    def frame(self, block: Block) -> BlockFrame:
        """The frame of a block: the one that is there, or a new one."""
        there = self._frames.get(block.id)
        if there is not None:
            if there.block != block:
                there.show_block(block)
            return there
        body = _BODIES[block.kind](self, block)
        if isinstance(body, ColumnsBody):
            body.add_asked.connect(self.add_asked)
        frame = BlockFrame(self._mailing, body)
        frame.chosen.connect(self.select)
        frame.pointed.connect(self.floating.on_pointed)
        frame.follow_asked.connect(self.follow_asked)
        frame.all_asked.connect(self.all_asked)
        frame.delete_asked.connect(self.delete_asked)
        frame.set_selected(block.id == self._selected)
        self._frames[block.id] = frame
        return frame

    def show_frame(self, frame: QWidget) -> None:
        """Bring a block into sight once the page is laid out."""
        QTimer.singleShot(0, frame, lambda: self.ensureWidgetVisible(frame, 0, Space.XXL))

    # Inside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.may_change and is_picture(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A picture beside the blocks becomes a block of its own, behind the one that is above it."""
        found = file_in(event.mimeData())
        if found is None or not self.may_change:
            return
        y = self._inside.mapFrom(self, event.position().toPoint()).y()
        above = [each for each in self.frames if each.parentWidget() is self.list and self._middle(each) < y]
        event.acceptProposedAction()
        self.picture_dropped.emit(above[-1].block.id if above else "", found)

    def _middle(self, frame: BlockFrame) -> int:
        return frame.mapTo(self._inside, frame.rect().center()).y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_range(0, self.verticalScrollBar().maximum())

    def _on_range(self, _least: int, _most: int) -> None:
        self._row.setContentsMargins(self.side_margin(), 0, 0, 0)

    def _all_shown(self) -> Iterator[Block]:
        for block in self._mailing.blocks():
            yield block
            for column in block.columns:
                yield from column

    def _drop(self, kept: dict[str, Block]) -> None:
        """Take away the frames of blocks that are gone, or of another kind."""
        for block_id in [
            each for each, frame in self._frames.items() if each not in kept or kept[each].kind is not frame.block.kind
        ]:
            frame = self._frames.pop(block_id)
            for address in self._of_block.pop(block_id, []):
                view = self._views.pop(address, None)
                if view is not None:
                    view.close_field()
            self._blocks.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        if self._selected and self._selected not in kept:
            self._selected = ""
            self.selected_changed.emit("")

    def _on_segment(self, _segment: str) -> None:
        self.show_mail()
        for view in self.mail_views():
            view.follow_segment()
        self.show_report(self._desk.checker.report)
        self.floating.show_selected()

    def _on_brand(self) -> None:
        for frame in self._frames.values():
            frame.body.refit()

    def _on_opened(self, _draft: Draft) -> None:
        self._selected = ""
        for frame in self._frames.values():
            frame.set_selected(False)
        self.show_mail()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            view = next((each for each in self.mail_views() if each.editor is watched), None)
            if view is not None:
                if not view.text.block:
                    self.select("")
                self.text_focused.emit(view.spec.name)
        return False


def _top(frame: BlockFrame | None, viewport: QWidget) -> int:
    """Where the words of a block begin on the screen."""
    return frame.body.mapTo(viewport, QPoint(0, 0)).y() if frame is not None else 0


def mail_width(size: int) -> int:
    """The width of the page for a size of text; a mail is a little wider than a column of text."""
    return page_width(size) + Space.L
