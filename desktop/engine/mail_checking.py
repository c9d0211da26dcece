"""All that is said of a mail: of its words, of the mail as it is laid out, and what a spam filter makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from desktop.checks.report import check_copy, in_order
from desktop.checks.silence import is_silenced
from desktop.core.brief import Brief, Kind
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError
from desktop.core.finding import CheckReport, Finding
from desktop.core.mail import Mail, RenderedMail, Segment, address_for, blocks_for, copy_for, segment_of
from desktop.core.words import tr

if TYPE_CHECKING:
    from desktop.formats.mail.render import Rendering

_MOST_SEGMENTS = 12
"""Mails of segments that are laid out for one check, so that it stays ahead of typing."""


def check_draft(
    copy: Copy,
    brief: Brief,
    *,
    channels: tuple[str, ...],
    options: CheckOptions = NO_OPTIONS,
    sent: RenderedMail | None = None,
) -> CheckReport:
    """As `check_copy`; a mail of blocks is also laid out and checked as it will be sent.

    `sent` is a mail that was laid out elsewhere: then that is checked, and not what would be made of it here.
    """
    report = check_copy(copy, brief, channels=channels, options=options)
    from desktop.checks.mail.whole import check_mail

    if sent is not None:
        found = check_mail(brief, copy, sent, options)
    else:
        brief, laid_out = _laid_out(copy, brief, options)
        if laid_out is None:
            return report
        found = check_mail(_as_seen(brief, ""), copy, laid_out.mail, options)
        found = (*found, *_of_segments(brief, copy, options, found))
    return msgspec.structs.replace(report, findings=in_order((*report.findings, *found), copy))


def _of_segments(brief: Brief, copy: Copy, options: CheckOptions, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """What there is to say of the mails of segments, as far as it is not said of everybody's mail or of another's."""
    from desktop.checks.mail.whole import check_mail

    mail = brief.mail or Mail()
    said = {(each.check, each.field, each.text) for each in found}
    for segment in _with_own(mail, copy)[:_MOST_SEGMENTS]:
        words = copy_for(mail, copy, segment.id)
        alone = _as_seen(brief, segment.id)
        _, laid_out = _laid_out(words, alone, options)
        if laid_out is None:
            continue
        for each in check_mail(alone, words, laid_out.mail, options):
            own = address_for(each.field, segment.id)
            at = own if own in copy.fields else each.field
            if {(each.check, at, each.text), (each.check, each.field, each.text)} & said:
                continue
            said.add((each.check, at, each.text))
            message = tr("{segment}: {message}", segment=segment.name, message=each.message)
            finding = msgspec.structs.replace(each, field=at, message=each.message if at == own else message)
            if not is_silenced(finding, brief.rulings.silenced, options.silenced):
                yield finding


def _as_seen(brief: Brief, segment: str) -> Brief:
    """The brief with the blocks that a segment sees."""
    mail = brief.mail or Mail()
    return msgspec.structs.replace(brief, mail=msgspec.structs.replace(mail, blocks=blocks_for(mail, segment)))


def _with_own(mail: Mail, copy: Copy) -> tuple[Segment, ...]:
    """The segments that read anything else than everybody."""
    own = {segment_of(address) for address in copy.fields}
    own |= {segment for block in mail.all_blocks() for segment in block.only}
    return tuple(each for each in mail.segments if each.id in own)


def spam_findings(
    copy: Copy, brief: Brief, options: CheckOptions = NO_OPTIONS, *, sent: RenderedMail | None = None
) -> tuple[Finding, ...]:
    """What SpamAssassin's rules say of a mail of blocks, in two to four seconds; nothing where they are not here.

    `sent` is as `check_draft` says.
    """
    from desktop.checks.mail.spamassassin import findings_of, score, spamassassin

    if brief.kind is not Kind.MAIL or brief.mail is None or not spamassassin():
        return ()
    brief, laid_out = _laid_out(copy, brief, options)
    if laid_out is None:
        return ()
    if sent is not None:
        laid_out = msgspec.structs.replace(laid_out, mail=sent)
    from desktop.checks.mail.whole import HTML
    from desktop.formats.mail.eml import message_of

    try:
        today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        message = message_of(laid_out, brief, options.brand, date=today)
    except CopydeskError:
        return ()  # an address that is none is said where the mail is sent
    # The same mail is asked about once: what differs from time to time is taken out.
    del message["Message-ID"]
    message["Message-ID"] = "<mail@copydesk.invalid>"
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"copydesk-{number}")
    found = findings_of(score(bytes(message)), HTML)
    return tuple(each for each in found if not is_silenced(each, brief.rulings.silenced, options.silenced))


def _laid_out(copy: Copy, brief: Brief, options: CheckOptions) -> tuple[Brief, Rendering | None]:
    """The brief in the language of its mail, and the mail; none for what is no mail or cannot be laid out."""
    if brief.kind is not Kind.MAIL or brief.mail is None or not brief.mail.blocks:
        return brief, None
    from desktop.engine.mail_tasks import in_its_language
    from desktop.formats.mail.render import rendering

    brief = in_its_language(brief, copy)
    try:
        return brief, rendering(brief, copy, options.brand, pictures=options.pictures_folder)
    except CopydeskError:
        return brief, None  # the preview shows the same mail, and says why it cannot be laid out
