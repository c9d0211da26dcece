"""What a writer types about a brand, as the brand keeps it."""

from __future__ import annotations

import re

from desktop.core.brand import Brand
from desktop.core.mail import SocialLink

NETWORKS: tuple[tuple[str, str], ...] = (
    ("instagram", "Instagram"),
    ("facebook", "Facebook"),
    ("tiktok", "TikTok"),
    ("youtube", "YouTube"),
    ("linkedin", "LinkedIn"),
    ("pinterest", "Pinterest"),
    ("x", "X"),
)
"""The networks on which a shop may have a page, and their names, which are the same in every language."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def colour_of(text: str) -> str:
    """A colour as brands keep it (`#1f4e5f`) of `1F4E5F` or `#abc`; empty when it is none."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return ""
    digits = found[1].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def is_mail_address(text: str) -> bool:
    """Whether a text looks like one mail address."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def web_address(text: str) -> str:
    """An address of the web with its scheme; empty for what is none that a mail may lead to."""
    text = text.strip()
    if not text or any(sign.isspace() for sign in text):
        return ""
    if _SCHEME.match(text) and not text.split(":", 1)[1][:1].isdigit():
        return text if text.lower().startswith(("https://", "http://")) else ""
    return f"https://{text}" if "." in text else ""


def social_href(brand: Brand, network: str) -> str:
    """The page on a network; empty when there is none."""
    return next((each.href for each in brand.social if each.network == network), "")


def with_social(brand: Brand, network: str, href: str) -> tuple[SocialLink, ...]:
    """The links with that of a network changed, or gone when it is empty; in the order of the networks."""
    links = {each.network: each.href for each in brand.social} | {network: href}
    known = [name for name, _ in NETWORKS]
    order = known + [name for name in links if name not in known]
    return tuple(SocialLink(name, links[name]) for name in order if links.get(name))
