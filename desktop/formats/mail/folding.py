"""Headers as they travel: names and subjects in other than ASCII as encoded words (RFC 2047).

Python's own folding loses the space between two encoded words, and takes what looks like one for one.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from email.utils import quote
from typing import Any

_LINE = 76
_ATOM = frozenset("!#$%&'*+-/=?^_`{|}~ ")


class MailPolicy(EmailPolicy):
    """How a message becomes bytes: lines end in CR LF, headers have 76 characters a line."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as the policy of the standard library has them
        super().__init__(**{"linesep": "\r\n", **options})

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401 - as above
        """One header as lines."""
        folded = _folded(name, value)
        return super().fold(name, value) if folded is None else folded.replace("\n", self.linesep)

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - as above
        """One header as lines, in bytes."""
        folded = _folded(name, value)
        return (
            super().fold_binary(name, value) if folded is None else folded.replace("\n", self.linesep).encode("ascii")
        )


def encoded(text: str, header: str) -> str:
    """A text as it stands in a header of that name, its lines parted by a line break and a space."""
    plain = text.isascii() and "=?" not in text
    return Header(text, "us-ascii" if plain else "utf-8", maxlinelen=_LINE, header_name=header).encode()


def _folded(name: str, value: Any) -> str | None:  # noqa: ANN401 - as above
    """The header; `None` for those that hold nothing but ASCII of ours."""
    if name.lower() == "subject":
        return f"{name}: {encoded(str(value), name)}\n"
    if name.lower() == "list-unsubscribe":  # an address is never parted, and one stands on the header's own line
        ways = str(value).replace(">, <", ">,\n <")
        return f"{name}: {ways}\n"
    addresses = getattr(value, "addresses", None)
    if addresses is None:
        return None
    joined = ",\n ".join(_address(each, name) for each in addresses)
    return f"{name}: {joined}\n"


def _address(address: Address, header: str) -> str:
    name = address.display_name
    if not name:
        return address.addr_spec
    if not name.isascii() or "=?" in name:
        phrase = encoded(name, header)
    elif all(char.isalnum() or char in _ATOM for char in name):
        phrase = name
    else:
        phrase = f'"{quote(name)}"'
    last = phrase.rpartition("\n")[2]
    between = " " if len(header) + len(last) + len(address.addr_spec) + 5 <= _LINE else "\n "
    return f"{phrase}{between}<{address.addr_spec}>"
