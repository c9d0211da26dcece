"""A mail as it will be sent: its HTML, its plain text, and how large both are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import Mail, RenderedMail, blocks_for, copy_for
from desktop.core.merge_tags import LINK_FIELDS, fill
from desktop.formats.clean import cleaned
from desktop.formats.mail.body import mail_of
from desktop.formats.mail.encoding import size_of
from desktop.formats.mail.footer import leave_mail, leave_page
from desktop.formats.mail.html import as_in_the_dark, to_html, without_pictures
from desktop.formats.mail.links import LinkPlace
from desktop.formats.mail.mjml import to_mjml
from desktop.formats.mail.pictures import Picture, PictureFolder
from desktop.formats.mail.plain import to_text
from desktop.formats.mail.scene import Notes, Occasion, Scene, palettes
from desktop.formats.mail.shield import Shield
from desktop.formats.mail.styles import inline_styles

_PLAIN = Brand()


class Rendering(msgspec.Struct, frozen=True):
    """A rendered mail whose HTML finds its pictures in the message that brings them (`cid:`).

    `pictures` are those pictures; `leave_page` and `leave_mail` are the addresses by which one unsubscribes, of a page
    that does it at once and of a mail, where there are such.
    """

    mail: RenderedMail
    pictures: tuple[Picture, ...]
    leave_page: str = ""
    leave_mail: str = ""

    def with_pictures(self, address: Callable[[Picture], str]) -> RenderedMail:
        """The mail with its pictures at other addresses."""
        html, source = self.mail.html, self.mail.mjml
        for each in self.pictures:
            there = f'"{escape(address(each))}"'
            html = html.replace(f'"{each.cid_address}"', there)
            source = source.replace(f'"{each.cid_address}"', there)
        return msgspec.structs.replace(self.mail, html=html, mjml=source)


def render_mail(  # noqa: PLR0913 - these are the fields of `RenderMail`
    brief: Brief,
    copy: Copy,
    brand: Brand = _PLAIN,
    *,
    segment: str = "",
    sample: Mapping[str, str] | None = None,
    pictures: str = "",
    embed: bool = False,
    images: bool = True,
    dark: bool = False,
) -> RenderedMail:
    """The mail of one segment, as `RenderMail` asks for it; raises `UserError` (input) for a text beyond all measure.

    Pictures of the profile stand in it as `data:` addresses (`embed`) or else by the names of their files.
    """
    rendered = rendering(brief, copy, brand, segment=segment, sample=sample, pictures=pictures)
    mail = rendered.with_pictures(_data_address if embed else _name) if images else rendered.mail
    html = mail.html
    if not images:
        light, night = palettes(brief, brand)
        html = without_pictures(html, night if dark else light)
    return msgspec.structs.replace(mail, html=as_in_the_dark(html) if dark else html)


def rendering(
    brief: Brief,
    copy: Copy,
    brand: Brand = _PLAIN,
    *,
    segment: str = "",
    sample: Mapping[str, str] | None = None,
    pictures: str = "",
) -> Rendering:
    """The mail of one segment as it goes into a message; raises as `render_mail`."""
    mail, copy = mail_of(brief, copy)
    mail = msgspec.structs.replace(mail, blocks=blocks_for(mail, segment))
    words = {name: cleaned(text) for name, text in copy_for(mail, copy, segment).addressed()}
    if sample is not None:
        sample = {**dict.fromkeys(LINK_FIELDS, "#"), **sample}
        words = {name: fill(text, sample) for name, text in words.items()}
    shield = Shield(*words.values(), brand.name, brand.address)
    notes = Notes()
    folder = PictureFolder(pictures, notes.add)
    scene = Scene(
        mail,
        Copy({name: shield.hide(text) for name, text in words.items()}),
        brand,
        shield=shield,
        picture=folder.address,
        occasion=Occasion(brief.language, _place(mail, segment), sample),
        notes=notes,
    )
    source = to_mjml(scene)
    html = shield.show_html(to_html(source, inline_styles(scene), scene.light.text))
    rendered = RenderedMail(
        subject=" ".join(words.get("subject", "").split()),
        preheader=" ".join(words.get("preheader", "").split()),
        mjml=shield.show_xml(source),
        html=html,
        text=shield.show(to_text(scene)),
        notes=notes.sentences,
    )
    rendered = msgspec.structs.replace(rendered, size=size_of(rendered, folder.used))
    return Rendering(rendered, folder.used, leave_page(mail), leave_mail(scene))


def _place(mail: Mail, segment: str) -> LinkPlace:
    chosen = mail.segment(segment)
    return LinkPlace(
        campaign=_slug(mail.campaign or mail.type.value),
        segment=_slug(chosen.name if chosen else ""),
        type=mail.type.value,
        variant=segment,
        date=datetime.now().astimezone().date().isoformat(),
    )


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _name(picture: Picture) -> str:
    return picture.name


def _data_address(picture: Picture) -> str:
    return picture.data_address
