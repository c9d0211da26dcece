"""A long source in parts that end with a sentence, and the translations of them as one text again."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desktop.agents.translating_protecting import Guarded
from desktop.checks.sentences import sentences_of

_SMALL_WORDS, _WORDS = 70, 350
_FORMS = re.compile(r"\|")
_FEW = 1


def parts_of(guarded: Guarded, language: str, *, small: bool) -> tuple[Guarded, ...]:
    """The parts of a source, each of some sentences; one that is short enough, or is one sentence, stays whole.

    A small model gets the forms for one and for many (`%d file|%d files`) one by one, as it would leave one out.
    """
    most = _SMALL_WORDS if small else _WORDS
    forms = _FORMS.split(guarded.inner)
    if small and len(forms) > 1 and all(len(each.split()) > _FEW for each in forms):
        return tuple(msgspec.structs.replace(guarded, inner=each, before="", after="") for each in forms)
    if len(guarded.inner.split()) <= most:
        return (guarded,)
    borders = [span.end for span in sentences_of(guarded.inner, language)][:-1]
    parts: list[str] = []
    begun = start = 0
    for end in (*borders, len(guarded.inner)):
        if start > begun and len(guarded.inner[begun:end].split()) > most:
            parts.append(guarded.inner[begun:start])
            begun = start
        start = end
    parts.append(guarded.inner[begun:])
    return tuple(msgspec.structs.replace(guarded, inner=each, before="", after="") for each in parts)


def joined(parts: Sequence[Guarded], translations: Sequence[str], whole: str) -> str:
    """The translations with what stands between the parts of the `whole` source."""
    found: list[str] = []
    between = "|" if "|" in whole and not any("|" in each.inner for each in parts) else ""
    for part, translation in zip(parts, translations, strict=True):
        begins = part.inner[: len(part.inner) - len(part.inner.lstrip())]
        ends = part.inner[len(part.inner.rstrip()) :]
        found.append(f"{begins}{translation.strip()}{ends}")
    return between.join(found).strip()
