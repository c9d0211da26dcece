"""The way to a model: whose it is, where it answers, and what it is good at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from desktop.core.provider import INSIDE, Price, Protocol, host_of, is_loopback
from desktop.core.words import tr
from desktop.engine.redaction import Secret

KEYLESS = Secret("none")
"""What is sent where no key is wanted: litellm takes one from the environment when it is given none."""


_PREFIXES = {Protocol.ANTHROPIC: "anthropic/", Protocol.GEMINI: "gemini/", Protocol.OLLAMA: "ollama_chat/"}
_ENDINGS = {
    Protocol.ANTHROPIC: re.compile(r"(/v1)?(/messages|/models|/complete)?$"),
    Protocol.GEMINI: re.compile(r"(/openai)?(/models(/.*)?|/chat/completions)?$"),
    Protocol.OLLAMA: re.compile(r"(/v1(/chat/completions)?|/api(/\w+)?)?$"),
}
_COMPLETIONS = re.compile(r"/(chat/)?completions$")


def litellm_name(protocol: Protocol, model: str) -> str:
    """The name by which litellm asks for a provider's model in this protocol."""
    return _PREFIXES.get(protocol, "openai/") + model


def request_base(protocol: Protocol, address: str) -> str:
    """The part of an address that requests are built on, whichever of the usual forms was typed.

    That is `https://api.anthropic.com`, `https://generativelanguage.googleapis.com/v1beta`, `http://localhost:11434`,
    and for all others what stands before `/chat/completions`.
    """
    bare = address.strip().split("?")[0].rstrip("/")
    ending = _ENDINGS.get(protocol)
    if ending is None:
        return _COMPLETIONS.sub("", bare)
    bare = ending.sub("", bare, count=1)
    if protocol is Protocol.GEMINI and not re.search(r"/v\d\w*$", bare):
        bare += "/v1beta"
    return bare


class Route(msgspec.Struct, frozen=True):
    """A model and the address at which it answers.

    `id` is the model as the writer names it, `model` as litellm does (`openai/…` for every server that speaks OpenAI's
    protocol). `inside` is the model of this program on this computer; it and every `free` one cost nothing. `provider`
    is the name the writer gave, `title` what people call it. `price` is `None` when nobody knows it, `context` 0.
    `passed_to` is the host that a server on this computer passes the questions on to; empty: it answers them itself.
    `thinks`: it thinks before it writes, which counts as part of its answer.
    `grades` tell per language how well it writes. `body` is added to every request, `correction_body` to those that
    correct a text.
    """

    id: str
    model: str
    base_url: str
    key: Secret = KEYLESS
    inside: bool = False
    small: bool = False
    grades: Mapping[str, str] = {}
    body: Mapping[str, object] = {}
    correction_body: Mapping[str, object] = {}
    protocol: Protocol = Protocol.OPENAI
    provider: str = INSIDE
    title: str = ""
    free: bool = False
    price: Price | None = None
    context: int = 0
    longest_answer: int = 0
    passed_to: str = ""
    thinks: bool = False

    @property
    def here(self) -> bool:
        """Whether what is asked stays on this computer."""
        return is_loopback(self.base_url) and not self.passed_to

    @property
    def address(self) -> str:
        """The base of the address that requests go to, whichever of its usual forms `base_url` has."""
        return request_base(self.protocol, self.base_url)

    @property
    def host(self) -> str:
        """The host and port that requests go to."""
        return host_of(self.base_url)

    @property
    def place(self) -> str:
        """Where the requests go, for the middle of a sentence."""
        return tr("the model on this computer") if self.inside else self.title or self.host


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    model: str
    base_url: str
    key: str = KEYLESS.reveal()
    inside: bool = False
    small: bool = False
    grades: dict[str, str] = {}
    provider: str = INSIDE
    passed_to: str = ""


def read_routes(file: Path) -> tuple[Route, ...]:
    """The routes in a JSON file, a list of objects with the fields of `Route`."""
    lines = msgspec.json.decode(file.read_bytes(), type=tuple[_Line, ...])
    return tuple(Route(**{**msgspec.structs.asdict(line), "key": Secret(line.key)}) for line in lines)
