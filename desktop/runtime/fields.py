"""The fields of a brief's channels as the window shows them: names, labels, order."""

from __future__ import annotations

import msgspec

from desktop.checks.channels import CHANNELS, Channel, channel, channels_for
from desktop.core.brief import DEFAULT_CHANNELS, Brief, Kind
from desktop.core.mail import BlockKind, Mail, MailText, TextKind, base_of, segment_of, texts_of
from desktop.core.post import INTRODUCTION, SECTION_FIELD, Post
from desktop.core.words import mark, tr

_LABELS: dict[str, tuple[str, str]] = {
    "shop.title": (mark("Title"), mark("shop")),
    "shop.description": (mark("Description"), ""),
    "shop.bullets": (mark("Bullet points"), mark("shop")),
    "seo.title": (mark("Search title"), mark("Google, pixels")),
    "seo.description": (mark("Search description"), ""),
    "shopify.title": (mark("Title"), "Shopify"),
    "shopify.seo_title": (mark("Search title"), "Shopify"),
    "shopify.seo_description": (mark("Search description"), "Shopify"),
    "shopify.alt": (mark("Image description"), "Shopify"),
    "amazon.title": (mark("Title"), "Amazon"),
    "amazon.highlights": (mark("Highlights"), "Amazon"),
    "amazon.bullet": (mark("Bullet points"), "Amazon"),
    "amazon.search_terms": (mark("Search terms"), mark("Amazon, bytes")),
    "merchant.title": (mark("Title"), "Merchant Center"),
    "merchant.description": (mark("Description"), "Merchant Center"),
    "merchant.highlight": (mark("Highlights"), "Merchant Center"),
    "bol.title": (mark("Title"), "bol"),
    "bol.description": (mark("Description"), "bol"),
    "ebay.title": (mark("Title"), "eBay"),
    "ebay.subtitle": (mark("Subtitle"), "eBay"),
    "etsy.title": (mark("Title"), "Etsy"),
    "etsy.tag": (mark("Tags"), "Etsy"),
    "google_ads.headline": (mark("Headlines"), "Google Ads"),
    "google_ads.description": (mark("Descriptions"), "Google Ads"),
    "google_ads.path": (mark("Paths"), "Google Ads"),
    "meta_ads.primary": (mark("Primary text"), "Meta"),
    "meta_ads.headline": (mark("Headline"), "Meta"),
    "meta_ads.description": (mark("Description"), "Meta"),
    "mail.subject": (mark("Subject"), mark("mail")),
    "mail.preheader": (mark("Preheader"), mark("mail")),
    "sms": (mark("Text message"), "SMS"),
    "x.post": (mark("Post"), "X"),
    "linkedin.post": (mark("Post"), "LinkedIn"),
    "instagram.caption": (mark("Caption"), "Instagram"),
    "facebook.post": (mark("Post"), "Facebook"),
}
_LIST_FIELDS = frozenset(each.field for each in CHANNELS if each.list)
_HEADLINES = frozenset(
    {"title", "shopify.title", "amazon.title", "merchant.title", "bol.title", "ebay.title", "etsy.title"}
)


class FieldSpec(msgspec.Struct, frozen=True):
    """One field to write: its name in the copy, how it is called, and how its channel counts it.

    `kind` is `headline`, `text`, `list` or `search` (a line); `hint` says where it is published. A text of a mail whose
    length nobody counts has no channel and no limit.
    """

    name: str
    label: str
    hint: str
    channel: str
    limit: int
    unit: str
    is_list: bool
    kind: str


class ChannelChoice(msgspec.Struct, frozen=True):
    """A channel in the menu of channels, under the heading of its place."""

    id: str
    group: str
    label: str
    field: str
    limit: int
    unit: str
    is_list: bool


_BLOCKS: dict[BlockKind, str] = {
    BlockKind.HEADING: mark("Heading"),
    BlockKind.TEXT: mark("Text"),
    BlockKind.IMAGE: mark("Picture"),
    BlockKind.BUTTON: mark("Button"),
    BlockKind.PRODUCT: mark("Product"),
    BlockKind.COLUMNS: mark("Columns"),
    BlockKind.DIVIDER: mark("Divider"),
    BlockKind.SOCIAL: mark("Social links"),
    BlockKind.FOOTER: mark("Footer"),
}
_PARTS: dict[str, str] = {
    "alt": mark("alt text"),
    "text": mark("text"),
    "price": mark("price"),
    "unsubscribe": mark("unsubscribe"),
    "address": mark("address"),
}
_MAIL_CHANNELS = {"subject": "mail.subject", "preheader": "mail.preheader"}


def is_list_field(name: str) -> bool:
    """Whether a field of the copy holds several texts."""
    return name in _LIST_FIELDS


def fields_of(brief: Brief) -> tuple[FieldSpec, ...]:
    """The fields of the brief's channels in their order; those of the default channels when it names none.

    A mail has a field for each of its texts instead, in the order in which it is read.
    """
    if brief.mail is not None:
        return tuple(_mail_spec(brief.mail, each) for each in texts_of(brief.mail))
    if brief.kind is Kind.REPLY:
        return _reply_fields()
    if brief.kind is Kind.BLOG:
        return _post_fields(brief)
    ids = brief.channels or DEFAULT_CHANNELS.get(brief.kind, ())
    specs: dict[str, FieldSpec] = {}
    for each in map(channel, ids):
        specs.setdefault(each.field, _spec(each))
    return tuple(specs.values())


def _post_label(post: Post, name: str) -> str:
    own = {
        "title": tr("Title"), "excerpt": tr("Summary"), "body": tr("Text"), "angles": tr("Angle"),
        "outline": tr("Outline"), f"{SECTION_FIELD}{INTRODUCTION}": tr("Opening"),
    }  # fmt: skip
    section = post.section(name.removeprefix(SECTION_FIELD)) if name.startswith(SECTION_FIELD) else None
    return own.get(name, "") or (section.heading if section is not None else "")


def _post_fields(brief: Brief) -> tuple[FieldSpec, ...]:
    """Title, search result, summary and body of a post, then its texts for other places."""
    title = FieldSpec("title", tr("Title"), "", "", 70, "characters", is_list=False, kind="headline")
    excerpt = FieldSpec("excerpt", tr("Summary"), "", "", 300, "characters", is_list=False, kind="text")
    body = FieldSpec("body", tr("Text"), "", "", 0, "characters", is_list=False, kind="text")
    search = tuple(_spec(channel(each)) for each in ("seo.title", "seo.description"))
    own = {title.name, excerpt.name, body.name, *(each.name for each in search)}
    others = tuple(_spec(channel(each)) for each in brief.channels)
    return (title, *search, excerpt, body, *(each for each in others if each.name not in own))


def _reply_fields() -> tuple[FieldSpec, ...]:
    """What a reply to a customer is made of; its subject is counted as that of any mail."""
    subject = channel("mail.subject")
    return (
        FieldSpec(
            "subject", tr("Subject"), "", subject.id, subject.limit, subject.unit, is_list=False, kind="headline"
        ),
        FieldSpec("body", tr("Reply"), "", "", 0, "characters", is_list=False, kind="text"),
    )


def channel_choices() -> tuple[ChannelChoice, ...]:
    """Every channel that a product text can be written for."""
    return tuple(channel_choice(each) for each in channels_for(Kind.PRODUCT))


def channel_choice(each: Channel) -> ChannelChoice:
    """A channel as a menu shows it."""
    return ChannelChoice(each.id, _group(each), _label(each)[0], each.field, each.limit, tr(each.unit), each.list)


def field_label(name: str, brief: Brief | None = None) -> str:
    """How a field of the copy is called, with its place when that is not the shop.

    A text of a mail is called by its block, a section of a post by its heading.
    """
    if brief is not None and brief.mail is not None and (label := text_label(brief.mail, name)):
        return label
    if brief is not None and brief.post is not None and (label := _post_label(brief.post, name)):
        return label
    for each in CHANNELS:
        if each.field == name:
            label, hint = _label(each)
            return label if each.id.startswith(("shop.", "seo.")) or not hint else f"{label} ({hint})"
    return name


def block_label(mail: Mail, block_id: str) -> str:
    """How a block is called: "Text 2"; without the number when it is the only one of its kind."""
    block = mail.block(block_id)
    if block is None:
        return block_id
    alike = [each.id for each in mail.all_blocks() if each.kind is block.kind]
    name = tr(_BLOCKS[block.kind])
    return tr("{block} {n}", block=name, n=alike.index(block_id) + 1) if len(alike) > 1 else name


def text_label(mail: Mail, address: str) -> str:
    """How a text of a mail is called: "Picture 2, alt text", "Text (New)" for a segment's; empty when it has none."""
    base = base_of(address)
    if base in _MAIL_CHANNELS:
        label = _label(channel(_MAIL_CHANNELS[base]))[0]
    else:
        block_id, _, part = base.partition(".")
        if mail.block(block_id) is None:
            return ""
        label = block_label(mail, block_id)
        label = tr("{block}, {part}", block=label, part=tr(_PARTS[part])) if part in _PARTS else label
    segment = mail.segment(segment_of(address))
    return tr("{field} ({segment})", field=label, segment=segment.name) if segment is not None else label


def _mail_spec(mail: Mail, each: MailText) -> FieldSpec:
    label, block = text_label(mail, each.address), mail.block(each.block)
    heads = block is None or block.kind is BlockKind.HEADING
    kind = "text" if each.kind is TextKind.PROSE else "headline" if heads and each.part != "preheader" else "search"
    where = _MAIL_CHANNELS.get(each.address, "")
    if not where:
        return FieldSpec(each.address, label, "", "", 0, "", is_list=False, kind=kind)
    known = channel(where)
    return FieldSpec(each.address, label, "", where, known.limit, known.unit, is_list=False, kind=kind)


def _spec(each: Channel) -> FieldSpec:
    label, hint = _label(each)
    return FieldSpec(each.field, label, hint, each.id, each.limit, each.unit, each.list, _kind(each))


def _label(each: Channel) -> tuple[str, str]:
    label, hint = _LABELS.get(each.id, (each.id, ""))
    return tr(label), tr(hint) if hint else ""


def _group(each: Channel) -> str:
    place = each.id.partition(".")[0]
    groups = {"shop": tr("Shop"), "seo": tr("Search engine"), "shopify": "Shopify", "amazon": "Amazon", "bol": "bol"}
    groups |= {"merchant": "Merchant Center", "ebay": "eBay", "etsy": "Etsy", "google_ads": "Google Ads"}
    groups |= {"meta_ads": "Meta"}
    return groups.get(place, tr("Social and messages"))


def _kind(each: Channel) -> str:
    if each.list:
        return "list"
    if each.field in _HEADLINES:
        return "headline"
    return "search" if "seo" in each.id else "text"
