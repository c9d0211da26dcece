"""A mail as a message: plain text and HTML side by side, with its pictures, as RFC 5322 and its kin want it."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.mail import Mail
from desktop.formats.mail.encoding import encoding_for
from desktop.formats.mail.flowed import flowed
from desktop.formats.mail.folding import MailPolicy
from desktop.formats.mail.headers import sender_of, set_headers, set_unsubscribe
from desktop.formats.mail.render import Rendering

POLICY = MailPolicy()
"""How messages of ours become bytes."""

_NO_MAIL = Mail()


def message_of(
    rendered: Rendering, brief: Brief, brand: Brand, *, date: datetime, to: str = "", draft: bool = False
) -> EmailMessage:
    """The message of a rendered mail; raises `UserError` (input) for an address that is none.

    `draft` has mail programs open it for writing instead of reading (`X-Unsent`).
    """
    message = EmailMessage(policy=POLICY)
    set_headers(message, sender_of(brief.mail or _NO_MAIL, brand), rendered.mail.subject, date=date, to=to)
    set_unsubscribe(message, rendered.leave_page, rendered.leave_mail)
    if draft:
        message["X-Unsent"] = "1"
    text = flowed(rendered.mail.text)
    message.set_content(text, cte=encoding_for(text), params={"format": "flowed"})
    message.add_alternative(rendered.mail.html, subtype="html", cte=encoding_for(rendered.mail.html))
    body = message.get_body(("html",))
    if isinstance(body, EmailMessage):
        for each in rendered.pictures:
            body.add_related(
                each.content, "image", each.sort, cid=f"<{each.cid}>", filename=each.name, disposition="inline"
            )
    if brief.language:
        message["Content-Language"] = brief.language
    return message
