"""The fields of a brief's channels as the window shows them: names, labels, order."""

from __future__ import annotations

import msgspec

from desktop.checks.channels import CHANNELS, Channel, channel, channels_for
from desktop.core.brief import DEFAULT_CHANNELS, Brief, Kind
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

    `kind` is `headline`, `text`, `list` or `search`; `hint` says where it is published.
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


def is_list_field(name: str) -> bool:
    """Whether a field of the copy holds several texts."""
    return name in _LIST_FIELDS


def fields_of(brief: Brief) -> tuple[FieldSpec, ...]:
    """The fields of the brief's channels in their order; those of the default channels when it names none."""
    ids = brief.channels or DEFAULT_CHANNELS.get(brief.kind, ())
    specs: dict[str, FieldSpec] = {}
    for each in map(channel, ids):
        specs.setdefault(each.field, _spec(each))
    return tuple(specs.values())


def channel_choices() -> tuple[ChannelChoice, ...]:
    """Every channel that a product text can be written for."""
    return tuple(
        ChannelChoice(each.id, _group(each), _label(each)[0], each.field, each.limit, tr(each.unit), each.list)
        for each in channels_for(Kind.PRODUCT)
    )


def field_label(name: str) -> str:
    """How a field of the copy is called, with its place when that is not the shop."""
    for each in CHANNELS:
        if each.field == name:
            label, hint = _label(each)
            return label if each.id.startswith(("shop.", "seo.")) or not hint else f"{label} ({hint})"
    return name


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
