"""What fields, channels and units are called in the window and in messages."""

from __future__ import annotations

from desktop.core.copy import field_of
from desktop.core.post import INTRODUCTION, SECTION_FIELD
from desktop.core.words import tr, trn


def channel_label(channel_id: str) -> str:
    """The channel's name in the writer's language; an unknown id is its own name."""
    return {
        "shop.title": tr("Shop: title"),
        "shop.description": tr("Shop: description"),
        "shop.bullets": tr("Shop: bullets"),
        "seo.title": tr("Search result: title"),
        "seo.description": tr("Search result: description"),
        "shopify.title": tr("Shopify: title"),
        "shopify.seo_title": tr("Shopify: search title"),
        "shopify.seo_description": tr("Shopify: search description"),
        "shopify.alt": tr("Shopify: text of an image"),
        "amazon.title": tr("Amazon: title"),
        "amazon.highlights": tr("Amazon: highlights"),
        "amazon.bullet": tr("Amazon: bullets"),
        "amazon.search_terms": tr("Amazon: search terms"),
        "merchant.title": tr("Merchant Center: title"),
        "merchant.description": tr("Merchant Center: description"),
        "merchant.highlight": tr("Merchant Center: highlights"),
        "bol.title": tr("bol: title"),
        "bol.description": tr("bol: description"),
        "ebay.title": tr("eBay: title"),
        "ebay.subtitle": tr("eBay: subtitle"),
        "etsy.title": tr("Etsy: title"),
        "etsy.tag": tr("Etsy: tags"),
        "google_ads.headline": tr("Google Ads: headlines"),
        "google_ads.description": tr("Google Ads: descriptions"),
        "google_ads.path": tr("Google Ads: path"),
        "meta_ads.primary": tr("Meta ads: primary text"),
        "meta_ads.headline": tr("Meta ads: headline"),
        "meta_ads.description": tr("Meta ads: description"),
        "mail.subject": tr("Mail: subject"),
        "mail.preheader": tr("Mail: preheader"),
        "mail.html": tr("Mail: HTML as sent"),
        "sms": tr("Text message (SMS)"),
        "x.post": tr("X: post"),
        "linkedin.post": tr("LinkedIn: post"),
        "instagram.caption": tr("Instagram: caption"),
        "facebook.post": tr("Facebook: post"),
    }.get(channel_id, channel_id)


def field_label(address: str) -> str:
    """The name of a field in the writer's language; `bullets[0]` is “Bullet 1”."""
    name, _, index = address.partition("[")
    label = {
        "title": tr("Title"),
        "description": tr("Description"),
        "bullets": tr("Bullets"),
        "seo_title": tr("Search title"),
        "seo_description": tr("Search description"),
        "subject": tr("Subject"),
        "preheader": tr("Preheader"),
        "body": tr("Text"),
        "slug": tr("Address"),
        "selection": tr("Selection"),
        "excerpt": tr("Excerpt"),
        "angles": tr("Angles"),
        "outline": tr("Outline"),
        f"{SECTION_FIELD}{INTRODUCTION}": tr("Introduction"),
    }.get(name) or (tr("Section") if name.startswith(SECTION_FIELD) else channel_label(field_of(address)))
    return tr("{label}, {number}", label=label, number=int(index.rstrip("]")) + 1) if index else label


def counted(count: int, unit: str) -> str:
    """A count with its unit in the writer's language: “57 characters”."""
    return {
        "characters": trn("{n} character", "{n} characters", count),
        "weighted characters": trn("{n} weighted character", "{n} weighted characters", count),
        "septets": trn("{n} septet", "{n} septets", count),
        "UTF-16 units": trn("{n} UTF-16 unit", "{n} UTF-16 units", count),
        "bytes": trn("{n} byte", "{n} bytes", count),
        "pixels": trn("{n} pixel", "{n} pixels", count),
    }[unit]
