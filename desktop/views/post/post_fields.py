"""The texts of a post on the page, as what is found in them and what a model writes in them ask for them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.post import SECTION_FIELD
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.runtime.posting_values import BODY, TITLE
from desktop.runtime.session import DraftChange
from desktop.views import theme
from desktop.views.editor.binding import FieldBinding
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.editor.marks import Mark
from desktop.views.post.post_editor import AddPicture, PostEditor
from desktop.views.product.fields_column import FieldsColumn
from desktop.views.product.text_view import TextView
from desktop.views.tokens import Size, Space, Type, Weight

_ANY_WIDTH = (1 << 24) - 1
_LINE_PERCENT = 135
_MARGIN = Size.ICON_SMALL + Space.XXL


class TitleEditor(FieldEditor):
    """One line in the size of a title."""

    def __init__(self) -> None:
        super().__init__(single_line=True, heading=True)
        self.setAccessibleName(tr("Title"))
        self.setPlaceholderText(tr("Title"))

    def set_text_size(self, size: int) -> None:
        """Show the title in its size, where plain text has this one, in pixels."""
        own = size + int(Type.TITLE) - int(Type.TEXT)
        self.setFont(theme.font(own, Weight.STRONG))
        self._spacing.set_step(own * _LINE_PERCENT // 100)
        self.fit()


class TitleView(TextView):
    """The title above the text."""

    def __init__(self, desk: Desk, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.editor = TitleEditor()
        self.binding = FieldBinding(desk.session, self.editor, spec.name, spec.label)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.XS)
        column.setSpacing(0)
        column.addWidget(self.editor)
        column.addLayout(self.under)

    def stand_over(self, left: int, width: int) -> None:
        """Begin where the words of the text begin, and be as wide as they are."""
        own = self.editor.viewport().mapTo(self, QPoint(0, 0)).x() - self._column.contentsMargins().left()
        own += round(self.editor.document().documentMargin())
        self._column.setContentsMargins(left - own, Space.XS, max(0, self.width() - left - width), Space.XS)


class BodyView(TextView):
    """The text of the post; it scrolls in itself."""

    def __init__(
        self, desk: Desk, spec: FieldSpec, add_picture: AddPicture | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, parent)
        self.post = PostEditor(desk, BODY, add_picture=add_picture)
        self.post.outline.hide()
        self.editor = self.post.text
        self.binding = self.post.binding
        self.under.setContentsMargins(GUTTER, 0, RIGHT, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.post, 1)
        column.addLayout(self.under)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def close_field(self) -> None:
        """Hand in what was typed, before the field goes away."""
        self.post.close_editor()

    def words(self) -> tuple[int, int]:
        """Where the words begin, from the left edge of this view, and how wide they may be."""
        viewport = self.post.text.viewport()
        margin = round(self.post.text.document().documentMargin())
        return viewport.mapTo(self, QPoint(margin, 0)).x(), viewport.width() - 2 * margin

    def show_place(self, offset: int) -> None:
        """Scroll so that a code point is in sight; the caret of the one who reads along stays where it is."""
        text = self.post.text
        block = text.document().findBlock(text.position_of(offset))
        bar = text.verticalScrollBar()
        line = block.firstLineNumber() + block.lineCount()
        if line > bar.value() + bar.pageStep() - 1:
            bar.setValue(line - bar.pageStep() + 2)
        elif block.firstLineNumber() < bar.value():
            bar.setValue(block.firstLineNumber())


class PostFields(FieldsColumn):
    """Title and text; findings, cards and writing know them as they know the fields of a product."""

    def __init__(self, desk: Desk, add_picture: AddPicture | None = None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._page.setMaximumWidth(_ANY_WIDTH)
        self.column.setContentsMargins(0, 0, 0, 0)
        last = self.column.takeAt(self.column.count() - 1)  # what a page of fields leaves empty is the text's
        del last
        label = {
            name: FieldSpec(name, words, "", "", 0, "characters", is_list=False, kind="text")
            for name, words in (
                (TITLE, tr("Title")),
                (BODY, tr("Text")),
            )
        }
        self.title = TitleView(desk, label[TITLE])
        self.body = BodyView(desk, label[BODY], add_picture)
        for place, view in enumerate((self.title, self.body)):
            self._views[view.spec.name] = self._listen(view)
            self.column.insertWidget(place + 1, view, place)
        self._specs = (self.title.spec, self.body.spec)
        self.set_text_size(theme.tokens().text_size)
        self._place = QTimer(self, singleShot=True, interval=60)
        self._place.timeout.connect(self._follow_section)
        desk.session.changed.connect(self._on_session)
        desk.writer.field_started.connect(lambda _field: self._place.start())
        desk.posting.changed.connect(self._place.start)

    def show_fields(self, specs: tuple[FieldSpec, ...]) -> bool:
        """Nothing: title and text are always there; the other fields of a post stand on a page of their own."""
        del specs
        return False

    def view(self, name: str) -> TextView | None:
        """A text by its name; a section is in the body."""
        name = field_of(name)
        return self._views.get(BODY if name.startswith(SECTION_FIELD) else name)

    def set_text_size(self, size: int) -> None:
        """Show the texts in this size."""
        for view in self._views.values():
            view.editor.set_text_size(size)
        if self._views:
            width = round(Size.TEXT_COLUMN * size / Type.TEXT) + _MARGIN
            self.body.post.text.setMaximumWidth(width)

    def go_to(self, view: TextView, mark: Mark | None = None) -> None:
        """Put the caret at a mark or into a text, and bring it into sight."""
        if isinstance(view, BodyView) and mark is not None:
            view.editor.setFocus()
            view.post.text.go_to(view.editor.offset_of(mark.start))
        else:
            super().go_to(view, mark)

    def _bring_into_sight(self, view: TextView) -> None:
        """All of it is in sight; the text scrolls in itself."""

    def _follow(self, view: TextView) -> None:
        """The text scrolls in itself."""

    # Going with what is written

    def _on_session(self, change: DraftChange) -> None:
        if change.place == f"write.{BODY}" and not self._place.isActive():
            self._place.start()

    def _follow_section(self) -> None:
        """Keep the end of the section that is being written in sight, as long as the reader goes with it."""
        posting = self._desk.posting
        section = posting.writing.section
        rows = posting.rows()
        row = next((row for row in rows if row.id == section), None) if section else None
        pinned = frozenset(row.heading.casefold() for row in rows if row.pinned)
        self.body.post.text.show_sections(row.start if row is not None else -1, pinned)
        if row is None or not self._follows:
            return
        later = [each.start for each in rows if each.start > row.start]
        end = min(later) if later else len(self.body.editor.text())
        self.body.show_place(max(0, end - 1))
