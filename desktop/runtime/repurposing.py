"""From a post to a mail, social posts and a product text: facts and rulings go along, and where they came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from desktop.core.brief import DEFAULT_CHANNELS, Brief, Kind
from desktop.core.checking import chosen_brand, listed
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Segment
from desktop.core.mail_structures import structure
from desktop.core.moment import timestamp
from desktop.core.provenance import Source, standing
from desktop.core.rulings import Rulings
from desktop.core.settings import SEGMENTS
from desktop.core.words import tr, trn
from desktop.runtime.comparing_values import Services
from desktop.runtime.notices import Answer
from desktop.runtime.post_gist import Gist, copied_sentences, gist_of, notes_of
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.session import Place
from desktop.runtime.writer import Writer

if TYPE_CHECKING:
    from desktop.store.store import Store

SOCIAL_CHANNELS: tuple[str, ...] = ("x.post", "linkedin.post", "facebook.post", "instagram.caption")
"""Where a post can be told of, in the order in which it is offered."""

_KEY = "repurposed"


class Along(msgspec.Struct, frozen=True):
    """What goes along from the post on the desk: approved or not, all its facts; its sections; rulings; its address."""

    facts: int = 0
    sections: int = 0
    rulings: int = 0
    link: str = ""


class Repurposing(QObject):
    """Makes drafts from the post on the desk; each is put there unwritten, with everything that writing it needs.

    The post is kept as a version under the name of what was made from it, and the new draft bears a source without text
    that names this version (`core.provenance.Source`). When the new draft has been written, sentences that it has word
    for word from the post get a source each.
    """

    def __init__(self, services: Services, desk: PostDesk, writer: Writer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        writer.finished.connect(self._on_written)
        services.session.opened.connect(self._on_opened)

    @property
    def along(self) -> Along:
        """What would go along from the post on the desk."""
        draft = self._services.session.handed_in
        gist = gist_of(draft)
        rulings = _rulings(draft.brief.rulings)
        count = len(rulings.silenced) + len(rulings.opinions) + len(rulings.judgements)
        return Along(len(draft.brief.facts), len(gist.sections), count, gist.link)

    def to_mail(self, type: MailType = MailType.NEWSLETTER) -> None:  # noqa: A002 - a mail's own word
        """Make a mail that tells of the post: a newsletter or an announcement, with a button to its address."""
        settings = self._services.settings
        brand = chosen_brand(settings.settings)

        def brief(draft: Draft, gist: Gist) -> Brief:
            blocks = _with_link(structure(type), gist.link)
            segments = listed(settings.get(SEGMENTS), Segment)
            mail = Mail(type, platform=brand.platform, blocks=blocks, segments=segments)
            return msgspec.structs.replace(_carried(draft, gist, Kind.MAIL), mail=mail)

        self._make(brief, tr("Mail from this post"))

    def to_product(self) -> None:
        """Make a product text from what the post rests on."""

        def brief(draft: Draft, gist: Gist) -> Brief:
            channels = DEFAULT_CHANNELS[Kind.PRODUCT]
            carried = _carried(draft, gist, Kind.PRODUCT)
            return msgspec.structs.replace(carried, channels=channels, keyphrase=draft.brief.keyphrase)

        self._make(brief, tr("Product text from this post"))

    def to_social(self, channels: tuple[str, ...] = SOCIAL_CHANNELS) -> tuple[str, ...]:
        """Give the post itself fields for these networks, in one step of undo; returns those that are new."""
        brief = self._services.session.draft.brief
        new = tuple(each for each in channels if each not in brief.channels)
        if new and self._desk.is_post:
            with_them = msgspec.structs.replace(brief, channels=(*brief.channels, *new))
            self._services.session.set_brief(with_them, Place("post.channels"), tr("Add social posts"))
        return new

    @staticmethod
    def made_from(draft: Draft) -> Source | None:
        """The post that a draft was made from, with its version and title; `None` for a draft of its own."""
        return next((each for each in draft.sources if each.draft and not each.text), None)

    def open_origin(self) -> None:
        """Put the post on the desk that the draft there was made from."""
        origin = self.made_from(self._services.session.handed_in)
        if origin is not None and self._services.drafts.may_leave():
            self._services.drafts.open(origin.draft)

    def _make(self, brief: Callable[[Draft, Gist], Brief], name: str) -> None:
        """Keep the post as it is under a name, then put the new draft on the desk."""
        drafts, store = self._services.drafts, self._services.store
        if not self._desk.is_post or not drafts.may_leave():
            return
        draft, ensure = self._services.session.draft, drafts.keeper()
        gist = gist_of(draft)
        made = brief(draft, gist)

        def keep(history: Store) -> Version:
            kept = msgspec.structs.replace(draft, id=ensure(history))
            return history.add_version(kept, Origin.NAMED, name)

        def put(version: Version) -> None:
            if not drafts.may_leave():
                return
            source = Source(
                "", "", version=version.id, taken_at=timestamp(), draft=version.draft, title=gist.title, whole=True
            )
            drafts.leave()
            drafts.put_new(Draft(DraftId(""), made.kind, made, Copy(), sources=(source,)))
            drafts.name_version(tr("From the post “{title}”", title=gist.title or tr("Without a name")))
            self._say(draft, gist)

        store.submit(keep, put, self._services.notices.problem)

    def _say(self, draft: Draft, gist: Gist) -> None:
        facts = trn("{n} fact", "{n} facts", len(draft.brief.facts))
        sections = trn("{n} section", "{n} sections", len(gist.sections))
        came = tr("{facts} and the gist of {sections} came along.", facts=facts, sections=sections)
        link = tr("The link to the post is in it.") if gist.link else tr("The post has no address yet, so no link.")
        self._services.notices.info(
            tr("Ready to write, from “{title}”", title=gist.title or tr("Without a name")),
            f"{came} {link}",
            Answer(tr("Back to the post"), self.open_origin),
            key=_KEY,
        )

    def _on_opened(self, draft: Draft) -> None:
        """The way back is of no use where no post led here, as on the post itself."""
        if self.made_from(draft) is None:
            self._services.notices.dismiss(_KEY)

    def _on_written(self, _variant: object) -> None:
        """Say of each sentence that stands in the post word for word that it is from there."""
        draft = self._services.session.draft
        origin = self.made_from(draft)
        if origin is None:
            return

        def take(version: Version) -> None:
            now = self._services.session.draft
            if self.made_from(now) != origin:
                return
            known = {(each.source.field, each.source.text) for each in standing(now.sources, now.copy)}
            new = tuple(
                Source(
                    field, text, version=origin.version, taken_at=timestamp(), draft=origin.draft, title=origin.title
                )
                for field, text in copied_sentences(now.copy, version.copy, now.brief.language or "en")
                if (field, text) not in known
            )
            if new:
                self._services.session.note_sources((*now.sources, *new))

        self._services.store.submit(lambda store: store.version(origin.version), take, self._services.notices.problem)


def _carried(draft: Draft, gist: Gist, kind: Kind) -> Brief:
    """What every draft from a post begins with."""
    known = draft.brief
    return Brief(
        kind, known.product or gist.title, known.audience, known.tone, known.language, length=known.length,
        notes=notes_of(gist), banned=known.banned, facts=known.facts, rulings=_rulings(known.rulings),
    )  # fmt: skip


def _rulings(rulings: Rulings) -> Rulings:
    """What was decided of words wherever they stand; what was decided of one field of the post stays with it."""
    return msgspec.structs.replace(rulings, silenced=tuple(each for each in rulings.silenced if not each.field))


def _with_link(blocks: tuple[Block, ...], link: str) -> tuple[Block, ...]:
    """The first button leads to the post."""
    first = next((block.id for block in blocks if block.kind is BlockKind.BUTTON), "")
    return tuple(msgspec.structs.replace(each, href=link) if each.id == first and link else each for each in blocks)
