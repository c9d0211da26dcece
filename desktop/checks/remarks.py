"""What is said of a part of a text, kept so that a part that stays the same is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from desktop.checks.sentences import paragraphs_of, sentences_of


class Remark(NamedTuple):
    """A place in a text, what sort of thing stands there, and what may stand there instead.

    It holds no sentence for the writer: those are made when it is shown, in the language of the interface.
    """

    start: int
    end: int
    kind: str = ""
    fixes: tuple[str, ...] = ()


Reader = Callable[[str, str], tuple[Remark, ...]]
"""Reads a part of a text in a language; cached by whoever writes it."""


def by_sentence(text: str, language: str, read: Reader) -> Iterator[Remark]:
    """The remarks on each sentence of a text, with their places in the text."""
    for start, end in sentences_of(text, language):
        for remark in read(text[start:end], language):
            yield _moved(remark, start)


def by_paragraph(text: str, language: str, read: Reader) -> Iterator[Remark]:
    """The remarks on each line of a text, with their places in the text."""
    for start, end in paragraphs_of(text):
        for remark in read(text[start:end], language):
            yield _moved(remark, start)


def like_case(model: str, text: str) -> str:
    """A text in the case of another: `Chairman` → `Chair`; a text with capitals of its own (`iPad`) stays."""
    if any(char.isupper() for char in text):
        return text
    if len(model) > 1 and model.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def _moved(remark: Remark, by: int) -> Remark:
    return remark._replace(start=remark.start + by, end=remark.end + by)
