"""Addresses on the web, as far as they can be judged without opening them."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from desktop.checks.mail.words import hosts

_HOST = re.compile(r"(?:https?://|www\.)?((?:[\w-]+\.)+[a-zà-öø-ÿ]{2,})(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|0x[0-9a-f]+|\d{8,10}", re.IGNORECASE)
_WEB = ("http://", "https://")


class Address(NamedTuple):
    """An address: its scheme, its host in small letters, its path, and who is named before the host (`user@`)."""

    scheme: str
    host: str
    path: str
    user: str = ""

    @property
    def domain(self) -> str:
        """The registered part of the host: `shop.example.co.uk` → `example.co.uk`."""
        return domain_of(self.host)

    @property
    def is_ip(self) -> bool:
        """Whether the host is a number and no name."""
        return _IP.fullmatch(self.host) is not None

    @property
    def is_coded(self) -> bool:
        """Whether the host is a name in other letters than it shows (`xn--`), or in letters of several scripts."""
        return any(part.startswith("xn--") for part in self.host.split("."))

    @property
    def is_short(self) -> bool:
        """Whether the host only shortens addresses, and so hides where one goes."""
        return self.host.removeprefix("www.") in hosts().shorteners

    @property
    def is_tracked(self) -> bool:
        """Whether the host counts clicks for a sender."""
        return any(self.host == each or self.host.endswith(f".{each}") for each in hosts().trackers)

    @property
    def file_ending(self) -> str:
        """The ending of a file that mail filters distrust; empty for pages and pictures."""
        ending = self.path.rpartition("/")[2].rpartition(".")[2].lower() if "." in self.path else ""
        return ending if ending in hosts().files else ""


def read_address(text: str) -> Address | None:
    """The parts of a web address; `None` for what is none, as `mailto:`, a merge tag, or a broken one."""
    text = text.strip()
    if not text.lower().startswith(_WEB):
        return None
    try:
        parts = urlsplit(text)
        return Address(parts.scheme.lower(), (parts.hostname or "").lower(), parts.path, parts.username or "")
    except ValueError:
        return None


def domain_of(host: str) -> str:
    """The part of a host that somebody registered; a number is its own."""
    if _IP.fullmatch(host):
        return host
    labels = host.lower().strip(".").split(".")
    size = 3 if ".".join(labels[-2:]) in hosts().second_level else 2
    return ".".join(labels[-size:])


def host_shown(label: str) -> str:
    """The host that the words of a link show, if they are an address and nothing else; else empty."""
    found = _HOST.fullmatch(label.strip().strip("<>()[]").rstrip("./"))
    if found is None or found[1].isdigit():
        return ""
    host = found[1].lower()
    is_written_out = label.lower().lstrip().startswith((*_WEB, "www."))
    return host if is_written_out or host.rpartition(".")[2] in hosts().endings else ""
