"""The messages of the pipe that are about mails: rendering, reading, inspecting and sending them."""

from __future__ import annotations

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import RenderedMail
from desktop.core.mail_server import MailServer
from desktop.core.received import Inspection
from desktop.core.reply import Resting


class RenderMail(msgspec.Struct, frozen=True):
    """`mail.render`: the mail of one segment as it will be sent; the answer is a `RenderedMail`.

    With `sample`, merge tags are filled from it, for a preview; without, they stay. `pictures` is the folder of the
    profile's pictures (absolute, empty: none); with `embed` they stand in the HTML as `data:` addresses. `images` off
    shows the alt texts instead, as a client does that loads nothing; `dark` renders as a client in dark mode shows it.
    """

    brief: Brief
    copy: Copy
    brand: Brand = Brand()
    segment: str = ""
    sample: dict[str, str] | None = None
    pictures: str = ""
    embed: bool = False
    images: bool = True
    dark: bool = False


class ExportMail(msgspec.Struct, frozen=True):
    """`mail.export`: write the mail of one segment to `path`, by its ending: .eml .html .mjml .txt .md."""

    brief: Brief
    copy: Copy
    path: str
    brand: Brand = Brand()
    segment: str = ""
    pictures: str = ""


class MailExported(msgspec.Struct, frozen=True):
    """The answer to `mail.export`: every file that was written (pictures beside HTML), and sentences to know."""

    files: tuple[str, ...]
    notes: tuple[str, ...] = ()


class ReadMail(msgspec.Struct, frozen=True):
    """`mail.read`: an HTML, MJML, Markdown or `.eml` mail as blocks; of a file (`path`) or a pasted `text`.

    Pictures that the mail brings with it are written to the folder `pictures`, if one is named.
    """

    path: str = ""
    text: str = ""
    pictures: str = ""


class MailRead(msgspec.Struct, frozen=True):
    """The answer to `mail.read`: a brief of kind mail and its copy; `notes` say what was left out, and why."""

    brief: Brief
    copy: Copy
    notes: tuple[str, ...] = ()


class InspectMail(msgspec.Struct, frozen=True):
    """`mail.inspect`: what can be said of a received mail, of a file (`path`) or pasted `text`; nothing is loaded.

    `own_domains` are the workspace's own and those it trusts.
    """

    path: str = ""
    text: str = ""
    own_domains: tuple[str, ...] = ()


class Inspected(msgspec.Struct, frozen=True):
    """The answer to `mail.inspect`."""

    inspection: Inspection


class ViewMail(msgspec.Struct, frozen=True):
    """`mail.view`: have a model add its view of an inspected mail, which never changes the verdict."""

    inspection: Inspection
    model: str = "local"
    max_cost: float | None = None


class SetMailPassword(msgspec.Struct, frozen=True):
    """`mail.password`: keep the password of a mail server in the keyring; empty deletes it."""

    server: MailServer
    password: str


class MailPasswordState(msgspec.Struct, frozen=True):
    """The answer to `mail.password` and `mail.password_state`: whether one is kept.

    `note` is a sentence for the writer when it is not kept for good, or cannot be looked at now.
    """

    kept: bool
    note: str = ""


class AskMailPassword(msgspec.Struct, frozen=True):
    """`mail.password_state`: whether a password is kept for a server; the password itself never leaves the engine."""

    server: MailServer


class SendTest(msgspec.Struct, frozen=True):
    """`mail.send`: send the mail of one segment, filled with `sample`, to `server.to`; streams `Progress`."""

    server: MailServer
    brief: Brief
    copy: Copy
    brand: Brand = Brand()
    segment: str = ""
    sample: dict[str, str] = {}
    pictures: str = ""


class ComposedMail(msgspec.Struct, frozen=True):
    """What the worker makes of a `SendTest`: the message as bytes, from whom and to whom it goes."""

    sender: str
    to: str
    content: bytes


class MailSent(msgspec.Struct, frozen=True):
    """The answer to `mail.send`: what the server said, and how many bytes went out."""

    reply: str
    size: int


class RestReply(msgspec.Struct, frozen=True):
    """`reply.rest`: what each sentence of a reply rests on, and which questions it answers; the answer is `Resting`."""

    copy: Copy
    brief: Brief


MAIL_METHODS: dict[str, tuple[type[msgspec.Struct], type[msgspec.Struct]]] = {
    "mail.render": (RenderMail, RenderedMail),
    "mail.export": (ExportMail, MailExported),
    "mail.read": (ReadMail, MailRead),
    "mail.inspect": (InspectMail, Inspected),
    "mail.view": (ViewMail, Inspected),
    "mail.password": (SetMailPassword, MailPasswordState),
    "mail.password_state": (AskMailPassword, MailPasswordState),
    "mail.send": (SendTest, MailSent),
    "reply.rest": (RestReply, Resting),
}
"""Each method with the type of its parameters and of its result."""
