"""The translations in an answer: without what a model puts around them."""

from __future__ import annotations

import re

import msgspec

from desktop.agents.cleaning import unquote, without_remark_before

_LABEL = re.compile(
    r"^\s*\**(?:translation|vertaling|översättning|översatt|übersetzung|dutch|swedish|german|english|nederlands|svenska"
    r"|deutsch|target|text)\**\s*(?:\([^()\n]{1,30}\))?\s*:\**[ \t]*\n?",
    re.IGNORECASE,
)
_HINT = re.compile(r"^\s*\[(?:Use|Keep|It is|Not longer than|Gebruik|Använd)\b[^\]\n]*\]\s*", re.IGNORECASE)
_ANY_HINT = re.compile(rf"{_HINT.pattern}|^\s*\[[^\[\]\n]*\][ \t]*\n", re.IGNORECASE)
"""Also one that a small model has translated: a line in brackets before the answer."""
_FENCE = re.compile(r"\A\s*```[\w-]*\s*\n(.*?)\n?```\s*\Z", re.DOTALL)
_OBJECT = re.compile(r"\{.*\}|\[.*\]", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class _Item(msgspec.Struct):
    id: int
    text: str


class _Items(msgspec.Struct):
    translations: list[_Item]


def read_one(answer: str, source: str) -> str:
    """The translation of one text: labels, remarks and marks of quotation that the source has not are gone."""
    text = _THOUGHT.sub("", answer.replace("\r\n", "\n"))
    fenced = _FENCE.match(text)
    text = fenced[1] if fenced else text
    hint = _HINT if source.lstrip().startswith("[") else _ANY_HINT
    while (shorter := hint.sub("", text)) != text:
        text = shorter
    if not _LABEL.match(source):
        text = _LABEL.sub("", without_remark_before(text), count=1)
    text = text.strip()
    if "\n" not in source.strip():
        text = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return text if unquote(source) != source.strip() else unquote(text)


def read_many(answer: str) -> dict[int, str]:
    """The translations of a batch by their numbers, as many as can be read."""
    text = _THOUGHT.sub("", answer)
    found = _OBJECT.search(text)
    if found is None:
        return {}
    for read in (_named, _listed, _numbered):
        try:
            return read(found[0])
        except msgspec.DecodeError:
            continue
    return _whole_ones(text)


def _named(text: str) -> dict[int, str]:
    return {each.id: each.text for each in msgspec.json.decode(text, type=_Items).translations}


def _listed(text: str) -> dict[int, str]:
    return {each.id: each.text for each in msgspec.json.decode(text, type=list[_Item])}


def _numbered(text: str) -> dict[int, str]:
    return {int(name): each for name, each in msgspec.json.decode(text, type=dict[str, str]).items() if name.isdigit()}


_ONE = re.compile(r'\{\s*"id"\s*:\s*\d+\s*,\s*"text"\s*:\s*"(?:[^"\\]|\\.)*"\s*\}')


def _whole_ones(text: str) -> dict[int, str]:
    """Those of an answer that was cut off which are whole."""
    items = [msgspec.json.decode(each[0], type=_Item) for each in _ONE.finditer(text)]
    return {each.id: each.text for each in items}
