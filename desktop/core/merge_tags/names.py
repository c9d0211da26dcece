"""How each sender names the neutral fields; the first name of a field is the one that is written."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from desktop.core.mail import Platform

_MAILCHIMP: dict[str, tuple[str, ...]] = {
    "first_name": ("FNAME",),
    "last_name": ("LNAME",),
    "email": ("EMAIL",),
    "phone": ("PHONE",),
    "company": ("COMPANY",),
    "city": ("CITY",),
    "country": ("COUNTRY",),
    "birthday": ("BIRTHDAY",),
    "unsubscribe": ("UNSUB",),
    "preferences": ("UPDATE_PROFILE",),
    "view_online": ("ARCHIVE",),
    "address": ("LIST:ADDRESSLINE", "LIST:ADDRESS", "HTML:LIST_ADDRESS_HTML", "LIST_ADDRESS"),
    "shop_name": ("LIST:COMPANY",),
    "shop_url": ("LIST:URL",),
    "year": ("CURRENT_YEAR",),
}
_KLAVIYO: dict[str, tuple[str, ...]] = {
    "first_name": ("first_name", "person.first_name"),
    "last_name": ("last_name", "person.last_name"),
    "email": ("email", "person.email"),
    "phone": ("person.phone_number", "phone_number"),
    "company": ("person.organization",),
    "city": ("person.location.city", "person.city", "person|lookup:$city", "person|lookup:City"),
    "country": ("person.location.country", "person.country", "person|lookup:$country", "person|lookup:Country"),
    "birthday": ("person|lookup:Birthday", "person.birthday"),
    "unsubscribe": ("% unsubscribe_link", "% unsubscribe"),
    "preferences": ("% manage_preferences_link", "% manage_preferences"),
    "view_online": ("% web_view_link", "% web_view", "% view_in_browser_link", "% view_in_browser"),
    "address": ("organization.full_address",),
    "shop_name": ("organization.name",),
    "shop_url": ("organization.url",),
    "cart_url": ("event.extra.checkout_url",),
    "year": ("% current_year",),
}
_BREVO: dict[str, tuple[str, ...]] = {
    "first_name": ("contact.FIRSTNAME", "contact.FNAME", "contact.PRENOM", "contact.VOORNAAM", "contact.FORNAMN"),
    "last_name": ("contact.LASTNAME", "contact.LNAME", "contact.NOM", "contact.ACHTERNAAM", "contact.EFTERNAMN"),
    "email": ("contact.EMAIL",),
    "phone": ("contact.SMS", "contact.PHONE"),
    "company": ("contact.COMPANY",),
    "city": ("contact.CITY",),
    "country": ("contact.COUNTRY",),
    "birthday": ("contact.BIRTHDAY",),
    "unsubscribe": ("unsubscribe",),
    "preferences": ("update_profile",),
    "view_online": ("mirror",),
}
_SHOPIFY: dict[str, tuple[str, ...]] = {
    "first_name": ("customer.first_name",),
    "last_name": ("customer.last_name",),
    "full_name": ("customer.name",),
    "email": ("customer.email",),
    "phone": ("customer.phone",),
    "company": ("customer.default_address.company",),
    "city": ("customer.default_address.city",),
    "country": ("customer.default_address.country",),
    "unsubscribe": ("unsubscribe_url", "unsubscribe_link"),
    "address": ("shop.address", "shop.address.summary", "shop.address.address1"),
    "shop_name": ("shop.name",),
    "shop_url": ("shop.url", "shop.domain"),
    "order_number": ("order.name", "order.order_number", "order_name"),
    "product_name": ("product.title",),
    "product_url": ("product.url",),
}
_HUBSPOT: dict[str, tuple[str, ...]] = {
    "first_name": ("contact.firstname",),
    "last_name": ("contact.lastname",),
    "email": ("contact.email",),
    "phone": ("contact.phone", "contact.mobilephone"),
    "company": ("contact.company",),
    "city": ("contact.city",),
    "country": ("contact.country",),
    "birthday": ("contact.date_of_birth",),
    "unsubscribe": ("unsubscribe_link_all",),
    "preferences": ("unsubscribe_link",),
    "view_online": ("view_as_page_url",),
    "address": ("site_settings.company_street_address_1",),
    "shop_name": ("site_settings.company_name",),
    "shop_url": ("site_settings.company_domain",),
    "year": ("year",),
}

NAMES: Mapping[Platform, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Platform.MAILCHIMP: _MAILCHIMP,
        Platform.KLAVIYO: _KLAVIYO,
        Platform.BREVO: _BREVO,
        Platform.HUBSPOT: _HUBSPOT,
        Platform.SHOPIFY: _SHOPIFY,
    }
)
"""By sender: what it calls each neutral field it has. `% ` marks a name written between `{%` and `%}`."""

WHOLE_LINKS = frozenset(
    {
        (Platform.KLAVIYO, "% unsubscribe"),
        (Platform.KLAVIYO, "% manage_preferences"),
        (Platform.KLAVIYO, "% web_view"),
        (Platform.KLAVIYO, "% view_in_browser"),
        (Platform.SHOPIFY, "unsubscribe_link"),
    }
)
"""Names that put a whole link into the text, with words of its own, where others put an address."""

HEADS: Mapping[Platform, frozenset[str]] = MappingProxyType(
    {
        Platform.KLAVIYO: frozenset({"person", "organization", "event"}),
        Platform.BREVO: frozenset({"contact", "params"}),
        Platform.HUBSPOT: frozenset({"contact", "site_settings", "personalization_token"}),
        Platform.SHOPIFY: frozenset({"customer", "shop", "order", "product", "abandoned_checkout"}),
    }
)
"""With what the names of a sender begin."""

CASE_FILTERS: Mapping[Platform, Mapping[str, str]] = MappingProxyType(
    {
        Platform.MAILCHIMP: {"title": "TITLE", "upper": "UPPER", "lower": "LOWER"},
        Platform.KLAVIYO: {"title": "title", "upper": "upper", "lower": "lower"},
        Platform.BREVO: {"title": "title", "upper": "upper", "lower": "lower"},
        Platform.HUBSPOT: {"title": "title", "upper": "upper", "lower": "lower"},
        Platform.SHOPIFY: {"title": "capitalize", "upper": "upcase", "lower": "downcase"},
    }
)
"""What each sender calls a value in title case, capitals and small letters."""

CASE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "capitalize": "title",
        "capfirst": "title",
        "upper": "upper",
        "upcase": "upper",
        "lower": "lower",
        "downcase": "lower",
    }
)
"""Filters by any of these names, as the neutral case."""


@functools.cache
def fields_by_name(platform: Platform) -> Mapping[str, str]:
    """The neutral field of each name that a sender has."""
    return MappingProxyType({name: field for field, names in NAMES[platform].items() for name in names})


def name_of(field: str, platform: Platform) -> str:
    """How a sender writes a neutral field; empty when it has none."""
    names = NAMES.get(platform, {}).get(field, ())
    return names[0] if names else ""


def fields_of(platform: Platform) -> tuple[str, ...]:
    """The neutral fields that a sender has, in the order in which a writer would look for them."""
    return tuple(NAMES.get(platform, ()))
