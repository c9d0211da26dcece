"""The sorts of short text there are, which channel asks for which, and how long each should be."""

from __future__ import annotations

from enum import StrEnum

from desktop.checks.channels import CHANNELS, Channel, channel
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr


class Sort(StrEnum):
    """What a line is; each has its own instruction and examples in the prompt file (`ask.<sort>`)."""

    HEADLINE = "headline"
    TITLE = "title"
    SUBJECT = "subject"
    PREHEADER = "preheader"
    SENTENCE = "sentence"
    POST = "post"
    KEYWORD = "keyword"


_SORTS: dict[str, Sort] = {
    "shop.title": Sort.TITLE,
    "seo.title": Sort.TITLE,
    "seo.description": Sort.SENTENCE,
    "shopify.title": Sort.TITLE,
    "shopify.seo_title": Sort.TITLE,
    "shopify.seo_description": Sort.SENTENCE,
    "amazon.title": Sort.TITLE,
    "amazon.bullet": Sort.SENTENCE,
    "merchant.title": Sort.TITLE,
    "bol.title": Sort.TITLE,
    "ebay.title": Sort.TITLE,
    "ebay.subtitle": Sort.HEADLINE,
    "etsy.title": Sort.TITLE,
    "etsy.tag": Sort.KEYWORD,
    "google_ads.headline": Sort.HEADLINE,
    "google_ads.description": Sort.SENTENCE,
    "google_ads.path": Sort.KEYWORD,
    "meta_ads.primary": Sort.POST,
    "meta_ads.headline": Sort.HEADLINE,
    "meta_ads.description": Sort.HEADLINE,
    "mail.subject": Sort.SUBJECT,
    "mail.preheader": Sort.PREHEADER,
    "sms": Sort.SENTENCE,
    "x.post": Sort.POST,
    "linkedin.post": Sort.POST,
    "instagram.caption": Sort.POST,
    "facebook.post": Sort.POST,
}
_WORDS = {
    Sort.HEADLINE: 6,
    Sort.TITLE: 9,
    Sort.SUBJECT: 8,
    Sort.PREHEADER: 12,
    Sort.SENTENCE: 14,
    Sort.POST: 32,
    Sort.KEYWORD: 2,
}
_LETTERS_A_WORD = 7


def sort_of(channel_id: str) -> Sort:
    """What the lines of a channel are. Raises `UserError` for a channel that takes no short texts, or none there is."""
    sort = _SORTS.get(channel(channel_id).id)
    if sort is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Short lines are not written for the channel “{id}”.", id=channel_id),
            tr("These have them: {ids}.", ids=", ".join(_SORTS)),
        )
    return sort


def line_channels() -> tuple[Channel, ...]:
    """The channels that short lines are written for, in the order of all channels."""
    return tuple(each for each in CHANNELS if each.id in _SORTS)


def words_for(where: Channel, sort: Sort) -> int:
    """How many words a line should have, so that it fits."""
    words = _WORDS[sort]
    return words if where.unit == "pixels" else max(1, min(words, where.limit // _LETTERS_A_WORD))
