"""The left side of the Mail screen: for whom, who sends it, and the facts it rests on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.mailing_values import SeriesMail
from desktop.runtime.session import DraftChange
from desktop.views.mail.brief_fields import BriefFields
from desktop.views.mail.details_card import DetailsCard
from desktop.views.mail.facts_part import FactsPart
from desktop.views.mail.platform_chips import PlatformChips, WrittenAs
from desktop.views.mail.segments_part import SegmentsPart
from desktop.views.mail.series_panel import SeriesPanel
from desktop.views.mail.words import type_icon, type_name
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import Rule, Surface
from desktop.views.widgets.text import ElidedLabel, Label

DETAILS_KEY = "Alt+D"
SERIES_KEY = "Alt+E"
_SIDE = Space.XS + Space.XXS
_INDENT = Space.S + Space.XXS


class SidePanel(Surface):
    """Segments, sender, facts and brief in one column that scrolls; below it ways to what is beside the mail."""

    grown = Signal()
    announced = Signal(str)
    series_asked = Signal()

    def __init__(self, desk: Desk, show_brand: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self._show_brand = show_brand
        self.setAccessibleName(tr("Segments, sender and facts"))
        self.series_title = ElidedLabel("", "strong", "text_2")
        self.series_all = Button(tr("All of them"), ButtonKind.QUIET, small=True)
        self.series_all.set_tip(with_key(tr("Every mail of the series, with its day and state"), SERIES_KEY))
        self.series = SeriesPanel()
        self.segments = SegmentsPart(desk)
        self.chips = PlatformChips()
        self.written_as = WrittenAs()
        self.facts = FactsPart(desk)
        self.brief = BriefFields(desk.session)
        self.details = Button("", ButtonKind.QUIET)
        self.below = QVBoxLayout()
        self._rule = Rule()
        self._rule.hide()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_mail)
        self._lay_out()
        self._connect()
        self._on_opened(desk.session.draft)

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        inside.setProperty("page", True)
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, Space.M + Space.XXS, Size.SCROLL_BAR, Space.M)
        column.setSpacing(Space.L + Space.XXS)
        column.addWidget(self._series_part())
        column.addWidget(self.segments)
        column.addLayout(self._sender_part())
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.XS, 0, 0, 0)
        inset.addWidget(self.facts)
        column.addLayout(inset)
        brief = QVBoxLayout()
        brief.setContentsMargins(_INDENT, 0, _INDENT, 0)
        brief.addWidget(self.brief)
        column.addLayout(brief)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.below.setContentsMargins(Space.XXS, Space.XS, _SIDE, Space.M)
        self.below.setSpacing(0)
        self.below.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._rule)
        whole.addLayout(self.below)

    def _series_part(self) -> QWidget:
        self._series_box = QWidget()
        box = QVBoxLayout(self._series_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(Space.XS)
        head = _row_of(self.series_title, self.series_all)
        box.addWidget(head)
        box.addWidget(self.series)
        self._series_box.hide()
        return self._series_box

    def _sender_part(self) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setContentsMargins(_INDENT, 0, _INDENT, 0)
        part.setSpacing(Space.S + Space.XXS)
        part.addWidget(Label(tr("Sends with"), "strong", "text_2"))
        part.addWidget(self.chips)
        part.addWidget(self.written_as)
        return part

    def _connect(self) -> None:
        mailing = self._desk.mailing
        self.chips.chosen.connect(mailing.set_platform)
        self.details.clicked.connect(self.open_details)
        self.series_all.clicked.connect(self.series_asked)
        self.series.chosen.connect(self._on_series_chosen)
        self.segments.announced.connect(self.announced)
        self.facts.row_shown.connect(self._bring_into_sight)
        self.brief.grown.connect(self.grown)
        mailing.changed.connect(self._later.start)
        self._desk.session.changed.connect(self._on_changed)
        self._desk.session.opened.connect(self._on_opened)
        self._desk.drafts.latest_changed.connect(self._ask_series)

    def add_way(self, button: Button) -> None:
        """Put a way to another screen below, under the details."""
        self.below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # What the writer asks

    def open_details(self) -> None:
        """Show type, layout, campaign and sender."""
        card = DetailsCard(self, self._desk, self._show_brand)
        card.open_at(self.details.rect(), self.details)

    def show_fact(self, fact_id: str, *, focus: bool = True) -> None:
        """Bring a fact into sight."""
        self.facts.show_fact(fact_id, focus=focus)

    def _on_series_chosen(self, mail: SeriesMail) -> None:
        if mail.draft.id != self._desk.session.handed_in.id:
            self._desk.drafts.open(mail.draft.id)

    # What the desk says

    def _on_opened(self, draft: Draft) -> None:
        self.brief.show_brief(draft.brief)
        self.brief.fold.set_open(not draft.brief.facts and draft.copy.is_empty)
        self._show_mail()
        self._ask_series()

    def _on_changed(self, change: DraftChange) -> None:
        if not change.place.startswith(("copy.", "write.")):
            self.brief.show_brief(change.draft.brief)

    def _show_mail(self) -> None:
        mailing = self._desk.mailing
        mail = mailing.mail
        self.chips.set_value(mail.platform)
        first = next((choice.raw for choice in mailing.tag_choices() if choice.field == "first_name"), "")
        self.written_as.show_tag(first)
        self.details.setText(type_name(mail.type))
        self.details.set_icon(type_icon(mail.type))
        self.details.set_tip(with_key(tr("Type, layout, campaign and sender"), DETAILS_KEY))
        self.details.setAccessibleName(tr("{type}: type, layout, campaign and sender", type=type_name(mail.type)))

    def _ask_series(self) -> None:
        if self._desk.mailing.mail.series is not None:
            self._desk.mailing.series(self._show_series)
        else:
            self._show_series([])

    def _show_series(self, mails: list[SeriesMail]) -> None:
        series = self._desk.mailing.mail.series
        self._series_box.setVisible(bool(mails) and series is not None)
        if series is not None:
            self.series_title.setText(series.name)
            self.series.show_mails(mails, self._desk.session.handed_in.id)
            self.grown.emit()

    # Its place

    def _bring_into_sight(self, part: QWidget) -> None:
        place = part.mapTo(self._inside, part.rect().bottomLeft())
        self._scroll.ensureVisible(place.x(), place.y(), 0, Space.XXL)

    def _on_range(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that nothing moves when it comes and goes."""
        margins = self._column.contentsMargins()
        margins.setRight(0 if most else Size.SCROLL_BAR)
        self._column.setContentsMargins(margins)
        self._rule.setVisible(most > 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_series()


def _row_of(words: QWidget, button: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(_INDENT, 0, _INDENT, 0)
    row.addWidget(words, 1)
    row.addWidget(button)
    return holder
