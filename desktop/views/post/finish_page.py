"""The last step to a post: its title, what a search and a shared link show, where it stands, and what leads to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Claim, Finding
from desktop.core.settings import TEXT_SIZE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind, SaveState
from desktop.runtime.post_look import found_page, shared_card
from desktop.runtime.posting_values import BODY
from desktop.runtime.session import DraftChange
from desktop.views.announce import announce
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.post.address_part import SLUG_KEY, AddressPart
from desktop.views.post.chips_field import ChipsField
from desktop.views.post.cover_part import CoverPart
from desktop.views.post.finish_fields import (
    AGAIN_KEY,
    COPY_KEY,
    SHORTER_KEY,
    WAYS_KEY,
    FinishFields,
    FinishWriting,
    LineView,
)
from desktop.views.post.finish_foot import FinishFoot
from desktop.views.post.found_part import FoundPart
from desktop.views.post.linked_data_part import LinkedDataPart
from desktop.views.post.post_line import PostLine
from desktop.views.post.shared_part import SharedPart
from desktop.views.post.social_part import SocialPart
from desktop.views.product.cards import CardPlace
from desktop.views.product.text_view import TextView
from desktop.views.tokens import Space
from desktop.views.widgets.stops import stops_of
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

DEVICE_KEY = "Alt+W"
_LATE_MS = 60

Doing = tuple[str, str, Callable[[], object]]


class FinishPage(Surface):
    """Scrolls above its foot, which says what comes next; every change is kept at once and can be undone.

    `open_settings` shows a page of the settings by its English words; empty for the settings.
    """

    step_asked = Signal(object)  # Step
    announced = Signal(str)  # for a screen reader
    structure_shown = Signal()  # other fields are there, so the order of focus is another
    finding_asked = Signal(object)  # Finding whose card was opened
    fact_asked = Signal(str)
    fact_added = Signal(str)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, open_settings: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(2, parent)
        self._desk = desk
        self._posting = posting = desk.posting
        self.setAccessibleName(tr("Title and search"))
        self.fields = FinishFields(desk)
        self.show_writing = FinishWriting(desk, self.fields, open_settings or (lambda _page: None))
        self.cards = CardPlace(desk, self.fields)
        self.found = FoundPart()
        self.address = AddressPart(desk)
        self.author = PostLine(posting, "author", tr("Author"), tr("Change the author"))
        self.tags = ChipsField(tr("Tags"), tr("For example: tea, storage"))
        self.categories = ChipsField(tr("Categories"), tr("For example: Guides"))
        self.cover = CoverPart(desk)
        self.shared = SharedPart(posting.finishing.pictures)
        self.social = SocialPart(desk)
        self.linked_data = LinkedDataPart(desk)
        self.foot = FinishFoot(desk)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._bind()
        self._on_opened(desk.session.handed_in)
        self._on_save_state(desk.drafts.save_state)
        self._on_checked(desk.checker.report)

    def _lay_out(self) -> None:
        put, parts = self.fields.put, self.fields.parts
        put(Label(tr("Title and search"), "title"), above=Space.XL)
        put(Label(tr("What readers see before the text: in a search, in a list, and where it is shared."), "text",
                  "text_2", wrap=True), above=Space.S, below=Space.M)  # fmt: skip
        parts.addWidget(self.fields.words)
        put(Label(tr("In a search"), "heading"), above=Space.XL)
        parts.addWidget(self.fields.search)
        put(self.found, above=Space.M)
        put(self.address)
        put(Label(tr("About the post"), "heading"), above=Space.XXL)
        for part in (self.author, self.tags, self.categories):
            put(part, above=Space.M)
        put(Label(tr("Cover picture"), "strong", "text_2"), above=Space.XL)
        put(self.cover, above=Space.S)
        put(Label(tr("Sharing it"), "heading"), above=Space.XXL)
        put(self.shared, above=Space.M)
        put(self.social, above=Space.XL)
        parts.addWidget(self.fields.social)
        put(self.linked_data, above=Space.XL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.fields, 1)
        whole.addWidget(self.foot)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        desk = self._desk
        self.tags.changed.connect(self._on_tags)
        self.categories.changed.connect(self._on_categories)
        self.fields.again_asked.connect(lambda name: self.show_writing.write((name,)))
        self.fields.rewrite_asked.connect(self.show_writing.rewrite)
        self.fields.structure_shown.connect(self.structure_shown)
        for source in (self.fields.copied, self.address.announced, self.linked_data.announced, self.cards.reached):
            source.connect(self._announce)
        self.found.device.chosen.connect(lambda _device: self._show_look())
        self.social.chosen.connect(self._on_network)
        self._posting.files.picture_kept.connect(lambda _name: self.shared.cover.update())
        self.foot.write_asked.connect(self.write_missing)
        self.foot.step_asked.connect(self.step_asked)
        self.cards.opened.connect(self.finding_asked)
        self.cards.fact_asked.connect(self.fact_asked)
        self.cards.fact_added.connect(self.fact_added)
        self.show_writing.busy_changed.connect(self._on_busy)
        self.show_writing.announced.connect(self._on_writing_said)
        self.fields.verticalScrollBar().rangeChanged.connect(self.foot.on_range)
        self._late.timeout.connect(self.refresh)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_opened)
        desk.checker.checked.connect(self._on_checked)
        desk.drafts.save_state_changed.connect(self._on_save_state)
        desk.settings.changed.connect(self._on_setting)
        desk.mailing.brand_changed.connect(self._late.start)

    def _bind(self) -> None:
        """The keys work while the page has the focus; its actions can be lent to the screen for the palette."""
        for words, key, work in self._doings():
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)

    def _doings(self) -> tuple[Doing, ...]:
        return (
            (tr("Copy the field"), COPY_KEY, lambda: self._with_line(LineView.copy_text)),
            (tr("Write only this field"), AGAIN_KEY, lambda: self._with_line(self._again)),
            (tr("This field shorter"), SHORTER_KEY, lambda: self._with_line(self._shorter)),
            (tr("Write the field in another way"), WAYS_KEY, lambda: self._with_line(LineView.open_ways)),
            (tr("Address from the title"), SLUG_KEY, self.address.take_title),
            (tr("Search result on a desktop or a phone"), DEVICE_KEY, self.turn_device),
            (tr("Choose a cover picture"), "", self.cover.choose),
            (tr("Show the structured data"), "", self.linked_data.fold.click),
        )

    # What the screen asks

    @property
    def field_views(self) -> tuple[TextView, ...]:
        """The fields in the order in which they are read."""
        return self.fields.views

    def editors(self) -> tuple[FieldEditor, ...]:
        """The editors of the fields, in their order."""
        return tuple(view.editor for view in self.fields.views)

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at, in the order of reading."""
        return [*stops_of(self.fields), *stops_of(self.foot)]

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the caret into the first field that is empty, or the title."""
        views = self.fields.views
        target = next((view for view in views if not view.editor.text().strip()), views[0] if views else None)
        if target is not None:
            target.editor.setFocus(reason)

    def write_missing(self) -> None:
        """Write all lines that are not there yet."""
        if missing := self.foot.missing:
            self.show_writing.write(missing)

    def turn_device(self) -> None:
        """Show the search result on the other device."""
        for value in ("desktop", "phone"):
            if value != self.found.device.value:
                self.found.device.button(value).click()
                return

    def go_to_finding(self, finding: Finding) -> bool:
        """Bring a finding into sight, with its card where words stand for it; `False`: it is not on this page."""
        if self.cards.go_to_finding(finding):
            return True
        name = field_of(finding.field)
        view = self.fields.view(name)
        if view is not None:
            self.fields.go_to(view)
            return True
        line = {"slug": self.address.slug, "canonical": self.address.canonical, "cover_alt": self.cover.alt}.get(name)
        if line is not None:
            line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.fields.ensureWidgetVisible(line, 0, Space.XXL)
        return line is not None

    def go_to_span(self, claim: Claim) -> bool:
        """Bring the words of a claim into sight; `False`: they are not on this page."""
        if self.cards.go_to_span(claim.field, claim.start, claim.text):
            return True
        view = self.fields.view(field_of(claim.field))
        if view is not None:
            self.fields.go_to(view)
        return view is not None

    def refresh(self) -> None:
        """Show how the post looks and what is missing, without waiting for a pause in the typing."""
        self._late.stop()
        brief = self._desk.session.handed_in.brief
        post, brand = self._posting.post, self._desk.mailing.brand
        self.author.edit.setPlaceholderText(brand.sender or brand.name or tr("Who wrote it"))
        self.tags.show_words(post.tags)
        self.categories.show_words(post.categories)
        self.social.show_brief(brief)
        self.address.refresh()
        self.foot.refresh()
        self._show_look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._on_checked(self._desk.checker.report)

    # Inside

    def _with_line(self, work: Callable[[LineView], object]) -> None:
        line = self.fields.focused
        if line is not None:
            work(line)

    def _again(self, line: LineView) -> None:
        if line.may_be_written:
            self.show_writing.write((line.spec.name,))

    def _shorter(self, line: LineView) -> None:
        if line.may_be_written and line.editor.text().strip():
            self.show_writing.rewrite(line.spec.name, "shorter")

    def _on_tags(self, words: tuple[str, ...]) -> None:
        """Each is a step of its own, as each changes how many there are."""
        self._posting.change(tr("Change the tags"), f"tags.{len(words)}", tags=words)

    def _on_categories(self, words: tuple[str, ...]) -> None:
        self._posting.change(tr("Change the categories"), f"categories.{len(words)}", categories=words)

    def _on_network(self, field: str) -> None:
        line = self.fields.line(field)
        if line is not None:
            QTimer.singleShot(0, line, lambda: self.fields.go_to(line))

    def _announce(self, words: str) -> None:
        announce(self, words)
        self.announced.emit(words)

    def _on_writing_said(self, words: str) -> None:
        """The text says for itself what became of it."""
        if self.isVisible():
            self._announce(words)

    # What the desk says

    def _on_opened(self, draft: Draft) -> None:
        self.cards.close()
        self.fields.show_brief(draft.brief)
        self.fields.verticalScrollBar().setValue(0)
        self.refresh()

    def _on_changed(self, change: DraftChange) -> None:
        """What is not seen is shown when it is; a key in the text changes nothing here but what is still missing."""
        if not change.place.endswith(f".{BODY}"):
            self.fields.show_brief(change.draft.brief)
            if self.isVisible() and not self._late.isActive():
                self._late.start()

    def _show_look(self) -> None:
        draft, brand = self._desk.session.handed_in, self._desk.mailing.brand
        date = _day(self._posting.post.date, draft.brief.language)
        found = found_page(
            draft.brief, draft.copy, self.found.shown_on, website=brand.website, name=brand.name, date=date
        )
        self.found.show_found(found)
        self.shared.show_card(shared_card(draft.brief, draft.copy, website=brand.website))

    def _on_checked(self, report: CheckReport) -> None:
        if self.isVisible() and not self._desk.writer.busy and self._posting.is_post:
            self.fields.show_report(report)

    def _on_busy(self, busy: bool) -> None:
        self.foot.set_busy(busy)
        if not busy:
            self._on_checked(self._desk.checker.report)

    def _on_save_state(self, state: SaveState) -> None:
        read_only = state.kind is SaveKind.READ_ONLY
        self.fields.set_locked(read_only)
        for part in (self.address, self.author, self.tags, self.categories, self.cover, self.social):
            part.setEnabled(not read_only)
        self.foot.setEnabled(not read_only)

    def _on_setting(self, key: str) -> None:
        if key == TEXT_SIZE.key:
            self.fields.set_text_size(self._desk.settings.get(TEXT_SIZE))


def _day(stamp: str, language: str) -> str:
    """A day as a search shows it in a language: `24 Nov 2026`; empty for none."""
    day = QDate.fromString(stamp[:10], Qt.DateFormat.ISODate)
    return QLocale(language or "en").toString(day, "d MMM yyyy") if day.isValid() else ""
