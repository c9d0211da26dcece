"""How the parts of a mail are called: its type, who sends it, how it is laid out."""

from __future__ import annotations

from desktop.core.mail import MailType, Platform
from desktop.core.words import mark, tr

_TYPES: dict[MailType, tuple[str, str, str]] = {
    MailType.NEWSLETTER: (
        mark("Newsletter"), mark("Some news, a picture and one thing to look at, for all who signed up."), "document",
    ),
    MailType.LAUNCH: (
        mark("Launch"), mark("Something new is here: what it is, what it costs, where to get it."), "star",
    ),
    MailType.OFFER: (
        mark("Offer"), mark("A price or an extra for a while, with its conditions said plainly."), "tag",
    ),
    MailType.WELCOME: (
        mark("Welcome"), mark("The first mail to somebody new: who you are and what they can expect."), "mail",
    ),
    MailType.ABANDONED_CART: (
        mark("Abandoned cart"), mark("Reminds of what was left in the cart, and answers what may be open."), "product",
    ),
    MailType.WIN_BACK: (
        mark("Win-back"), mark("For customers who have been away for long: what there is now."), "retry",
    ),
    MailType.REVIEW_REQUEST: (
        mark("Review request"), mark("Asks somebody who bought how it is, with one button to say it."), "star-outline",
    ),
    MailType.ANNOUNCEMENT: (
        mark("Announcement"), mark("One piece of news that customers should know, short."), "info",
    ),
    MailType.EVENT: (
        mark("Event"), mark("Invites: what, when, where, and how to come."), "calendar",
    ),
}  # fmt: skip

PLATFORMS: tuple[tuple[Platform, str], ...] = (
    (Platform.MAILCHIMP, "Mailchimp"),
    (Platform.KLAVIYO, "Klaviyo"),
    (Platform.BREVO, "Brevo"),
    (Platform.SHOPIFY, "Shopify"),
    (Platform.HUBSPOT, "HubSpot"),
)
"""Who may send the mail, in the order in which they are offered; their names are their own in every language."""


def type_name(mail_type: MailType) -> str:
    """The type in a word."""
    return tr(_TYPES[mail_type][0])


def type_sentence(mail_type: MailType) -> str:
    """What such a mail is for, in one sentence."""
    return tr(_TYPES[mail_type][1])


def type_icon(mail_type: MailType) -> str:
    """The icon that stands for the type."""
    return _TYPES[mail_type][2]


def platform_name(platform: Platform) -> str:
    """How the sender is called; empty for nobody."""
    return next((name for each, name in PLATFORMS if each is platform), "")
