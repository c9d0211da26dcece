"""The mail on the desk: what it is made of, for whom it is written, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.errors import Problem
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, RenderedMail, Segment, base_of
from desktop.core.mail_server import MailServer
from desktop.core.mail_structures import structure
from desktop.core.profile import Profile
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.words import tr
from desktop.runtime.comparing_values import Services
from desktop.runtime.mailing_blocks import MailBlocks
from desktop.runtime.mailing_brand import BrandService
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.mailing_files import MAIL_ENDINGS, PICTURES, MailFiles
from desktop.runtime.mailing_markdown import adopted, body_text, with_body
from desktop.runtime.mailing_platform import MailPlatform
from desktop.runtime.mailing_rendering import Rendering
from desktop.runtime.mailing_segments import Segments
from desktop.runtime.mailing_series import MailSeriesService
from desktop.runtime.mailing_tags import tag_choices, tag_label, tags_in
from desktop.runtime.mailing_values import SeriesMail, TagChoice
from desktop.runtime.mailing_writing import MailWriting
from desktop.runtime.session import Place
from desktop.runtime.writer import Writer

if TYPE_CHECKING:
    from desktop.checks.difference import Piece
    from desktop.core.merge_tags import MergeTag


class Mailing(QObject):
    """One mail at a time; every change of it is a step of undo of its draft."""

    changed = Signal()  # structure, type, platform, sender, layout; the words are told by the session
    segment_changed = Signal(str)
    rendered = Signal(object)  # RenderedMail
    render_failed = Signal(object)  # Problem
    sent = Signal(object)  # MailSent, or the Problem
    sending_changed = Signal()
    brand_changed = Signal()  # the brand, or the server of test mails

    def __init__(self, services: Services, writer: Writer, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = MailDesk(services.session, self)
        pictures = profile.folder / PICTURES
        self.brands = BrandService(services.settings, services.engine, services.store, services.notices, pictures, self)
        self._rendering = Rendering(self._desk, services.engine, lambda: self.brands.brand, pictures, self)
        self._files = MailFiles(
            self._desk, services.drafts, services.engine, services.notices, profile, self._rendering, self
        )
        self._blocks = MailBlocks(self._desk, services.store, services.notices, pictures)
        self._platform = MailPlatform(self._desk, services.notices)
        self._segments = Segments(self._desk, services.settings, services.store)
        self._series = MailSeriesService(services.session, services.drafts, services.store, services.notices)
        self._writing = MailWriting(self._desk, writer, services.notices)
        writer.tell_earlier(lambda: self._series.earlier)
        services.session.opened.connect(lambda _draft: QTimer.singleShot(0, self, self._adopt))
        self._desk.changed.connect(self.changed)
        self._desk.segment_changed.connect(self.segment_changed)
        self._rendering.rendered.connect(self.rendered)
        self._rendering.failed.connect(self.render_failed)
        self._files.sent.connect(self.sent)
        self._files.sending_changed.connect(self.sending_changed)
        self.brands.changed.connect(self.brand_changed)
        self.brands.changed.connect(self._rendering.soon)

    # The mail

    @property
    def mail(self) -> Mail:
        """The mail on the desk; one without blocks when there is none."""
        return self._desk.mail

    @property
    def is_mail(self) -> bool:
        """Whether a mail with its structure is on the desk."""
        return self._desk.is_mail

    def begin(self, type: MailType, about: Draft | None = None) -> None:  # noqa: A002 - a mail's own word
        """Put a new mail of this type on the desk; with `about`, product and facts of another draft come with it."""
        if self._services.drafts.may_leave():
            self._services.drafts.new(self._brief(type, about))

    def begin_series(self, series_id: str, about: Draft | None = None) -> None:
        """Keep a new mail for each step of a series, and put the first on the desk."""
        if self._services.drafts.may_leave():
            self._series.begin(series_id, lambda step: self._brief(step, about))

    def series(self, then: Callable[[list[SeriesMail]], None]) -> None:
        """Hand the mails of the series of the mail on the desk to `then`; none when it belongs to none."""
        self._series.mails(self.mail.series, self._services.session.draft, then)

    def show_last(self) -> None:
        """Put the last mail on the desk, or an empty sheet when there is none; see `Drafts.show_kind`."""
        self._services.drafts.show_kind(Kind.MAIL)

    def set_type(self, type: MailType) -> None:  # noqa: A002 - a mail's own word
        """Change what the mail is for; its blocks change with it only while nothing is written."""
        parts = self._desk.parts()
        blocks = structure(type) if parts.copy.is_empty else parts.mail.blocks
        mail = msgspec.structs.replace(parts.mail, type=type, blocks=blocks)
        self._desk.set_mail(mail, "type", tr("Change the type of the mail"))

    def set_layout(self, layout: str) -> None:
        """Change the layout; empty is that of the brand."""
        self._set(layout=layout, label=tr("Change the layout"))

    def set_sender(self, name: str, address: str, reply_to: str) -> None:
        """Change who the mail is from; what is empty is taken from the brand."""
        self._set(sender=name, from_address=address, reply_to=reply_to, label=tr("Change the sender"))

    def set_campaign(self, campaign: str) -> None:
        """Change the name of the campaign, which goes into the links."""
        self._set(campaign=campaign, label=tr("Change the campaign"))

    def set_markdown(self, on: bool) -> None:
        """Whether the body is edited as one Markdown text."""
        self._set(markdown=on, label=tr("Edit as Markdown") if on else tr("Edit as blocks"))

    def set_platform(self, platform: Platform) -> None:
        """Change who sends the mail, and write every merge tag as that sender does."""
        self._platform.set_platform(platform)

    def _set(self, *, label: str, **changes: object) -> None:
        mail = msgspec.structs.replace(self._desk.parts().mail, **changes)
        self._desk.set_mail(mail, next(iter(changes)), label)

    def _brief(self, type: MailType, about: Draft | None) -> Brief:  # noqa: A002 - a mail's own word
        settings = self._services.settings
        language = settings.get(COPY_LANGUAGE) or settings.get(INTERFACE_LANGUAGE) or "en"
        mail = Mail(type, platform=self.brand.platform, blocks=structure(type), segments=self._segments.of_workspace())
        if about is None:
            return Brief(Kind.MAIL, language=language, mail=mail)
        known = about.brief
        return Brief(
            Kind.MAIL, known.product, known.audience, known.tone, known.language or language, notes=known.notes,
            banned=known.banned, facts=known.facts, mail=mail,
        )  # fmt: skip

    # Blocks

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that the segment on the desk sees."""
        return self._blocks.shown()

    def add_block(self, kind: BlockKind, after: str = "", *, column: int = -1, inside: str = "") -> str:
        """Put a new block behind another, at the end of a column, or before the footer; returns its id."""
        return self._blocks.add(kind, after, column=column, inside=inside)

    def move_block(self, block_id: str, place: int, *, inside: str | None = None, column: int = -1) -> None:
        """Move a block to a place (from 0) among those shown beside it, or into a column, or out of one (`""`)."""
        self._blocks.move(block_id, place, inside=inside, column=column)

    def step_block(self, block_id: str, by: int) -> None:
        """Move a block up (-1) or down (1)."""
        self._blocks.step(block_id, by)

    def remove_block(self, block_id: str) -> None:
        """Take a block out, with its words."""
        self._blocks.remove(block_id)

    def duplicate_block(self, block_id: str) -> str:
        """Put the same block behind it once more; returns the new one's id."""
        return self._blocks.duplicate(block_id)

    def change_block(self, block: Block) -> None:
        """Put another block in the place of the one with its id."""
        self._blocks.change(block)

    def fill_product(self, block_id: str, fact_ids: tuple[str, ...]) -> None:
        """Fill a product card from facts of the ledger."""
        self._blocks.fill_product(block_id, fact_ids)

    def add_picture(self, block_id: str, source: Path | bytes, then: Callable[[Problem | None], None]) -> None:
        """Keep a picture in the profile and show it in a block; `then` hears why not, or `None`."""
        self._blocks.add_picture(block_id, source, then)

    @property
    def pictures(self) -> Path:
        """The folder in which the pictures of mails lie."""
        return self._files.pictures

    # Segments

    @property
    def segment(self) -> str:
        """The segment that is shown; empty for everybody."""
        return self._desk.segment

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the mail on the desk."""
        return self._desk.mail.segments

    def show_segment(self, segment_id: str) -> None:
        """Show a segment; the empty one is everybody."""
        self._desk.show_segment(segment_id)

    def add_segment(self, name: str, about: str = "") -> str:
        """Add a segment; returns its id."""
        return self._segments.add(name, about)

    def change_segment(self, segment: Segment) -> None:
        """Put another segment in the place of the one with its id."""
        self._segments.change(segment)

    def remove_segment(self, segment_id: str) -> None:
        """Take a segment out, with its own texts and the blocks that it alone saw."""
        self._segments.remove(segment_id)

    def import_segments(self, path: Path, then: Callable[[Problem | None], None], column: str = "") -> None:
        """Add the segments of a CSV file; `column` names the one that says each row's segment, if it must be said."""
        self._segments.read(path, then, column)

    def keep_segments(self) -> None:
        """Let new mails begin with the segments of this one."""
        self._segments.keep()

    def has_own(self, segment_id: str) -> bool:
        """Whether a segment has any text of its own."""
        return self._desk.has_own(segment_id)

    # Words

    def is_own(self, address: str) -> bool:
        """Whether the segment that is shown has a text of its own there."""
        return self._desk.is_own(address)

    def follow_all(self, address: str) -> None:
        """Let the segment that is shown read everybody's text there again."""
        self._desk.follow_all(address)

    def address(self, base: str) -> str:
        """Where typing goes: the text of the segment that is shown, or everybody's."""
        return self._desk.address(base)

    def text(self, base: str) -> str:
        """What the segment that is shown reads there."""
        return self._desk.text(base)

    def set_text(self, base: str, text: str) -> None:
        """Change the text of the segment that is shown; it gets one of its own when it differs from everybody's."""
        self._desk.set_text(base, text)

    def differences(self, base: str) -> tuple[Piece, ...]:
        """What the text of the segment that is shown has, and has not, in common with everybody's."""
        from desktop.checks.difference import difference

        return difference(self._desk.copy.text(base_of(base)), self._desk.text(base))

    def tag_choices(self) -> tuple[TagChoice, ...]:
        """The merge tags that can be put in, as the sender of the mail writes them."""
        return tag_choices(self.mail.platform, self._services.session.handed_in.brief.language)

    def tag_label(self, raw: str) -> str:
        """A merge tag in words: "First name, otherwise “Hej”"."""
        return tag_label(raw)

    def tags_in(self, text: str) -> tuple[MergeTag, ...]:
        """The merge tags in a text."""
        return tags_in(text)

    def markdown_text(self) -> str:
        """The body that the segment on the desk reads, as Markdown."""
        return body_text(self._desk.parts(), self._desk.segment)

    def set_markdown_text(self, text: str) -> None:
        """Change blocks and words to what a Markdown body says; typing on joins into one step of undo."""
        parts = self._desk.parts()
        self._desk.set_parts(with_body(parts, text, self._desk.segment), "body", tr("Typing"))

    def _adopt(self) -> None:
        draft = self._services.session.draft
        made = adopted(draft)
        if made is not None and not self._services.session.locked:
            self._services.session.replace(*made, Place("mail.blocks"), tr("Make blocks of the text"))

    # Writing

    def write(self, addresses: tuple[str, ...] = ()) -> None:
        """Write these texts, or without any the whole mail for the segment that is shown."""
        self._writing.write(addresses)

    def write_segment(self, segment_id: str) -> None:
        """Write a segment its own texts from those of everybody."""
        self._writing.write_segment(segment_id)

    def rewrite(self, address: str, how: str) -> None:
        """Write one text in another way: `shorter`, `longer`, `simpler`, `again`, or as the writer says."""
        self._writing.rewrite(address, how)

    # Brand and server

    @property
    def brand(self) -> Brand:
        """The brand of the workspace."""
        return self.brands.brand

    def set_brand(self, brand: Brand) -> None:
        """Keep the brand."""
        self.brands.set_brand(brand)

    @property
    def server(self) -> MailServer:
        """The server that test mails go through."""
        return self.brands.server

    def set_server(
        self, server: MailServer, password: str | None, then: Callable[[Problem | None], None] | None = None
    ) -> None:
        """Keep the server, and its password in the keyring; `None` leaves the password, an empty one deletes it."""
        self.brands.set_server(server, password, then)

    def password_kept(self, then: Callable[[bool], None]) -> None:
        """Say whether the keyring holds a password for the server."""
        self.brands.password_kept(then)

    # Out and in

    @property
    def last(self) -> RenderedMail | None:
        """What was rendered last of the mail on the desk."""
        return self._rendering.last

    @property
    def sample(self) -> Mapping[str, str]:
        """Whom the mail is shown as sent to, by merge field."""
        return self._rendering.sample

    def refresh(self, *, dark: bool = False, images: bool = True, embed: bool = True) -> None:
        """Render now in this way, and again after each change for as long as it is followed."""
        self._rendering.refresh(dark=dark, images=images, embed=embed)

    def follow(self, on: bool) -> None:
        """Whether changes are rendered; off while nobody looks, on again by `refresh` or this."""
        self._rendering.follow(on=on)

    def open_mail(self, path: Path) -> None:
        """Make a draft of an HTML, MJML, Markdown or `.eml` mail."""
        if self._services.drafts.may_leave():
            self._files.read(path)

    def paste_mail(self, text: str) -> None:
        """Make a draft of the source of a mail."""
        if self._services.drafts.may_leave():
            self._files.read(None, text)

    def export(self, path: Path) -> None:
        """Write the mail of the segment that is shown: .eml .html .mjml .txt .md."""
        self._files.export(path, self.brand)

    @staticmethod
    def exports(path: Path) -> bool:
        """Whether a mail can be written to a file of this ending; others are the draft's."""
        return path.suffix.casefold() in MAIL_ENDINGS

    def copy_as(self, kind: str) -> None:
        """Put the mail on the clipboard as `html`, as `text` as it is sent, or as `markdown`."""
        self._files.copy_as(kind, self.markdown_text)

    def copy_html(self) -> None:
        """Put the HTML on the clipboard, with its merge tags, for the sender's editor."""
        self._files.copy_html()

    def open_in_browser(self) -> None:
        """Show the mail in the browser, as a page that loads and runs nothing."""
        self._files.open_in_browser()

    @property
    def sending(self) -> bool:
        """Whether a test mail is on its way."""
        return self._files.sending

    def send_test(self) -> None:
        """Send the mail of the segment that is shown to the writer's own address."""
        self._files.send(self.server, self.brand)

    def stop_sending(self) -> None:
        """End the sending; what the server has taken by then is sent."""
        self._files.stop_sending()
