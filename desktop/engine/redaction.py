"""Keys taken out of everything that people or files will see: messages, details, logs."""

from __future__ import annotations

import re

HIDDEN = "[key]"
_SHORTEST = 6

_SHAPES = re.compile(
    r"""
    (?P<scheme>\bBearer\s+)[^\s"',;]+
  | (?P<name>\b(?:x-)?(?:api[-_]?key|access[-_]?token|auth[-_]?token|authorization|client[-_]?secret|password)
       ["']?\s*[=:]\s*["']?)(?!Bearer\b)[^\s"',;&}]{4,}
  | (?P<user>://[^\s/:@]+:)[^\s/@]+(?=@)
  | \b(?:sk|pk|rk|key|hf|gsk|xai|or|r8|ghp|gho|github_pat|nvapi|pplx)[-_][A-Za-z0-9_\-*.]{8,}
  | \bAIza[0-9A-Za-z_\-]{20,}
  | \b(?:AKIA|ASIA)[0-9A-Z]{12,}
  | \beyJ[0-9A-Za-z_\-]{8,}\.[0-9A-Za-z_\-]{8,}\.[0-9A-Za-z_\-]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Secret:
    """A key that does not show itself when it is printed or logged; `reveal` is the only way to it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return HIDDEN


def redact_shapes(text: str) -> str:
    """Take out what is written like a key: `sk-…`, `Bearer …`, `api_key=…`, passwords in addresses."""

    def hide(found: re.Match[str]) -> str:
        return (found["scheme"] or found["name"] or found["user"] or "") + HIDDEN

    return _SHAPES.sub(hide, text)


class Redactor:
    """Takes known keys out of texts, and whatever else is written like one."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def know(self, secret: Secret) -> None:
        """Take this key out of everything from now on; shorter than six characters is no key."""
        value = secret.reveal()
        if len(value) >= _SHORTEST:
            self._known.add(value)

    def clean(self, text: str) -> str:
        """The text without keys."""
        for value in self._known:
            text = text.replace(value, HIDDEN)
        return redact_shapes(text)
