"""The worker's tasks of mails that come in and go out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from desktop.core.mail import Mail
from desktop.engine.mail_messages import ComposedMail, MailRead, ReadMail, SendTest
from desktop.engine.mail_tasks import in_its_language
from desktop.formats.mail.eml import message_of
from desktop.formats.mail.headers import header_address, sender_of
from desktop.formats.mail.reading import read_mail, read_mail_file
from desktop.formats.mail.render import rendering


def read(request: ReadMail) -> MailRead:
    """`mail.read`."""
    if request.path:
        source = read_mail_file(Path(request.path), request.pictures)
    else:
        source = read_mail(request.text, pictures=request.pictures)
    return MailRead(in_its_language(source.brief, source.copy), source.copy, source.notes)


def compose(request: SendTest) -> ComposedMail:
    """The message of a test mail; without a sender of its own, it is from the writer's own address."""
    server = request.server
    brief = in_its_language(request.brief, request.copy)
    mail = brief.mail or Mail()
    if not sender_of(mail, request.brand).address:
        own = server.user if "@" in server.user else server.to
        mail = msgspec.structs.replace(mail, from_address=own.strip())
    brief = msgspec.structs.replace(brief, mail=mail)
    rendered = rendering(
        brief, request.copy, request.brand, segment=request.segment, sample=request.sample, pictures=request.pictures
    )
    message = message_of(rendered, brief, request.brand, date=datetime.now().astimezone(), to=server.to)
    sender = header_address(sender_of(mail, request.brand).address)
    return ComposedMail(sender.addr_spec, header_address(server.to).addr_spec, message.as_bytes())
