"""Small checks that make the worker load what the first real one would have to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from desktop.core.brief import LANGUAGES, Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError
from desktop.engine.messages import Check

_SENTENCES = {
    "en": "The bag weighs 980 g and is made of recycled polyester. You carry it all day.",
    "nl": "De tas weegt 980 g en is gemaakt van gerecycled polyester. Je draagt hem de hele dag.",
    "sv": "Väskan väger 980 g och är gjord av återvunnen polyester. Du bär den hela dagen.",
}
_MISSPELT = {"en": "A waterprof bag.", "nl": "Een watterdichte tas.", "sv": "En vatentät väska."}
"""Words for which spelling has to look for others."""
PASTE_TO_WARM = "Havn\n\nWeight: 980 g\nMaterial: polyester"
"""A supplier's text as short as one can be."""
PACKS = ("eu-green", "bol", "amazon", "merchant", "price", "health")
"""The policy packs that come with the program; their patterns take a third of a second to make."""
_FACTS = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Material", "polyester"))


def warming_checks(language: str, *, packs: tuple[str, ...] = PACKS) -> Iterator[Check]:
    """Each loads another part, so that what the writer asks meanwhile gets its turn soon.

    Without `packs` neither they nor what spelling suggests are loaded.
    """
    known = language if language in LANGUAGES else "en"
    copy = Copy({"title": "Havn", "description": _SENTENCES[known]})
    brief = Brief(product="Havn", language=known)
    quick = CheckOptions(spelling=False)
    yield Check(Copy({"title": "Havn"}), brief, quick)
    yield Check(copy, brief, quick)
    yield Check(copy, msgspec.structs.replace(brief, facts=_FACTS), quick)
    yield Check(copy, msgspec.structs.replace(brief, facts=_FACTS))
    if packs:
        yield Check(Copy({"description": _MISSPELT[known]}), brief, CheckOptions(policies=packs))
    foreign = _SENTENCES["en" if known != "en" else "nl"]
    yield Check(Copy({"description": foreign}), brief, quick)  # the model that tells languages apart


def load_checks(language: str) -> None:
    """Load in this process what the first check of a written text would have to wait for, and Stop with it."""
    from desktop.checks.report import check_copy

    for each in warming_checks(language, packs=()):
        with suppress(CopydeskError):
            check_copy(each.copy, each.brief, channels=(), options=each.options)
