"""Another sender for a mail: each merge tag in its texts is written as that one does."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desktop.core.copy import Copy, FieldValue
from desktop.core.mail import Block, Mail, Platform
from desktop.core.words import tr, trn
from desktop.runtime.mail_edits import MailParts
from desktop.runtime.mailing_desk import MailDesk
from desktop.runtime.notices import Notices

_KEY = "merge_tags"
_SHOWN = 6


class Converted(msgspec.Struct, frozen=True):
    """A mail with the merge tags of another sender; `left` are those that have no equivalent and stay as they are."""

    parts: MailParts
    left: tuple[str, ...]


class MailPlatform:
    """Changes the sender in one step of undo, and says what could not be converted."""

    def __init__(self, desk: MailDesk, notices: Notices) -> None:
        self._desk = desk
        self._notices = notices

    def set_platform(self, platform: Platform) -> None:
        """Convert the mail on the desk."""
        parts = self._desk.parts()
        source = parts.mail.platform
        if not self._desk.is_mail or platform is source:
            return
        converted = convert_mail(parts, platform)
        self._desk.set_parts(converted.parts, "platform", tr("Change the sender"))
        self._notices.dismiss(_KEY)
        if converted.left:
            named = ", ".join(converted.left[:_SHOWN])
            more = len(converted.left) - _SHOWN
            self._notices.warn(
                trn(
                    "{n} merge tag could not be converted.",
                    "{n} merge tags could not be converted.",
                    len(converted.left),
                ),
                tr("{tags} and {n} more stay as they are.", tags=named, n=more)
                if more > 0
                else trn("{tags} stays as it is.", "{tags} stay as they are.", len(converted.left), tags=named),
                key=_KEY,
            )


def convert_mail(parts: MailParts, platform: Platform) -> Converted:
    """The mail with every merge tag, in texts and addresses, as another sender writes it."""
    from desktop.core.merge_tags import convert

    source = parts.mail.platform
    left: list[str] = []

    def turned(text: str) -> str:
        if not text or not any(mark in text for mark in ("{", "*|")):
            return text
        made, stayed = convert(text, source, platform)
        left.extend(stayed)
        return made

    def value_of(value: FieldValue) -> FieldValue:
        return turned(value) if isinstance(value, str) else tuple(turned(each) for each in value)

    copy = Copy({address: value_of(value) for address, value in parts.copy.fields.items()})
    mail = _with_links(msgspec.structs.replace(parts.mail, platform=platform), turned)
    return Converted(MailParts(mail, copy), tuple(dict.fromkeys(left)))


def _with_links(mail: Mail, turned: Callable[[str], str]) -> Mail:
    """The mail with the addresses of its links and pictures turned."""

    def block(each: Block) -> Block:
        return msgspec.structs.replace(
            each,
            href=turned(each.href),
            src=turned(each.src),
            columns=tuple(tuple(block(inner) for inner in column) for column in each.columns),
            links=tuple(msgspec.structs.replace(link, href=turned(link.href)) for link in each.links),
        )

    return msgspec.structs.replace(mail, blocks=tuple(block(each) for each in mail.blocks))
