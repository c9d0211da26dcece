"""Merge tags as the screens show them: which there are to choose from, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.core.mail import Platform
from desktop.core.words import mark, tr
from desktop.runtime.mailing_values import TagChoice

if TYPE_CHECKING:
    from desktop.core.merge_tags import MergeTag

_LABELS: dict[str, str] = {
    "first_name": mark("First name"),
    "last_name": mark("Last name"),
    "full_name": mark("Name"),
    "email": mark("Email address"),
    "company": mark("Company"),
    "city": mark("City"),
    "country": mark("Country"),
    "phone": mark("Phone number"),
    "birthday": mark("Birthday"),
    "unsubscribe": mark("Unsubscribe link"),
    "view_online": mark("Link to the mail in a browser"),
    "preferences": mark("Link to the preferences"),
    "address": mark("Postal address"),
    "shop_name": mark("Name of the shop"),
    "shop_url": mark("Address of the shop"),
    "coupon": mark("Discount code"),
    "order_number": mark("Order number"),
    "product_name": mark("Product name"),
    "product_url": mark("Link to the product"),
    "cart_url": mark("Link to the cart"),
    "review_url": mark("Link to the review"),
    "year": mark("Year"),
}
_GREETINGS = {"en": "there", "nl": "lezer", "sv": "du"}
"""What stands in the place of a first name that is not known, in the language of the mail."""


def field_name(field: str) -> str:
    """What a field is called; a sender's own by its name there."""
    label = _LABELS.get(field)
    return tr(label) if label is not None else field.replace("_", " ")


def tags_in(text: str, platform: Platform | None = None) -> tuple[MergeTag, ...]:
    """The merge tags in a text; those of any sender, unless one is named."""
    from desktop.core.merge_tags import find_tags

    return find_tags(text, platform)


def tag_label(raw: str) -> str:
    """A merge tag in words: "First name, otherwise “Hej”"; what is none as it is."""
    found = tags_in(raw)
    if not found:
        return raw
    tag = found[0]
    if tag.block:
        return tr("Condition: {tag}", tag=tag.raw)
    name = field_name(tag.name)
    return tr("{field}, otherwise “{text}”", field=name, text=tag.fallback) if tag.fallback else name


def tag_choices(platform: Platform, language: str) -> tuple[TagChoice, ...]:
    """The merge tags that a sender knows, as it writes them; none when nobody is named who sends."""
    from desktop.core.merge_tags import FIELDS, write_tag

    if platform is Platform.NONE:
        return ()
    found = []
    for field in FIELDS:
        fallback = _GREETINGS.get(language, "") if field == "first_name" else ""
        raw = write_tag(field, fallback or None, platform)
        if raw:
            found.append(TagChoice(field, field_name(field), raw))
    return tuple(found)
