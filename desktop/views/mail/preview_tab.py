"""Preview: the mail as it arrives, in the list of an inbox and opened, on a phone and on a desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.mail import RenderedMail
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.mail_pictures import NARROW, WIDE, MailPicture, MailPictures
from desktop.views.mail.inbox_lines import InboxLines, InboxText
from desktop.views.mail.phone_frame import PhoneFrame
from desktop.views.mail.picture_view import PictureView
from desktop.views.mail.simple_preview import SimplePreview
from desktop.views.mail.size_line import SizeLine
from desktop.views.mail.switches import Switches
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.views.mail.send_card import SendCard

LIGHT, DARK = "light", "dark"


class PreviewTab(QWidget):
    """Renders while it is seen; nothing in it loads or runs, and no link opens."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, pictures: MailPictures | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._mail: RenderedMail | None = None
        self._problem: Problem | None = None
        self._note: Problem | None = None
        self._send_card: SendCard | None = None
        self.pictures = pictures or MailPictures(self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_parts(self) -> None:
        self.inbox = InboxLines()
        self.light = Switches(tr("Colours of the client"), ((LIGHT, tr("Light")), (DARK, tr("Dark"))))
        widths = (str(WIDE), str(WIDE)), (str(NARROW), str(NARROW))
        self.width_choice = Switches(tr("Width of the mail in pixels"), widths, str(NARROW))
        self.images = Button(tr("Images off"), icon="eye-off", small=True)
        self.images.setCheckable(True)
        self.images.set_tip(tr("Show the mail as clients do that load no images"))
        self.simple = SimplePreview()
        self.faithful = PictureView()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.simple)
        self.stack.addWidget(self.faithful)
        self.frame = PhoneFrame(self.stack)
        self.note = Label("", "small", "text_2", wrap=True)
        self.why = Button(tr("Why?"), ButtonKind.QUIET, small=True)
        self.size_line = SizeLine()
        self.plain = Button(tr("Plain text"), ButtonKind.QUIET, icon="document", small=True)
        self.plain.setCheckable(True)
        self.plain.set_tip(tr("Show the text part, for clients that show no HTML"))
        self.browser = Button(tr("Browser"), ButtonKind.QUIET, icon="globe", small=True)
        self.browser.set_tip(tr("Open the mail in the browser, as a page that may load and run nothing"))
        self.send = Button(tr("Send a test"), ButtonKind.QUIET, icon="export", small=True)
        self.send.set_tip(tr("Send this mail to yourself"))
        self.nothing = Label(
            tr("As soon as there is a mail, you see here how it arrives."), "base", "text_3", wrap=True
        )

    def _lay_out(self) -> None:
        card = Surface(2)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inside.addWidget(self.inbox)
        choices = QHBoxLayout()
        choices.setSpacing(Space.S)
        choices.addWidget(self.light)
        choices.addWidget(self.width_choice)
        choices.addStretch()
        choices.addWidget(self.images)
        said = QHBoxLayout()
        said.setSpacing(Space.XS)
        said.addWidget(self.note, 1)
        said.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        actions = QHBoxLayout()
        actions.setSpacing(Space.NONE)
        for button in (self.plain, self.browser, self.send):
            actions.addWidget(button)
        actions.addStretch()
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(card)
        column.addLayout(choices)
        column.addWidget(self.frame, 1)
        column.addLayout(said)
        column.addWidget(self.size_line)
        column.addLayout(actions)
        column.setSpacing(Space.S)
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # words give way before the tab grows
        whole.setContentsMargins(Space.L, Space.XS, Space.L, Space.S)
        whole.addWidget(self.nothing)
        whole.addWidget(self._parts, 1)
        whole.addStretch(0)

    def _connect(self) -> None:
        mailing = self._desk.mailing
        mailing.rendered.connect(self._on_rendered)
        mailing.render_failed.connect(self._on_failed)
        mailing.changed.connect(self._show_state)
        self.light.chosen.connect(self._render)
        self.width_choice.chosen.connect(self._draw)
        self.images.toggled.connect(self._render)
        self.plain.toggled.connect(self._draw)
        self.browser.clicked.connect(mailing.open_in_browser)
        self.send.clicked.connect(self.open_send_card)
        self.why.clicked.connect(self._on_why)
        self.pictures.drawn.connect(self._on_drawn)
        self.pictures.failed.connect(self._on_not_drawn)

    @property
    def dark(self) -> bool:
        """Whether the mail is shown as in a client with dark colours."""
        return self.light.value == DARK

    @property
    def mail_width(self) -> int:
        """The width of the mail in CSS pixels."""
        return int(self.width_choice.value)

    def open_send_card(self) -> None:
        """Ask for what a test mail needs, and send it."""
        from desktop.views.mail.send_card import SendCard

        self._send_card = card = SendCard(self, self._desk)
        card.open_at(self.send.rect(), self.send)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._render()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._desk.mailing.follow(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible() and self._mail is not None:
            QTimer.singleShot(0, self, self._draw)  # behind the event, in which Qt dresses every widget

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    def _fit_words(self) -> None:
        """Where the words of a button have no room, its icon stands alone; tooltip and screen reader say the same."""
        room = self.width() - 2 * Space.L
        beside = self.light.sizeHint().width() + self.width_choice.sizeHint().width() + 2 * Space.S
        _fit(((self.images, tr("Images off")),), room - beside)
        _fit(((self.plain, tr("Plain text")), (self.browser, tr("Browser")), (self.send, tr("Send a test"))), room)

    def _render(self, _value: object = None) -> None:
        if self.isVisible() and self._desk.mailing.is_mail:
            self._desk.mailing.refresh(dark=self.dark, images=not self.images.isChecked(), embed=True)
        self._show_state()

    def _on_rendered(self, mail: RenderedMail) -> None:
        self._mail, self._problem = mail, None
        self._show_state()
        self._draw()

    def _on_failed(self, problem: Problem) -> None:
        self._problem = problem
        self._show_state()

    def _show_state(self) -> None:
        is_mail = self._desk.mailing.is_mail
        if not is_mail:
            self._mail = None
        self.nothing.setVisible(not is_mail)
        self._parts.setVisible(is_mail)
        mail = self._mail
        sample = self._desk.mailing.sample
        sender = self._desk.mailing.mail.sender or self._desk.mailing.brand.sender or self._desk.mailing.brand.name
        self.inbox.show_text(
            InboxText(sender or tr("(no sender)"), mail.subject if mail else "", mail.preheader if mail else "")
        )
        name = " ".join(part for part in (sample.get("first_name", ""), sample.get("last_name", "")) if part)
        self.size_line.show_size(mail.size.encoded if mail else 0, name)
        self._show_note()

    def _draw(self, _value: object = None) -> None:
        """Show the mail at hand: at once in the simple way when there is no picture of it yet."""
        mail = self._mail
        self.frame.set_phone(self.mail_width == NARROW)
        self.frame.set_dark(self.dark)
        self.faithful.set_bar(self.mail_width != NARROW)
        if mail is None:
            return
        if self.plain.isChecked():
            self.simple.show_text(mail.text, dark=self.dark)
            self.stack.setCurrentWidget(self.simple)
        elif self.pictures.installed:
            if self.faithful.picture is None:
                self.simple.show_html(mail.html, dark=self.dark)
            self.pictures.draw(mail.html, self.mail_width, dark=self.dark)
        else:
            self._show_simple()
        self._show_note()

    def _show_simple(self) -> None:
        if self._mail is not None:
            self.simple.show_html(self._mail.html, dark=self.dark)
            self.stack.setCurrentWidget(self.simple)

    def _on_drawn(self, picture: MailPicture) -> None:
        self._note = None
        if self._mail is None or self.plain.isChecked():
            return
        self.faithful.show_picture(picture, self._mail.text)
        self.stack.setCurrentWidget(self.faithful)
        self._show_note()

    def _on_not_drawn(self, problem: Problem) -> None:
        self._note = problem
        if not self.plain.isChecked():
            self._show_simple()
        self._show_note()

    def _show_note(self) -> None:
        """What there is to know of what is seen: a failure, that it is simple, or what could not be rendered."""
        mail = self._mail
        words, tone = "", "text_2"
        simple = self.stack.currentWidget() is self.simple and not self.plain.isChecked()
        if self._problem is not None:
            words, tone = f"{self._problem.message} {self._problem.hint}".strip(), "contradicted"
        elif mail is not None and simple and (self._note is not None or not self.pictures.installed):
            words = tr("Simple preview: fonts and columns differ from what arrives.")
        elif mail is not None and mail.notes:
            words, tone = mail.notes[0], "warning"
        self.note.setText(words)
        self.note.set_tone(tone)
        self.note.setToolTip("\n".join(mail.notes) if mail is not None and len(mail.notes) > 1 else "")
        self.note.setVisible(bool(words))
        self.why.setVisible(tone == "text_2" and bool(words))

    def _on_why(self) -> None:
        from desktop.views.mail.preview_card import PreviewCard

        card = PreviewCard(self, self._note, installed=self.pictures.installed)
        card.browser.clicked.connect(self._desk.mailing.open_in_browser)
        card.open_at(self.why.rect(), self.why)


def _fit(buttons: tuple[tuple[Button, str], ...], room: int) -> None:
    """All of these with their words, or none."""
    for button, words in buttons:
        button.setText(words)
    fits = sum(button.sizeHint().width() for button, _ in buttons) <= room
    for button, words in buttons:
        button.setText(words if fits else "")
        button.setAccessibleName(words)
