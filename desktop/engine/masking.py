"""Private details replaced on their way to a provider, and put back on the way home.

A detail is sent as `[NAME_1]`: models copy that shape whole, and it stands in no text by itself. It finds much and not
everything, which is why the writer sees what leaves.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing

import msgspec

from desktop.core.brief import Brief
from desktop.core.errors import EnvironmentProblem, ErrorKind, Remedy
from desktop.core.prompt import Chunk, Ending, LanguageModel, Message, Prompt
from desktop.core.words import tr
from desktop.engine.messages import Replaced
from desktop.engine.route import Route
from desktop.engine.wrapping import WrappedModel

_LABELS = {
    "address": "ADDRESS",
    "bsn": "NUMBER",
    "card": "CARD",
    "email": "EMAIL",
    "iban": "ACCOUNT",
    "name": "NAME",
    "order": "ORDER",
    "personnummer": "NUMBER",
    "phone": "PHONE",
}
_ANY = "|".join(sorted(set(_LABELS.values())))
_PLACEHOLDER = re.compile(
    rf"(?P<escaped>\\)?\[\s?({_ANY})(?:\\?_|[ -])?(\d{{1,4}})\s?(?(escaped)\\)\]",
    re.IGNORECASE,
)
"""As it was sent, and as models and Markdown write it otherwise: other case, a blank, backslashes."""
_BEGINNING = re.compile(r"\\?(?:\[\s?(?:[A-Za-z]{1,7}(?:(?:\\?_|\\|[ -])?\d{0,4}\s?\\?)?)?)?\Z")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Mask:
    """Stands for the private details of one job: the same detail always has the same placeholder.

    `own_words` are those of the workspace, never taken for a person's name: a product may be called Emma.
    """

    def __init__(self, own_words: Iterable[str] = (), language: str = "") -> None:
        self._own = {word.lower() for text in own_words for word in _WORD.findall(text)}
        self._language = language
        self._by_text: dict[str, Replaced] = {}
        self._texts: dict[str, str] = {}

    @property
    def replaced(self) -> tuple[Replaced, ...]:
        """What was replaced so far, in the order in which it was met."""
        return tuple(self._by_text.values())

    def hide(self, text: str) -> str:
        """The text with placeholders for what is private in it."""
        from desktop.checks.private import private_spans

        self.reserve(text)
        parts, at = [], 0
        for span in private_spans(text, self._language):
            detail = text[span.start : span.end]
            if span.kind == "name" and self._is_own(detail):
                continue
            parts += [text[at : span.start], self._placeholder(detail, span.kind)]
            at = span.end
        return "".join((*parts, text[at:]))

    def reserve(self, text: str) -> None:
        """Take no number that the text has in a placeholder of its own, which is to come home as it was."""
        for match in _PLACEHOLDER.finditer(text):
            self._texts.setdefault(_key(match), "")

    def restore(self, text: str, *, in_json: bool = False) -> str:
        """The text with the details in the place of their placeholders; one that stands for nothing stays."""

        def detail(match: re.Match[str]) -> str:
            found = self._texts.get(_key(match))
            if not found:
                return match[0]
            return json.dumps(found, ensure_ascii=False)[1:-1] if in_json else found

        return _PLACEHOLDER.sub(detail, text)

    def _is_own(self, name: str) -> bool:
        return any(word.lower() in self._own for word in _WORD.findall(name))

    def _placeholder(self, detail: str, kind: str) -> str:
        known = self._by_text.get(detail)
        if known is None:
            label = _LABELS.get(kind, "NUMBER")
            number = next(n for n in range(1, 10_000) if f"{label}_{n}" not in self._texts)
            known = self._by_text[detail] = Replaced(f"[{label}_{number}]", detail, kind)
            self._texts[f"{label}_{number}"] = detail
        return known.placeholder


def _key(match: re.Match[str]) -> str:
    return f"{match[2].upper()}_{int(match[3])}"


class _Homecoming:
    """Puts details back into a text that comes in pieces; holds back no more than may be half a placeholder."""

    def __init__(self, mask: Mask, *, in_json: bool) -> None:
        self._mask = mask
        self._in_json = in_json
        self._held = ""

    def take(self, piece: str) -> str:
        text = self._held + piece
        beginning = _BEGINNING.search(text)
        at = beginning.start() if beginning is not None else len(text)
        text, self._held = text[:at], text[at:]
        return self._mask.restore(text, in_json=self._in_json)

    def rest(self) -> str:
        text, self._held = self._held, ""
        return self._mask.restore(text, in_json=self._in_json)


class MaskingModel(WrappedModel):
    """A model that is never sent a private detail; see `desktop.core.prompt.LanguageModel`."""

    def __init__(self, model: LanguageModel, mask: Mask) -> None:
        super().__init__(model)
        self._mask = mask

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk | Ending, None]:
        """Ask with placeholders, and answer with what they stand for."""
        home = _Homecoming(self._mask, in_json=bool(prompt.json_schema))
        hidden = msgspec.structs.replace(prompt, messages=leaving(prompt.messages, self._mask))
        async with aclosing(self._pieces(hidden)) as pieces:
            async for piece in pieces:
                text = home.take(piece.text) if isinstance(piece, Chunk) else home.rest()
                if text:
                    yield Chunk(text)
                if isinstance(piece, Ending):
                    yield piece


def leaving(messages: tuple[Message, ...], mask: Mask | None) -> tuple[Message, ...]:
    """The messages as they are sent; without a mask as they are."""
    if mask is None:
        return messages
    for message in messages:
        mask.reserve(message.content)
    return tuple(Message(message.role, mask.hide(message.content)) for message in messages)


def words_of(brief: Brief) -> tuple[str, ...]:
    """The words of a brief that are never private: what the product and its properties are called."""
    return brief.product, *(fact.name for fact in brief.facts), *(fact.value for fact in brief.facts)


def may_leave(route: Route, *, local_only: bool) -> EnvironmentProblem | None:
    """Why nothing may be sent on this way; `None` when it may."""
    if not local_only or route.inside or route.here:
        return None
    return kept_here(route.place)


def kept_here(place: str) -> EnvironmentProblem:
    """The lock is on, and this is another computer."""
    return EnvironmentProblem(
        ErrorKind.AUTH,
        tr("Nothing was sent to {place}: only models on this computer may be used here.", place=place),
        tr("You can change that in the settings, under Privacy."),
        Remedy.OPEN_SETTINGS,
    )
