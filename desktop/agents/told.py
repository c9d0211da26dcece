"""What a brief says beside its facts; for the text that is written from it, this is as good as a fact."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from desktop.core.brief import Brief, Fact, number_facts

TOLD = "told."
"""How the id of a fact begins that stands for a part of the brief and is no row of the ledger."""


@lru_cache(maxsize=64)
def with_told(brief: Brief) -> Brief:
    """The brief with its product, notes, instructions, keyphrase and readers among the facts, each under `told.…`.

    A number that the writer put into the notes is given, not invented.
    """
    parts = {
        "product": brief.product,
        "notes": brief.notes,
        "instructions": brief.instructions,
        "keyphrase": brief.keyphrase,
        "audience": brief.audience,
    }
    told = tuple(
        Fact(f"{TOLD}{part}.{number}", value=line.strip(), source=part)
        for part, text in parts.items()
        for number, line in enumerate(text.splitlines())
        if line.strip()
    )
    return msgspec.structs.replace(brief, facts=(*number_facts(brief.facts), *told))
