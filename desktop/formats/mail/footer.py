"""The foot of a mail: why one gets it, how to stop that, and where the shop is."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from desktop.core.mail import Block, BlockKind, Mail, Platform
from desktop.core.merge_tags import write_tag
from desktop.core.words import tr
from desktop.formats.mail.links import safe_href
from desktop.formats.mail.scene import Scene
from desktop.formats.mail.shield import RAW_TAG
from desktop.formats.mail.words import mail_words


def unsubscribe_label(scene: Scene, block: Block) -> str:
    """What the link says, its merge tags put away."""
    return scene.copy.text(f"{block.id}.unsubscribe").strip() or mail_words(scene.language).unsubscribe


def unsubscribe_address(scene: Scene, block: Block) -> str:
    """Where one unsubscribes: the footer's own address, the sender's merge tag, or a mail to whoever sends it."""
    if block.href.strip():
        return scene.link(block.href, block.id, campaign=False)
    platform = scene.mail.platform or scene.brand.platform
    if platform is not Platform.NONE:
        return "#" if scene.is_sample else scene.shield.hide(write_tag("unsubscribe", None, platform))
    return unsubscribe_by_mail(scene)


def unsubscribe_by_mail(scene: Scene) -> str:
    """A `mailto:` address with the language's own subject; empty, with a note, where no address is known."""
    address = leave_mail(scene)
    if not address:
        scene.note(tr("Nobody can unsubscribe from this mail: choose who sends it, or give an address for it."))
    return address


def leave_mail(scene: Scene) -> str:
    """As `unsubscribe_by_mail`, without a note."""
    mail, brand = scene.mail, scene.brand
    address = mail.reply_to or mail.from_address or brand.reply_to or brand.from_address
    if "@" not in address:
        return ""
    return f"mailto:{quote(address.strip(), safe='@+')}?subject={quote(mail_words(scene.language).unsubscribe)}"


def leave_page(mail: Mail) -> str:
    """The page of a footer's own on which one unsubscribes; empty where it is a merge tag, as senders have it."""
    pages = (each.href.strip() for each in mail.all_blocks() if each.kind is BlockKind.FOOTER)
    return next((safe_href(each) for each in pages if each.startswith("https://") and not RAW_TAG.search(each)), "")


def postal_address(scene: Scene, block: Block) -> str:
    """The postal address, of the footer or else of the brand."""
    return scene.copy.text(f"{block.id}.address").strip() or scene.shield.hide(scene.brand.address.strip())


def footer_html(scene: Scene, block: Block) -> str:
    """The footer's paragraphs."""
    parts: list[str] = []
    if scene.copy.text(block.id).strip():
        parts.append(scene.prose(block.id))
    address = unsubscribe_address(scene, block)
    if address:
        parts.append(f'<p><a href="{escape(address)}">{escape(unsubscribe_label(scene, block))}</a></p>')
    postal = postal_address(scene, block)
    if postal:
        rows = (escape(" ".join(row.split())) for row in postal.split("\n"))
        parts.append(f"<p>{'<br />'.join(rows)}</p>")
    return "".join(parts)
