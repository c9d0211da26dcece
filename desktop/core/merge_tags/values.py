"""Merge tags as values: the places of a mail that its sender fills in, and their neutral names."""

from __future__ import annotations

import msgspec

from desktop.core.mail import Platform

FIELDS: tuple[str, ...] = (
    "first_name",
    "last_name",
    "full_name",
    "email",
    "phone",
    "company",
    "city",
    "country",
    "birthday",
    "unsubscribe",
    "preferences",
    "view_online",
    "address",
    "shop_name",
    "shop_url",
    "coupon",
    "order_number",
    "product_name",
    "product_url",
    "cart_url",
    "review_url",
    "year",
)
"""The neutral names of what more than one sender fills in."""

LINK_FIELDS = frozenset(
    {"unsubscribe", "preferences", "view_online", "shop_url", "product_url", "cart_url", "review_url"}
)
"""The neutral names whose value is an address on the web."""

SENDERS_OWN_FIELDS = frozenset(
    {"unsubscribe", "preferences", "view_online", "address", "shop_name", "shop_url", "year"}
)
"""The neutral names that every reader has a value for, so that nobody needs a fallback."""

CASES: tuple[str, ...] = ("title", "upper", "lower")
"""How a value may be written; it follows the name: `first_name|title`."""


class MergeTag(msgspec.Struct, frozen=True):
    """A merge tag in a text, in code points.

    `field` is the neutral name (`first_name`, `unsubscribe`, …) or, for one of the sender's own, its name there;
    `fallback` is what stands there for who has no value (`None`: no fallback can be seen). `block` says that it opens,
    goes on with or closes a passage (`{% if %}`) rather than naming a value: its field is then `if first_name`,
    `if not first_name`, `if country == NL`, `else`, `endif` and the like. `known` is whether the sender understands it.
    """

    platform: Platform
    field: str
    fallback: str | None
    raw: str
    start: int
    end: int
    block: bool = False
    known: bool = True

    @property
    def name(self) -> str:
        """The field without how it is written: `first_name|title` → `first_name`."""
        return self.field.partition("|")[0] if self.field.rpartition("|")[2] in CASES else self.field

    @property
    def case(self) -> str:
        """How the value is written: `title`, `upper`, `lower`, or as it is (empty)."""
        case = self.field.rpartition("|")[2]
        return case if "|" in self.field and case in CASES else ""

    @property
    def neutral(self) -> bool:
        """Whether the field is one that more than one sender has, and this sender knows the tag."""
        return self.known and not self.block and self.name in FIELDS


def is_link_tag(tag: MergeTag) -> bool:
    """Whether the value of a tag is an address on the web."""
    return tag.neutral and tag.name in LINK_FIELDS
