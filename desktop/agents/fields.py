"""Which fields a product text has for its channels, of what shape, and how many words each should have."""

from __future__ import annotations

from desktop.agents.task import FieldTask, Shape
from desktop.checks.channels import Channel, channel
from desktop.core.brief import Brief, Length
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

DEFAULT_CHANNELS = ("shop.title", "shop.description", "shop.bullets", "seo.title", "seo.description")
"""What is written when a brief names no channel."""

_SHAPES: dict[str, Shape] = {
    "shop.title": Shape.TITLE,
    "shop.description": Shape.DESCRIPTION,
    "shop.bullets": Shape.BULLETS,
    "seo.title": Shape.SEO_TITLE,
    "seo.description": Shape.SEO_DESCRIPTION,
    "shopify.title": Shape.TITLE,
    "shopify.seo_title": Shape.SEO_TITLE,
    "shopify.seo_description": Shape.SEO_DESCRIPTION,
    "shopify.alt": Shape.LINE,
    "amazon.title": Shape.TITLE,
    "amazon.highlights": Shape.LINE,
    "amazon.bullet": Shape.BULLETS,
    "amazon.search_terms": Shape.KEYWORDS,
    "merchant.title": Shape.TITLE,
    "merchant.description": Shape.DESCRIPTION,
    "merchant.highlight": Shape.BULLETS,
    "bol.title": Shape.TITLE,
    "bol.description": Shape.DESCRIPTION,
    "ebay.title": Shape.TITLE,
    "ebay.subtitle": Shape.LINE,
    "etsy.title": Shape.TITLE,
    "etsy.tag": Shape.KEYWORDS,
    "google_ads.headline": Shape.HEADLINE,
    "google_ads.description": Shape.LINE,
    "google_ads.path": Shape.KEYWORDS,
    "meta_ads.primary": Shape.POST,
    "meta_ads.headline": Shape.HEADLINE,
    "meta_ads.description": Shape.HEADLINE,
    "sms": Shape.LINE,
    "x.post": Shape.POST,
    "linkedin.post": Shape.POST,
    "instagram.caption": Shape.POST,
    "facebook.post": Shape.POST,
}

_WORDS: dict[Shape, dict[Length, int]] = {
    Shape.TITLE: dict.fromkeys(Length, 10),
    Shape.DESCRIPTION: {Length.SHORT: 40, Length.MEDIUM: 70, Length.LONG: 130},
    Shape.BULLETS: dict.fromkeys(Length, 10),
    Shape.SEO_TITLE: dict.fromkeys(Length, 9),
    Shape.SEO_DESCRIPTION: dict.fromkeys(Length, 22),
    Shape.HEADLINE: dict.fromkeys(Length, 5),
    Shape.LINE: dict.fromkeys(Length, 14),
    Shape.POST: {Length.SHORT: 25, Length.MEDIUM: 40, Length.LONG: 70},
    Shape.KEYWORDS: dict.fromkeys(Length, 8),
}
_BULLETS = {Length.SHORT: 3, Length.MEDIUM: 5, Length.LONG: 5}
_LETTERS_A_WORD = 7
_PLACES = {
    "meta_ads.primary": "Facebook",
    "x.post": "X",
    "linkedin.post": "LinkedIn",
    "instagram.caption": "Instagram",
    "facebook.post": "Facebook",
}


def field_tasks(brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
    """A task for each channel of the brief, in its order; with `fields`, only for these.

    A `UserError` (unsupported) for a channel that a product text does not have, or a field that no channel of it fills.
    """
    tasks: dict[str, FieldTask] = {}
    for channel_id in brief.channels or DEFAULT_CHANNELS:
        task = _task(channel(channel_id), brief)
        tasks.setdefault(task.name, task)
    for name in fields:
        if name not in tasks:
            tasks[name] = _task(_channel_of_field(name), brief)
    return tuple(task for task in tasks.values() if not fields or task.name in fields)


def _channel_of_field(name: str) -> Channel:
    for channel_id in _SHAPES:
        found = channel(channel_id)
        if found.field == name:
            return found
    raise UserError(
        ErrorKind.UNSUPPORTED,
        tr("A product text has no field “{field}”.", field=name),
        tr("Choose one of the fields of its channels."),
    )


def _task(where: Channel, brief: Brief) -> FieldTask:
    shape = _SHAPES.get(where.id)
    if shape is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Product copy cannot be written for the channel “{id}” yet.", id=where.id),
            tr("Choose another channel for this draft."),
        )
    words = _WORDS[shape][brief.length]
    if shape in {Shape.DESCRIPTION, Shape.POST}:
        words = min(words, _words_that_facts_fill(brief))
    if where.unit != "pixels":
        words = max(1, min(words, where.limit // _LETTERS_A_WORD))
    return FieldTask(
        name=where.field,
        shape=shape,
        words=words,
        channel=where.id,
        many=where.list,
        items=_items(where, shape, brief.length),
        most=_most(where),
        limit=where.limit,
        unit=where.unit,
        place=_PLACES.get(where.id, ""),
    )


def _words_that_facts_fill(brief: Brief) -> int:
    """So many words, to the next ten, can be written without inventing; a small model asked for more makes them up."""
    told = sum(len(fact.text.split()) + 6 for fact in brief.facts if fact.approved) + len(brief.notes.split())
    return max(30, -(-told // 10) * 10)


def _most(where: Channel) -> int:
    bounds = where.items or where.advised_items
    return bounds[1] if where.list and bounds is not None else 0


def _items(where: Channel, shape: Shape, length: Length) -> int:
    if not where.list:
        return 1
    wanted = _BULLETS[length] if shape is Shape.BULLETS else 5
    for bounds in (where.advised_items, where.items):
        if bounds is not None:
            wanted = max(bounds[0], min(wanted, bounds[1]))
    return wanted
