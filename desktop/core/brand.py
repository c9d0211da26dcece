"""The brand of a workspace: what its mails look like, and what stands at their feet."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from desktop.core.mail import Platform, SocialLink


class LinkPattern(msgspec.Struct, frozen=True, omit_defaults=True):
    """The campaign parameters that links of a mail get.

    `{campaign}`, `{segment}`, `{block}`, `{type}`, `{variant}` and `{date}` are filled in, the rest stays. A parameter
    with an empty pattern is not added.
    """

    on: bool = False
    source: str = "newsletter"
    medium: str = "email"
    campaign: str = "{campaign}"
    content: str = "{segment}-{block}"


class Brand(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a workspace writes its mails; colours are `#rrggbb`, `logo` an address or `picture:NAME`.

    `address` is the postal address that stands under each mail, one line a line.
    """

    name: str = ""
    sender: str = ""
    from_address: str = ""
    reply_to: str = ""
    address: str = ""
    website: str = ""
    logo: str = ""
    accent: str = "#1f4e5f"
    text: str = "#1f2328"
    background: str = "#ffffff"
    font: str = "sans"
    layout: str = "plain"
    platform: Platform = Platform.NONE
    social: tuple[SocialLink, ...] = ()
    links: LinkPattern = LinkPattern()

    def own_domains(self) -> tuple[str, ...]:
        """The domains that are the workspace's: of its site and of the addresses that it writes from."""
        parts = urlsplit(self.website if "://" in self.website else f"//{self.website}")
        try:
            found = [parts.hostname or ""]
        except ValueError:
            found = []
        found += [address.rpartition("@")[2].strip().lower() for address in (self.from_address, self.reply_to)]
        return tuple(dict.fromkeys(host for host in found if "." in host))
