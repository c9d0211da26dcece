"""The left side: what the writer asks for, and the facts it rests on."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.brief import Brief, Length, number_facts
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange, Place
from desktop.views import theme
from desktop.views.product.channels_box import ChannelsField, ChannelsMenu
from desktop.views.product.fact_table import COLUMN_INDENT, FactTable
from desktop.views.product.facts_model import FactsModel
from desktop.views.product.notes import BriefText, Disclosure
from desktop.views.product.paste_box import PasteBox
from desktop.views.product.suggest_field import SuggestField
from desktop.views.product.templates_menu import TemplatesMenu
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.fields import ComboField, LineField
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_LANGUAGES = (("en", "English"), ("nl", "Nederlands"), ("sv", "Svenska"))


class BriefPanel(Surface):
    """Paste box, brief, and facts in one column that scrolls; every change goes to the session at once."""

    grown = Signal()  # what was folded away is there now

    def __init__(self, desk: Desk, channels: ChannelsMenu, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self._session = desk.session
        self._channels = channels
        self.setAccessibleName(tr("Brief and facts"))
        self.paste_box = PasteBox(desk)
        self.product = LineField(tr("Product"), session_undo=True)
        self.audience = LineField(tr("For whom"), session_undo=True)
        self.tone = SuggestField(tr("Tone"), tones())
        self.language = ComboField(tr("Language"), (("", tr("Detect")), *_LANGUAGES))
        self.keyphrase = LineField(tr("Keyphrase"), session_undo=True)
        self.length = ComboField(tr("Length"), _lengths())
        self.channels = ChannelsField(channels)
        self.notes = BriefText(desk.session, "notes", tr("Notes"), tr("What else the text should know"))
        self.instructions = BriefText(
            desk.session, "instructions", tr("Own instructions"), tr("How it should be written; templates keep this")
        )
        self.banned = LineField(tr("Words to avoid"), placeholder=tr("separated by commas"), session_undo=True)
        self.more = Disclosure(tr("Length, channels, notes"))
        self.templates = TemplatesMenu(desk, self)
        self.facts = FactsModel(desk.session, self)
        self.table = FactTable(self.facts)
        self.count = Badge("0")
        self._lay_out()
        self._connect()
        self._show(desk.session.draft.brief)

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        inside.setProperty("page", True)
        templates = IconButton("bookmark", tr("Templates"), size=Size.CONTROL_SMALL)
        templates.clicked.connect(lambda: self.templates.open_below(templates))
        form = QVBoxLayout()
        form.setContentsMargins(COLUMN_INDENT, 0, COLUMN_INDENT, 0)
        form.setSpacing(Space.L)
        form.addWidget(self.product)
        form.addWidget(self.audience)
        self._pair = _Pair(self.tone, self.language)
        form.addWidget(self._pair)
        form.addWidget(self.keyphrase)
        form.addWidget(self.more)
        for part in (_Pair(self.length, self.channels), self.notes, self.instructions, self.banned):
            self.more.add(part)
            form.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(COLUMN_INDENT, 0, COLUMN_INDENT, 0)
        head.setSpacing(Space.S + Space.XXS)
        head.addWidget(self.paste_box)
        head.addLayout(_row(Label(tr("Brief"), "strong", "text_2"), None, templates))
        side = Space.L - COLUMN_INDENT
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(side, Space.L, side, Space.L)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addLayout(form)
        column.addLayout(self._facts_part())
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.verticalScrollBar().rangeChanged.connect(self._on_range)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _on_range(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that nothing moves when it comes and goes."""
        margins = self._column.contentsMargins()
        side = Space.L - COLUMN_INDENT
        margins.setRight(max(0, side - self._scroll.verticalScrollBar().sizeHint().width()) if most else side)
        self._column.setContentsMargins(margins)

    def _facts_part(self) -> QVBoxLayout:
        add = IconButton("plus", tr("Add a fact"), key="Ctrl+Shift+A", size=Size.CONTROL_SMALL)
        add.clicked.connect(self.add_fact)
        heading = _row(Label(tr("Facts"), "strong", "text_2"), self.count, None, add, spacing=Space.S)
        heading.setContentsMargins(COLUMN_INDENT, 0, COLUMN_INDENT, 0)
        facts = QVBoxLayout()
        facts.setSpacing(Space.XS)
        facts.addLayout(heading)
        facts.addWidget(self.table)
        return facts

    def _connect(self) -> None:
        self.product.text_edited.connect(self._on_product)
        self.audience.text_edited.connect(self._on_audience)
        self.tone.text_edited.connect(self._on_tone)
        self.keyphrase.text_edited.connect(self._on_keyphrase)
        self.banned.text_edited.connect(self._on_banned)
        self.language.chosen.connect(self._on_language)
        self.length.chosen.connect(self._on_length)
        self._channels.changed.connect(self._on_channels)
        self.table.text_pasted.connect(self.paste_box.take)
        for text in (self.notes, self.instructions):
            text.grown.connect(self.grown)
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self._on_opened)
        self._desk.checker.checked.connect(self._on_checked)
        self.facts.rowsInserted.connect(self._count_facts)
        self.facts.rowsRemoved.connect(self._count_facts)
        self.facts.modelReset.connect(self._count_facts)

    def add_fact(self) -> None:
        """Open a row for a new fact, where it can be seen."""
        self.table.add()
        place = self.table.mapTo(self._inside, self.table.rect().bottomLeft())
        self._scroll.ensureVisible(place.x(), place.y(), 0, Space.XXL)

    def show_fact(self, fact_id: str, *, focus: bool = True) -> None:
        """Choose a fact in the table and bring it into sight; the keys go to it unless told otherwise."""
        for row, fact in enumerate(number_facts(self.facts.facts)):
            if fact.id == fact_id:
                self.table.setCurrentIndex(self.facts.index(row, 0))
                if focus:
                    self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                spot = self.table.visualRect(self.facts.index(row, 0))
                place = self.table.mapTo(self._inside, spot.center())
                self._scroll.ensureVisible(place.x(), place.y(), 0, Space.XXL)

    # To the session

    def _on_product(self, text: str) -> None:
        self._change("product", tr("Product"), product=text)

    def _on_audience(self, text: str) -> None:
        self._change("audience", tr("For whom"), audience=text)

    def _on_tone(self, text: str) -> None:
        self._change("tone", tr("Tone"), tone=text)

    def _on_keyphrase(self, text: str) -> None:
        self._change("keyphrase", tr("Keyphrase"), keyphrase=text)

    def _on_banned(self, text: str) -> None:
        self._change("banned", tr("Words to avoid"), banned=_words(text))

    def _on_language(self, value: str) -> None:
        self._change("language", tr("Language"), language=value)

    def _on_length(self, value: str) -> None:
        self._change("length", tr("Length"), length=Length(value))

    def _on_channels(self, ids: tuple[str, ...]) -> None:
        self._change("channels", tr("Channels"), channels=ids)

    def _change(self, place: str, label: str, **values: object) -> None:
        brief = msgspec.structs.replace(self._session.draft.brief, **values)
        self._session.set_brief(brief, Place(f"brief.{place}"), label)

    # From the session

    def _on_changed(self, change: DraftChange) -> None:
        if not change.place.startswith(("copy.", "write.")):
            self._show(change.draft.brief)

    def _on_opened(self, draft: Draft) -> None:
        self._show(draft.brief)
        self.more.set_open(bool(draft.brief.notes or draft.brief.instructions or draft.brief.banned))

    def _on_checked(self, report: CheckReport) -> None:
        self.facts.show_report(report)

    def _show(self, brief: Brief) -> None:
        for field, text in (
            (self.product, brief.product),
            (self.audience, brief.audience),
            (self.tone, brief.tone),
            (self.keyphrase, brief.keyphrase),
        ):
            field.set_text(text)
        if _words(self.banned.text) != brief.banned:  # else the comma that is being typed would go
            self.banned.set_text(", ".join(brief.banned))
        self.language.set_value(brief.language)
        if not self.tone.edit.hasFocus():
            self._pair.fit()
        self.length.set_value(brief.length)
        self._channels.set_chosen(brief.channels or tuple(spec.channel for spec in self._desk.fields_of(brief)))
        self.channels.box.show_summary()
        if brief.notes and not brief.facts:
            self.more.set_open(True)
        self._count_facts()

    def _count_facts(self, *_where: object) -> None:
        self.count.set_text(str(len(self.facts.facts)))


def _row(*parts: QWidget | None, spacing: int = 0) -> QBoxLayout:
    """Widgets side by side; `None` is the room between them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row


class _Pair(QWidget):
    """Two fields side by side, or below each other where one of them has no room for what stands in it."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._parts = (left, right)
        self._row = _row(left, right, spacing=Space.S)
        self._row.setStretch(0, 1)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)

    def fit(self) -> None:
        """Put them side by side if both have room, of equal width if that does."""
        left, right = map(_needed, self._parts)
        room = self.width() - Space.S
        beside = left + right <= room
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(Space.S if beside else Space.L)
        equal = max(left, right) <= room // 2 or not beside
        self._row.setStretch(0, 1 if equal else left)
        self._row.setStretch(1, 1 if equal else right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _needed(part: QWidget) -> int:
    """How wide a field must be to show what stands in it."""
    metrics = QFontMetrics(theme.font())
    if isinstance(part, SuggestField):
        return metrics.horizontalAdvance(part.text) + Size.ICON_MEDIUM + 3 * Space.M + Space.XXS
    if isinstance(part, ComboField):
        words = part.combo.currentText()
        return metrics.horizontalAdvance(words) + Size.ICON_SMALL + 2 * Space.S + Space.M
    return Size.HERO


def _words(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(word for part in text.split(",") if (word := part.strip()))


def tones() -> tuple[str, ...]:
    """Tones to choose from; others can be typed."""
    return (
        tr("Matter-of-fact"), tr("Warm"), tr("Cheerful"), tr("Confident"), tr("Exclusive"), tr("Simple and clear"),
        tr("Expert"), tr("Playful"),
    )  # fmt: skip


def _lengths() -> tuple[tuple[str, str], ...]:
    return ((Length.SHORT, tr("Short")), (Length.MEDIUM, tr("Medium")), (Length.LONG, tr("Long")))
