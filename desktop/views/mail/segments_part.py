"""The segments in the side panel: the list, what the dots mean, and everything that can be done with one."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.mail import Segment
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind
from desktop.runtime.mailing_tags import field_name
from desktop.runtime.session import Place
from desktop.views import theme
from desktop.views.mail.segment_card import SegmentCard
from desktop.views.mail.segments_list import SegmentRow, SegmentsList
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.text import Label

ADD_KEY = "Alt+N"
_SAMPLED = ("first_name", "last_name", "city", "company")
"""Example values that can always be given, besides those of the tags that stand in the mail."""

_LINKS = frozenset({"unsubscribe", "view_online", "preferences", "cart_url", "shop_url", "address", "shop_name"})
"""Fields that are the same for everybody, or lead somewhere: nobody is an example of them."""


class SegmentsPart(QWidget):
    """Everybody first; a segment that has no words of its own somewhere reads those of everybody there."""

    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._mailing = desk.mailing
        self.setAcceptDrops(True)
        self.add = IconButton("plus", tr("Add a segment"), key=ADD_KEY, size=Size.CONTROL_SMALL)
        self.more = IconButton("more", tr("More for segments"), size=Size.CONTROL_SMALL)
        self.list = SegmentsList()
        self.note = _Note()
        self.help = Label(
            tr("The same message, said to each audience in its own words: new customers, loyal ones, lapsed ones."),
            "small", "text_3", wrap=True,
        )  # fmt: skip
        self.from_csv = Button(tr("From a CSV list…"), ButtonKind.QUIET, icon="table", small=True)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.show_now)
        self._lay_out()
        self._connect()
        self.show_now()

    def _lay_out(self) -> None:
        indent = Space.S + Space.XXS
        head = QHBoxLayout()
        head.setContentsMargins(indent, 0, indent, 0)
        head.setSpacing(Space.XXS)
        head.addWidget(Label(tr("Segments"), "strong", "text_2"))
        head.addStretch(1)
        head.addWidget(self.more)
        head.addWidget(self.add)
        below = QVBoxLayout()
        below.setContentsMargins(indent, 0, indent, 0)
        below.setSpacing(Space.XS)
        below.addWidget(self.note)
        below.addWidget(self.help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addLayout(below)
        column.addWidget(self.from_csv, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_segment)
        self.more.clicked.connect(self._open_more)
        self.from_csv.clicked.connect(self.choose_file)
        self.list.chosen.connect(self._mailing.show_segment)
        self.list.edit_asked.connect(self.edit)
        self.list.removal_asked.connect(self.remove)
        self.list.menu_asked.connect(self._open_menu)
        self._mailing.changed.connect(self._later.start)
        self._mailing.segment_changed.connect(self._on_segment)
        self._desk.session.changed.connect(self._later.start)
        self._desk.session.opened.connect(self._later.start)

    # What is shown

    def show_now(self) -> None:
        """Show the segments as they are."""
        mailing, mail = self._mailing, self._mailing.mail
        rows = [SegmentRow(Segment("", tr("Everybody"), people=mail.people), chosen=not mailing.segment)]
        rows.extend(
            SegmentRow(each, own=mailing.has_own(each.id), chosen=each.id == mailing.segment) for each in mail.segments
        )
        self.list.show_rows(rows)
        self.note.setVisible(any(row.own for row in rows))
        for part in (self.help, self.from_csv):
            part.setVisible(not mail.segments)

    def _on_segment(self, segment_id: str) -> None:
        self.show_now()
        segment = self._mailing.mail.segment(segment_id)
        self.announced.emit(tr("Shown for {segment}", segment=segment.name if segment else tr("Everybody")))

    # What the writer asks

    def step(self, by: int) -> None:
        """Show the next segment, or the one before; round and round."""
        ids = ["", *(each.id for each in self._mailing.mail.segments)]
        place = ids.index(self._mailing.segment) if self._mailing.segment in ids else 0
        self._mailing.show_segment(ids[(place + by) % len(ids)])

    def add_segment(self) -> None:
        """Ask who they are, then add them."""
        self._open_card(Segment("", ""), new=True)

    def edit(self, segment_id: str) -> None:
        """Change a segment; of everybody, only how many they are."""
        mail = self._mailing.mail
        segment = mail.segment(segment_id) if segment_id else Segment("", tr("Everybody"), people=mail.people)
        if segment is not None and self._mailing.is_mail:
            self._open_card(segment, new=False)

    def edit_shown(self) -> None:
        """Change the segment whose mail is shown."""
        self.edit(self._mailing.segment)

    def remove(self, segment_id: str) -> None:
        """Take a segment out; asked first when words of its own go with it."""
        segment = self._mailing.mail.segment(segment_id)
        if segment is None or self._locked:
            return
        if not self._mailing.has_own(segment_id):
            self._mailing.remove_segment(segment_id)
            return
        card = ConfirmCard(
            self,
            tr("Remove {segment}?", segment=segment.name),
            tr("Its own texts go with it; Undo brings them back."),
            tr("Remove"),
        )
        card.confirmed.connect(lambda: self._mailing.remove_segment(segment_id))
        card.open_at(self.list.spot_of(segment_id), self.list.viewport())

    def choose_file(self) -> None:
        """Ask for a CSV file with one person or one segment a row."""
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join((tr("Tables ({endings})", endings="*.csv *.tsv *.txt"), tr("All files (*)")))
        dialog = QFileDialog(self, tr("Segments from a list"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Read segments from a list, and say how many there are now."""
        before = len(self._mailing.mail.segments)
        self._mailing.import_segments(path, lambda problem: self._on_read(problem, path, before))

    def _on_read(self, problem: Problem | None, path: Path, before: int) -> None:
        if problem is not None:
            self._desk.notices.problem(problem, key="segments")
            return
        added = len(self._mailing.mail.segments) - before
        words = trn("{n} new segment from {file}", "{n} new segments from {file}", added, file=path.name)
        self._desk.notices.info(words, key="segments")

    def keep_for_workspace(self) -> None:
        """Begin every new mail with these segments."""
        self._mailing.keep_segments()
        self._desk.notices.info(tr("New mails begin with these segments."), key="segments")

    # Cards and menus

    @property
    def _locked(self) -> bool:
        return self._desk.session.locked or self._desk.drafts.save_state.kind is SaveKind.READ_ONLY

    def _open_card(self, segment: Segment, *, new: bool) -> None:
        if self._locked:
            return
        fields = self._sample_fields() if segment.id or new else ()
        card = SegmentCard(self, segment, fields, new=new)
        card.kept.connect(self._on_new if new else self._on_kept)
        card.removal_asked.connect(lambda: self.remove(segment.id))
        spot, of = (self.add.rect(), self.add) if new else (self.list.spot_of(segment.id), self.list.viewport())
        card.open_at(QRect(spot.topLeft(), spot.size()), of)

    def _on_new(self, segment: Segment) -> None:
        segment_id = self._mailing.add_segment(segment.name, segment.about)
        made = self._mailing.mail.segment(segment_id)
        if made is not None:
            self._mailing.change_segment(msgspec.structs.replace(segment, id=made.id))
            self._mailing.show_segment(made.id)

    def _on_kept(self, segment: Segment) -> None:
        if segment.id:
            self._mailing.change_segment(segment)
        else:
            self._set_people(segment.people)

    def _set_people(self, people: int | None) -> None:
        session = self._desk.session
        brief = session.draft.brief
        if brief.mail is not None:
            mail = msgspec.structs.replace(brief.mail, people=people)
            changed = msgspec.structs.replace(brief, mail=mail)
            session.set_brief(changed, Place("mail.people"), tr("How many people"))

    def _sample_fields(self) -> tuple[tuple[str, str], ...]:
        """The merge fields whose example values are asked for: the usual ones, and those that stand in the mail."""
        texts = self._desk.session.draft.copy.fields.values()
        found = (tag for text in texts for tag in self._mailing.tags_in(str(text)))
        used = (tag.field for tag in found if not tag.block and tag.field not in _LINKS)
        return tuple((field, field_name(field)) for field in dict.fromkeys((*_SAMPLED, *used)))

    def segment_menu(self, segment_id: str) -> QMenu:
        """What can be done with a segment."""
        menu = QMenu(self)
        segment = self._mailing.mail.segment(segment_id)
        menu.addAction(tr("Show its mail")).triggered.connect(lambda: self._mailing.show_segment(segment_id))
        edit = menu.addAction(tr("Change…"))
        edit.setShortcut("F2")
        edit.setShortcutVisibleInContextMenu(True)
        edit.triggered.connect(lambda: self.edit(segment_id))
        if segment is not None:
            write = menu.addAction(tr("Write its own text"))
            write.setEnabled(not self._desk.writer.busy)
            write.triggered.connect(lambda: self._mailing.write_segment(segment_id))
            menu.addSeparator()
            remove = menu.addAction(tr("Remove"))
            remove.setShortcut("Del")
            remove.setShortcutVisibleInContextMenu(True)
            remove.triggered.connect(lambda: self.remove(segment_id))
        return menu

    def more_menu(self) -> QMenu:
        """What concerns all segments."""
        menu = QMenu(self)
        menu.addAction(tr("From a CSV list…")).triggered.connect(self.choose_file)
        keep = menu.addAction(tr("Begin new mails with these segments"))
        keep.setEnabled(bool(self._mailing.mail.segments))
        keep.triggered.connect(self.keep_for_workspace)
        return menu

    def _open_menu(self, segment_id: str, where: QPoint) -> None:
        menu = self.segment_menu(segment_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _csv_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _csv_in(event)
        if path is not None:
            self.read_file(path)
            event.acceptProposedAction()


class _Note(QWidget):
    """What the dots behind the names mean."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(tr("has its own text, the rest follow Everybody"), "small", "text_2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.DOT + Space.S, Space.XS, 0, 0)
        row.addWidget(self.words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        middle = self.words.geometry().top() + self.words.fontMetrics().height() // 2
        painter.drawEllipse(0, middle - Size.DOT // 2, Size.DOT, Size.DOT)


def _csv_in(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in {".csv", ".tsv"}), None)
